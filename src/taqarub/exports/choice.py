"""What of the records is written: the filters of the store, for records that lie in no database, and for events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ..records import Event, Record, Status
from ..store.queries import Filters


class Options(msgspec.Struct, kw_only=True, frozen=True):
    """What is written of a record.

    Attributes:
        statuses: tables of events (polecat, gdelt, icews) have the events of these; those tables have no place to
            say that an act is only planned, possible or denied.
        filters: tables of events have the events of these types and files, with one of these codes on a side.
        explain: JSON Lines say which rule or model found each thing.
    """

    statuses: tuple[Status, ...] = ("happened", "ongoing")
    filters: Filters = Filters()
    explain: bool = False


def chosen(records: Iterable[Record], filters: Filters) -> Iterator[Record]:
    """The records that the filters let through, by the same rules as `store.queries.matching`."""
    return (record for record in records if _matches(record, filters))


def _matches(record: Record, filters: Filters) -> bool:
    day = record.published[:10] if record.published else None
    if filters.outlets and record.outlet not in filters.outlets:
        return False
    if (filters.since or filters.until) and day is None:
        return False
    if not (filters.since or "") <= (day or "") <= (filters.until or "~"):
        return False
    if filters.files and not set(filters.files) & set(record.files):
        return False
    if filters.actors and not set(filters.actors) <= _actors(record):
        return False
    return not filters.types or any(_of_type(event, filters) for event in record.events)


def _actors(record: Record) -> set[str]:
    """Codes and names of all who are named or act."""
    named = {value for e in record.entities for value in (e.code, e.name or e.text) if value}
    return named.union(*({*event.source, *event.target} for event in record.events))


def _codes(filters: Filters) -> set[str]:
    return {actor for actor in filters.actors if actor.isupper()}


def _of_type(event: Event, filters: Filters) -> bool:
    codes = _codes(filters)
    sides = {*event.source, *event.target}
    return event.type in {name.upper() for name in filters.types} and (not codes or bool(codes & sides))


def wanted(event: Event, options: Options) -> bool:
    """Whether a table of events has this one."""
    filters = options.filters
    codes = _codes(filters)
    if event.status not in options.statuses or (codes and not codes & {*event.source, *event.target}):
        return False
    if filters.files and event.file not in filters.files:
        return False
    return not filters.types or event.type in {name.upper() for name in filters.types}
