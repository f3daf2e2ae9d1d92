"""Evidence of closeness for the pages: out of the tables (store.evidence), kept, and with sentences for what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sqlalchemy import select

from ...closeness import Evidence, Levels, Shift, shifts
from ...closeness.evidence import Direction, sentence_at
from ...closeness.levels import ordinal
from ...store import Database, schema
from ...store.evidence import evidence_of
from ..desk import Desk, many_objects
from ..labels import generic_codes

CANDIDATES = 4  # pairs that are worked out in full, of those that moved most
STORIES, LEAST = 3, 0.05  # of a pair, and of its change: with less it is not told
AT_ONCE = 500  # articles asked for in one query
Pairs = Mapping[tuple[str, str], Sequence[Evidence]]


def ledger(desk: Desk, database: Database, file: str) -> Pairs:
    """All evidence on a file, as `closeness.pairs_of` has it but for sentences, kept until the database changes."""

    def make() -> Pairs:
        with many_objects():
            return evidence_of(database, file)

    return desk.kept(database, ("ledger", file), make)


def moved(
    database: Database, file: str, levels: Levels, first: tuple[str, str], second: tuple[str, str], top: int = 3
) -> list[Shift]:
    """`closeness.shifts` of LEAST or more, worked out only for the pairs that moved most; not of kinds of actors (civilians).

    Args:
        database: open.
        file: slug.
        levels: sums of the file (store.evidence.levels_of) for both periods.
        first, second: first and last day of each.
        top: how many to give.
    """
    if not len(levels):
        return []

    def mean(period: tuple[str, str]) -> np.ndarray:
        days = range(ordinal(period[0]), ordinal(period[1]) + 1)
        step = max(1, len(days) // 60)  # of long periods some days tell enough to choose candidates by
        return np.mean([levels.at(day)[0] for day in days[::step]], axis=0)

    generic = generic_codes()
    told = np.array([not generic.intersection(pair) for pair in levels.names]) & (levels.items() >= STORIES)
    change = np.abs(mean(second) - mean(first)) * told
    chosen = [levels.names[n] for n in np.argsort(-change, kind="stable")[:CANDIDATES] if change[n] > LEAST / 2]
    found = shifts(evidence_of(database, file, chosen), first, second, least=STORIES, top=top)
    return [shift for shift in found if abs(shift.change) >= LEAST]


def pair_evidence(
    database: Database, a: str, b: str, file: str | None = None, direction: Direction = "both"
) -> list[Evidence]:
    """`closeness.evidence` of one pair, without sentences."""
    with many_objects():
        return evidence_of(database, file, [(a, b)], direction).get((min(a, b), max(a, b)), [])


def kept_evidence(
    desk: Desk, database: Database, a: str, b: str, file: str, direction: Direction = "both"
) -> Sequence[Evidence]:
    """`pair_evidence`, out of the ledger of the file where that is there already."""
    if direction == "both" and desk.ready(database, ("ledger", file)):
        return ledger(desk, database, file).get((min(a, b), max(a, b)), [])
    return pair_evidence(database, a, b, file, direction)


class _Text(msgspec.Struct):
    text: str


class Words(NamedTuple):
    """Text of an article, and its address."""

    text: str
    url: str | None


def with_sentences(database: Database, items: Iterable[Evidence]) -> list[Evidence]:
    """The items with the sentence that each stands in, and the address of its article."""
    items = list(items)
    words = words_of(database, {item.record for item in items})
    return [
        msgspec.structs.replace(item, sentence=sentence_at(words[item.record].text, item.start), url=words[item.record].url)
        if item.record in words else item
        for item in items
    ]  # fmt: skip


def texts_of(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Texts of articles by id."""
    return {id: words.text for id, words in words_of(database, ids).items()}


def words_of(database: Database, ids: Iterable[str]) -> dict[str, Words]:
    """Texts and addresses of articles by id."""
    a = schema.articles.c
    found: dict[str, Words] = {}
    decoder = msgspec.json.Decoder(_Text)
    with database.reading() as connection:
        for part in _parts(sorted(ids)):
            for row in connection.execute(select(a.id, a.url, a.record).where(a.id.in_(part))):
                found[row.id] = Words(decoder.decode(row.record).text, row.url)
    return found


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))
