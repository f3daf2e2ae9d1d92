"""What moved: pairs whose closeness changed, and what changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select

from ..closeness import Evidence, Move, series
from ..closeness.evidence import sentence_at
from ..records import from_json
from ..store import Database, schema
from ..store.evidence import NEAR, evidence_of, levels_of
from .lines import Cause, Happened, Moved, Source

LEAST = 0.05  # of a change that is told
CAUSES = 3


class Figures:
    """Evidence of a file that several briefings ask for.

    Args:
        database: open.
        file: slug.
        since, until: the first and last of all days that are briefed on.
    """

    def __init__(self, database: Database, file: str, since: str, until: str):
        self._database, self._file = database, file
        self.levels = levels_of(database, [file], _before(since), until, NEAR)[file]
        self._known: dict[tuple[str, str], list[Evidence]] = {}

    def evidence(self, pairs: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Evidence]]:
        """Of these pairs, in full."""
        new = [pair for pair in pairs if pair not in self._known]
        self._known |= evidence_of(self._database, self._file, new)
        return self._known


def moves(database: Database, figures: Figures, first: str, last: str, most: int) -> list[Moved]:
    """Pairs of which something became known in these days, and how far that moved them, the farthest first.

    The numbers are those of `closeness.series`, so of the command and the page of the file.

    Args:
        database: open.
        figures: of the file, for these days.
        first, last: the days.
        most: how many pairs at most.
    """
    before, levels = _before(first), figures.levels
    change = np.abs(levels.at(last)[0] - levels.at(before)[0]) * levels.touched(first, last)
    found = sorted((-change[n], levels.names[n]) for n in np.flatnonzero(change >= LEAST))
    lines = []
    pairs = figures.evidence([pair for _, pair in found[:most]])
    for _, (a, b) in found[:most]:
        whole = series(pairs[a, b], (before, last), top=1000)
        caused = [move for move in whole.moves if first <= move.item.known <= last][:CAUSES]
        lines.append((a, b, whole, caused))
    where = _sources(database, [move.item for *_, caused in lines for move in caused])
    return [
        Moved(a=a, b=b, before=_short(s.values[0]), after=_short(s.values[-1]), low=_short(s.low[-1]),
              high=_short(s.high[-1]), stories=int(s.stories[-1]), causes=[_cause(move, where) for move in caused])
        for a, b, s, caused in lines
    ]  # fmt: skip


def _cause(move: Move, where: Mapping[tuple[str, int], Source]) -> Cause:
    item = move.item
    act = Happened(
        type=item.type, mode=item.mode, score=item.score, status=item.status, date=item.day, place=None,
        source=item.source, target=item.target, reporter=item.claimed, sources=[where[item.record, item.start]],
    )  # fmt: skip
    return Cause(change=_short(move.change), act=act)


def _sources(database: Database, items: Sequence[Evidence]) -> dict[tuple[str, int], Source]:
    a = schema.articles.c
    ids = sorted({item.record for item in items})
    with database.reading() as connection:
        rows = connection.execute(select(a.id, a.record).where(a.id.in_(ids))).all()
    records = {row.id: from_json(row.record) for row in rows}
    return {
        (item.record, item.start): Source(
            article=item.record, start=item.start, outlet=records[item.record].outlet, day=item.known,
            headline=records[item.record].headline, url=records[item.record].url,
            sentence=sentence_at(records[item.record].text, item.start),
        )
        for item in items
    }  # fmt: skip


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _short(value: float) -> float:
    return round(float(value), 4) + 0.0
