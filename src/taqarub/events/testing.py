"""Whether an entry's example is coded as its line says: what tests and whoever edits the lexicon ask."""

from __future__ import annotations

from spacy.tokens import Doc

from .lexicon import Entry


def expectation(expected: str) -> tuple[set[str], set[str], str]:
    """"SRC>TGT status" or "A,B=C" to sources, targets and status (happened where none is given).

    Raises:
        ValueError: neither > nor = in it.
    """
    sides, _, status = expected.partition(" ")
    mutual = "=" in sides
    if not mutual and ">" not in sides:
        raise ValueError(f"{expected!r} has neither > nor =")
    left, right = (set(filter(None, part.split(","))) for part in sides.split("=" if mutual else ">"))
    if mutual:
        left = right = left | right
    return left, right, status or "happened"


def coded(doc: Doc, entry: Entry, status: bool = False) -> bool:
    """Whether one of the Doc's events is what the entry's example should give, its trigger by this entry's type."""
    source, target, when = expectation(entry.expected)
    return any(
        event.type == entry.type and set(event.source) == source and set(event.target) == target
        and (not status or event.status == when)
        for event in doc._.events
    )  # fmt: skip
