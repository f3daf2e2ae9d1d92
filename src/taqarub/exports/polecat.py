"""Events as a POLECAT weekly file: 40 columns, separated by tabs, with a header.

The record says which state or group acts, not which of its people: name, country, number and sector are those of the
code, and a state has no sector. Title, raw name and Wikipedia's id of an actor, district, province, coordinates and
GeoNames' id are not known and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from .. import __version__
from ..records import Record
from .cells import Rows
from .choice import Options
from .codes import Actor
from .columns import POLECAT
from .deeds import Deed, deeds

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
# PLOVER's auxiliary modes say what a status other than happened means; they go with the contexts
AUXILIARY = {"planned": ["future"], "possible": ["hypothetical"], "denied": ["negation"]}
FEATURES = {"country": "PCLI", "capital": "PPLC"}  # GeoNames' feature codes


def write(records: Iterable[Record], out: BinaryIO, beside: BinaryIO | None, options: Options) -> None:
    """Write the table, and beside it the sentences by Event ID."""
    table = Rows(out, tabs=True)
    table.header(POLECAT)
    for deed in deeds(records, options, beside):
        table.add(row(deed))
    table.flush()


def row(deed: Deed) -> tuple[Any, ...]:
    """The 40 values of a deed."""
    record, event, place = deed.record, deed.event, deed.place
    source, target = deed.sides
    return (
        deed.id, deed.day, event.type, event.mode, event.score, QUADS.get(event.quad, ""),
        [*event.contexts, *AUXILIARY.get(event.status, [])], *_side(source), *_side(target),
        place.name, place.city, "", "", place.country.country, "", "", "", place.raw, FEATURES.get(place.kind, ""),
        record.outlet, (record.published or "")[:10], *_story(record), "Arabic", f"taqarub {__version__}",
    )  # fmt: skip


def _side(actor: Actor) -> tuple[str, ...]:
    return (actor.name, actor.country, actor.cow, actor.sector, actor.sector, "", "", "")


def _story(record: Record) -> tuple[list[str], list[str], list[str]]:
    """People, organisations and places of the article, each once."""
    people, bodies, places = (
        list(dict.fromkeys(e.name or e.text for e in record.entities if e.type in types))
        for types in (("PER",), ("ORG", "MEDIA"), ("GPE", "LOC"))
    )
    return people, bodies, places
