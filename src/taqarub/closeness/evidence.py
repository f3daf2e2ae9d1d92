"""From records to evidence: the events between two actors on a file, each story once.

An item of evidence is what the measure adds up. Copies of a story make one item: those with the same key, which is
(story, type, sides) where a mapping of record ids to stories is given, and else (day, type, sides): outlets that report
the same act of the same actors on the same day report one story. Of several copies the one that weighs most counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec

from ..records import Event, Record

Direction = Literal["both", "towards"]
WEIGHTS = {"happened": 1.0, "ongoing": 1.0, "planned": 0.5, "possible": 0.25, "denied": 0.0}  # by status (DESIGN.md)
CLAIMED = 0.5  # an event that stands only in the words of one of its two sides
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_STOPS = re.compile(r"[.!؟?]\s|\n")


class Evidence(msgspec.Struct, kw_only=True, frozen=True):
    """One item: an act of one actor towards another on a file, as one story tells it.

    Attributes:
        story: the story; items of one story are resampled together.
        day: the day of the act, from which its age counts; known: the day from which it was known (publication).
        score: PLOVER score, from -10 to 10.
        weight: by status, halved where only one side says so. Age comes on top.
        claimed: code of the side in whose words alone it stands, or None.
        record, start, end: where the trigger stands; sentence: the words around it.
        outlets: outlets that carry it, each once.
    """

    story: str
    day: str
    known: str
    type: str
    mode: str | None
    score: float
    weight: float
    status: str
    source: list[str]
    target: list[str]
    claimed: str | None
    file: str | None
    record: str
    url: str | None
    outlets: list[str]
    start: int
    end: int
    sentence: str


def evidence(
    records: Iterable[Record], a: str, b: str, file: str | None = None, direction: Direction = "both",
    stories: Mapping[str, str] | None = None,
) -> list[Evidence]:
    """The events between two actors on a file, each story once, in order of the day they were known.

    Args:
        records: what was read.
        a, b: actor codes.
        file: slug of a file; None: whatever the file.
        direction: "towards": only what a does towards b; what both do with each other is that, too.
        stories: record id -> story id.
    """
    items: dict[tuple, Evidence] = {}
    for record, event in _events(records, file):
        source, target = event.source, event.target
        if (a in source and b in target) or (direction == "both" and b in source and a in target):
            _keep(items, record, event, a, b, stories)
    return _in_order(items.values())


def pairs_of(
    records: Iterable[Record], file: str | None = None, stories: Mapping[str, str] | None = None
) -> dict[tuple[str, str], list[Evidence]]:
    """`evidence` of every pair of actors (codes in order of the alphabet) in one pass, both directions."""
    pairs: dict[tuple[str, str], dict[tuple, Evidence]] = {}
    for record, event in _events(records, file):
        seen = {(min(s, t), max(s, t)) for s in event.source for t in event.target if s != t}
        for pair in seen:
            _keep(pairs.setdefault(pair, {}), record, event, *pair, stories)
    return {pair: _in_order(items.values()) for pair, items in sorted(pairs.items())}


def _events(records: Iterable[Record], file: str | None) -> Iterator[tuple[Record, Event]]:
    for record in records:
        for event in record.events:
            if (file is None or event.file == file) and event.target:
                yield record, event


def _in_order(items: Iterable[Evidence]) -> list[Evidence]:
    return sorted(items, key=lambda item: (item.known, item.story, item.record, item.start))


def _keep(
    items: dict[tuple, Evidence], record: Record, event: Event, a: str, b: str, stories: Mapping[str, str] | None
) -> None:
    """Add an event to the items, or to the item that tells the same story already."""
    known = (record.published or "")[:10]
    day = day_of(event.date, known)
    if day is None:
        return  # neither published nor dated: it has no place in time
    sides = (tuple(sorted(event.source)), tuple(sorted(event.target)))
    story = (stories or {}).get(record.id)
    key = (story or day, event.type, sides)
    old = items.get(key)
    claimed = claimant(record, event, a, b)
    weight = WEIGHTS[event.status] * (CLAIMED if claimed else 1.0)
    outlets = sorted({*(old.outlets if old else []), *([record.outlet] if record.outlet else [])})
    known = known or day
    if old is not None and (weight, old.known) <= (old.weight, known):
        if outlets != old.outlets or known < old.known:
            items[key] = msgspec.structs.replace(old, outlets=outlets, known=min(old.known, known))
        return
    items[key] = Evidence(
        story=story or f"{day} {event.type} {'+'.join(sides[0])} {'+'.join(sides[1])}", day=day,
        known=min(known, old.known) if old else known, type=event.type, mode=event.mode, score=event.score,
        weight=weight, status=event.status, source=event.source, target=event.target, claimed=claimed,
        file=event.file, record=record.id, url=record.url, outlets=outlets, start=event.trigger.start,
        end=event.trigger.end, sentence=sentence_at(record.text, event.trigger.start),
    )  # fmt: skip


def day_of(value: str | None, published: str) -> str | None:
    """The day from which an event's age counts.

    That is its own day; the middle of its week or month; the day of publication where it is undated, or lies in the
    future: what is planned is news of today.
    """
    found: str | None = None
    if value and (match := _DAY.match(value)):
        found = match[0]
    elif value and (match := _MONTH.match(value)):
        found = f"{match[1]}-{match[2]}-15"
    elif value and (match := _WEEK.match(value)):
        try:
            found = date.fromisocalendar(int(match[1]), int(match[2]), 4).isoformat()
        except ValueError:
            found = None
    if found is not None:
        try:
            date.fromisoformat(found)
        except ValueError:
            found = None
    if found is None or (published and found > published):
        return published or found
    return found


def claimant(record: Record, event: Event, a: str, b: str) -> str | None:
    """The code of the side in whose words alone the event stands; None where the news tells it, or a third party."""
    if not event.reporter:
        return None
    words = event.reporter.strip()
    for speaker in (s.speaker for s in record.statements):
        if words in (speaker.text, speaker.name):
            return speaker.code if speaker.code in (a, b) else None
    for entity in record.entities:
        if words in (entity.text, entity.name):
            return entity.code if entity.code in (a, b) else None
    codes = {e.code for e in record.entities if e.code and e.text and e.text in words}  # المتحدث باسم الخارجية الروسية
    found = sorted(codes & {a, b})
    return found[0] if len(found) == 1 and len(codes) == 1 else None


def sentence_at(text: str, at: int) -> str:
    """The sentence of a record's text around an offset."""
    start, end = 0, len(text)
    for match in _STOPS.finditer(text):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.start() + (text[match.start()] != "\n")
            break
    return text[start:end].strip()


def days_between(first: str, last: str) -> list[str]:
    """All days from first to last, both included, as ISO strings."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1)]
