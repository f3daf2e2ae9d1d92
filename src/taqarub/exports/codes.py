"""Actors and acts in the codes of other systems: data/exports/*.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..language.normal import fold
from ..names.tables import ACTORS, rows, values
from ..records import Event

DATA = Path(__file__).resolve().parent.parent / "data" / "exports"


class Actor(NamedTuple):
    """An actor code in the terms of other systems; what is not known there is empty.

    Attributes:
        name: in English.
        country: ISO alpha-3 of its state.
        cow, fips, cameo_country, icews_country: the state as Correlates of War, FIPS 10-4, CAMEO and ICEWS have it.
        cameo, group, type: CAMEO actor code, known group and role.
        sector, icews_name, icews_sector: PLOVER sector; name and sector in ICEWS.
    """

    name: str = ""
    country: str = ""
    cow: str = ""
    fips: str = ""
    cameo_country: str = ""
    icews_country: str = ""
    cameo: str = ""
    group: str = ""
    type: str = ""
    sector: str = ""
    icews_name: str = ""
    icews_sector: str = ""


class Act(NamedTuple):
    """A line of cameo.tsv: CAMEO code, Goldstein's value, name."""

    code: str
    goldstein: float | None
    text: str

    @property
    def root(self) -> str:
        """The root code, two digits."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The base code, three digits."""
        return self.code[:3]

    @property
    def quad(self) -> int | None:
        """CAMEO's quad class: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict."""
        if not self.code:
            return None
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


UNKNOWN = Actor()
NO_ACT = Act("", None, "")


@cache
def actors() -> Mapping[str, Actor]:
    """Code -> actor, for states and all others."""
    english = {row["code"]: row["name_en"] for row in rows(ACTORS / "states.tsv")}
    found = {
        r["code"]: Actor(
            name=english.get(r["code"], ""), country=r["code"], cow=r["cow"], fips=r["fips"], cameo_country=r["cameo"],
            icews_country=r["icews"], cameo=r["cameo"], icews_name=r["icews"],
        )
        for r in rows(DATA / "countries.tsv")
    }  # fmt: skip
    for r in rows(DATA / "actors.tsv"):
        state = found.get(r["country"], UNKNOWN)
        found[r["code"]] = state._replace(
            name=r["name_en"], cameo=r["cameo"], group=r["group"], type=r["type"], sector=r["sector"],
            icews_name=r["name_en"], icews_sector=r["icews"],
        )  # fmt: skip
    return found


def actor(code: str | None) -> Actor:
    """The actor of a code; without a code, nothing. A code that is not in the tables stands for itself."""
    if code is None:
        return UNKNOWN
    return actors().get(code) or Actor(name=code, icews_name=code)


@cache
def _acts() -> Mapping[tuple[str, str], list[tuple[tuple[str, ...], Act]]]:
    """(type, mode) -> acts with the beginnings of words that ask for them; those with words first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Act]]] = {}
    for row in rows(DATA / "cameo.tsv"):
        act = Act(row["code"], float(row["goldstein"]), row["text"])
        found.setdefault((row["type"], row["mode"]), []).append((tuple(values(row["words"])), act))
    for acts in found.values():
        acts.sort(key=lambda pair: not pair[0])
    return found


def act(event: Event) -> Act:
    """The event's type, mode and trigger in CAMEO; NO_ACT for a type that is not PLOVER's."""
    trigger = fold(event.trigger.text).split()
    for mode in dict.fromkeys((event.mode or "", "")):
        for words, found in _acts().get((event.type, mode), ()):
            if not words or any(word.startswith(words) for word in trigger):
                return found
    return NO_ACT
