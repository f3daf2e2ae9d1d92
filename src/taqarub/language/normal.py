"""Normal forms of Arabic text, and the way back to the offsets of the text they came from."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"  # vowel signs, small Koranic signs, tatweel
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_DROPPED = re.compile(f"[{MARKS}{_INVISIBLE}]")
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
    "ک": "ك", "گ": "ك", "ی": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز",
}  # fmt: skip
_DIGITS = {chr(0x660 + i): str(i) for i in range(10)} | {chr(0x6F0 + i): str(i) for i in range(10)}
_QUOTES = dict.fromkeys("«»“”„‟″〝〞＂❝❞", '"') | dict.fromkeys("‘’‚‛′`´", "'")
_TABLE = str.maketrans(_LETTERS | _DIGITS | _QUOTES | {"\u00a0": " ", "\u202f": " ", "\t": " "})


def fold(text: str) -> str:
    """The text with marks, tatweel and invisible signs dropped, letters that writers confuse made one
    (أإآ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي), digits Western and quotation marks straight. Lexicons are compared in this form.
    """
    return _DROPPED.sub("", text).translate(_TABLE)


class Folded:
    """A text in folded form with the offsets it came from.

    Attributes:
        text: the folded text.
        offsets: int32 array of len(text) + 1; `offsets[i]` is where folded character i stands in the original.
    """

    __slots__ = ("offsets", "source", "text")

    def __init__(self, source: str):
        self.source = source
        if _DROPPED.search(source):
            keep = np.ones(len(source) + 1, dtype=bool)
            for match in _DROPPED.finditer(source):
                keep[match.start()] = False
            self.offsets = np.flatnonzero(keep).astype(np.int32)
            self.text = fold(source)
        else:
            self.offsets = np.arange(len(source) + 1, dtype=np.int32)
            self.text = source.translate(_TABLE)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded span [start, end); marks after the last letter belong to the span."""
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1 if end > start else int(self.offsets[start])

    def index(self, offset: int) -> int:
        """The folded index of the first kept character at or after an original offset."""
        return int(np.searchsorted(self.offsets, offset))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """`fold` of one word, remembered: the vocabulary of news is small beside its text."""
    return fold(word)
