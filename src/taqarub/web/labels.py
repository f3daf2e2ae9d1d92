"""Names of actors and files in the language of a page, and what the book of actors knows of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..files import dossiers
from ..names.book import Actor, Office
from ..names.loading import actors_of
from ..names.tables import ACTORS, rows, values
from .desk import many_objects

_GENERIC = Path(__file__).resolve().parents[1] / "data" / "web" / "generic.tsv"
FOREVER = "9999"  # how the end of an office begins that is held to this day


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
def _states() -> frozenset[str]:
    return frozenset(row["code"] for row in rows(ACTORS / "states.tsv"))


@lru_cache(maxsize=1)
def _files() -> dict[str, tuple[str, str]]:
    return {slug: (dossier.ar, dossier.en) for slug, dossier in dossiers().items()}


@lru_cache(maxsize=1)
def generic_codes() -> frozenset[str]:
    """Codes that stand for a kind of actor (CVL: civilians) and not for one."""
    return frozenset(row["code"] for row in rows(_GENERIC))


@lru_cache(maxsize=1)
def _book() -> dict[str, list[Actor]]:
    """English name -> those of that name, places last."""
    found: dict[str, list[Actor]] = {}
    with many_objects():
        for actor in actors_of(ACTORS):
            found.setdefault(actor.name, []).append(actor)
    for same in found.values():
        same.sort(key=lambda actor: actor.kind in ("place", "region"))
    return found


@lru_cache(maxsize=1)
def _offices() -> dict[str, tuple[str, str]]:
    """Office id -> (Arabic title, English name)."""
    return {row["id"]: (values(row["titles_ar"])[0], row["name_en"]) for row in rows(ACTORS / "offices.tsv")}


def known(name: str, code: str | None = None) -> Actor | None:
    """What the book knows under an English name: of several the one with the code, else people and bodies before places."""
    same = _book().get(name, [])
    return next((actor for actor in same if code and actor.code == code), same[0] if same else None)


@lru_cache(maxsize=256)
def holders(key: str) -> list[tuple[Office, Actor]]:
    """All that the book knows to have held an office of a state or body (its code, or English name), those of one office
    together by time.
    """
    of = {key, _actors().get(key, ("", key))[1]}
    found = [
        (office, actor)
        for same in _book().values()
        for actor in same
        for office in actor.offices
        if office.of in of
    ]  # fmt: skip
    order = {id: place for place, id in enumerate(_offices())}
    return sorted(found, key=lambda pair: (order.get(pair[0].id, 999), pair[0].start, pair[1].name))


def is_state(code: str | None) -> bool:
    """Whether a code is that of a state."""
    return code in _states()


def is_actor(code: str) -> bool:
    """Whether it is a code that the book knows."""
    return code in _actors() or code in generic_codes()


def office_name(id: str, language: str) -> str:
    """The name of an office."""
    pair = _offices().get(id)
    return pair[0 if language == "ar" else 1] if pair else id.replace("_", " ")


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    """English name of an office -> its usual Arabic title."""
    return {english: arabic for arabic, english in reversed(_offices().values())}


def role_name(role: str | None, language: str) -> str:
    """A role as the record has it (in English), in the language of a page where the book has a title for it."""
    return _roles().get(role or "", role or "") if language == "ar" else role or ""


def full_name(name: str, code: str | None, language: str) -> str:
    """The usual name of whom a record calls by this English name; the name as it is where the book has none."""
    if language != "ar":
        return name
    actor = known(name, code)
    return actor.names[0] if actor and actor.names else name


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
