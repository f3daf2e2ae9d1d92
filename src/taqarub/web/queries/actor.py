"""One actor: a state or body by its code, or whoever is named, by his identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, or_, select, tuple_

from ...closeness.evidence import sentence_at
from ...store import Database, Filters, schema
from ...store.queries import matching
from ..labels import is_actor, known
from .ledger import texts_of
from .periods import Period

CODE = re.compile(r"[A-Z][A-Z0-9_]{1,19}$")
PLACES = 4096  # more events or statements than an article has


class Who(NamedTuple):
    """Whom a page is about.

    Attributes:
        key: as in its address: a code (RUS), or a name in English (Sergey Lavrov).
        code: whose acts are told on the page; of a person whom he mostly acts for, or None.
        named: whether `key` is a name.
    """

    key: str
    code: str | None
    named: bool


class Month(NamedTuple):
    """How many articles of a month (YYYY-MM) an actor is in."""

    month: str
    articles: int


class Sums(NamedTuple):
    """How much there is."""

    statements: int
    events: int
    outlets: int


class Deed(NamedTuple):
    """An event, and where it stands; the fields that it shares with an item of evidence have their names."""

    record: str
    position: int
    start: int
    known: str | None
    outlets: list[str]
    headline: str
    type: str
    mode: str | None
    score: float
    status: str
    date: str | None
    source: list[str]
    target: list[str]
    sentence: str
    claimed: str | None = None


class Counterpart(NamedTuple):
    """With whom: events of each type, both directions."""

    code: str
    types: dict[str, int]

    @property
    def total(self) -> int:
        """Of all types."""
        return sum(self.types.values())


def who_is(database: Database, key: str) -> Who | None:
    """Whom an address means; None where neither the record nor the book knows him."""
    m = schema.mentions.c
    with database.reading() as connection:
        if CODE.match(key):
            acting = select(schema.sides.c.code).where(schema.sides.c.code == key)
            named = select(m.code).where(m.code == key)
            for query in (acting, named):
                if connection.execute(query.limit(1)).first():
                    return Who(key, key, False)
            if is_actor(key):
                return Who(key, key, False)
        query = select(m.code).where(m.name == key).group_by(m.code).order_by(func.count().desc(), m.code)
        codes = list(connection.execute(query).scalars())
    entry = known(key)
    if not codes and entry is None:
        return None
    return Who(key, next(filter(None, codes), None) or (entry.code if entry else None), True)


def many(database: Database, who: Who, least: int) -> bool:
    """Whether one is named in more than so many articles; counts no further."""
    m = schema.mentions.c
    some = select(m.article).where(m.name == who.key if who.named else m.code == who.key).limit(least + 1)
    with database.reading() as connection:
        return (connection.execute(select(func.count()).select_from(some.subquery())).scalar() or 0) > least


def within(period: Period | None) -> list[ColumnElement[bool]]:
    """What holds of articles of a period."""
    a = schema.articles.c
    return [a.day >= period.first, a.day <= period.last] if period else []


def _filters(who: Who, period: Period | None) -> Filters:
    return Filters(actors=[who.key], since=period.first if period else None, until=period.last if period else None)


def naming(who: Who) -> Select:
    """Numbers of the articles that name one by his name, or whose side is his code."""
    m, s = schema.mentions.c, schema.sides.c
    if who.named:
        return select(m.article).where(m.name == who.key)
    return select(m.article).where(m.code == who.key).union(select(s.article).where(s.code == who.key))  # type: ignore[return-value]


def spoken(who: Who) -> ColumnElement[bool]:
    """What holds of statements by one."""
    t = schema.statements.c
    return t.name == who.key if who.named else or_(t.code == who.key, t.name == who.key)


def months(database: Database, who: Who, period: Period | None) -> tuple[int, list[Month]]:
    """How many articles an actor is in, and how many a month, from the first to the last with any.

    Articles without a day are only in the first number.
    """
    a = schema.articles.c
    month = func.substr(a.day, 1, 7).label("month")
    query = matching(select(month, func.count().label("n")), _filters(who, period)).group_by(month)
    with database.reading() as connection:
        found: dict[str | None, int] = {row.month: row.n for row in connection.execute(query)}
    dated = [each for each in found if each]
    between = _months_between(min(dated), max(dated)) if dated else ()
    return sum(found.values()), [Month(each, found.get(each, 0)) for each in between]


def _months_between(first: str, last: str) -> Iterable[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (now := f"{year:04d}-{month:02d}") <= last:
        yield now
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def sums(database: Database, who: Who, period: Period | None) -> Sums:
    """How much there is of everything."""
    a, t = schema.articles.c, schema.statements.c
    said = select(func.count().label("n"), func.count(a.outlet.distinct()).label("outlets"))
    said = said.select_from(schema.statements).join(schema.articles, a.number == t.article).where(spoken(who), *within(period))
    with database.reading() as connection:
        told = connection.execute(said).one()
        events = connection.execute(select(func.count()).select_from(_places(who, period).subquery())).scalar() if who.code else 0
    return Sums(told.n, events or 0, told.outlets)


def _places(who: Who, period: Period | None) -> Select:
    """Article and position of each event on a side of which the code acts, once; of a named one where he is named."""
    a, s = schema.articles.c, schema.sides.c
    query = select(s.article, s.position).where(s.code == who.code).distinct()
    if who.named:
        query = query.where(s.article.in_(naming(who)))
    return query.join(schema.articles, a.number == s.article).where(*within(period)) if period else query


def _acting(who: Who, counterpart: str | None = None, type: str | None = None) -> list[ColumnElement[bool]]:
    """What holds of the events that are told: the code acts on a side; of a named one in articles that name him."""
    e, s = schema.events.c, schema.sides.c
    mine = select(s.position).where(s.article == e.article, s.position == e.position, s.code == who.code)
    holds: list[ColumnElement[bool]] = []
    if who.named:
        holds += [e.article.in_(naming(who)), mine.exists()]
    elif counterpart is None:
        holds.append(_in_sides(who.code or ""))
    if counterpart:
        own, other = schema.sides.alias("own"), schema.sides.alias("other")
        facing = and_(own.c.article == other.c.article, own.c.position == other.c.position, own.c.side != other.c.side)
        pairs = select(own.c.article, own.c.position).join(other, facing)
        pairs = pairs.where(own.c.code == who.code, other.c.code == counterpart)
        found = pairs.subquery()
        holds.append(select(found.c.article).where(found.c.article == e.article, found.c.position == e.position).exists()
                     if who.named else _tuple_in(pairs))  # fmt: skip
    if type:
        holds.append(e.type == type)
    return holds


def _in_sides(code: str) -> ColumnElement[bool]:
    s = schema.sides.c
    return _tuple_in(select(s.article, s.position).where(s.code == code))


def key_of(article: ColumnElement[int], position: ColumnElement[int]) -> ColumnElement[int]:
    """One number for a place in an article."""
    return cast(article, BigInteger) * PLACES + position


def _tuple_in(query: Select) -> ColumnElement[bool]:
    e = schema.events.c
    return tuple_(e.article, e.position).in_(query)


def counterparts(database: Database, who: Who, period: Period | None) -> list[Counterpart]:
    """With whom an actor deals, most events first."""
    a, e = schema.articles.c, schema.events.c
    own, other = schema.sides.alias("own"), schema.sides.alias("other")
    facing = and_(own.c.article == other.c.article, own.c.position == other.c.position, own.c.side != other.c.side)
    same = and_(e.article == own.c.article, e.position == own.c.position)
    number = func.count(func.distinct(key_of(e.article, e.position))).label("n")  # talks have both on both sides
    query = select(other.c.code, e.type, number).select_from(own).join(other, facing).join(schema.events, same)
    query = query.where(own.c.code == who.code, other.c.code != who.code).group_by(other.c.code, e.type)
    if who.named:
        query = query.where(own.c.article.in_(naming(who)))
    if period:
        query = query.join(schema.articles, a.number == own.c.article).where(*within(period))
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with database.reading() as connection:
        for row in connection.execute(query):
            found[row.code][row.type] = row.n
    return sorted((Counterpart(code, types) for code, types in found.items()), key=lambda c: (-c.total, c.code))


def deeds(
    database: Database, who: Who, period: Period | None, counterpart: str | None = None, type: str | None = None, limit: int = 30
) -> list[Deed]:  # fmt: skip
    """Events in which an actor has a side, the last first, each with its sentence."""
    a, e, s = schema.articles.c, schema.events.c, schema.sides.c
    if who.code is None:
        return []
    holds = _acting(who, counterpart, type)
    if counterpart is None and type is None:  # the last ones are chosen before anything else of them is read
        places = _places(who, None).subquery()
        last = select(places.c.article, places.c.position).join(schema.articles, a.number == places.c.article)
        last = last.where(*within(period)).order_by(a.day.desc().nulls_last(), a.number.desc(), places.c.position)
        holds = [_tuple_in(select(last.limit(limit).subquery()))]
    query = (
        select(e.article, e.position, e.start, a.day, a.outlet, a.headline, a.id, e.type, e.mode, e.score, e.status, e.date)
        .join(schema.articles, a.number == e.article)
        .where(*holds, *within(period))
        .order_by(a.day.desc().nulls_last(), a.number.desc(), e.position)
        .limit(limit)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
        acting: defaultdict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: {"source": [], "target": []})
        for side in connection.execute(select(s.article, s.position, s.side, s.code).where(s.article.in_({r.article for r in rows}))):
            acting[side.article, side.position][side.side].append(side.code)
    texts = texts_of(database, {row.id for row in rows})
    return [
        Deed(
            row.id, row.position, row.start, row.day, [row.outlet] if row.outlet else [], row.headline, row.type, row.mode,
            row.score, row.status, row.date, acting[row.article, row.position]["source"], acting[row.article, row.position]["target"],
            sentence_at(texts[row.id], row.start),
        )
        for row in rows
    ]  # fmt: skip
