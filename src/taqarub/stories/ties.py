"""How near two articles are by who and what is in them, never by their words: actors, events and files.

Actors are compared by identity and by the state or body that they act for, those that are rare in the news above those
that stand in every article (stories.rarity), and those of the headline above those of the body.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..records import Entity, Event, Record, Statement
from .likeness import cosine
from .rarity import rarity

STORY, ACTORS, EVENTS, FILES = 0.4, 0.35, 0.15, 0.1  # what each weighs; they add up to 1
_HEADLINE, _LEAD, _REST = 1.5, 1.0, 0.75  # how much a mention weighs, by where it stands
_LEAD_ENDS = 500  # characters of the body
_BEHIND = 0.5  # the state or body behind a person or an organisation counts half
_STATE = 0.7  # a state that is named says less than a person or a body: many headlines of a day have it by the way
_LEAST = 0.05  # rarity of an actor that stands in every other article


class Ties(msgspec.Struct, kw_only=True):
    """What an article can be related by.

    Attributes:
        actors: identity or code -> weight; a unit vector.
        acts: type of event, and its sides, of those with two.
        files: slugs.
    """

    actors: dict[str, float] = {}
    acts: frozenset[tuple[str, str]] = frozenset()
    files: frozenset[str] = frozenset()


class Known(msgspec.Struct):
    """Of a record, what ties are made of; its text is passed over without being decoded."""

    body_start: int = 0
    entities: list[Entity] = []
    events: list[Event] = []
    statements: list[Statement] = []
    files: list[str] = []


def ties(record: Record | Known, also: Iterable[tuple[str, str | None]] = ()) -> Ties:
    """The ties of an article.

    Args:
        record: what was read in it.
        also: names and codes of actors who stand in its headline, too.
    """
    found: dict[str, float] = {}

    def add(name: str | None, code: str | None, weight: float, behind: float) -> None:
        for key, value in ((name, weight), (code, weight * behind)):
            if key:
                found[key] = max(found.get(key, 0.0), value)

    def place(at: int | None) -> float:
        if at is None or at >= record.body_start + _LEAD_ENDS:
            return _REST
        return _HEADLINE if at < record.body_start else _LEAD

    for one in record.entities:
        if one.type == "GPE" and one.code:  # Moscow, Russia and the Russians are one actor
            add(None, one.code, place(one.start), _STATE)
        elif one.type != "MEDIA" and one.name:
            add(one.name, one.code, place(one.start), _BEHIND)
    for said in record.statements:
        if said.speaker.code and not said.outlet:
            add(None, said.speaker.code, place(said.speaker.start), _BEHIND)
    for event in record.events:
        for side in (*event.source, *event.target):
            add(None, side, place(event.trigger.start), _BEHIND)
    for name, code in also:
        add(name, code, _HEADLINE, _BEHIND)
    weighed = {key: value * max(_LEAST, rarity("@" + key)) for key, value in found.items()}
    length = sum(value * value for value in weighed.values()) ** 0.5
    return Ties(
        actors={key: value / length for key, value in weighed.items()},
        acts=frozenset(_acts(record.events)),
        files=frozenset(record.files),
    )


def _acts(events: Iterable[Event]) -> Iterable[tuple[str, str]]:
    for event in events:
        sides = sorted({*event.source, *event.target})
        if event.source and event.target and len(sides) > 1:
            yield event.type, "+".join(sides)


def relation(a: Ties, b: Ties, one_story: bool = False) -> tuple[float, list[str]]:
    """How near two articles are, from 0 (nothing in common) to 1, and why, in words.

    Args:
        a, b: their ties.
        one_story: whether they tell one story.
    """
    reasons = ["same story"] if one_story else []
    actors = min(1.0, cosine(a.actors, b.actors))
    names = sorted((-weight * b.actors[key], key) for key, weight in a.actors.items() if key in b.actors)[:3]
    if names:
        reasons.append("actors " + ", ".join(key for _, key in names))
    acts = sorted(a.acts & b.acts)
    reasons.extend(f"event {kind} {sides}" for kind, sides in acts[:2])
    files = sorted(a.files & b.files)
    reasons.extend(f"file {file}" for file in files)
    score = STORY * one_story + ACTORS * actors + EVENTS * bool(acts) + FILES * bool(files)
    return round(score, 4), reasons
