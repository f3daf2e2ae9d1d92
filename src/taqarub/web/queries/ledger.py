"""Evidence of closeness from the tables of events, so that no page decodes thousands of records.

Rows become the records that `closeness.evidence` expects, with only what it looks at in them; it is that code which makes
the evidence, so a page and the command `closeness` give the same numbers. Sentences are fetched for what is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from ...closeness import Evidence, Levels, Shift, evidence, pairs_of, shifts
from ...closeness.evidence import Direction, sentence_at
from ...closeness.levels import ordinal
from ...records import Event, Record, Span, Speaker, Statement
from ...store import Database, schema
from ...store.stories import story_of
from ..desk import Desk, many_objects
from ..labels import generic_codes

CANDIDATES = 12  # pairs of which an interval is worked out, of those that moved most
AT_ONCE = 500  # articles asked for in one query


class _Named(msgspec.Struct):
    """What `claimant` asks of an entity."""

    text: str
    name: str | None = None
    code: str | None = None


class _Names(msgspec.Struct):
    """Of a record, only its entities; the rest is passed over without being decoded."""

    entities: list[_Named] = []


class Ledger(Levels):
    """All evidence on one file, by pair: `pairs` is that of `closeness.pairs_of`."""

    def __init__(self, pairs: dict[tuple[str, str], list[Evidence]]):
        super().__init__(pairs)
        self.pairs = pairs

    def moved(self, first: tuple[str, str], second: tuple[str, str], top: int = 3) -> list[Shift]:
        """`closeness.shifts`, worked out only for the pairs that moved most; not of kinds of actors (civilians)."""
        if not len(self):
            return []

        def mean(period: tuple[str, str]) -> np.ndarray:
            days = range(ordinal(period[0]), ordinal(period[1]) + 1)
            step = max(1, len(days) // 60)  # of long periods some days tell enough to choose candidates by
            return np.mean([self.at(day)[0] for day in days[::step]], axis=0)

        generic = generic_codes()
        named = np.array([not generic.intersection(pair) for pair in self.names])
        change = np.abs(mean(second) - mean(first)) * named
        chosen = [self.names[n] for n in np.argsort(-change, kind="stable")[:CANDIDATES] if change[n] > 0]
        return shifts({pair: self.pairs[pair] for pair in chosen}, first, second, top=top)


def ledger(desk: Desk, database: Database, file: str) -> Ledger:
    """The ledger of a file, kept until the database changes."""

    def make() -> Ledger:
        e = schema.events.c
        stories = story_of(database, select(e.article).where(e.file == file))
        with many_objects(), database.reading() as connection:
            return Ledger(pairs_of(_records(connection, e.file == file), file, stories))

    return desk.kept(database, ("ledger", file), make)


def pair_evidence(
    database: Database, a: str, b: str, file: str | None = None, direction: Direction = "both"
) -> list[Evidence]:
    """`closeness.evidence` of one pair, without sentences."""
    e, own, other = schema.events.c, schema.sides.alias("own").c, schema.sides.alias("other").c
    same = and_(own.article == other.article, own.position == other.position, own.side != other.side)
    facing = select(own.article, own.position).where(same, own.code == a, other.code == b)
    chosen = and_(tuple_(e.article, e.position).in_(facing), *([e.file == file] if file else []))
    stories = story_of(database, select(own.article).where(same, own.code == a, other.code == b))
    with many_objects(), database.reading() as connection:
        return evidence(_records(connection, chosen), a, b, file, direction, stories)


def with_sentences(database: Database, items: Iterable[Evidence]) -> list[Evidence]:
    """The items with the sentence that each stands in."""
    items = list(items)
    texts = texts_of(database, {item.record for item in items})
    return [
        msgspec.structs.replace(item, sentence=sentence_at(texts[item.record], item.start)) if item.record in texts else item
        for item in items
    ]


class _Text(msgspec.Struct):
    text: str


def texts_of(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Texts of articles by id."""
    a = schema.articles.c
    texts: dict[str, str] = {}
    decoder = msgspec.json.Decoder(_Text)
    with database.reading() as connection:
        for part in _parts(sorted(ids)):
            for row in connection.execute(select(a.id, a.record).where(a.id.in_(part))):
                texts[row.id] = decoder.decode(row.record).text
    return texts


def _records(connection: Connection, chosen: Any) -> list[Record]:
    """Records with the chosen events that have a target, in the order of the store."""
    e, a = schema.events.c, schema.articles.c
    query: Select = (
        select(
            e.article, e.position, e.type, e.mode, e.quad, e.score, e.status, e.date, e.reporter, e.file, e.start, e.end,
            e.trigger, a.id, a.url, a.outlet, a.published, sides_column(),
        ).join(schema.articles, a.number == e.article).where(chosen).order_by(e.article, e.position)
    )  # fmt: skip
    records: dict[int, Record] = {}
    reported: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        source, target = sides_of(row.sides or "")
        if not target or not source:
            continue
        record = records.get(row.article)
        if record is None:
            record = records[row.article] = Record(
                id=row.id, url=row.url, outlet=row.outlet, published=row.published, entities=[], statements=[], events=[]
            )
        record.events.append(_event(row, source, target))
        if row.reporter:
            reported[row.article].add(row.reporter)
    name_reporters(connection, records, reported)
    return list(records.values())


def sides_column() -> ColumnElement[str]:
    """The sides of an event in one text, for `sides_of`: a row an event is read faster than a row a side."""
    e, s = schema.events.c, schema.sides.c
    told = func.aggregate_strings(s.side.concat(":").concat(s.code), " ")
    return select(told).where(s.article == e.article, s.position == e.position).scalar_subquery().label("sides")


@lru_cache(maxsize=10_000)
def sides_of(told: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the source and of the target, each in order of the alphabet."""
    parts = [part.split(":", 1) for part in told.split()]
    return tuple(sorted(c for side, c in parts if side == "source")), tuple(sorted(c for side, c in parts if side == "target"))


def _event(row: Any, source: Sequence[str], target: Sequence[str]) -> Event:
    return Event(
        type=row.type, mode=row.mode, quad=row.quad, score=row.score, status=row.status, date=row.date,
        trigger=Span(start=row.start, end=row.end, text=row.trigger), source=list(source), target=list(target),
        reporter=row.reporter, file=row.file,
    )  # fmt: skip


def name_reporters(connection: Connection, records: Mapping[int, Record], reported: Mapping[int, Collection[str]]) -> None:
    """Give the records in which somebody only claims an event what `claimant` looks him up in.

    That is their statements, whose speakers he mostly is; only where he is none of them all names that the article has.

    Args:
        connection: of the database.
        records: by the number of their article.
        reported: number of an article -> the words for who tells.
    """
    a, t = schema.articles.c, schema.statements.c
    for part in _parts(sorted(reported)):
        query = select(t.article, t.speaker, t.name, t.code).where(t.article.in_(part)).order_by(t.article, t.position)
        for article, words, name, code in connection.execute(query):
            speaker = Speaker(text=words, name=name, code=code)
            records[article].statements.append(Statement(start=0, end=0, text="", form="indirect", cue=None, speaker=speaker))
    unknown = [number for number, words in reported.items() if not _all_speak(records[number], words)]
    decoder = msgspec.json.Decoder(_Names)
    for part in _parts(sorted(unknown)):
        for row in connection.execute(select(a.number, a.record).where(a.number.in_(part))):
            records[row.number].entities = decoder.decode(row.record).entities  # type: ignore[assignment]


def _all_speak(record: Record, words: Collection[str]) -> bool:
    spoken = {value for each in record.statements for value in (each.speaker.text, each.speaker.name)}
    return all(each.strip() in spoken for each in words)


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))
