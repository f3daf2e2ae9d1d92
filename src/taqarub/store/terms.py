"""What full-text search compares: light stems of folded words, and of their lemmas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..language.stems import LONGEST, stem, terms, text_terms, token_terms, word_terms

__all__ = ["LONGEST", "common_terms", "lemma_terms", "stem", "terms", "text_terms", "token_terms", "word_terms"]


@lru_cache(maxsize=1)
def common_terms() -> frozenset[str]:
    """Terms of data/search/common.tsv."""
    lines = (Path(__file__).parents[1] / "data" / "search" / "common.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(term for line in lines if line and not line.startswith("#") for term in text_terms(line))


def lemma_terms(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Terms of lemmas that the word itself does not give, each once: وزير of وزراء.

    Args:
        pairs: tokens and their lemmas.
    """
    found: dict[str, None] = {}
    for token, lemma in pairs:
        if lemma and lemma != token:
            of_word = token_terms(token)
            if of_word:
                found.update(dict.fromkeys(term for term in token_terms(lemma) if term not in of_word))
    return list(found)
