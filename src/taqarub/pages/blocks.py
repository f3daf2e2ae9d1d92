"""Blocks of a page's markup that are no body, taken out of the tree: related stories, captions, share rows, tags …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ..records import Furniture, Related
from . import related
from .characters import repair, tidy
from .furniture import kind_of
from .labels import is_label
from .lexicon import key, table
from .links import STORY_WORDS, is_prose, joined, link_share, links_of, story_of, text_of
from .metadata import absolute

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HEADINGS = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "div",
    "span",
    "strong",
    "b",
    "header",
    "dt",
    "label",
    "legend",
    "li",
    "a",
    "em",
)
_PARAGRAPHS = ("p", "div", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "strong", "em", "section", "aside", "span")
_HOLDERS = (
    "p",
    "div",
    "span",
    "li",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "b",
    "em",
    "center",
    "font",
    "article",
    "figure",
    "td",
    "tr",
)
_ROOTS = frozenset({"html", "head", "body", "main", "meta", "link", "script"})
_CHROME = frozenset({"nav", "footer", "aside", "form"})
_TOOLS = frozenset({"share", "tool", "comments", "subscription"})


@dataclass
class Taken:
    """What was taken out of a tree. Lines of `bylines` and `times` are read by the text's rules later."""

    related: list[Related] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)
def _is_heading(text: str) -> bool:
    """`related.is_heading`, remembered: a site repeats the words of its navigation."""
    return related.is_heading(repair(text))


class _Kind(NamedTuple):
    name: str
    longest: int
    links: float
    pattern: re.Pattern[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            row["kind"],
            row["longest"],
            row.get("links", 0.0),
            re.compile("|".join(f"(?:{name})" for name in row["names"])),
        )
        for row in table("html.toml")["block"]
    )


@cache
def _kinds_of(name: str) -> tuple[_Kind, ...]:
    """The kinds that one class or id is a name of; remembered, since a site repeats its names."""
    plain = _CAMEL.sub("-", name[:80]).lower().replace("_", "-").replace("--", "-")
    return tuple(kind for kind in _kinds() if kind.pattern.fullmatch(plain))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()  # what follows it stays


class Blocks:
    """Takes the blocks out of one tree.

    Args:
        tree: the page's document; changed.
        base: address that links are relative to.
        headline: the page's headline, which is no block whatever its class.
    """

    def __init__(self, tree: HtmlElement, base: str | None, headline: str):
        self.tree, self.base, self.headline = tree, base, key(headline)
        self.taken = Taken()
        self.seen: set[str] = set()
        self.order = {element: number for number, element in enumerate(tree.iter())}
        self.stories: list[tuple[int, Related]] = []
        self.kept: list[tuple[int, Furniture]] = []

    def take(self) -> Taken:
        """Take all of them out; stories and furniture are in the order of the page."""
        self._take_headed()
        self._take_named()
        self._take_tools()
        self._take_read_more()
        self._take_lone_links()
        self.taken.related = [story for _, story in sorted(self.stories, key=lambda entry: entry[0])]
        self.taken.furniture = [line for _, line in sorted(self.kept, key=lambda entry: entry[0])]
        return self.taken

    def _add(self, stories: list[Related], where: HtmlElement) -> None:
        for story in stories:
            if key(story.headline) not in self.seen and key(story.headline) != self.headline:
                self.seen.add(key(story.headline))
                self.stories.append((self.order[where], story))
        _drop(where)

    def _keep(self, kind: str, text: str, where: HtmlElement) -> None:
        if text:
            self.kept.append((self.order[where], Furniture(kind=kind, text=text)))

    # --- blocks under a heading

    def _take_headed(self) -> None:
        """Blocks of stories under a heading that Arabic sites use, whatever their markup."""
        for element in list(self.tree.iter(*_HEADINGS)):
            if element.getparent() is None or not self._in_tree(element):
                continue
            start = tidy("".join(islice(element.itertext(), 6)))
            if not 0 < len(start) <= 80 or not _is_heading(start) or not related.is_heading(joined(element)):
                continue
            heading = self._outermost(element)
            stories, holders = self._below(heading)
            if stories:
                self._keep("related", joined(heading), heading)
                for holder in holders:
                    _drop(holder)
                self._add(stories, heading)

    def _in_tree(self, element: HtmlElement) -> bool:
        top = element
        while (above := top.getparent()) is not None:
            top = above
        return top is self.tree

    def _outermost(self, heading: HtmlElement) -> HtmlElement:
        """The largest element that holds no more than the heading."""
        size = len("".join(heading.itertext()).strip())
        while (above := heading.getparent()) is not None and above.tag not in ("body", "html", "article", "main"):
            if len("".join(islice(above.itertext(), 60)).strip()) > size + 3:
                break
            heading = above
        return heading

    def _below(self, heading: HtmlElement) -> tuple[list[Related], list[HtmlElement]]:
        """The stories after a heading and the elements that hold them: one list, or links one by one."""
        stories: list[Related] = []
        holders: list[HtmlElement] = []
        for element in heading.itersiblings():
            if not isinstance(element.tag, str):
                continue
            if not "".join(islice(element.itertext(), 40)).strip():
                continue  # a rule, a picture, an advertisement's place
            found = self._stories(element)
            if not found:
                break
            stories += found
            holders.append(element)
            if element.tag in ("ul", "ol", "table") or len(found) > 3 or (element.tail or "").strip():
                break
        return stories, holders

    def _stories(self, element: HtmlElement) -> list[Related]:
        """The stories of an element that holds nothing else; of a list without links, its items."""
        text = text_of(element)
        if len(text) > 6000 or element.find(".//h1") is not None:
            return []
        if element.tag == "a":
            return list(links_of(element, self.base)) if len(text.split()) >= STORY_WORDS else []
        share = link_share(element)
        if share >= 0.5:
            return list(links_of(element, self.base))
        if share == 0 and element.tag in ("ul", "ol"):
            items = [joined(item) for item in element.iter("li")]
            return (
                [story_of(item, None) for item in items if len(item.split()) >= STORY_WORDS]
                if all(len(i) <= 170 for i in items)
                else []
            )
        return []

    # --- blocks by the name of their class

    def _take_named(self) -> None:
        for element in list(self.tree.iter()):
            if not isinstance(element.tag, str) or element.tag in _ROOTS or element.getparent() is None:
                continue
            kind = self._kind(element)
            if kind:
                self._take_named_one(element, kind)

    def _kind(self, element: HtmlElement) -> str | None:
        """What an element is by its classes, its id, and its size."""
        if element.tag == "figcaption":
            return "caption"
        if element.tag == "time":
            return "time"
        if element.tag == "a" and "tag" in (element.get("rel") or "").split():
            return "tags"
        if (element.get("itemprop") or "") in ("author", "creator") or "author" in (element.get("rel") or "").split():
            return "byline"
        names = (element.get("class") or "").split()[:12]
        if element.get("id"):
            names.append(element.get("id"))
        kinds = {kind.name: kind for name in names for kind in _kinds_of(name)}
        if not kinds:
            return None
        size = len("".join("".join(element.itertext()).split()))
        for kind in _kinds():
            if kind.name in kinds and size <= kind.longest and not self._holds_story(element, size):
                if kind.links and (size == 0 or link_share(element) < kind.links):
                    continue
                return kind.name
        return None

    def _holds_story(self, element: HtmlElement, size: int) -> bool:
        """Whether an element holds the page's headline or its body, so that it is no block."""
        if element.tag in ("h1", "article") and size > 30:
            return True
        return any(inner is not element and inner.tag == "h1" for inner in element.iter("h1")) or any(
            inner.get("itemprop") == "articleBody" for inner in element.iter("div", "section", "article")
        )

    def _take_named_one(self, element: HtmlElement, kind: str) -> None:
        if not self._in_tree(element):
            return
        text = text_of(element)
        if kind == "related":
            stories = list(links_of(element, self.base))
            if stories:
                headings = map(joined, element.iter("h2", "h3", "h4", "h5", "p", "span", "strong", "div"))
                self._keep("related", next(filter(related.is_heading, headings), ""), element)
                self._add(stories, element)
            return
        inside_chrome = any(above.tag in _CHROME for above in element.iterancestors())
        if kind == "label":
            if is_label(text):
                self.taken.labels.append(text.strip(" .:|!#*-"))
                _drop(element)
            return
        if kind == "byline" and text and not inside_chrome:
            self.taken.bylines.append(text)
        elif kind == "time" and not any(map(str.isdigit, text)):
            return
        elif kind == "time" and not inside_chrome:
            self.taken.times.append(text)
            self._keep("time", text, element)
        elif not inside_chrome:
            self._keep(kind, text, element)
        _drop(element)

    def _take_tools(self) -> None:
        """Links and buttons that do something with the page: print, send, share."""
        for element in list(self.tree.iter("a", "button")):
            text = joined(element)
            if not text or len(text) > 40 or element.getparent() is None or not self._in_tree(element):
                continue
            kind = kind_of(text)
            if kind and kind.name in _TOOLS:
                self._keep(kind.name, text, element)
                _drop(element)
            elif element.tag == "button" or (element.get("href") or "").startswith(
                ("javascript:", "mailto:", "whatsapp:")
            ):
                self._keep("tool", text, element)
                _drop(element)

    # --- read-more lines and lone links between paragraphs

    def _take_read_more(self) -> None:
        """Lines such as اقرأ أيضا: …, with the links in them."""
        for element in list(self.tree.iter(*_PARAGRAPHS)):
            if (
                element.getparent() is None
                or len("".join(islice(element.itertext(), 30))) > 600
                or not self._in_tree(element)
            ):
                continue
            if any(inner.tag in ("p", "div", "ul", "table", "h2", "h3", "section") for inner in element):
                continue
            text = joined(element)
            found = related.opening(text) if text else None
            if not found:
                continue
            stories = list(links_of(element, self.base)) or [related.item(found[1])]
            stories = [story_of(found[1], stories[0].url)] if len(stories) == 1 else stories
            self._keep("related", found[0], element)
            self._add(stories, element)

    def _take_lone_links(self) -> None:
        """Paragraphs between paragraphs that are one link to another story of the same site."""
        for link in list(self.tree.iter("a")):
            text = joined(link)
            if len(text.split()) <= STORY_WORDS:
                continue  # cheap, and rids us of the navigation
            holder = self._lone_holder(link)
            if holder is None:
                continue
            url = absolute(self.base, link.get("href"))
            if len(text) > 170 or text.endswith((".", "،", ":")) or key(text) == self.headline:
                continue
            if url and is_prose(holder.getprevious()) and is_prose(holder.getnext()):
                self._add([story_of(text, url, link)], holder)

    def _lone_holder(self, link: HtmlElement) -> HtmlElement | None:
        """The paragraph that holds nothing but a link, or None."""
        size = len("".join(link.itertext()).strip())
        holder, above = None, link.getparent()
        while (
            size
            and above is not None
            and above.tag in _HOLDERS
            and len("".join(islice(above.itertext(), 30)).strip()) <= size + 2
        ):
            holder, above = above, above.getparent()
        return holder if holder is not None and self._in_tree(holder) else None
