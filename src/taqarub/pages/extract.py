"""The lines of a story's body found in a page's tree: by trafilatura, or by the density of the text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from .characters import lines, repair

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it warns of is told by our own errors

_SHORT = 250  # a body of fewer letters is looked for again
_RUN = 450  # a body of one or two lines, one of them longer than this, is looked at again
_OF_BLOCK = frozenset(
    ["body", "div", "p", "td", "th", "tr", "table", "ul", "ol", "li", "section", "article", "main", "aside", "header", "footer",
     "nav", "blockquote", "center", "dl", "dd", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "form", "fieldset"]
)  # fmt: skip
# Edges of lines, in pages and in trafilatura's trees.
_BLOCKS = _OF_BLOCK | {"br", "lb", "head", "item", "quote", "row", "code", "list", "hr"}


def _walk(body: etree._Element) -> Iterator[str]:
    """The text of trafilatura's tree with a newline at every edge of a block."""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            if block:
                yield "\n"
            if element.text:
                yield re.sub(r"\s+", " ", element.text)
        else:
            if element.tag == "cell":
                yield " "
            if block:
                yield "\n"
            if element.tail and element is not body:
                yield re.sub(r"\s+", " ", element.tail)


def _extract(tree: HtmlElement, fast: bool) -> list[str]:
    """The body's lines as trafilatura finds them."""
    found = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False
    )
    if not isinstance(found, trafilatura.metadata.Document) or found.body is None:
        return []
    return [line for line in lines("".join(_walk(found.body))) if line]


def _letters(texts: list[str]) -> int:
    return sum(len(text.replace(" ", "")) for text in texts)


def _paragraphs(tree: HtmlElement) -> list[str]:
    """The paragraphs of running text of the whole page: what is left when trafilatura finds no body."""
    found = []
    for tag in tree.iter("p"):
        if not any(above.tag in ("nav", "footer", "aside", "form") for above in tag.iterancestors()):
            found += [text for text in lines("".join(tag.itertext())) if len(text) > 40]
    return found


def find_body(tree: HtmlElement, told: str | None = None) -> list[str]:
    """The lines of a story's body.

    trafilatura's quick way comes first. Where it finds much less than stands there, or lines run together, the careful
    way, the densest block, the body in the JSON-LD and all running paragraphs are looked at, too.

    Args:
        tree: the document, without scripts and blocks that are no body.
        told: `articleBody` of the page's JSON-LD.
    """
    best = _extract(tree, fast=True)
    given = _told_lines(told or "")
    running = _paragraphs(tree)
    expected = max(_letters(given), min(_letters(running), 2000))
    if _letters(best) >= max(_SHORT, 0.5 * expected) and not _runs_together(best):
        flat = (
            len(given) > len(best) and 0.9 < _letters(given) / _letters(best) < 1.1
        )  # the same without its paragraphs
        return given if flat else best
    dense = _densest(tree)
    if len(dense) > 1 and _letters(dense) >= 0.5 * max(_letters(best), expected, 1):
        best = dense
    elif _letters(best) < max(_SHORT, 0.5 * expected):
        best = max([best, _extract(tree, fast=False)], key=_letters)
    if _letters(given) > 1.2 * _letters(best) or (given and _runs_together(best)):
        return given
    return running if _letters(best) < 0.5 * _letters(running) else best


def _runs_together(found: list[str]) -> bool:
    """Whether lines are so long that paragraphs must have been joined in them."""
    return any(len(line) > _RUN for line in found) and len(found) <= 2


def _told_lines(told: str) -> list[str]:
    """The body in the JSON-LD as lines, without the markup that some sites leave in it."""
    text = re.sub(r"<(?:br|/p)\s*/?>", "\n", repair(told))
    return [line for line in lines(re.sub(r"<[^<>]{1,300}>", "", text)) if line]


def _densest(tree: HtmlElement) -> list[str]:
    """The lines of the block with the most text of its own, as pages without paragraphs have it (text and <br>)."""
    block: dict[HtmlElement, HtmlElement] = {}
    letters: dict[HtmlElement, int] = {}
    for element in tree.iter():
        above = element.getparent()
        if not isinstance(element.tag, str):
            continue
        home = element if above is None or element.tag in _OF_BLOCK or above not in block else block[above]
        block[element] = home
        linked = element.tag in ("a", "h1", "option", "button", "select")
        letters[home] = letters.get(home, 0) + (0 if linked else len((element.text or "").strip()))
        if above is not None and above in block:
            letters[block[above]] = letters.get(block[above], 0) + len((element.tail or "").strip())
    for element in list(letters):
        above = element.getparent()
        if element.tag in ("p", "li", "blockquote", "h2", "h3", "h4") and above is not None and above in block:
            letters[block[above]] = letters.get(block[above], 0) + letters[element]
    if not letters:
        return []
    return [line for line in lines("".join(_walk(max(letters, key=letters.__getitem__)))) if line]
