"""Where sentences begin."""

from __future__ import annotations

from collections.abc import Sequence

_STOPS = {".", "!", "؟", "?", "…"}
_CLOSERS = {'"', "»", "”", "’", "'", ")", "]", "}", "“"}
_ABBREVIATIONS = {"د", "أ", "م", "ا", "ق", "هـ", "ه", "ص", "ج", "ب", "ت", "س", "ش", "ع", "ط", "ر", "ف", "Mr", "Dr", "St"}


def sentence_starts(words: Sequence[str], spaces: Sequence[bool] | None = None) -> list[bool]:
    """Which words begin a sentence.

    Args:
        words: surface tokens, white space and punctuation tokens among them.
        spaces: whether a space follows each token; lets a stop inside an abbreviation (بي.بي.سي) be told from one
            after which a writer left out the space.

    Returns:
        One flag a word. A line break always ends a sentence; a stop does, with the closing marks after it, unless
        it belongs to an abbreviation of one or two letters (د.، أ.د.) or stands between figures.
    """
    flags = [False] * len(words)
    if flags:
        flags[0] = True
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        ends = word.startswith("\n")
        if not ends and (word in _STOPS or (len(word) > 1 and word[0] in ".…")):
            ends = not (word == "." and at and (words[at - 1] in _ABBREVIATIONS or _inside(words, spaces, at)))
            while ends and at + 1 < count and words[at + 1] in _CLOSERS:
                at += 1
        at += 1
        if ends:
            while at < count and (words[at].isspace()):
                at += 1
            if at < count:
                flags[at] = True
    return flags


def _inside(words: Sequence[str], spaces: Sequence[bool] | None, at: int) -> bool:
    """Whether the stop at `at` stands between short runs of letters without any space."""
    if spaces is None or at + 1 >= len(words):
        return False
    before, after = words[at - 1], words[at + 1]
    return (
        not spaces[at - 1] and not spaces[at] and before.isalpha() and after.isalpha() and max(len(before), len(after)) <= 3
    )
