"""Links and texts of a page's elements: what reads as a headline of another story, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from ..records import Related
from . import related
from .characters import repair, tidy
from .labels import is_label, split_label
from .lexicon import key
from .metadata import absolute

STORY_WORDS = 3  # a link of fewer words is no headline
_LONGEST = 300


def text_of(element: HtmlElement) -> str:
    """The text of an element as one repaired line; the texts of blocks within it are set apart by spaces."""
    return tidy(repair(" ".join(element.itertext())))


def joined(element: HtmlElement) -> str:
    return tidy(repair("".join(element.itertext())))


def link_share(element: HtmlElement) -> float:
    """The share of an element's text that stands in links."""
    whole = len("".join("".join(element.itertext()).split()))
    linked = sum(len("".join("".join(link.itertext()).split())) for link in element.iter("a"))
    return linked / whole if whole else 0.0


def links_of(element: HtmlElement, base: str | None) -> Iterator[Related]:
    """The stories that the links of a block lead to; a link on a picture and one on the headline are one story."""
    seen: set[str] = set()
    for link in element.iter("a"):
        if (link.get("href") or "").startswith(("#", "javascript:")):
            continue
        text = text_of(link)
        if len(text.split()) < STORY_WORDS or len(text) > _LONGEST or related.is_heading(text) or key(text) in seen:
            continue
        seen.add(key(text))
        yield story_of(text, absolute(base, link.get("href")), link)


def story_of(text: str, url: str | None, link: HtmlElement | None = None) -> Related:
    bullet = related.BULLET.match(text)
    label, headline = split_label(text[bullet.end() :] if bullet else text)
    if label is None and link is not None:
        label = _label_beside(link)
    return Related(headline=headline, label=label, url=url)


def _label_beside(link: HtmlElement) -> str | None:
    """A label that stands just before a link, outside it."""
    before = link.getprevious()
    parent = link.getparent()
    if before is not None:
        text = joined(before) if before.tag in ("span", "b", "strong", "i", "em", "small", "label") else ""
        text = text or tidy(before.tail or "")
    else:
        text = tidy(parent.text or "") if parent is not None else ""
    text = text.strip(" .:|!#*-•")
    return text if text and is_label(text) else None


def is_prose(element: HtmlElement | None) -> bool:
    """Whether a neighbour is a paragraph of running text."""
    if element is None or element.tag not in ("p", "div"):
        return False
    text = "".join(element.itertext()).strip()
    return len(text) > 60 and link_share(element) < 0.5


def anchors(tree: HtmlElement) -> dict[str, str]:
    """Where the page's links lead by the key of their text: the address of a headline that is found in the text."""
    found: dict[str, str] = {}
    for link in tree.iter("a"):
        text, href = "".join(islice(link.itertext(), 12)), link.get("href")
        if href and 12 < len(text) <= 400 and len(text.split()) >= STORY_WORDS:
            found.setdefault(key(repair(text)), href)
    return found
