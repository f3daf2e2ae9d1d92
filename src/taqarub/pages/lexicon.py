"""The tables of data/pages/, read once and kept folded."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ..language.normal import MARKS, fold, fold_word

_DATA = files("taqarub") / "data" / "pages"
_MARK = re.compile(f"[{MARKS}]")
_NO_SPACE = re.compile(r"[\s./\"'«»_-]+")


def fold_in_place(text: str) -> str:
    """The text folded letter by letter, so that offsets stay: a vowel sign or tatweel becomes a sign of no letter."""
    return fold(_MARK.sub("\x01", text)).lower()


def rows(name: str) -> list[str]:
    """The lines of a table that are neither empty nor comment."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def table(name: str) -> dict[str, Any]:
    """A TOML table of the room."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The form in which names of places and agencies are compared: folded, lower case, no spaces, dots or quotes."""
    return _NO_SPACE.sub("", fold(text)).lower()


@cache
def agencies() -> frozenset[str]:
    """Keys of the names of news agencies."""
    return frozenset(key(name) for row in rows("agencies.tsv") for name in row.split("\t"))


@cache
def outlets() -> frozenset[str]:
    """Keys of the names of outlets."""
    return frozenset(key(name) for row in rows("outlets.tsv") for name in row.split("\t"))


@cache
def places() -> frozenset[str]:
    """Keys of the places that datelines name."""
    return frozenset(key(name) for row in rows("places.tsv") for name in row.split(",") if name.strip())


@cache
def given_names() -> frozenset[str]:
    """Folded given names; one of two words has a space in it."""
    return frozenset(fold(name).replace(".", " ") for row in rows("given_names.tsv") for name in row.split())


@cache
def openers() -> frozenset[str]:
    """Folded verbs that open a sentence of news, with the feminine of each past form."""
    found: set[str] = set()
    for row in rows("openers.tsv"):
        for verb in row.split():
            plain = fold(verb)
            found.add(plain)
            if verb[-1] in "ىا":
                found.add(plain[:-1] + "ت")
            elif verb[-1] != "ت" and verb[0] != "ي":  # تمكن and تعقد alike: a form too many does no harm
                found.add(plain + "ت")
    return frozenset(found)


@cache
def credit_words(group: str) -> frozenset[str]:
    """Folded words of credit_words.toml: roles, titles, alone or prose."""
    return frozenset(fold(word).lower() for word in table("credit_words.toml")[group])


def opens_sentence(word: str) -> bool:
    """Whether a word, with or without و or ف before it, is a verb that opens a sentence of news."""
    plain = fold_word(word)
    return plain in openers() or (plain[:1] in "وف" and plain[1:] in openers())
