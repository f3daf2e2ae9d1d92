"""Where sentences begin."""

from __future__ import annotations

from collections.abc import Sequence

_STOPS = {".", "!", "؟", "?", "…"}
_CLOSERS = {'"', "»", "”", "’", "'", ")", "]", "}", "“"}
_ABBREVIATIONS = {"د", "أ", "م", "ا", "ق", "هـ", "ه", "ص", "ج", "ب", "ت", "س", "ش", "ع", "ط", "ر", "ف", "Mr", "Dr", "St"}


def sentence_starts(words: Sequence[str]) -> list[bool]:
    """Which words begin a sentence.

    Args:
        words: surface tokens, white space and punctuation tokens among them.

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
            ends = not (word == "." and at and words[at - 1] in _ABBREVIATIONS)
            while ends and at + 1 < count and words[at + 1] in _CLOSERS:
                at += 1
        at += 1
        if ends:
            while at < count and (words[at].isspace()):
                at += 1
            if at < count:
                flags[at] = True
    return flags
