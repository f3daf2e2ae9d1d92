"""Full-text search: an Arabic query over light stems and lemmas, with filters and snippets."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, UnaryExpression, cast, column, func, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.operators import custom_op

from ..language.normal import Folded, fold
from ..records import Record, from_json
from . import fulltext, schema
from .database import Database
from .errors import Refused
from .queries import Filters, matching
from .terms import common_terms, text_terms, word_terms

SNIPPET = 200  # characters
_QUOTED = re.compile(r'"([^"]*)"?')
_WORD = re.compile(r"[^\W_]+")


class Hit(msgspec.Struct, kw_only=True):
    """An article found. `marks` are [start, end) of found words in `snippet`; higher `score` is nearer the query."""

    id: str
    headline: str
    day: str | None
    outlet: str | None
    url: str | None
    files: list[str]
    score: float
    snippet: str
    marks: list[tuple[int, int]]


def parse(query: str) -> list[list[str]]:
    """A query as phrases of terms: quoted words stay together, each other word stands by itself. Words that stand in
    nearly every article are left out where there are others.

    Raises:
        TaqarubError: there is no word in it.
    """
    phrases: list[list[str]] = []
    rest = fold(query)
    for quoted in _QUOTED.findall(rest):
        phrases.append(text_terms(quoted))
    for word in _QUOTED.sub(" ", rest).split():
        phrases.extend([term] for term in text_terms(word))
    unique = {tuple(phrase): None for phrase in phrases if phrase}
    if not unique:
        raise Refused("no_word", "the query has no word in it to search for")
    telling = [list(phrase) for phrase in unique if len(phrase) > 1 or phrase[0] not in common_terms()]
    return telling or [list(phrase) for phrase in unique]


def search(
    database: Database, query: str, filters: Filters | None = None, limit: int = 20, newest: bool = False, skip: int = 0
) -> list[Hit]:
    """Articles with all words and "phrases" of a query.

    Args:
        query: in Arabic or any other script; "" with filters: all that they let through, the newest first.
        filters: what else must hold.
        limit: how many at most.
        newest: the newest first, instead of the nearest.
        skip: how many of the first to leave out.

    Raises:
        TaqarubError: there is neither a word nor a filter.
    """
    filters = filters or Filters()
    phrases = parse(query) if query.strip() or filters == Filters() else []
    chosen = _choose(database, phrases, newest or not phrases, filters).limit(limit).offset(skip)
    a = schema.articles.c
    with database.reading() as connection:
        found = {row.number: row.score for row in connection.execute(chosen)}
        rows = connection.execute(select(a.number, a.day, a.record).where(a.number.in_(list(found)))).all()
    by_number = {row.number: row for row in rows}
    wanted = {term for phrase in phrases for term in phrase}
    return [
        _hit(from_json(by_number[number].record), by_number[number].day, score, wanted)
        for number, score in found.items()
    ]


def numbers(database: Database, query: str, filters: Filters) -> Select:
    """The query for the numbers of all articles that `search` would find, in no order.

    Raises:
        TaqarubError: there is neither a word nor a filter.
    """
    phrases = parse(query) if query.strip() or filters == Filters() else []
    chosen = _choose(database, phrases, True, filters).order_by(None)
    return chosen.with_only_columns(chosen.selected_columns.number)


def _only_common(phrases: Sequence[Sequence[str]]) -> bool:
    return all(len(phrase) == 1 and phrase[0] in common_terms() for phrase in phrases)


def _choose(database: Database, phrases: Sequence[Sequence[str]], newest: bool, filters: Filters) -> Select:
    """Numbers and scores of what matches, in order."""
    a = schema.articles.c
    if not phrases:
        return _newest_first(database, matching(select(a.number, text("0.0 AS score")), filters))
    if database.server:
        return _choose_there(phrases, newest, filters)
    index = table("fulltext", column("rowid"))
    match = text("fulltext MATCH :asked").bindparams(asked=fulltext.match(False, phrases))
    if newest:  # the days of all articles stand in an index, so that it is quicker to go through these than to sort what matches
        query = select(a.number, text("0.0 AS score")).where(_apart(a.number).in_(select(index.c.rowid).where(match)))
        return _newest_first(database, matching(query, filters))
    common = _only_common(phrases)
    query = select(index.c.rowid.label("number"), text("0.0 AS score" if common else f"-{fulltext.WEIGHTS} AS score")).where(match)
    if filters != Filters():  # without a look at the articles themselves: their rows are long
        query = query.where(_apart(index.c.rowid).in_(matching(select(a.number), filters)))
    if common:  # to rank nearly all articles would take long, and tell nothing; FTS5 has this order itself
        return query.order_by(text("fulltext.rowid DESC"))
    return query.order_by(text("score DESC"), query.selected_columns.number)


def _choose_there(phrases: Sequence[Sequence[str]], newest: bool, filters: Filters) -> Select:
    """The same on PostgreSQL."""
    a = schema.articles.c
    index = table("fulltext", column("number"), column("words"))
    asked = cast(fulltext.match(True, phrases), TSQUERY)
    query = select(a.number, func.ts_rank(index.c.words, asked).label("score"))
    query = query.join(index, index.c.number == a.number).where(index.c.words.bool_op("@@")(asked))
    query = matching(query, filters)
    if newest:
        return query.order_by(a.day.desc().nulls_last(), a.number)
    return query.order_by(*((a.number.desc(),) if _only_common(phrases) else (text("score DESC"), a.number)))


def _newest_first(database: Database, query: Select) -> Select:
    a = schema.articles.c
    day = a.day.desc()  # SQLite puts NULL last here by itself, and would not use the index where it is told to
    return query.order_by(day.nulls_last() if database.server else day, a.number)


def _apart(number: ColumnElement) -> ColumnElement:
    """A number that SQLite is not to look rows up by: the other side of the condition is worked out first, and once."""
    return UnaryExpression(number, operator=custom_op("+"))


def _hit(record: Record, day: str | None, score: float, wanted: set[str]) -> Hit:
    snippet, marks = snip(record.text[record.body_start :] or record.headline, wanted)
    return Hit(
        id=record.id, headline=record.headline, day=day, outlet=record.outlet, url=record.url, files=record.files,
        score=round(score, 4), snippet=snippet, marks=marks,
    )  # fmt: skip


def snip(body: str, wanted: set[str]) -> tuple[str, list[tuple[int, int]]]:
    """The stretch of a text with most of the wanted terms, and where they stand in it.

    Args:
        body: the text.
        wanted: terms.
    """
    folded = Folded(body)
    places: list[tuple[int, int, frozenset[str]]] = []
    for match in _WORD.finditer(folded.text):
        terms = wanted.intersection(word_terms(match.group()))
        if terms:
            places.append((*folded.original(*match.span()), frozenset(terms)))
    best, most = 0, -1
    for at, (start, _, _) in enumerate(places[:200]):
        near = [terms for begin, end, terms in places[at : at + 20] if end - start <= SNIPPET - 40]
        value = 100 * len(frozenset[str]().union(*near)) + len(near)
        if value > most:
            best, most = max(0, start - 40), value
    best = body.rfind(" ", 0, best) + 1 if best else 0
    end = len(body) if len(body) - best <= SNIPPET else max(body.rfind(" ", 0, best + SNIPPET), best + SNIPPET // 2)
    marks = [(start - best, stop - best) for start, stop, _ in places if start >= best and stop <= end]
    return body[best:end].rstrip().replace("\n", " "), marks
