"""The headlines that stood beside an article on its page, ranked by how near they are to it.

A headline that is an article of the database, by its address or its words, is taken with all that was read in that;
another is read by itself. People whom the article names are known in a headline by whatever short name they go by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import or_, select

from ..language.normal import fold
from ..records import Article, Record, Related
from ..stories.ties import Known, relation, ties
from . import schema
from .database import Database
from .queries import record as record_of

if TYPE_CHECKING:
    from ..names.book import Book

_WORD = re.compile(r"[^\W_]+")
_CLITICS = ("و", "ف", "ب", "ل", "ك")
_MOST = 4  # words of a short name


class Ranked(msgspec.Struct, kw_only=True):
    """A headline: how near it is to the article beside which it stood, from 0 to 1, and why; `id` where it is stored."""

    headline: str
    label: str | None
    url: str | None
    id: str | None
    score: float
    reasons: list[str]


def headlines(
    database: Database, id: str, read: Callable[[Sequence[Article]], Sequence[Record]], book: Book
) -> list[Ranked]:
    """The headlines beside an article, the nearest first; those as near as each other in the order of the page.

    Args:
        database: open.
        id: of the article; nothing comes of one that is not there.
        read: makes records of articles that are headlines only.
        book: names that people go by.
    """
    base = record_of(database, id)
    if base is None or not base.related:
        return []
    ours, own = ties(base), _story_of(database, id)
    people = _people(base, book)
    stored = {item.headline: _stored(database, item, id) for item in base.related}
    unread = [item for item in base.related if stored[item.headline] is None]
    articles = [Article(id=str(n), headline=item.headline, published=base.published) for n, item in enumerate(unread)]
    records = {item.headline: record for item, record in zip(unread, read(articles), strict=True)}
    found = []
    for item in base.related:
        known = stored[item.headline]
        named = _named(item.headline, people)
        if known is not None:
            other, story, theirs = known[0], known[1], ties(known[2], named)
        else:
            other, story, theirs = None, None, ties(records[item.headline], named)
        score, reasons = relation(ours, theirs, own is not None and story == own)
        found.append(
            Ranked(headline=item.headline, label=item.label, url=item.url, id=other, score=score, reasons=reasons)
        )
    return sorted(found, key=lambda one: -one.score)


def _story_of(database: Database, id: str) -> str | None:
    a, s = schema.articles.c, schema.stories.c
    query = select(s.story).join(schema.articles, s.article == a.number).where(a.id == id)
    with database.reading() as connection:
        return connection.execute(query).scalar()


def _stored(database: Database, item: Related, id: str) -> tuple[str, str | None, Known] | None:
    """Id, story and what was read of the article that a headline leads to."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id, a.record, s.story).select_from(
        schema.articles.outerjoin(schema.stories, s.article == a.number)
    )
    same = or_(a.url == item.url, a.headline == item.headline) if item.url else a.headline == item.headline
    with database.reading() as connection:
        row = connection.execute(query.where(same, a.id != id).order_by(a.number.desc()).limit(1)).first()
    return (row.id, row.story, msgspec.json.decode(row.record, type=Known)) if row else None


def _people(base: Record, book: Book) -> dict[str, tuple[str, str | None]]:
    """Folded names, full and short, of the people whom an article names -> name and code."""
    named = {one.name: one.code for one in base.entities if one.type == "PER" and one.name}
    found: dict[str, tuple[str, str | None]] = {}
    for one in base.entities:
        if one.type == "PER" and one.name:
            found[_words(one.text)] = (one.name, one.code)
    for actor in book.actors:
        if actor.name in named:
            found |= {_words(name): (actor.name, named[actor.name]) for name in (*actor.names, *actor.short)}
    return found


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _named(headline: str, people: dict[str, tuple[str, str | None]]) -> Iterable[tuple[str, str | None]]:
    """Those of some people who stand in a headline; a one-letter particle may be written to the name."""
    words = _WORD.findall(fold(headline))
    for start, word in enumerate(words):
        begins = [word, word[1:]] if word.startswith(_CLITICS) else [word]
        for first in begins:
            for end in range(start + 1, min(len(words), start + _MOST) + 1):
                known = people.get(" ".join([first, *words[start + 1 : end]]))
                if known:
                    yield known
