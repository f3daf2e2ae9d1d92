"""What a page of HTML says of its story: JSON-LD, Open Graph, meta tags, <time>, its address. Never today's date."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from ..language.normal import fold
from .characters import repair, tidy
from .dates import line_date, parse_date
from .jsonld import loads, nodes, types
from .lexicon import key, table

_FIELD = re.compile(r'"(headline|datePublished|dateModified|articleBody)"\s*:\s*"((?:[^"\\]|\\.){1,60000})"', re.DOTALL)
_ADDRESS_DAY = re.compile(r"[/-]((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.?]|$)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6})?(?!\d)")
_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}) \d{1,2}:\d{2}:\d{2} [AP]M"
)  # as servers with English settings write it
_TAG = re.compile(r"<[^<>]{1,300}>")
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100 in seconds of the epoch


@dataclass
class Metadata:
    """What a page says of itself. `published` is ISO 8601; `weak` is a day that only its address or last change tells."""

    headlines: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: str | None = None
    weak: str | None = None
    outlet: str | None = None
    url: str | None = None
    body: str | None = None


@cache
def _known(section: str, name: str) -> tuple[str, ...]:
    return tuple(table("html.toml")[section][name])


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(key(entry) for entry in _known("names", name))


def _clean(value: Any) -> str:
    """A field of metadata as one tidied line without markup."""
    return tidy(_TAG.sub(" ", repair(html.unescape(value)))) if isinstance(value, str) else ""


def _day(value: Any) -> str | None:
    """A date in any form that metadata has: ISO, words, 20210622, seconds or milliseconds of the epoch."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e15 else ""
    if not isinstance(value, str):
        return None
    text = _clean(value)[:120]
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text[:10])
        if _EARLIEST < seconds < _LATEST:
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    american = _AMERICAN.fullmatch(text)
    if american and int(american[1]) <= 12:
        return parse_date(f"{american[3]}-{int(american[1]):02}-{int(american[2]):02}")
    compact = _COMPACT.fullmatch(text)
    if compact:
        return parse_date("-".join(compact.groups()))
    return parse_date(re.sub(r"^(\d{4}-\d{2}-\d{2}) (?=\d{2}:\d{2})", r"\1T", text))


def _name(value: Any) -> Iterator[tuple[str, bool]]:
    """Names of a person or an organisation, and whether it is an organisation."""
    if isinstance(value, str):
        yield _clean(value), False
    elif isinstance(value, list):
        for entry in value[:20]:
            yield from _name(entry)
    elif isinstance(value, dict):
        of_body = bool(types(value) & {"organization", "newsmediaorganization"})
        for name, _ in _name(value.get("name")):
            yield name, of_body


def _read_jsonld(tree: HtmlElement, found: Metadata) -> dict[str, list[str]]:
    """Read the page's own story out of its JSON-LD; dates are given back by field."""
    dates: dict[str, list[str]] = {"published": [], "modified": []}
    broken: list[str] = []
    stories: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        data = loads(text)
        if data is None:
            broken.append(text)
        stories += [node for node in nodes(data) if types(node) & set(_known("jsonld", "articles"))]
    stories.sort(key=lambda node: not types(node) & set(_known("jsonld", "sure")))  # stable: a WebPage comes last
    for story in stories:
        if types(story) & set(_known("jsonld", "sure")):
            found.headlines += filter(None, [_clean(story.get("headline") or story.get("name"))])
            found.authors += [
                name for name, of_body in _name(story.get("author") or story.get("creator")) if name and not of_body
            ]
            body = story.get("articleBody")
            found.body = found.body or (body if isinstance(body, str) else None)
        dates["published"] += filter(None, [_day(story.get("datePublished") or story.get("dateCreated"))])
        dates["modified"] += filter(None, [_day(story.get("dateModified"))])
        for name, _ in _name(story.get("publisher")):
            found.outlet = found.outlet or outlet_name(name)
    for text in broken:
        _read_broken(text, found, dates)
    return dates


def _read_broken(text: str, found: Metadata, dates: dict[str, list[str]]) -> None:
    """Read single fields out of JSON-LD that no parser takes."""
    for match in _FIELD.finditer(text[:400_000]):
        name, value = match[1], match[2].replace(r"\"", '"').replace(r"\/", "/").replace(r"\n", "\n")
        value = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), value)
        if name == "headline":
            found.headlines.append(_clean(value))
        elif name == "articleBody":
            found.body = found.body or value
        else:
            dates["published" if name == "datePublished" else "modified"] += filter(None, [_day(value)])


def outlet_name(name: str) -> str | None:
    """A name as an outlet's: without a slogan behind a bar; None for what names nobody or is an address."""
    name = re.split(r"\s[|–—]\s|\s-\s", _clean(name))[0].strip(" .|-–—©")
    if not 1 < len(name) <= 60 or key(name) in _names("no_outlet") or name.startswith(("http", "@")):
        return None
    return name


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of the meta tags (and of elements with an itemprop and a content) by lower-case name."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        if content:
            for attribute in ("property", "name", "itemprop"):
                name = tag.get(attribute)
                if name:
                    found.setdefault(name.strip().lower(), []).append(content)
    return found


def _times(tree: HtmlElement) -> Iterator[tuple[int, str]]:
    """Days of <time> and itemprop elements, with a rank: 0 published, 1 of the article's head, 3 updated."""
    for tag in tree.iter("time", "span", "div", "p", "abbr"):
        stamp = tag.get("datetime") or (tag.get("content") if tag.get("itemprop") else None)
        prop = (tag.get("itemprop") or "").lower()
        if tag.tag != "time" and not prop.startswith("date"):
            continue
        if any(above.tag in ("aside", "nav", "footer", "li") for above in tag.iterancestors()):
            continue
        text = tidy(tag.text_content())[:160]
        iso = _day(stamp) or _day(text)
        if iso:
            updated = (
                "modified" in prop or "updated" in (tag.get("class") or "").lower() or (line_date(text) or (0,))[0] == 2
            )
            sure = (
                tag.get("pubdate") is not None
                or prop == "datepublished"
                or "publish" in (tag.get("class") or "").lower()
            )
            yield (3 if updated else 0 if sure else 1), iso


def _published(tree: HtmlElement, meta: dict[str, list[str]], dates: dict[str, list[str]]) -> str | None:
    """The day of publication, most trusted first: JSON-LD, meta tags, <time>."""
    if dates["published"]:
        return dates["published"][0]
    for name in _known("meta", "published"):
        for value in meta.get(name, ()):
            iso = _day(value)
            if iso:
                return iso
    times = sorted(_times(tree), key=lambda entry: entry[0])
    return times[0][1] if times and times[0][0] < 3 else None


def _address_day(url: str | None) -> str | None:
    """The day in an address such as /2021/06/22/…; None where there is none."""
    match = _ADDRESS_DAY.search(urlsplit(url).path) if url else None
    return parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def absolute(base: str | None, href: str | None) -> str | None:
    """An address made absolute; None for what is no page's (javascript:, #, mailto:) or cannot be made absolute."""
    href = (href or "").strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base or "", href)
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc else None
    except ValueError:
        return None


def _address(tree: HtmlElement, given: str | None, meta: dict[str, list[str]]) -> str | None:
    """The page's own address: the canonical one, og:url, or the one it was fetched from."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower():
            found = absolute(given, link.get("href"))
            if found and _is_story(found, given):
                return found
    for value in meta.get("og:url", ()):
        found = absolute(given, value)
        if found and _is_story(found, given):
            return found
    return given


def _is_story(url: str, given: str | None) -> bool:
    """Whether an address is more than that of a front page, and of the site that the page was fetched from."""
    parts = urlsplit(url)
    same = not given or _site(parts.hostname) == _site(urlsplit(given).hostname)
    return same and (parts.path not in ("", "/") or bool(parts.query))


def _site(host: str | None) -> str:
    return ".".join((host or "").removeprefix("www.").split(".")[-2:])


def is_name(author: str, outlet: str | None) -> bool:
    """Whether an author field names somebody: not an address, not the outlet, not "admin"."""
    name = key(author)
    if not name or name in _names("nobody") or (outlet and name in (key(outlet), "موقع" + key(outlet))):
        return False
    return not re.search(r"https?:|www\.|@|\d{3}|\.(?:com|net|org)", author) and len(fold(author)) <= 110


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """What a parsed page says of its story.

    Args:
        tree: the whole document, before anything is taken out of it.
        url: the address that it was fetched from, if it was.
    """
    found = Metadata()
    meta = _meta(tree)
    dates = _read_jsonld(tree, found)
    found.url = _address(tree, url, meta)
    for name in _known("meta", "headline"):
        found.headlines += filter(None, map(_clean, meta.get(name, ())))
    title = next(tree.iter("title"), None)
    if title is not None and (text := _clean(title.text_content())):
        found.headlines.append(text)
    told = [
        (number, name)
        for number, source in enumerate(_known("meta", "outlet"))
        for name in map(outlet_name, meta.get(source, ()))
        if name
    ]
    names = (
        [name for number, name in told if number < 3] + [found.outlet] + [name for number, name in told if number >= 3]
    )
    found.outlet = next(filter(None, names), None)
    for source in _known("meta", "author"):
        found.authors += filter(None, map(_clean, meta.get(source, ())))
    found.published = _published(tree, meta, dates)
    modified = [iso for name in _known("meta", "modified") for value in meta.get(name, ()) if (iso := _day(value))]
    found.weak = _address_day(found.url or url) or next(iter(dates["modified"] + modified), None)
    return found
