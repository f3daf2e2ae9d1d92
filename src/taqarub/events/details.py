"""Date, place and reporter of an event."""

from __future__ import annotations

import re

from ..records import Entity, Statement, Time
from .candidates import Candidate, Reading

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d$")
_SPOKEN = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))


def date_of(candidate: Candidate, reading: Reading, times: list[Time]) -> str | None:
    """The day (or month) named nearest to the trigger in its sentence: YYYY-MM-DD, YYYY-MM or None."""
    words = reading.words
    begin, stop = words.bounds(candidate.sentence)
    left, right = int(words.starts[begin]), int(words.ends[stop - 1])
    at = int(words.starts[candidate.start])
    best: tuple[int, str] | None = None
    for time in times:
        if not left <= time.start < right or time.type not in ("DATE", "TIME"):
            continue
        day = _DAY.match(time.value)
        value = day.group() if day else time.value if _MONTH.match(time.value) else None
        gap = abs(time.start - at)
        if value and (best is None or gap < best[0]):
            best = gap, value
    return best[1] if best else None


def place_of(candidate: Candidate, reading: Reading, entities: list[Entity]) -> str | None:
    """The place that في or ب leads nearest after the trigger, or before it, in its sentence."""
    words = reading.words
    begin, stop = words.bounds(candidate.sentence)
    left, right = int(words.starts[begin]), int(words.ends[stop - 1])
    at = int(words.starts[candidate.start])
    best: tuple[int, str] | None = None
    for entity in entities:
        if entity.type not in ("GPE", "LOC") or not left <= entity.start < right:
            continue
        if not _located(words.forms, words.at(entity.start), entity.start > words.starts[words.at(entity.start)]):
            continue
        gap = abs(entity.start - at) + (40 if entity.start < at else 0)
        if best is None or gap < best[0]:
            best = gap, entity.text
    return best[1] if best else None


def _located(forms: list[str], word: int, clitic: bool) -> bool:
    if clitic:
        return forms[word].lstrip("وف")[:1] == "ب"
    for back in range(1, 4):
        if word - back < 0:
            return False
        form = forms[word - back]
        if form in ("في", "وفي", "داخل", "قرب", "شرق", "غرب", "شمال", "جنوب", "شرقي", "غربي", "شمالي", "جنوبي", "وسط"):
            return True
        if form.startswith(("بال", "بمد", "بمح", "بقر", "ببل", "بمن", "بقط", "بجز")):
            return True
        if not form[0].isalpha():
            return False
    return False


def reporter_of(candidate: Candidate, statements: list[Statement]) -> str | None:
    """The speaker in whose words alone the event stands; None for acts that are done by speaking."""
    if candidate.statement is None or candidate.cue or candidate.type in _SPOKEN:
        return None
    return statements[candidate.statement].speaker.text or None
