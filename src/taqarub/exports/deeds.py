"""Events as the field's tables have them: one row for each pair of a source and a target."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from ..records import Event, Record
from .cells import Rows
from .choice import Options, wanted
from .codes import Actor, actor
from .columns import SENTENCES
from .places import Place, place_of
from .sentences import Sentences

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?!\d)")
_YEAR = re.compile(r"\d{4}")


class Deed(NamedTuple):
    """What one actor does to another.

    Attributes:
        id: the article's id, the event's number in it and the pair's, such as "reuters-17:3:0".
        source, target: codes; None where there is none.
        sentence: its number; `words`: its text.
    """

    id: str
    record: Record
    event: Event
    source: str | None
    target: str | None
    place: Place
    sentence: int
    words: str

    @property
    def number(self) -> int:
        """The id as a positive whole number of at most 63 bits, the same in every export."""
        return int.from_bytes(hashlib.blake2b(self.id.encode(), digest_size=8).digest(), "big") >> 1

    @property
    def day(self) -> str:
        """The day of the act, YYYY-MM-DD, or "" where only the month is known, or nothing."""
        match = _DAY.match(self.event.date or "")
        return match[0] if match else ""

    @property
    def month(self) -> str:
        """The month of the act, YYYYMM, or ""."""
        match = _MONTH.match(self.event.date or "")
        return match[1] + match[2] if match else ""

    @property
    def year(self) -> str:
        """The year of the act, or ""."""
        match = _YEAR.match(self.event.date or "")
        return match[0] if match else ""

    @property
    def sides(self) -> tuple[Actor, Actor]:
        """Source and target in the codes of other systems."""
        return actor(self.source), actor(self.target)


def pairs(event: Event) -> list[tuple[str | None, str | None]]:
    """Source and target of each row: every one with every other; what all do with each other (talks) goes both ways.
    An act within one actor has one row, and so has an act without a target.
    """
    sources: list[str | None] = list(dict.fromkeys(event.source)) or [None]
    targets: list[str | None] = list(dict.fromkeys(event.target)) or [None]
    every = [(s, t) for s in sources for t in targets]
    return [(s, t) for s, t in every if s != t] or every[:1]


def deeds(records: Iterable[Record], options: Options, beside: BinaryIO | None) -> Iterator[Deed]:
    """The deeds of records; with a stream beside, the sentence of each is written there as it comes by."""
    table = Rows(beside, tabs=True) if beside else None
    if table:
        table.header(column.name for column in SENTENCES)
    for record in records:
        sentences = Sentences(record)
        for position, event in enumerate(record.events):
            if wanted(event, options):
                yield from _deeds(record, position, event, sentences, table)
    if table:
        table.flush()


def _deeds(record: Record, position: int, event: Event, sentences: Sentences, table: Rows | None) -> Iterator[Deed]:
    span, place = event.trigger, place_of(record, event)
    number, words = sentences.number(span.start), sentences.text(span.start, span.end)
    for pair, (source, target) in enumerate(pairs(event)):
        deed = Deed(f"{record.id}:{position}:{pair}", record, event, source, target, place, number, words)
        yield deed
        if table:
            table.add(_origin(deed))


def _origin(deed: Deed) -> tuple[object, ...]:
    r, e = deed.record, deed.event
    return (
        deed.id, deed.number, r.id, r.url, r.outlet, r.published, deed.sentence, e.trigger.start, e.trigger.end, e.trigger.text,
        deed.source, deed.target, e.type, e.mode, e.status, e.date, e.place, e.reporter, e.file, deed.words,
    )  # fmt: skip
