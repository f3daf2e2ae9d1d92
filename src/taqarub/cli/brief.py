"""`taqarub brief`: what happened on a file, who said what, what moved."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..records import TaqarubError
from .closeness import check_file
from .frame import console, day
from .ingest import DatabaseOption
from .rtl import Arabic, Bidi, bidi_of

if TYPE_CHECKING:
    from ..briefing.writing import Line

STYLES = {"title": "bold", "heading": "bold underline", "item": "bold", "source": "dim", "note": "dim", "lead": "", "quote": ""}
INDENT = {"quote": 2, "source": 2}


class Format(StrEnum):
    """How it is written."""

    text = "text"
    html = "html"
    json = "json"
    md = "md"


class Lang(StrEnum):
    """Of the labels."""

    ar = "ar"
    en = "en"


def brief(
    db: DatabaseOption,
    file: Annotated[str, typer.Option("--file", metavar="SLUG", help="File: syria, iran-nuclear …")],
    on: Annotated[
        str | None, typer.Option("--day", callback=day, metavar="YYYY-MM-DD", help="Its last day; without: the last with an article on the file.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How many days up to that.")] = 1,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the labels; sentences stay Arabic.")] = Lang.ar,
    format: Annotated[Format, typer.Option("--format", help="text, html (a page of its own), json or md.")] = Format.text,
    most: Annotated[int, typer.Option("--most", min=1, help="Acts, speakers and pairs at most.")] = 15,
) -> None:
    """Brief on a file: what happened on a day, who said what, and which actors drew closer or apart.

    One line an act, however many outlets report it, each with its sources.
    """
    import msgspec

    from ..briefing import brief as gather
    from ..briefing.gather import days_with_news
    from ..briefing.writing import lines, markdown
    from ..store import open_database
    from ..web.briefs import Names, alone

    check_file(file)
    with open_database(db) as database:
        last = on or next(iter(days_with_news(database, file, 1)), None)
        if last is None:
            raise TaqarubError(f"{db}: no article on {file}; name a --day for an empty briefing")
        made = gather(database, file, last, days, most=most)
    if format is Format.json:
        sys.stdout.write(msgspec.json.encode(made).decode() + "\n")
    elif format is Format.html:
        sys.stdout.write(alone(made, lang.value))
    elif format is Format.md:
        sys.stdout.write(markdown(made, Names(lang.value)))
    else:
        out = console()
        show(out, lines(made, Names(lang.value)), lang.value, bidi_of(out.is_terminal))


def show(out: Console, told: Iterable[Line], language: str, bidi: Bidi) -> None:
    """Print lines: sentences, and in Arabic all of it, set to the right."""
    for line in told:
        text = Text(line.text + (f"  {line.url}" if line.url else ""), style=STYLES[line.kind])
        if line.kind in ("heading", "item"):
            out.print()
        shown = Arabic(text, bidi) if language == "ar" or line.kind == "quote" else text
        out.print(Padding(shown, (0, INDENT.get(line.kind, 0)), expand=False))
