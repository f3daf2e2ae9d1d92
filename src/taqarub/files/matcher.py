"""Finds the entries of all dossiers in a text in one pass (Aho-Corasick over folded words)."""

from __future__ import annotations

import re
from typing import NamedTuple

import ahocorasick
import numpy as np

from ..language.normal import fold
from .book import Book

TIERS = ("phrases", "words", "names", "weak", "hints", "against")
ELSEWHERE, SIDE = -1, -2
_GAPS = re.compile(r"[^\w]+|_+")
_CLITICS = frozenset(["", "و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل", "فك", "أ", "س"])
_ARTICLE = frozenset(c + "ال" for c in ("", "و", "ف", "ب", "ك", "وب", "فب", "وك")) | {"لل", "ولل", "فلل"}
_ENDINGS = ("", "ه", "ا", "ين", "ون", "ات", "ان", "تين", "تان")


class Entry(NamedTuple):
    """Where an entry belongs: number of the dossier, number of its tier, whether ال may precede. For a word of
    elsewhere the dossier is ELSEWHERE; for a word on a side of pairs it is SIDE and the tier the word's number.
    """

    dossier: int
    tier: int
    adjective: bool


def plain(text: str) -> str:
    """Folded text as words with one space between, one before and one after."""
    return f" {_GAPS.sub(' ', text).strip()} "


class Hits(NamedTuple):
    """What was found in a text: an int array (dossiers, tiers), words of elsewhere, and words on sides of pairs."""

    counts: np.ndarray
    elsewhere: int
    sides: dict[str, int]


class Matcher:
    """Counts entries of dossiers in texts.

    Attributes:
        slugs: slugs of the dossiers, in the order of the rows that `count` gives.
    """

    def __init__(self, book: Book):
        self.slugs = list(book.dossiers)
        places: dict[str, dict[tuple[int, int], Entry]] = {}
        for number, dossier in enumerate(book.dossiers.values()):
            for tier, name in enumerate(TIERS):
                for entry in getattr(dossier, name):
                    self._add(places, entry, number, tier)
        for entry in book.elsewhere:
            self._add(places, entry, ELSEWHERE, 0)
        sides = (s for d in book.dossiers.values() for pair in d.pairs for side in pair for s in side)
        self._sides = sorted({side for side in sides if not side.isascii()})
        for number, entry in enumerate(self._sides):
            self._add(places, entry, SIDE, number)
        self._automaton = ahocorasick.Automaton()
        for key, entries in places.items():
            self._automaton.add_word(key, (len(key), tuple(entries.values())))
        self._automaton.make_automaton()

    @staticmethod
    def _add(places: dict[str, dict[tuple[int, int], Entry]], entry: str, number: int, tier: int) -> None:
        adjective = entry.endswith("~")
        word = plain(fold(entry.rstrip("~"))).strip()
        keys = [word + ending for ending in (_ENDINGS if adjective else ("",))]
        if word.startswith("ال"):  # للسعودية hides the article
            keys.append("لل" + word[2:])
        for key in keys:
            mine = places.setdefault(key + " ", {})
            old = mine.get((number, tier))
            mine[number, tier] = Entry(number, tier, adjective or (old is not None and old.adjective))

    def count(self, folded: str) -> Hits:
        """Occurrences of entries in a folded text."""
        text = plain(folded)
        counts = np.zeros((len(self.slugs), len(TIERS)), dtype=np.int32)
        elsewhere = 0
        sides: dict[str, int] = {}
        for end, (length, entries) in self._automaton.iter(text):
            start = end - length + 1
            before = text[text.rfind(" ", 0, start) + 1 : start] if text[start - 1] != " " else ""
            bare, article = before in _CLITICS, before in _ARTICLE
            if not bare and not article:
                continue
            for number, tier, adjective in entries:
                if not bare and not adjective:
                    continue
                if number >= 0:
                    counts[number, tier] += 1
                elif number == ELSEWHERE:
                    elsewhere += 1
                else:
                    word = self._sides[tier]
                    sides[word] = sides.get(word, 0) + 1
        return Hits(counts, elsewhere, sides)
