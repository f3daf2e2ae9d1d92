"""The book of dossiers: data/files.toml and a user's own file of the same form."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from ..records import TaqarubError

DATA = files("taqarub") / "data"
LISTS = ("phrases", "words", "names", "weak", "hints", "against", "actors")


class Dossier(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One file as the data describe it; data/files.toml says what each field means."""

    slug: str = ""
    ar: str
    en: str
    years: tuple[int, int] = (0, 9999)
    settled: bool = False
    phrases: list[str] = []
    words: list[str] = []
    names: list[str] = []
    weak: list[str] = []
    hints: list[str] = []
    against: list[str] = []
    actors: list[str] = []
    pairs: list[tuple[list[str], list[str]]] = []

    def live(self, day: str | None) -> bool:
        """Whether the file is live on an ISO day; with no day it is taken to be."""
        return not day or not day[:4].isdigit() or self.years[0] <= int(day[:4]) <= self.years[1]

    def between(self, source: list[str], target: list[str]) -> bool:
        """Whether an event with these sides is one between two sides of the file."""
        one, other = set(source), set(target)
        return any((one & set(a) and other & set(b)) or (one & set(b) and other & set(a)) for a, b in self.pairs)


class Book(msgspec.Struct):
    """All dossiers by slug, and the words of sport, stage and markets."""

    dossiers: dict[str, Dossier]
    elsewhere: list[str] = []


def load(extra: str | Path | None = None) -> Book:
    """The book, with a user's own file added: new slugs are new dossiers, known ones get his entries in addition.

    Raises:
        TaqarubError: a file that is not there, no TOML, or not of the form.
    """
    book = _parse((DATA / "files.toml").read_text(encoding="utf-8"), "files.toml", {})
    if extra is None:
        return book
    try:
        text = Path(extra).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TaqarubError(f"{extra}: {error}") from error
    mine = _parse(text, str(extra), book.dossiers)
    return Book({**book.dossiers, **mine.dossiers}, [*book.elsewhere, *mine.elsewhere])


def dossiers(extra: str | Path | None = None) -> dict[str, Dossier]:
    """The dossiers by slug, in the order of the data."""
    return load(extra).dossiers


def _parse(text: str, origin: str, known: dict[str, Dossier]) -> Book:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TaqarubError(f"{origin}: {error}") from error
    found: dict[str, Dossier] = {}
    for slug, table in tree.get("files", {}).items():
        try:
            found[slug] = msgspec.convert(_merged(slug, table, known.get(slug)), Dossier)
        except msgspec.ValidationError as error:
            raise TaqarubError(f"{origin}: [files.{slug}] {error}") from error
    words = tree.get("elsewhere", {}).get("words", [])
    return Book(found, list(words))


def _merged(slug: str, table: dict[str, Any], old: Dossier | None) -> dict[str, Any]:
    if old is None:
        return {"ar": slug, "en": slug, **table, "slug": slug}
    both: dict[str, Any] = {**msgspec.to_builtins(old), **table, "slug": slug}
    for name in (*LISTS, "pairs"):
        both[name] = [*getattr(old, name), *table.get(name, [])]
    return both
