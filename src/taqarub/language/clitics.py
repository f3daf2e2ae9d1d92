"""Clitics by rule: what the pipeline splits where no model is loaded. Crude beside the model: it takes a و before what
looks like the beginning of a verb for "and", and so cuts واشنطن, too (the names room joins names again).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .normal import fold_word

_LIL = re.compile(r"^([وف]?)(ل)(ل.{3,})$")
_PREFIXED = re.compile(r"^([وف]?)([بك]?)(ال.{2,})$")
_AND = re.compile(r"^(و)((?:ان|قال|قالت|اضاف|اضافت|اكد|اكدت|اوضح|اوضحت|شدد|شددت|اشار|اشارت|ذكر|ذكرت|تابع|كان|كانت|في|من|علي|الي|هو|هي|لا|لم|لن|قد|ي...+|ت...+|ا...+|س...+|م...+|ب...+))$")
_PARTICLE_PRONOUN = re.compile(r"^(ان|لان|لكن|كان|عن|من|في|علي|الي|ل|ب|مع|بين|قال|حول)(ه|ها|هم|هما|هن|نا|ي)$")


@lru_cache(maxsize=65536)
def split_by_rule(word: str) -> tuple[str, ...]:
    """Pieces of one surface word, which joined give the word again."""
    folded = fold_word(word)
    if len(folded) != len(word) or len(word) < 4:
        return (word,)
    for pattern in (_LIL, _PREFIXED, _AND, _PARTICLE_PRONOUN):
        match = pattern.match(folded)
        if match and len([g for g in match.groups() if g]) > 1:
            pieces, at = [], 0
            for group in match.groups():
                if group:
                    pieces.append(word[at : at + len(group)])
                    at += len(group)
            return tuple(pieces)
    return (word,)
