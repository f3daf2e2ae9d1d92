"""A text with overlapping marks, cut at every boundary: what HTML needs, whose elements nest."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ..records import Record


class Mark(NamedTuple):
    """One mark: its layer's letter and place ("e3"), class, and offsets."""

    id: str
    kind: str
    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of text under the same marks; `ids` are of marks that begin here."""

    text: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...]


def marks_of(record: Record) -> list[Mark]:
    """All marks of a record: entities e, times t, statements s, triggers of events v."""
    found = [Mark(f"e{n}", f"ent {e.type.lower()}", e.start, e.end) for n, e in enumerate(record.entities)]
    found += [Mark(f"t{n}", "time", t.start, t.end) for n, t in enumerate(record.times)]
    found += [Mark(f"s{n}", "say", s.start, s.end) for n, s in enumerate(record.statements)]
    return found + [Mark(f"v{n}", "act-word", v.trigger.start, v.trigger.end) for n, v in enumerate(record.events)]


def pieces(text: str, marks: list[Mark], start: int, end: int) -> list[Piece]:
    """The stretch of a text from start to end, cut where a mark begins or ends.

    Args:
        text: of the record.
        marks: in any order; they may nest and overlap.
        start, end: offsets of a paragraph.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(at for m in inside for at in (m.start, m.end) if start < at < end)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
        closing.setdefault(min(mark.end, end), []).append(mark)
    live: dict[str, Mark] = {}
    found = []
    for begin, stop in pairwise(cuts):
        for mark in closing.get(begin, ()):
            live.pop(mark.id, None)
        for mark in opening.get(begin, ()):
            live[mark.id] = mark
        kinds = tuple(dict.fromkeys(kind for mark in live.values() for kind in mark.kind.split()))
        found.append(Piece(text[begin:stop], kinds, tuple(m.id for m in live.values() if m.start == begin)))
    return found
