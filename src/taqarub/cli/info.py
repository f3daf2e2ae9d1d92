"""`taqarub info`: versions, models and data that this installation has."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from rich.table import Table

from .. import __version__
from .frame import console

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy", "pyarrow", "fastapi", "dask", "torch")


def info() -> None:
    """Show versions, models and data of this installation."""
    out = console()
    table = Table(box=None, show_header=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    table.add_row("taqarub", __version__, str(PACKAGE))
    table.add_row("python", platform.python_version(), platform.platform())
    for name in LIBRARIES:
        table.add_row(name, version_of(name) or "-", "")
    out.print(table)
    for title, rows in (("Models", models()), ("Data", data_files())):
        out.print(f"\n[bold]{title}[/]")
        listing = Table(box=None, show_header=False)
        listing.add_column()
        listing.add_column(justify="right")
        for name, size in rows:
            listing.add_row(name, size)
        out.print(listing if rows else "  none")


def version_of(name: str) -> str | None:
    """Version of an installed distribution, or None."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def models(folder: Path = PACKAGE / "models") -> list[tuple[str, str]]:
    """Name and size of each model that ships: a folder a model."""
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        files = [file for file in place.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")]
        if place.is_dir() and files:
            found.append((place.name, f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB"))
    return found


def data_files(folder: Path = PACKAGE / "data") -> list[tuple[str, str]]:
    """Name and number of entries of each lexicon or table; articles of the demo count one each."""
    found = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix in (".tsv", ".toml") and path.is_file():
            with open(path, encoding="utf-8") as lines:
                entries = sum(1 for line in lines if line.strip() and not line.startswith("#"))
            found.append((str(path.relative_to(folder)), f"{entries} lines"))
    pages = sum(1 for path in (folder / "demo").glob("*") if path.is_file()) if folder.is_dir() else 0
    return [*found, ("demo", f"{pages} pages")] if pages else found
