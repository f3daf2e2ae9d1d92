"""One entry of the book of actors: names, offices and codes by day."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from . import spelling
from .tables import values

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_WEIGHTS = {
    "president": 4, "king": 4, "prime_minister": 4, "supreme_leader": 4, "emir": 4, "sultan": 3, "crown_prince": 4,
    "foreign_minister": 3, "secretary_general": 3, "vice_president": 2, "defence_minister": 2, "leader": 2,
}  # fmt: skip
_BODIES = frozenset(("UN", "EU", "NATO", "AU", "OPEC", "GCC", "LAS", "OIC", "IAEA", "ICC", "IMF", "WB", "COAL_YEM", "COAL_ISIS"))
_PRIVATE = frozenset(("COM", "MED", "CVL", "IGO", ""))

Kind = Literal["state", "capital", "seat", "place", "region", "person", "org", "media"]


class Office(NamedTuple):
    """An office held: `of` is a state, an actor code or an organisation's English name; days are YYYY-MM-DD."""

    id: str
    of: str
    start: str
    end: str  # "9999-12-31" while in office


class Term(NamedTuple):
    """A time in which an actor has another code than before and after: the Taliban as government of Afghanistan."""

    code: str
    start: str
    end: str


@dataclass(slots=True)
class Actor:
    """One entry of the book. `names` are the full names, `short` what stands for them in the right company, `terms` the
    times when its code is another than `code`.
    """

    name: str
    kind: Kind
    type: str
    code: str | None
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    gender: str = ""
    subkind: str = ""
    weight: float = 0.0
    note: str = ""
    terms: tuple[Term, ...] = ()

    def on(self, day: str | None) -> str | None:
        """The code on a day: that of a term, else `code`, which holds too where the day is unknown."""
        for term in self.terms if day else ():
            if term.start <= day <= term.end:  # type: ignore[operator]
                return term.code
        return self.code

    def code_on(self, day: str | None, states: Container[str], bodies: Mapping[str, Actor]) -> str | None:
        """Whom he acts for on a day: the body whose office he holds then (GCC for its secretary-general), the group that
        he leads then (ALQ for the later president of Syria), else his own code.

        Args:
            day: YYYY-MM-DD or None.
            states: the codes of states.
            bodies: English name of an organisation -> its entry.
        """
        held = [o for o in self.offices if day is not None and o.start <= day <= o.end]
        if held:
            top = max(held, key=lambda o: _WEIGHTS.get(o.id, 1))
            if top.of in _BODIES and all(o.of not in states or _WEIGHTS.get(o.id, 1) < 2 for o in held):
                return top.of
            groups = {(bodies[o.of].on(day) or "") if o.of in bodies else o.of for o in held}
            if self.code == self.country and not self.terms and len(groups) == 1 and not groups & _PRIVATE:
                return groups.pop()
            for office in held:  # he acts for a group that changed sides
                if office.of in bodies and bodies[office.of].code == self.code and not self.terms:
                    return bodies[office.of].on(day)
        return self.on(day)

    def held(self, day: str | None) -> list[Office]:
        """Offices held on a day; all of them where the day is unknown."""
        return [o for o in self.offices if day is None or o.start <= day <= o.end]


def day_bounds(start: str, end: str) -> tuple[str, str]:
    """First and last day of a period given in years, months or days; an open end is 9999-12-31.

    Raises:
        ValueError: not of the form YYYY[-MM[-DD]].
    """
    for value in (start, end):
        if value and not _DAY.match(value):
            raise ValueError(f"{value!r} is no date")
    first = (start or "0000") + "-01-01"[len(start or "0000") - 4 :]
    last = (end or "9999") + "-12-31"[len(end or "9999") - 4 :]
    return first[:10], last[:10]


def codes(cell: str) -> tuple[str | None, tuple[Term, ...]]:
    """The code of a line and its terms: `TAL|AFG:2021-08-15..`, the code of all other days first.

    Raises:
        ValueError: a part that does not have this form.
    """
    first, *rest = values(cell) or [""]
    terms = []
    for part in rest:
        match = re.match(r"(@?\w+):([\d-]*)\.\.([\d-]*)$", part)
        if not match:
            raise ValueError(f"{part!r} is no code with its days")
        terms.append(Term(match[1], *day_bounds(match[2], match[3])))
    return first or None, tuple(terms)


def by_state(rule: str, state: str | None, day: str | None) -> str | None:
    """The code of what stands for another actor in some states: `OPP|SYR=SYR_OPP:..2024-12-07`, the opposition.

    Args:
        rule: the code everywhere else, then STATE=CODE, with days if it was so for a time.
        state: the state that the text speaks of, or None.
        day: YYYY-MM-DD or None.
    """
    first, *rest = rule.split("|")
    for part in rest:
        where, _, code = part.partition("=")
        if where == state:
            name, _, days = code.partition(":")
            start, end = day_bounds(*days.split("..")) if days else ("", "")
            if not days or day is None or start <= day <= end:
                return name
    return first


def offices(cell: str) -> tuple[Office, ...]:
    """The offices of a people line: `office@OF:from..to|…`.

    Raises:
        ValueError: a part that does not have this form.
    """
    found = []
    for part in values(cell):
        match = re.match(r"(\w+)@([^:]+):([\d-]*)\.\.([\d-]*)$", part)
        if not match:
            raise ValueError(f"{part!r} is no office")
        found.append(Office(match[1], match[2], *day_bounds(match[3], match[4])))
    return tuple(found)


def weigh(held: tuple[Office, ...]) -> float:
    """How much of a household name someone is, by the highest office held."""
    return max((_WEIGHTS.get(office.id, 1) for office in held), default=0.5)


def beginnings(actor: Actor) -> list[str]:
    """The first two words of longer names of those in high office: عبدربه منصور, محمد بن سلمان without family."""
    if actor.weight < 3:
        return []
    found = []
    for name in actor.names:
        parts = spelling.squash(name).replace("عبد ", "عبد").split()
        if len(parts) > 2 and parts[1] not in ("بن", "ال", "ابو", "ابن"):
            found.append(" ".join(parts[:2]))
    return found
