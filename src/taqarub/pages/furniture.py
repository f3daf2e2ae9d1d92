"""Lines of a page that are neither headline nor body: what kind of furniture a line is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..language.normal import fold
from .lexicon import agencies, credit_words, key, opens_sentence, table

EDGE = frozenset({"edge", "head", "tail"})
_MARKS = " *-•·|.:–—_«»\"…~►◄■▪●○◆→←›‹،؛×+=❖✦▶⬅"
_ROW_SIGNS = re.compile(r"[\s|/•·,،:()\[\]_–-]+")
_HASHTAGS = re.compile(r"(?:#[\w\u0640]{1,60}[\s،,|]{0,3}){1,40}")
_CREDITED = re.compile(r"([^.؟!()\[\]]{3,180})[(\[] ?([^()\[\]]{2,34}) ?[)\]]")
_SLASH = re.compile(r"[/،,–-]")
_LETTER = re.compile(r"[^\W_]")
LONGEST = 520  # longer lines are body


class Kind(NamedTuple):
    """What furniture a line is, and where on the page it counts as such: any, edge, head or tail."""

    name: str
    where: str


class _Group(NamedTuple):
    kind: Kind
    longest: int
    pattern: re.Pattern[str]


@cache
def _groups() -> tuple[_Group, ...]:
    groups = []
    for group in table("furniture.toml")["group"]:
        patterns = "|".join(fold(line) for line in group["lines"])
        groups.append(_Group(Kind(group["kind"], group["where"]), group["longest"], re.compile(patterns, re.IGNORECASE)))
    return tuple(groups)


@cache
def _row_words() -> tuple[tuple[Kind, frozenset[str], frozenset[str]], ...]:
    return tuple(
        (Kind(row["kind"], "any"), frozenset(fold(w).lower() for w in row["words"]), frozenset(fold(w).lower() for w in row["core"]))
        for row in table("furniture.toml")["row"]
    )


@cache
def _caption_credits() -> frozenset[str]:
    return agencies() | {key(word) for word in credit_words("captions")}


def _is_caption(line: str) -> bool:
    """Whether a line is a caption by the agency or the (أرشيفية) in the bracket at its end: no stop, no verb first."""
    match = _CREDITED.fullmatch(line)
    if not match:
        return False
    words = match[1].split()
    if len(words) < 2 or opens_sentence(words[0]) or fold(words[-1]) in credit_words("before_agency"):
        return False
    names = [name for name in _SLASH.split(match[2]) if name.strip()]
    return bool(names) and all(key(name) in _caption_credits() for name in names)


@lru_cache(maxsize=4096)
def kind_of(line: str) -> Kind | None:
    """The kind of furniture a tidied line is, by its wording alone, or None for what may be body."""
    if len(line) > LONGEST:
        return None
    folded = fold(line)
    if not _LETTER.search(folded):
        return Kind("rule", "any")
    plain = folded.strip(_MARKS)
    quoted = folded.strip(_MARKS.replace('"', "")) if folded[-1] in "\".»" else plain
    if _HASHTAGS.fullmatch(plain):
        return Kind("tags", "edge" if plain.count("#") == 1 else "any")
    forms = {plain, quoted, folded}
    for kind, longest, pattern in _groups():
        if len(plain) <= longest and any(map(pattern.fullmatch, forms)):
            return kind
    if _is_caption(line):
        return Kind("caption", "any")
    if len(plain) <= 200:
        words = [word for word in _ROW_SIGNS.split(plain.lower()) if word and not word.isdigit()]
        for kind, allowed, core in _row_words():
            if words and allowed.issuperset(words) and not core.isdisjoint(words):
                return kind
    return None


@cache
def tag_heading() -> re.Pattern[str]:
    """A line that heads a list of tags, over the folded line."""
    words = "الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدلالية|كلمات دلالية|الكلمات الدالة|الوسوم|وسوم|التاغات|تاغات|تاج|تاجز|تاجات|دلالات|Tags?"
    return re.compile(rf"(?:{fold(words)}) ?:?", re.IGNORECASE)
