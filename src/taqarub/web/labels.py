"""Names of actors and files in the language of a page."""

from __future__ import annotations

from functools import lru_cache

from ..files import dossiers
from ..names.tables import ACTORS, rows, values


@lru_cache(maxsize=1)
def _actors() -> dict[str, tuple[str, str]]:
    """Code -> (Arabic, English) of states, then organisations, then common nouns that have a code."""
    names: dict[str, tuple[str, str]] = {}
    for table in ("states.tsv", "orgs.tsv"):
        for row in rows(ACTORS / table):
            if row["code"] and not row["code"].startswith("@") and row["names_ar"]:
                names.setdefault(row["code"], (values(row["names_ar"])[0], row["name_en"]))
    return names


@lru_cache(maxsize=1)
def _files() -> dict[str, tuple[str, str]]:
    return {slug: (dossier.ar, dossier.en) for slug, dossier in dossiers().items()}


def actor_name(code: str | None, language: str) -> str:
    """The usual name of an actor; the code itself where there is none."""
    from .words import words_in

    if not code:
        return ""
    special = words_in("en" if language == "en" else "ar")
    if special.has(f"actor.{code}"):
        return special(f"actor.{code}")
    pair = _actors().get(code)
    return pair[0 if language == "ar" else 1] if pair else code


def file_name(slug: str | None, language: str) -> str:
    """The name of a file; the slug itself where it is a user's own."""
    pair = _files().get(slug or "")
    return pair[0 if language == "ar" else 1] if pair else slug or ""


def file_slugs() -> list[str]:
    """All files of the book, in its order."""
    return list(_files())
