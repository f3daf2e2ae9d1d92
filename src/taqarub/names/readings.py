"""What was found out about a name that is no person."""

from __future__ import annotations

from dataclasses import dataclass

from .book import Actor


@dataclass(slots=True)
class Reading:
    """What was found: English name, code, which rule, and the actor where the book lists it."""

    name: str
    code: str | None
    by: str
    actor: Actor | None = None
