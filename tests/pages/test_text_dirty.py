"""Dirty pages of several outlets' habits, each with the article that must come of it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from taqarub.pages import read_page
from taqarub.pages.characters import repair
from taqarub.pages.text import read_fields
from taqarub.records import Article, Page

PAGES = [
    pytest.param(page, id=f"{path.stem}: {page['name']}")
    for path in sorted((Path(__file__).parent / "dirty").glob("*.toml"))
    for page in tomllib.loads(path.read_text(encoding="utf-8"))["page"]
]


def read(page: dict) -> Article:
    fields = page.get("fields")
    if fields:
        return read_fields("x", None, None, fields.get("date"), fields["headline"], fields["author"], page["text"])
    return read_page(Page(content=page["text"], origin="page.txt", kind="text"))


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]", repair(text)))


def everything(article: Article) -> str:
    parts = [article.headline, article.label or "", article.dateline or "", *article.byline, *article.paragraphs]
    parts += [f"{story.label or ''} {story.headline} {story.url or ''}" for story in article.related]
    return "\n".join(parts + [item.text for item in article.furniture])


def test_there_are_at_least_forty():
    assert len(PAGES) >= 40


@pytest.mark.parametrize("page", PAGES)
def test_dirty_page(page):
    article = read(page)
    assert article.paragraphs == page["paragraphs"]
    assert article.headline == page["headline"]
    assert article.label == page.get("label")
    assert article.byline == page.get("byline", [])
    assert article.dateline == page.get("dateline")
    assert article.published == page.get("published")
    expected = [story if isinstance(story, list) else [None, story] for story in page.get("related", [])]
    assert [[story.label, story.headline] for story in article.related] == expected
    found = [[item.kind, item.text] for item in article.furniture]
    for item in page.get("furniture", []):
        assert item in found


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_it_is_lost(page):
    given = letters(re.sub(r"(?m)^\d{1,2}- ", "", page["text"]))  # the numbers of a list are its bullets
    given += letters(page.get("fields", {}).get("headline", ""))
    assert not given - letters(everything(read(page)))
