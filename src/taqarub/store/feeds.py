"""Lists of addresses: feeds (RSS, Atom), news sitemaps, and plain lists of one address a line."""

from __future__ import annotations

import calendar
import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import feedparser
from lxml import etree

from ..pages.fetch import is_address
from ..records import Page, TaqarubError

MAX_LIST = 64_000_000  # bytes; a sitemap may have 50 MB
FULL = 600  # characters of an entry's own content that make fetching its page needless
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_TAGS = re.compile(r"<[^>]+>")


class Link(NamedTuple):
    """An address that a list names, with what the list says of it; `page` holds an article that came with it whole."""

    url: str
    published: str | None = None
    outlet: str | None = None
    page: Page | None = None
    more: bool = False  # the address of another sitemap
    updated: str | None = None  # when it was last changed, as the list says


def kind(start: bytes) -> str | None:
    """"feed", "sitemap", "addresses" or None, by the first bytes of a file."""
    head = start[:4096]
    if _SITEMAP.search(head):
        return "sitemap"
    if _FEED.search(head):
        return "feed"
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return "addresses" if lines and all(is_address(line) and " " not in line for line in lines[:20]) else None


def unzipped(data: bytes, origin: str, most: int = MAX_LIST) -> bytes:
    """Data without its gzip, where it has one.

    Raises:
        TaqarubError: it is broken, or unpacks to more than `most` bytes.
    """
    machine = zlib.decompressobj(31) if data[:2] == b"\x1f\x8b" else None
    try:
        plain = machine.decompress(data, most + 1) if machine else data
    except zlib.error as error:
        raise TaqarubError(f"{origin}: broken gzip data ({error})") from error
    if len(plain) > most:
        raise TaqarubError(f"{origin}: larger than {most // 1_000_000} MB")
    if machine and not machine.eof:
        raise TaqarubError(f"{origin}: the gzip data ends too early")
    return plain


def read_links(data: bytes, origin: str) -> Iterator[Link]:
    """The addresses that a list names, each once, in its order.

    Raises:
        TaqarubError: it is no such list; the message names the origin.
    """
    readers = {"feed": _feed, "sitemap": _sitemap, "addresses": _addresses}
    found = kind(data)
    if found is None:
        raise TaqarubError(f"{origin}: neither a feed, a sitemap nor a list of addresses")
    known: set[str] = set()
    for link in readers[found](data, origin):
        if link.url not in known:
            known.add(link.url)
            yield link


def _addresses(data: bytes, origin: str) -> Iterator[Link]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        url = line.strip()
        if url and not url.startswith("#"):
            yield Link(url)


def _feed(data: bytes, origin: str) -> Iterator[Link]:
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise TaqarubError(f"{origin}: not a feed ({feed.get('bozo_exception', 'of no known kind')})")
    outlet = feed.feed.get("title") or None
    for entry in feed.entries:
        url = entry.get("link") or ""
        if is_address(url):
            yield Link(url, _day(entry), outlet, _whole(entry, url, outlet, origin), updated=_changed(entry))


def _day(entry: feedparser.FeedParserDict) -> str | None:
    return _moment(entry.get("published_parsed")) or _changed(entry)


def _changed(entry: feedparser.FeedParserDict) -> str | None:
    return _moment(dict.get(entry, "updated_parsed"))  # its own `get` would give published where there is none


def _moment(parsed: Any) -> str | None:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat().replace("+00:00", "Z") if parsed else None


def _whole(entry: feedparser.FeedParserDict, url: str, outlet: str | None, origin: str) -> Page | None:
    """The entry as a page, where it carries its whole text."""
    parts = [part.get("value", "") for part in entry.get("content", [])]
    body = max(parts, key=len, default="")
    if len(_TAGS.sub("", body)) < FULL:
        return None
    title = _TAGS.sub("", entry.get("title", "")).replace("<", "&lt;")
    content = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return Page(content=content, origin=f"{origin}, {url}", kind="html", url=url, outlet=outlet, published=_day(entry))


def _sitemap(data: bytes, origin: str) -> Iterator[Link]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise TaqarubError(f"{origin}: not a sitemap")
    index = etree.QName(root).localname == "sitemapindex"
    for item in root.iterchildren(etree.Element):
        fields = {etree.QName(part).localname: (part.text or "").strip() for part in item.iter(etree.Element)}
        if is_address(fields.get("loc", "")):
            date = fields.get("publication_date") or None
            yield Link(fields["loc"], date, fields.get("name") or None, more=index, updated=fields.get("lastmod"))
