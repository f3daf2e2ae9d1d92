"""Light stems of folded words: what search and stories compare.

Stemming follows Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), light10,
with one change: a bare و is cut only where it cannot belong to the word, as words come with clitics split off
(وزير must not become زير).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .clitics import split_by_rule
from .normal import fold

_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # folded: ة is ه there
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
LONGEST = 64  # characters of a word that count: an index refuses words without end
_CLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "س", "ال", "ه", "ها", "هم", "هما", "هن", "ي", "نا", "كم", "كن", "ني"))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Light stem of one folded word; a word of another script in lower case."""
    word = word[:LONGEST]
    if not _ARABIC.search(word):
        return word.lower()
    if word.startswith("وو") and len(word) > 4:
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


@lru_cache(maxsize=200_000)
def token_terms(token: str) -> tuple[str, ...]:
    """Terms of one token as the pipeline cut it: none for a clitic or a sign."""
    folded = fold(token)
    if folded in _CLITICS or not token.strip():
        return ()
    return tuple(stem(word) for word in _WORD.findall(folded))


def terms(tokens: Iterable[str]) -> list[str]:
    """Terms of tokens, in their order."""
    found: list[str] = []
    for token in tokens:
        found.extend(token_terms(token))
    return found


@lru_cache(maxsize=200_000)
def word_terms(word: str) -> tuple[str, ...]:
    """Terms of a word of raw text, whose clitics are cut by rule."""
    return tuple(term for piece in split_by_rule(word) for term in token_terms(piece))


def text_terms(text: str) -> list[str]:
    """Terms of raw text, whose clitics are cut by rule: what a query gets, and a record whose words are not at hand."""
    return [term for word in _WORD.findall(fold(text)) for term in word_terms(word)]
