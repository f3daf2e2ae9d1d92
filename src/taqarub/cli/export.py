"""`taqarub export`: records in the field's formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..records import Record
from .filters import Actors, Files, Outlets, Since, Types, Until, filters
from .frame import complain, progress

if TYPE_CHECKING:
    from ..store import Filters


class Format(StrEnum):
    """The formats of exports.FORMATS, which is not imported before the command runs."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    polecat = "polecat"
    gdelt = "gdelt"
    icews = "icews"
    webannotation = "webannotation"
    datasette = "datasette"


STATUSES = ("happened", "ongoing", "planned", "possible", "denied")


def statuses(values: list[str] | None) -> list[str] | None:
    """Check --status options.

    Raises:
        typer.BadParameter: there is no such status.
    """
    for value in values or ():
        if value not in STATUSES:
            raise typer.BadParameter(f"{value} is none of {', '.join(STATUSES)}")
    return values


def export(
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RECORDS...]", help="JSON Lines that `taqarub read --jsonl` printed, or -."),
    ] = None,
    db: Annotated[
        str | None, typer.Option("--db", metavar="DB", help="Read from this database instead of files of records.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.jsonl,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="PATH", help="Write here instead of standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there already.")] = False,
    actor: Actors = None,
    outlet: Outlets = None,
    file: Files = None,
    type: Types = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", callback=statuses, help="polecat, gdelt, icews: events of this status (happened and ongoing)."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="jsonl: say which rule or model found each thing.")
    ] = False,
) -> None:
    """Write records in a format that other tools read.

    csv, parquet and datasette make a folder of --out, or an archive where it ends in .zip. The file is there when all of it
    is written, or not at all.
    """
    from ..exports import FORMATS, Options, check, write

    wanted = filters(actor, outlet, file, type, since, until)
    kind = FORMATS[format.value]
    if out is None and kind.files:
        raise typer.BadParameter(f"{format.value} is several files: name a folder or a .zip with --out")
    if out is not None:
        check(kind, out, force)
    chosen_statuses = tuple(status or ("happened", "ongoing"))
    options = Options(statuses=chosen_statuses, filters=wanted, explain=explain)  # type: ignore[arg-type]
    found = progress(source(records, db, wanted), "articles")
    count = write(found, format.value, out or sys.stdout.buffer, force=force, options=options)
    if not count:
        complain("no article matches")


def source(paths: list[str] | None, db: str | None, wanted: Filters) -> Iterator[Record]:
    """The records that the filters let through, of files or of a database.

    Raises:
        typer.BadParameter: neither or both are named.
    """
    if bool(paths) == bool(db):
        raise typer.BadParameter("name either files of records or --db")
    if paths:
        from ..closeness import records_from
        from ..exports import chosen

        return chosen(records_from(paths), wanted)
    return stored(str(db), wanted)


def stored(db: str, wanted: Filters) -> Iterator[Record]:
    """The records of a database, one at a time."""
    from ..store import open_database
    from ..store import records as read

    with open_database(db) as database:
        yield from read(database, wanted)
