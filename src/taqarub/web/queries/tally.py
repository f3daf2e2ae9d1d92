"""How near all pairs of a file stand, without making their evidence: numbers for the matrix, and for choosing a pair.

The rules are those of `closeness.evidence` (each story once, weights by status, half where one side alone says so); what
they need is read from the tables as plain rows, some twenty times as fast as whole records. Evidence that is older than
REACH days weighs less than a thousandth and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sqlalchemy import Connection, Select, and_, func, or_, select

from ...closeness import Levels
from ...closeness.evidence import CLAIMED, WEIGHTS, claimant, day_of
from ...records import Event, Record
from ...store import Database, schema
from ..desk import Desk, many_objects
from ..labels import generic_codes
from .ledger import name_reporters, sides_column, sides_of
from .periods import shift

REACH = 300
Pair = tuple[str, str]


class Item(NamedTuple):
    """One story of a pair, as far as sums need it."""

    known: str
    day: str
    score: float
    weight: float


class Tally:
    """Sums of a file up to a day.

    Attributes:
        names: pairs, codes in order of the alphabet.
        first, last: first and last day on which something became known; "" where there is nothing.
        at: closeness of every pair on a day, and the weight that carries it (closeness.Levels.at).
    """

    def __init__(self, items: Mapping[tuple, Item]):
        by_pair: defaultdict[Pair, list[Item]] = defaultdict(list)
        for key, item in items.items():
            if item.weight > 0:
                by_pair[key[0]].append(item)
        levels = Levels(dict(sorted(by_pair.items())))
        self.names, self.first, self.last, self.at = levels.names, levels.first, levels.last, levels.at

    def weightiest(self, day: str) -> Pair | None:
        """The pair of which there is most evidence on a day; pairs with a kind of actors (civilians) only where there is
        no other.
        """
        if not self.names:
            return None
        generic = generic_codes()
        named = np.array([not generic.intersection(pair) for pair in self.names])
        weights = self.at(day)[1]
        return self.names[int(np.lexsort((weights, named & (weights > 0)))[-1])]


def tally(desk: Desk, database: Database, file: str, until: str) -> Tally:
    """The tally of a file, kept until the database changes.

    Args:
        desk, database: what is asked.
        file: slug.
        until: the last day that is asked for.
    """
    return desk.kept(database, tally_key(file, until), lambda: _made(database, file, until))


def tally_key(file: str, until: str) -> Hashable:
    """Under which a tally is kept."""
    return ("tally", file, until)


def events_of(database: Database, file: str) -> int:
    """How many events a file has."""
    with database.reading() as connection:
        return connection.execute(select(func.count()).where(schema.events.c.file == file)).scalar() or 0


def last_known(desk: Desk, database: Database, file: str, until: str) -> str:
    """The last day up to another on which something of two sides became known on a file; where nothing did, the day of its
    last article; "" where there is none.
    """
    a, e, s = schema.articles.c, schema.events.c, schema.sides.c
    targets = select(s.code).where(s.article == e.article, s.position == e.position, s.side == "target")
    query = select(func.max(a.day)).select_from(schema.events).join(schema.articles, a.number == e.article)
    query = query.where(e.file == file, a.day <= until, targets.exists())
    f = schema.files.c
    named = select(func.max(a.day)).join(schema.files, f.article == a.number).where(f.file == file, a.day <= until)

    def make() -> str:
        with database.reading() as connection:
            return connection.execute(query).scalar() or connection.execute(named).scalar() or ""

    return desk.kept(database, ("last known", file, until), make)


def _made(database: Database, file: str, until: str) -> Tally:
    with many_objects():
        return Tally(_items(database, file, until))


def _items(database: Database, file: str, until: str) -> dict[tuple, Item]:
    items: dict[tuple, Item] = {}
    with database.reading() as connection:
        rows = connection.execute(_events(file, until)).all()
        acting = [sides_of(row[-1] or "") for row in rows]
        claimed = _claimed(connection, [(row, sides) for row, sides in zip(rows, acting, strict=True) if row[6]])
    for (article, position, kind, score, status, when, _, published, story, _), (source, target) in zip(rows, acting, strict=True):
        day = day_of(when, published or "")
        if not source or not target or day is None or (published or day) > until:
            continue
        key = (story or day, kind, source, target)
        teller = claimed.get((article, position)) if claimed else None
        for pair in {(one, other) if one < other else (other, one) for one in source for other in target if one != other}:
            weight = WEIGHTS[status] * (CLAIMED if teller in pair else 1.0)
            _keep(items, (pair, *key), Item(published or day, day, score, weight))
    return items


def _events(file: str, until: str) -> Select:
    """The events of a file with their story and sides."""
    a, e, t = schema.articles.c, schema.events.c, schema.stories.c
    query = select(e.article, e.position, e.type, e.score, e.status, e.date, e.reporter, a.day, t.story, sides_column())
    query = query.join(schema.articles, a.number == e.article).outerjoin(schema.stories, t.article == e.article)
    # events of articles without a day enter on their own day, so they are looked at whatever they are
    return query.where(e.file == file, or_(and_(a.day > shift(until, -REACH), a.day <= until), a.day.is_(None)))


def _keep(items: dict[tuple, Item], key: tuple, new: Item) -> None:
    """Of several copies the one that weighs most counts, from the first day on that any was known."""
    old = items.get(key)
    if old is None:
        items[key] = new
        return
    best = old if (new.weight, old.known) <= (old.weight, new.known) else new
    items[key] = best._replace(known=min(old.known, new.known))


def _claimed(connection: Connection, told: Iterable[tuple[Any, tuple[tuple[str, ...], tuple[str, ...]]]]) -> dict[tuple[int, int], str]:
    """Code of the side that alone tells of an event."""
    told = list(told)
    records = {row[0]: Record(id="", entities=[], statements=[]) for row, _ in told}
    reported: defaultdict[int, set[str]] = defaultdict(set)
    for row, _ in told:
        reported[row[0]].add(row[6])
    name_reporters(connection, records, reported)
    found = {}
    for row, sides in told:
        event = msgspec.structs.replace(_EVENT, reporter=row[6])
        for code in {*sides[0], *sides[1]}:
            if claimant(records[row[0]], event, code, code):
                found[row[0], row[1]] = code
    return found


_EVENT = msgspec.convert(
    {"type": "", "quad": "", "score": 0.0, "trigger": {"start": 0, "end": 0, "text": ""}, "source": [], "target": [],
     "status": "happened"}, Event
)  # fmt: skip
