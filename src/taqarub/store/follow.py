"""The sides of events follow the names they came of: who corrects the code of a name means what that actor does, too."""

from __future__ import annotations

from collections.abc import Callable

from ..records import Entity, Event, Record
from .anchors import sentence_around

SIDES = ("source", "target")


def followed(machine: Record, event: Event, side: str, now: Callable[[Entity], Entity | None]) -> list[str]:
    """The codes of a side, as the names from which they came have them now.

    Args:
        machine: what was read.
        event: one of its events.
        side: source or target.
        now: what a name of `machine` has become; None where it was removed.

    Returns:
        Each code once. A name that was removed, or has no code any more, takes its code with it.
    """
    codes: dict[str, None] = {}
    for code in getattr(event, side):
        name = origin(machine, event, code)
        new = name and now(name)
        kept = code if name is None else new.code if new else None
        if kept:
            codes[kept] = None
    return list(codes)


def origin(machine: Record, event: Event, code: str) -> Entity | None:
    """The name from which a code of an event came: of those with it in the sentence of the trigger the nearest, and
    where there is none (a pronoun, "the minister") the last one before it."""
    start, end = sentence_around(machine.text, event.trigger.start, event.trigger.end)
    same = [entity for entity in machine.entities if entity.code == code]
    here = [entity for entity in same if entity.start < end and entity.end > start]
    if here:
        return min(here, key=lambda entity: (_distance(entity, event), entity.start))
    return max((e for e in same if e.end <= event.trigger.start), key=lambda e: e.start, default=None)


def _distance(entity: Entity, event: Event) -> int:
    return max(entity.start - event.trigger.end, event.trigger.start - entity.end, 0)
