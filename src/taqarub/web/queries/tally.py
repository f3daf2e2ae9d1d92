"""How near all pairs of a file stand, without making their evidence: numbers for the matrix, and for choosing a pair.

The rules are those of `closeness.evidence` (each story once, weights by status, half where one side alone says so).
Evidence that is older than `store.evidence.REACH` days weighs less than a thousandth and is left out.
"""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from sqlalchemy import func, select

from ...closeness import Levels
from ...store import Database, schema
from ...store.evidence import levels_of
from ..desk import Desk, many_objects
from ..labels import generic_codes

Pair = tuple[str, str]


class Tally:
    """Sums of a file up to a day.

    Attributes:
        names: pairs, codes in order of the alphabet.
        first, last: first and last day on which something became known; "" where there is nothing.
        at: closeness of every pair on a day, and the weight that carries it (closeness.Levels.at).
    """

    def __init__(self, levels: Levels):
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
        return Tally(levels_of(database, [file], until, until)[file])
