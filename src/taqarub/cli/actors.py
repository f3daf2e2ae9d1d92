"""The commands `actor` and `actors`: what the book of actors knows, and which names it lacks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..records import Record, TaqarubError, from_json

if TYPE_CHECKING:
    from ..names.book import Actor, Book


def actor(
    name: Annotated[str, typer.Argument(help="A name, a title with its country, or a misspelling, in Arabic.")],
    on: Annotated[str | None, typer.Option("--on", help="Day (YYYY-MM-DD) on which a title is held.")] = None,
    book: Annotated[Path | None, typer.Option("--book", help="Folder with your own book, laid over the one that ships.")] = None,
) -> None:
    """Show what the book knows of a name: بوتن, "الرئيس الأميركي" --on 2015-08-04."""
    from ..names.book import Book
    from ..names.roles import resolve_role

    known = Book.load(book)
    found = known.find(name)
    if not found or on:
        holder = resolve_role(known, name.split(), on)
        if holder:
            found = [holder, *(a for a in found if a is not holder)]
    if not found:
        raise TaqarubError(f"{name}: not in the book")
    for entry in found[:8]:
        _show(known, entry)


def actors(
    records: Annotated[Path, typer.Argument(help="Records as `taqarub read --jsonl` wrote them.")],
    unknown: Annotated[bool, typer.Option("--unknown", help="Names that the book lacks, instead of those it knows.")] = False,
    kinds: Annotated[str, typer.Option("--types", help="Types to count, separated by commas.")] = "PER,ORG",
    top: Annotated[int, typer.Option("--top", help="How many names.")] = 40,
) -> None:
    """The most frequent names of a set of records; with --unknown those the book lacks: the way to make it grow."""
    wanted = {kind.strip().upper() for kind in kinds.split(",")}
    if unknown:
        from ..names.book import Book
        from ..names.lacking import lacking

        for found in lacking(_records(records), wanted, Book.load().given)[:top]:
            others = [written for written, _ in found.spellings.most_common() if written != found.name]
            line = f"{found.articles:6}  {found.type:5}  {found.code or '-':8}  {found.name}"
            typer.echo(line + (f"  ({found.role})" if found.role else "") + (f"  = {'، '.join(others)}" if others else ""))
        return
    counts: Counter[tuple[str, str, str]] = Counter()
    for record in _records(records):
        counts.update({(e.type, e.name or e.text, e.code or "-") for e in record.entities if e.type in wanted and _listed(e.by, e.code)})
    for (kind, name, code), articles in counts.most_common(top):
        typer.echo(f"{articles:6}  {kind:5}  {code:8}  {name}")


def _listed(by: str, code: str | None) -> bool:
    """Whether the book knows a name; records without `by` tell it only by the code."""
    return by.endswith(":book") if by else code is not None


def _records(path: Path) -> list[Record]:
    if not path.is_file():
        raise TaqarubError(f"{path}: no such file")
    with open(path, "rb") as lines:
        return [from_json(line) for line in lines if line.strip()]


def _show(book: Book, entry: Actor) -> None:
    typer.echo(f"{entry.name}  [{entry.kind}, {entry.type}, {entry.code or 'no code'}]" + (f"  {entry.wikidata}" if entry.wikidata else ""))
    typer.echo("  names:  " + "، ".join((*entry.names, *entry.short)))
    for term in entry.terms:
        typer.echo(f"  {term.start} .. {'' if term.end.startswith('9999') else term.end:10}  {term.code}")
    for office in entry.offices:
        title = book.kinds[office.id].name if office.id in book.kinds else office.id
        of = book.state_names.get(office.of, office.of)
        until = "" if office.end.startswith("9999") else office.end
        typer.echo(f"  {office.start} .. {until:10}  {title}, {of}")
    if entry.note:
        typer.echo(f"  note:   {entry.note}")
