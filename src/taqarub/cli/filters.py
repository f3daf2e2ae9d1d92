"""The options by which commands choose articles, the same for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .frame import day

if TYPE_CHECKING:
    from ..store import Filters

Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="CODE|NAME", help="Only with this actor; several: with all.")
]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="Only of this outlet; several: of any.")]
Files = Annotated[list[str] | None, typer.Option("--file", help="Only on this file; several: on any.")]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Only with an event of this PLOVER type; several: of any.")
]
Since = Annotated[
    str | None, typer.Option("--from", callback=day, metavar="YYYY-MM-DD", help="Published on this day or later.")
]
Until = Annotated[
    str | None, typer.Option("--to", callback=day, metavar="YYYY-MM-DD", help="Published on this day or earlier.")
]


def filters(actor: Actors, outlet: Outlets, file: Files, type: Types, since: Since, until: Until) -> Filters:
    """What the options say, as the database takes it."""
    from ..store import Filters

    return Filters(
        actors=actor or (), outlets=outlet or (), files=file or (), types=type or (), since=since, until=until
    )
