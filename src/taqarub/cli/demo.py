"""`taqarub demo`: the bundled articles, read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..records import DEFAULT_MODEL, Record, TaqarubError
from .frame import Complaints, ModelOption, console
from .read import read_names
from .rtl import Arabic, Bidi, bidi_of
from .view import view

PAGES = Path(__file__).resolve().parents[1] / "data" / "demo"
NEXT = (
    ("taqarub read PAGE --date 2018-06-12", "a page of your own: a file, a folder, an address, or - for a pipe"),
    ("taqarub read PAGES --jsonl > records.jsonl", "records to work with, one a line"),
    ("taqarub read PAGE --explain", "which rule or model found what"),
    ("taqarub serve --demo", "the web desk on these articles, in a browser"),
    ("taqarub --help", "all commands; docs/commands.md has each option"),
)


def demo(
    show: Annotated[int, typer.Option(min=0, help="How many of the articles to show in full.")] = 2,
    where: Annotated[bool, typer.Option("--where", help="Only print the folder of the bundled articles.")] = False,
    model: ModelOption = DEFAULT_MODEL,
) -> None:
    """Read the bundled articles, show a few in full and all in a summary."""
    if where:
        typer.echo(PAGES)
        return
    names = [str(path) for path in sorted(PAGES.iterdir()) if path.is_file()] if PAGES.is_dir() else []
    if not names:
        raise TaqarubError(f"{PAGES}: the bundled articles are missing")
    complaints = Complaints()
    out = console()
    bidi = bidi_of(out.is_terminal)
    records = []
    for record in read_names(names, model, None, None, False, complaints):
        records.append(record)
        if len(records) <= show:
            out.print(view(record, bidi=bidi, colours=out.is_terminal))
    out.print(summary(records, bidi))
    out.print(totals(records))
    out.print("\n[bold]Next[/]")
    hints = Table(box=None, show_header=False)
    hints.add_column(style="green", no_wrap=True)
    hints.add_column()
    for command, words in NEXT:
        hints.add_row(command.replace("PAGES", str(PAGES)) if "PAGES" in command else command, words)
    out.print(hints)
    complaints.close()


def summary(records: list[Record], bidi: Bidi) -> Table:
    """A row an article: day, outlet, headline, and how much was found."""
    table = Table(box=None, header_style="dim", expand=True)
    for name in ("day", "outlet"):
        table.add_column(name, no_wrap=name == "day")
    table.add_column("headline", justify="right", ratio=1)
    for name in ("names", "times", "said", "done"):
        table.add_column(name, justify="right")
    table.add_column("files")
    for r in records:
        counts = [str(len(layer)) for layer in (r.entities, r.times, r.statements, r.events)]
        table.add_row(
            (r.published or "")[:10], Arabic(r.outlet or "", bidi), Arabic(r.headline, bidi), *counts, ", ".join(r.files)
        )
    return table


def totals(records: list[Record]) -> Text:
    """One line: how much was read, and which pairs of actors had most to do with each other."""
    words = sum(len(r.text.split()) for r in records)
    pairs: Counter[str] = Counter()
    for record in records:
        for event in record.events:
            for pair in {tuple(sorted((a, b))) for a in event.source for b in event.target if a != b}:
                pairs["-".join(pair)] += 1
    line = f"{len(records)} articles, {words} words, {sum(len(r.statements) for r in records)} statements, "
    line += f"{sum(len(r.events) for r in records)} events"
    if pairs:
        line += "; most between " + ", ".join(f"{pair} ({count})" for pair, count in pairs.most_common(4))
    return Text(line, style="bold")
