"""Pages a second and core, from raw page to clean article.

Text pages are the bundled ones and articles of the shared corpora as they were scraped. The same pages stand in plain
HTML for the second half, with the bundled HTML pages; beside it trafilatura alone on the same bytes.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

import trafilatura
from harness import Row, best, corpora, demo_files

from taqarub.pages import read_page
from taqarub.records import Page

REPEAT, SAMPLE = 10, 300


def text_pages() -> Iterator[tuple[str, list[str]]]:
    yield "demo", [path.read_text(encoding="utf-8") for path in demo_files(".txt")] * REPEAT
    for name, items in corpora(SAMPLE):
        yield name, [item["headline"] + "\n" + item["body"] for item in items]


def as_html(page: str) -> bytes:
    """The page as a small site would deliver it."""
    headline, *lines = page.split("\n")
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return (
        f"<!DOCTYPE html><html dir=rtl><head><meta charset=utf-8><title>{html.escape(headline)} | موقع</title></head><body>"
        f"<nav><a href=/>الرئيسية</a> <a href=/w>عالم</a></nav><article><h1>{html.escape(headline)}</h1>{body}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


def run() -> Iterator[Row]:
    sets = dict(text_pages())
    for name, pages in sets.items():
        wrapped = [Page(content=page, origin=name, kind="text") for page in pages]
        seconds = best(lambda wrapped=wrapped: [read_page(page) for page in wrapped])
        yield Row(f"text, {name}", "taqarub", len(pages) / seconds, "pages/s", f"{len(pages)} pages")
    html_sets = {name: [as_html(page) for page in pages] for name, pages in sets.items()}
    html_sets["bundled HTML"] = [path.read_bytes() for path in demo_files(".html")] * REPEAT
    for name, pages in html_sets.items():
        wrapped = [Page(content=page, origin=name, kind="html") for page in pages]
        seconds = best(lambda wrapped=wrapped: [read_page(page) for page in wrapped])
        yield Row(f"HTML, {name}", "taqarub", len(pages) / seconds, "pages/s", f"{len(pages)} pages")
        seconds = best(lambda pages=pages: [trafilatura.bare_extraction(page, with_metadata=True) for page in pages])
        yield Row(f"HTML, {name}", "trafilatura", len(pages) / seconds, "pages/s", "with_metadata")
