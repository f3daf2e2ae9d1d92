"""A page becomes an article: HTML, plain text, feeds, archives; bylines, labels, related blocks."""

from __future__ import annotations

import re

from ..records import Article, Page, TaqarubError

_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<div[\s>]|<meta\s|<p[\s>]", re.IGNORECASE
)
_ARABIC = re.compile(r"[\u0621-\u064a]")
_SNIFFED = 65536  # how much of a page is looked at to tell markup from text


def sniff(content: str | bytes) -> str:
    """"html" or "text", by whether block tags stand near the start of the content."""
    start = content[:_SNIFFED]
    raw = start.encode("utf-8", "ignore") if isinstance(start, str) else start.replace(b"\x00", b"")  # UTF-16 too
    return "html" if _MARKUP.search(raw) else "text"


def read_page(page: Page) -> Article:
    """Read a page clean, as HTML or as plain text.

    Args:
        page: its kind "auto" is settled by `sniff`.

    Raises:
        TaqarubError: the page holds no Arabic article; the message names page.origin.
    """
    kind = sniff(page.content) if page.kind == "auto" else page.kind
    if kind == "html":
        from .html import read_html

        return read_html(page)
    from .text import read_text

    article = read_text(page)
    if not _ARABIC.search(article.text):
        raise TaqarubError(f"{page.origin}: no Arabic text in it")
    return article
