"""Events as a GDELT 2.0 export file: 61 columns, separated by tabs, no header, nothing quoted.

A row is one event of one article, so mentions, sources and articles are 1 each. SQLDATE is empty where the text does not
tell the day. DATEADDED is the time of publication (UTC), or its day where no time is known. Tone, ethnic groups,
religions, coordinates and the places of actors are not known and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from ..records import Record
from .cells import Rows
from .choice import Options
from .codes import Act, Actor, act
from .deeds import Deed, deeds
from .places import Place

_NO_GEO = (0, "", "", "", "", "", "", "")  # type 0: no place was matched


def write(records: Iterable[Record], out: BinaryIO, beside: BinaryIO | None, options: Options) -> None:
    """Write the table, and beside it the sentences by the deed's id and number."""
    table = Rows(out, tabs=True, quoted=False)
    for deed in deeds(records, options, beside):
        table.add(row(deed, act(deed.event)))
    table.flush()


def row(deed: Deed, act: Act) -> tuple[Any, ...]:
    """The 61 values of a deed."""
    source, target = deed.sides
    return (
        deed.number, deed.day.replace("-", ""), deed.month, deed.year, fraction(deed.day),
        *_actor(source), *_actor(target),
        int(_leads(deed)), act.code, act.base, act.root, act.quad, act.goldstein, 1, 1, 1, "",
        *_NO_GEO, *_NO_GEO, *_geo(deed.place),
        added(deed.record.published), deed.record.url or deed.record.id,
    )  # fmt: skip


def fraction(day: str) -> str:
    """GDELT's FractionDate: the year, and of it (month × 30 + day) / 365, as its codebook has it."""
    if not day:
        return ""
    year, month, date = map(int, day.split("-"))
    return f"{year + min((month * 30 + date) / 365, 0.9999):.4f}"


def added(published: str | None) -> str:
    """A time of publication as YYYYMMDDHHMMSS in UTC, or YYYYMMDD where only the day is known."""
    if not published:
        return ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return ""
    if len(published) <= 10:
        return f"{moment:%Y%m%d}"
    return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y%m%d%H%M%S}"


def _actor(actor: Actor) -> tuple[str, ...]:
    return (actor.cameo, actor.name.upper(), actor.cameo_country, actor.group, "", "", "", actor.type, "", "")


def _geo(place: Place) -> tuple[Any, ...]:
    """The eight values of ActionGeo; a place that is neither a country nor a city has no type."""
    if not place.name:
        return _NO_GEO
    country = place.country
    if place.kind == "country":
        return (1, place.name, country.fips, "", "", "", "", "")
    kind: int | str = "" if not place.city else 3 if country.country == "USA" else 4
    full = f"{place.name}, {country.name}" if country.name else place.name
    return (kind, full, country.fips, "", "", "", "", "")


def _leads(deed: Deed) -> bool:
    """Whether the event stands in the headline or the first paragraph."""
    text, body = deed.record.text, deed.record.body_start
    end = text.find("\n", body)
    return deed.event.trigger.start < (end if end >= 0 else len(text))
