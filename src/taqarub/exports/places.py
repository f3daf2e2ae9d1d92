"""Where an event took place, as far as the record tells."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..language.normal import fold
from ..names.tables import ACTORS, rows
from ..records import Event, Record
from .codes import UNKNOWN, Actor, actor


class Place(NamedTuple):
    """A place.

    Attributes:
        raw: as it stands in the text.
        name: in English, empty where the record does not identify it.
        country: the state it lies in.
        kind: country, capital, city, or empty where that is not known.
    """

    raw: str = ""
    name: str = ""
    country: Actor = UNKNOWN
    kind: str = ""

    @property
    def city(self) -> str:
        """Its name if it is a city."""
        return self.name if self.kind in ("capital", "city") else ""


NOWHERE = Place()


@cache
def _cities() -> dict[tuple[str, str], str]:
    """(country code, English name) -> capital or city."""
    found = {(row["code"], row["name_en"]): "city" for row in rows(ACTORS / "cities.tsv")}
    for row in rows(ACTORS / "states.tsv"):
        found[row["code"], row["name_en"]] = "country"
        if row["capital_en"]:
            found[row["code"], row["capital_en"]] = "capital"
    return found


def place_of(record: Record, event: Event) -> Place:
    """The place of an event. A name is looked up among the record's own places, and nowhere else."""
    if not event.place:
        return NOWHERE
    wanted = fold(event.place)
    for entity in record.entities:
        if entity.type in ("GPE", "LOC") and entity.name and fold(entity.text) == wanted:
            country = actor(entity.code) if entity.code else UNKNOWN
            kind = _cities().get((entity.code or "", entity.name), "")
            return Place(event.place, entity.name, country, kind)
    return Place(event.place)
