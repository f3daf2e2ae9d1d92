"""What is known of a word form without its context: how common it is, and in which kinds of names it occurs.

The file beside a model, forms.tsv: form (folded), frequency step (log2 of its count), kinds (bits of KINDS). A
network that sees these for the whole word and for what is left without its first or last letters can tell ل|بنان from
لبنان and و|زير from وزير.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from .normal import fold_word

KINDS = ("given", "surname", "place", "place part", "org head", "org part", "media", "nationality", "title", "region")
STEPS = 12
LETTER_BUCKETS = 6000
_CUTS = ((0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (0, 3))  # letters off the front, off the back
FEATURES = 8 + len(_CUTS) + 3
_COMMON = 1 + LETTER_BUCKETS  # id 0 is for padding
_NAMED = _COMMON + len(_CUTS) * STEPS
TABLE = _NAMED + 3 * (1 << len(KINDS))
_CLITICS = frozenset("وفبلكس")


class Forms:
    """Features of words, remembered by form."""

    def __init__(self, path: Path):
        self._known: dict[str, tuple[int, int]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                form, step, kinds = line.split("\t")
                self._known[form] = (int(step), int(kinds))
        self._remembered: dict[str, tuple[int, ...]] = {}

    def features(self, word: str) -> tuple[int, ...]:
        """FEATURES ids below TABLE: first and last one to four letters, frequency steps, kinds of names."""
        found = self._remembered.get(word)
        if found is None:
            folded = fold_word(word[:100])
            found = (*_letters(folded), *self._steps(folded), *self._kinds(folded))
            if len(self._remembered) >= 200_000:
                self._remembered.clear()
            self._remembered[word] = found
        return found

    def _steps(self, word: str) -> list[int]:
        ids = []
        for at, (front, back) in enumerate(_CUTS):
            step = self._known.get(word[front : len(word) - back], (0, 0))[0] if len(word) > front + back else 0
            ids.append(_COMMON + at * STEPS + min(step, STEPS - 1))
        return ids

    def _kinds(self, word: str) -> list[int]:
        """Kinds of the whole word, of the word without one clitic, and without two (or without لل)."""
        rests = [word, "", ""]
        if len(word) > 3 and word[0] in _CLITICS:
            rests[1] = word[1:]
            if word.startswith("لل"):
                rests[2] = "ال" + word[2:]
            elif len(word) > 4 and word[1] in _CLITICS:
                rests[2] = "ال" + word[3:] if word[1:3] == "لل" else word[2:]
        return [_NAMED + at * (1 << len(KINDS)) + self.kinds(rest) for at, rest in enumerate(rests)]

    def kinds(self, word: str) -> int:
        """Bits of KINDS that a folded word has, with its article or without it."""
        found = self._known.get(word, (0, 0))[1]
        return found | self._known.get(word[2:], (0, 0))[1] if word.startswith("ال") and len(word) > 4 else found

    def spoils(self, word: str, rest: str) -> bool:
        """Whether cutting clitics off a word that names are made of would leave a form that nobody has seen: و|اشنطن.

        Args:
            word, rest: the surface word and what the cut leaves of it.
        """
        word, rest = fold_word(word), fold_word(rest)
        if self._known.get(rest, (0, 0)) != (0, 0) or (rest.startswith("ل") and "ا" + rest in self._known):
            return False
        return self._known.get(word, (0, 0))[1] != 0

    def unnamed(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        """The same features as if no list knew the word: for training, lest the network trust lists alone."""
        return (*ids[:-3], *(_NAMED + at * (1 << len(KINDS)) for at in range(3)))


def _letters(word: str) -> list[int]:
    ends = [f"{n}{word[:n]}" for n in (1, 2, 3, 4)] + [f"-{n}{word[-n:]}" for n in (1, 2, 3, 4)]
    return [1 + zlib.crc32(end.encode("utf-8", "replace")) % LETTER_BUCKETS for end in ends]
