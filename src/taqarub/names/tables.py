"""Tables of data/actors: tab-separated lines under a header, "#" lines explain them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..records import TaqarubError

ACTORS = Path(__file__).resolve().parent.parent / "data" / "actors"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Lines of a table as dicts by column name; missing cells at the end are empty.

    Raises:
        TaqarubError: a line has more cells than the header, naming file and line.
    """
    columns: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = [cell.strip() for cell in cells]
            continue
        if len(cells) > len(columns):
            raise TaqarubError(f"{path}:{number}: {len(cells)} cells where the header names {len(columns)}")
        cells += [""] * (len(columns) - len(cells))
        yield dict(zip(columns, map(str.strip, cells), strict=True))


def values(cell: str) -> list[str]:
    """The values of a cell, without empty ones."""
    if "|" not in cell:
        return [cell.strip()] if cell and not cell.isspace() else []
    return [value for value in map(str.strip, cell.split("|")) if value]
