"""`taqarub closeness` and `taqarub dyads`: how near actors stand, from records or the database."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ..records import Record, TaqarubError
from .frame import console, day
from .rtl import Arabic, Bidi, bidi_of, ordered

if TYPE_CHECKING:
    from rich.console import Console

    from ..closeness import Series, Shift

Records = Annotated[
    list[str] | None, typer.Argument(metavar="[RECORDS...]", help="JSON Lines that `taqarub read --jsonl` printed, or -.")
]
Base = Annotated[
    str | None, typer.Option("--db", metavar="DB", help="Read from this database instead of files of records.")
]
OnFile = Annotated[str | None, typer.Option("--file", metavar="SLUG", help="File (syria, iran-nuclear …); without: any.")]
HalfLife = Annotated[float, typer.Option("--half-life", min=0.1, metavar="DAYS", help="Days after which evidence counts half.")]


class Format(StrEnum):
    """How a series is written."""

    chart = "chart"
    csv = "csv"
    json = "json"
    png = "png"
    svg = "svg"


class Direction(StrEnum):
    """Whose acts count."""

    both = "both"
    towards = "towards"


def closeness(
    a: Annotated[str, typer.Argument(metavar="A", help="Code of an actor, such as RUS.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Code of the other.")],
    records: Records = None,
    db: Base = None,
    file: OnFile = None,
    since: Annotated[str | None, typer.Option("--from", callback=day, metavar="YYYY-MM-DD", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", callback=day, metavar="YYYY-MM-DD", help="Last day.")] = None,
    half_life: HalfLife = 30.0,
    direction: Annotated[
        Direction, typer.Option("--direction", help="both, or towards: only what A does towards B.")
    ] = Direction.both,
    format: Annotated[
        Format | None, typer.Option("--format", help="chart, csv, json, png or svg; by default as --out ends, else chart.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Write here instead of standard output.")] = None,
    top: Annotated[int, typer.Option("--top", min=0, help="How many of the events that moved it most are shown.")] = 10,
) -> None:
    """Show how near two actors stand on a file, day by day, with what moved it.

    A value lies between -10 and 10; 0 is no evidence, or as much for as against.
    """
    from ..closeness import evidence, series

    a, b = a.upper(), b.upper()
    if a == b:
        raise typer.BadParameter("A and B are the same actor")
    kind = format or _kind(out)
    if kind is Format.png and out is None:
        raise typer.BadParameter("a PNG needs --out")
    check_file(file)
    between, stories = source(records, db, (a, b)), placed(db, (a, b))
    items = [i for i in evidence(between, a, b, file, direction.value, stories) if not until or i.known <= until]
    if not items:
        raise TaqarubError(f"no event between {a} and {b}" + (f" on {file}" if file else ""))
    days = (since or min(i.known for i in items), until or max(i.known for i in items))
    if days[0] > days[1]:
        raise TaqarubError(f"no event between {a} and {b} on or after {since}" if not until else f"{since} is after {until}")
    found = series(items, days, half_life, top=top)
    write(found, (a, b), file, direction, kind, out)


def dyads(
    records: Records = None,
    db: Base = None,
    file: OnFile = None,
    since: Annotated[
        str | None, typer.Option("--from", callback=day, metavar="YYYY-MM-DD", help="First day of the first period.")
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", callback=day, metavar="YYYY-MM-DD", help="First day of the second (the middle).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", callback=day, metavar="YYYY-MM-DD", help="Last day of the second period.")
    ] = None,
    half_life: HalfLife = 30.0,
    least: Annotated[int, typer.Option("--least", min=1, help="Leave out pairs with fewer stories.")] = 3,
    top: Annotated[int, typer.Option("--top", min=1, help="How many pairs.")] = 20,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the pairs of actors that moved most from one period to the next."""
    from ..closeness import pairs_of, shifts

    if as_csv and as_json:
        raise typer.BadParameter("--csv and --json exclude each other")
    check_file(file)
    pairs = pairs_of(source(records, db, ()), file, placed(db, ()))
    known = sorted(item.known for items in pairs.values() for item in items)
    if not known:
        raise TaqarubError("no event between two actors" + (f" on {file}" if file else ""))
    first, second = periods(since or known[0], split, until or known[-1])
    print_shifts(shifts(pairs, first, second, half_life, least=least, top=top), first, second, as_csv, as_json)


def periods(since: str, split: str | None, until: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two periods, (first, last) day each; the second begins on `split`, or in the middle.

    Raises:
        TaqarubError: there are not two.
    """
    from datetime import date, timedelta

    begin, end = date.fromisoformat(since), date.fromisoformat(until)
    cut = date.fromisoformat(split) if split else begin + (end - begin + timedelta(days=1)) / 2
    if not begin < cut <= end:
        raise TaqarubError(f"{since} … {until} does not make two periods" + (f" with {split} between" if split else ""))
    return (since, (cut - timedelta(days=1)).isoformat()), (cut.isoformat(), until)


def check_file(slug: str | None) -> None:
    """A slug is a lower-case word; a user's own files are not known here, so it need not be in the list.

    Raises:
        typer.BadParameter: it can be no slug.
    """
    if slug is not None and not all(part.isalnum() and part == part.lower() for part in slug.split("-")):
        raise typer.BadParameter(f"{slug} is no file; write it like syria or iran-nuclear")


def source(records: list[str] | None, db: str | None, pair: tuple[str, str] | tuple[()]) -> Iterator[Record]:
    """Records of files or of a database; only those in which a pair of actors may meet, where one is given.

    Raises:
        typer.BadParameter: neither or both are named.
    """
    if bool(records) == bool(db):
        raise typer.BadParameter("name either files of records or --db")
    if records:
        from ..closeness import records_from

        return records_from(records, pair)
    return _stored(str(db), pair)


def _stored(db: str, pair: tuple[str, str] | tuple[()]) -> Iterator[Record]:
    from ..store import open_database
    from ..store import records as stored
    from ..store.queries import between

    with open_database(db) as database:
        yield from between(database, *pair) if pair else stored(database)


def placed(db: str | None, pair: tuple[str, str] | tuple[()]) -> dict[str, str] | None:
    """Stories of the articles of a database, which `taqarub stories` found; None for records of files.

    Args:
        db: the database, or None.
        pair: actors, where only articles in which they meet are asked for.
    """
    if not db:
        return None
    from ..store import open_database
    from ..store.queries import meeting
    from ..store.stories import story_of

    with open_database(db) as database:
        return story_of(database, meeting(*pair) if pair else None)


def _kind(out: Path | None) -> Format:
    ending = out.suffix.lstrip(".").lower() if out else ""
    return Format(ending) if ending in Format.__members__ else Format.chart


def write(found: Series, pair: tuple[str, str], file: str | None, direction: Direction, kind: Format, out: Path | None) -> None:
    """Write a series in one of the formats.

    Raises:
        TaqarubError: the path cannot be written.
    """
    if kind in (Format.png, Format.svg):
        from ..closeness.picture import draw

        title, arabic = titles(pair, file, direction)
        with _opened(out, binary=True) as stream:
            draw(found, stream, title, arabic, kind.value, order=lambda text: ordered(Text(text), "visual").plain)
        return
    from ..closeness.tables import COLUMNS, rows, whole

    with _opened(out, binary=False) as stream:
        if kind is Format.csv:
            table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            table.writeheader()
            table.writerows(rows(found))
        elif kind is Format.json:
            stream.write(json.dumps(whole(found, *pair, file, direction.value), ensure_ascii=False, indent=1) + "\n")
        else:
            shown = console()
            if out:
                shown.file = stream
            print_chart(shown, found, pair, file, direction)


@contextmanager
def _opened(out: Path | None, binary: bool) -> Iterator[Any]:
    if out is None:
        yield sys.stdout.buffer if binary else sys.stdout
        return
    try:
        with open(out, "wb" if binary else "w", encoding=None if binary else "utf-8", newline=None if binary else "") as stream:
            yield stream
    except OSError as error:
        raise TaqarubError(f"{out}: {error.strerror or error}") from error


def titles(pair: tuple[str, str], file: str | None, direction: Direction) -> tuple[str, str]:
    """Titles of a chart, in English and in Arabic (empty where a name is not known)."""
    from ..closeness.labels import arabic_name
    from ..files import dossiers

    dossier = dossiers().get(file or "")
    arrow = " → " if direction is Direction.towards else " – "
    english = f"{pair[0]}{arrow}{pair[1]}" + (f" · {file}" if file else "")
    names = [arabic_name(code) for code in pair]
    if not all(names):
        return english, ""
    joined = f"{names[0]} تجاه {names[1]}" if direction is Direction.towards else f"{names[0]} و{names[1]}"
    return english, joined + (f": {dossier.ar}" if dossier else "")


def print_chart(out: Console, found: Series, pair: tuple[str, str], file: str | None, direction: Direction) -> None:
    """The chart, its last value, and what moved it."""
    from .plot import plot

    bidi = bidi_of(out.is_terminal)
    english, arabic = titles(pair, file, direction)
    out.print(Text(english, style="bold"), ordered(Text(arabic), bidi))
    for line in plot(found, min(out.width, 120)):
        out.print(line)
    out.print(
        f"\n{found.days[-1]}: {found.values[-1]:+.2f}  (90 % interval {found.low[-1]:+.2f} … {found.high[-1]:+.2f}), "
        f"{found.stories[-1]} stories carry it, {found.total} in all; half-life {found.half_life:g} days"
    )
    if found.moves:
        out.print("\nWhat moved it most [dim](* only in the words of one side: counts half)[/dim]")
        out.print(moves_table(found, bidi))


def moves_table(found: Series, bidi: Bidi) -> Table:
    """One row a move: change, day, who did what to whom, and where it stands."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("#", "change", "day", "who", "what", "whom", "status", "where"):
        table.add_column(name, justify="right" if name in ("#", "change") else "left")
    table.add_column("sentence", justify="right", ratio=1, min_width=20)
    for number, move in enumerate(found.moves, 1):
        item = move.item
        mark = f"{item.status}*" if item.claimed else item.status
        place = f"{item.record}:{item.start}" + (f"\n{len(item.outlets)} outlets" if len(item.outlets) > 1 else "")
        table.add_row(
            str(number), Text(f"{move.change:+.2f}", style="green" if move.change > 0 else "red"), item.known,
            "+".join(item.source), item.type + (f" {item.mode}" if item.mode else ""), "+".join(item.target), mark,
            place, Arabic(" ".join(item.sentence.split())[:240], bidi),
        )  # fmt: skip
    return table


def print_shifts(
    found: Iterable[Shift], first: tuple[str, str], second: tuple[str, str], as_csv: bool, as_json: bool
) -> None:
    """Pairs that moved, as a table, CSV or JSON."""
    import msgspec

    rows = [{**msgspec.to_builtins(shift), "sure": shift.sure} for shift in found]
    if as_json:
        wide = {"first": first, "second": second, "pairs": rows}
        sys.stdout.write(json.dumps(wide, ensure_ascii=False, indent=1) + "\n")
    elif as_csv:
        table = csv.DictWriter(
            sys.stdout, ["a", "b", "before", "after", "change", "low", "high", "stories", "sure"], lineterminator="\n"
        )
        table.writeheader()
        table.writerows(rows)
    else:
        out = console()
        out.print(f"mean closeness, {first[0]} … {first[1]} and {second[0]} … {second[1]}")
        shown = Table(box=None, header_style="dim", pad_edge=False)
        for name in ("pair", "before", "after", "change", "90 % interval", "stories"):
            shown.add_column(name, justify="left" if name == "pair" else "right")
        for row in rows:
            style = "dim" if not row["sure"] else "green" if row["change"] > 0 else "red"
            shown.add_row(
                f"{row['a']} – {row['b']}", f"{row['before']:+.2f}", f"{row['after']:+.2f}",
                Text(f"{row['change']:+.2f}", style=style), f"{row['low']:+.2f} … {row['high']:+.2f}", str(row["stories"]),
            )  # fmt: skip
        out.print(shown)
