"""`taqarub read`: pages to records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..records import DEFAULT_MODEL, Record, to_builtins, to_json
from .frame import Complaints, ModelOption, console, day, load_pipeline, progress


def read(
    pages: Annotated[
        list[str],
        typer.Argument(metavar="PAGE...", help="Files, folders, addresses, JSON Lines of articles, or - for standard input."),
    ],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print records, one a line, as they are read.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one indented record, or a list of several.")] = False,
    date: Annotated[
        str | None, typer.Option(callback=day, metavar="YYYY-MM-DD", help="Day of publication of pages that lack it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of pages that lack it.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule or model found each thing.")] = False,
    model: ModelOption = DEFAULT_MODEL,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses inside private networks, too.")
    ] = False,
) -> None:
    """Read pages and show what is in them.

    On a terminal or in a pipe it prints a readable view; --jsonl and --json print records. An input that cannot be
    read is told in one line on standard error; the others are read all the same, and the exit status is 1.
    """
    if json and jsonl:
        raise typer.BadParameter("--json and --jsonl exclude each other")
    complaints = Complaints()
    records = progress(
        read_names(pages, model, date, outlet, allow_private, complaints), "reading", lambda: count_pages(pages)
    )
    if jsonl:
        print_lines(records, explain)
    elif json:
        print_json(records, explain, complaints)
    else:
        print_views(records, explain)
    complaints.close()


def read_names(
    names: list[str], model: str, date: str | None, outlet: str | None, allow_private: bool, complaints: Complaints
) -> Iterator[Record]:
    """Records of what was named on the command line."""
    nlp = load_pipeline(model)
    from ..pages.sources import open_inputs
    from ..reading import read_inputs

    inputs = open_inputs(names, outlet=outlet, date=date, allow_private=allow_private)
    yield from read_inputs(inputs, nlp, complaints)


def count_pages(names: list[str]) -> int | None:
    """How many pages the names stand for, as far as that can be told without reading them; else None."""
    total = 0
    for path in map(Path, names):
        if path.is_dir():
            total += sum(1 for entry in path.rglob("*") if entry.is_file())
        elif path.suffix == ".jsonl" and path.is_file():
            with open(path, "rb") as lines:
                total += sum(1 for _ in lines)
        elif path.is_file() and path.suffix not in (".gz", ".json", ".warc", ".xml"):
            total += 1
        else:
            return None
    return total


def print_lines(records: Iterable[Record], explain: bool) -> None:
    """JSON Lines, flushed record by record: who reads the pipe gets them as they come."""
    for record in records:
        sys.stdout.write(to_json(record, explain) + "\n")
        sys.stdout.flush()


def print_json(records: Iterable[Record], explain: bool, complaints: Complaints) -> None:
    """One record as an object, several as a list; nothing where every input failed."""
    import json

    def shown(record: Record) -> str:
        return json.dumps(to_builtins(record, explain), ensure_ascii=False, indent=2)

    stream = iter(records)
    first, second = next(stream, None), next(stream, None)
    if first is None:
        if not complaints.count:
            sys.stdout.write("[]\n")
    elif second is None:
        sys.stdout.write(shown(first) + "\n")
    else:
        sys.stdout.write("[\n" + shown(first) + ",\n" + shown(second))
        for record in stream:
            sys.stdout.write(",\n" + shown(record))
        sys.stdout.write("\n]\n")


def print_views(records: Iterable[Record], explain: bool) -> None:
    """The readable view of each record."""
    from .rtl import bidi_of
    from .view import view

    out = console()
    bidi = bidi_of(out.is_terminal)
    for record in records:
        out.print(view(record, explain, bidi, colours=out.is_terminal))
