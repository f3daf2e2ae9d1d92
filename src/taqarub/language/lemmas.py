"""Lemmas by script: which letters a stem loses and gains at its ends."""

from __future__ import annotations

from functools import lru_cache

from .normal import fold

UNCHANGED = "0||0|"  # the script of a stem that is its own lemma


def lemma_script(stem: str, lemma: str) -> str:
    """How a stem becomes its lemma, both folded: letters cut and put on at either end, as "cut|put|cut|put"; "" where
    they share no letter.
    """
    stem, lemma = fold(stem), fold(lemma)
    best, at, to = 0, 0, 0
    for i in range(len(stem)):
        for j in range(len(lemma)):
            size = 0
            while i + size < len(stem) and j + size < len(lemma) and stem[i + size] == lemma[j + size]:
                size += 1
            if size > best:
                best, at, to = size, i, j
    return f"{at}|{lemma[:to]}|{len(stem) - at - best}|{lemma[to + best :]}" if best else ""


@lru_cache(maxsize=65536)
def apply_script(script: str, stem: str) -> str:
    """The lemma (folded, without vowels) of a folded stem; the stem itself where the script does not fit it."""
    front, before, back, after = script.split("|")
    cut, end = int(front), len(stem) - int(back)
    return before + stem[cut:end] + after if end > cut else stem
