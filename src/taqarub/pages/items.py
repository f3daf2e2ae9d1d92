"""An object of JSON becomes an article: the two forms of JSON Lines input."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from ..records import Article, Page, TaqarubError
from .charset import mend, whole
from .dates import parse_date

_ARABIC = re.compile(r"[\u0621-\u064a\ufe80-\ufefc]|&#")  # entities become letters later
# What scraped JSON calls the fields of an article; the first name that is there counts.
_NAMES = {
    "id": ("id", "_id", "guid"),
    "url": ("url", "link"),
    "outlet": ("source", "outlet", "publisher"),
    "published": ("date", "published", "published_at", "date_published"),
    "headline": ("headline", "title"),
    "author": ("author", "byline", "authors"),
    "body": ("body", "text", "content"),
}


def page_id(page: Page) -> str:
    """The id of a page: the one it was given, its address, or a hash of its content that stays from run to run."""
    return page.id or page.url or content_id(page.content)


def content_id(content: str | bytes) -> str:
    """A hash of content, 16 hexadecimal digits."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _text(value: Any, name: str) -> str | None:
    """A field as text; names in a list are joined.

    Raises:
        TaqarubError: it is neither text, number nor a list of texts.
    """
    if value is None or isinstance(value, str):
        return whole(value) if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return _text(value.get("name"), name)
    if isinstance(value, list) and all(isinstance(part, str | Mapping) for part in value):
        return "، ".join(filter(None, (_text(part, name) for part in value))) or None
    raise TaqarubError(f'"{name}" is no text')


def _fields(item: Mapping[str, Any]) -> dict[str, str | None]:
    found = {}
    for field, names in _NAMES.items():
        name = next((name for name in names if item.get(name) is not None), None)
        found[field] = _text(item[name], name) if name else None
    return found


def given_article(item: Mapping[str, Any], outlet: str | None = None, date: str | None = None) -> Article:
    """An article of the `sentences` form, taken as it stands: {"id", "source", "date", "sentences": [headline, …]}.

    Args:
        item: "date" is ISO or day first (03/01/2017).
        outlet, date: stand in where the item has none.

    Raises:
        TaqarubError: "sentences" is no list of texts.
    """
    sentences = item["sentences"]
    if not isinstance(sentences, list) or not sentences or not all(isinstance(text, str) for text in sentences):
        raise TaqarubError('"sentences" must be a list of texts, the headline first')
    sentences = [whole(text).replace("\x00", "") for text in sentences]
    found = _fields({name: value for name, value in item.items() if name not in ("text", "body", "content")})
    return Article(
        id=found["id"] or found["url"] or content_id("\n".join(sentences)), headline=sentences[0], paragraphs=sentences[1:],
        url=found["url"], outlet=found["outlet"] or outlet, published=iso_day(found["published"]) or date,
        sentences=list(sentences),
    )  # fmt: skip


def iso_day(value: str | None) -> str | None:
    """A date in any form that `parse_date` reads, as ISO 8601; None where there is none."""
    return parse_date(value) if value else None


def read_item(item: Any, outlet: str | None = None, date: str | None = None) -> Article:
    """An object of JSON as an article: with `sentences` taken as it stands, with `body` cleaned like a page.

    Args:
        item: the object.
        outlet, date: stand in where the object has none.

    Raises:
        TaqarubError: it has neither form; the message says what is amiss.
    """
    if not isinstance(item, dict):
        raise TaqarubError("no JSON object")
    if "sentences" in item:
        return given_article(item, outlet, date)
    if item.get("html"):
        return _read_html(item, outlet, date)
    found = _fields(item)
    if not found["body"] and not found["headline"]:
        raise TaqarubError('neither "sentences" nor "headline" and "body" in it')
    from .text import read_fields

    headline, body = mend(found["headline"] or ""), mend(found["body"] or "")
    if not _ARABIC.search(headline + body):
        raise TaqarubError("no Arabic text in it")
    return read_fields(
        id=found["id"] or found["url"] or content_id(f"{headline}\n{body}"), url=found["url"],
        outlet=found["outlet"] or outlet, published=found["published"] or date, headline=headline,
        author=mend(found["author"] or "") or None, body=body,
    )  # fmt: skip


def _read_html(item: dict[str, Any], outlet: str | None, date: str | None) -> Article:
    """An object that holds a whole page as "html"."""
    from . import read_page

    found = _fields(item)
    page = Page(
        content=_text(item["html"], "html") or "", kind="html", url=found["url"], id=found["id"],
        outlet=found["outlet"] or outlet, published=found["published"] or date,
    )  # fmt: skip
    return read_page(page)
