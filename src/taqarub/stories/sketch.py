"""What the stories room keeps of an article: enough to compare it with another, and little of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np

from ..language.normal import fold
from ..language.stems import token_terms, word_terms
from ..records import Event, Record
from .rarity import rarity

LEAD = 70  # words of the body that tell what the story is
BODY = 300  # words of the body that are compared at all
COUNTED = 120  # words of the body whose numbers are kept
SHINGLE = 4  # words that stand together
HEADLINE = 2.0  # a word of the headline counts as two of the lead
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{2,12}")
_WORD = re.compile(r"[^\W_]+")
_TELLING = 0.2  # rarity below which a word or an actor says nothing
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(33)
NO_SHINGLES = np.empty(0, dtype=np.uint64)


class Sketch(msgspec.Struct, kw_only=True):
    """An article as stories see it.

    Attributes:
        id: the article's id.
        day: days since 1 January of year 1, or None where it is not dated.
        outlet: who published it.
        headline: as it was published; folded: its folded words, by which copies that are all headline are known.
        words: stem -> weight, of headline and lead; a unit vector.
        head: the same of the headline alone; body: of headline and body.
        actors: "@" and name or code -> weight, of all named; a unit vector.
        acts: events with two sides: type, actors of both, date or "".
        files: slugs.
        numbers: of headline and the first words, of two digits or more, but for those that may be years.
        shingles: hashes of four words in a row, each once, in order of size; uint64.
    """

    id: str
    day: int | None
    outlet: str | None = None
    headline: str = ""
    folded: str = ""
    words: dict[str, float] = {}
    head: dict[str, float] = {}
    body: dict[str, float] = {}
    actors: dict[str, float] = {}
    acts: frozenset[tuple[str, str, str]] = frozenset()
    files: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    shingles: np.ndarray = NO_SHINGLES


def sketch(record: Record) -> Sketch:
    """The sketch of a record; of headline-only records, too."""
    headline = _WORD.findall(fold(record.headline))
    body = _WORD.findall(fold(record.text[record.body_start :]))
    terms = _terms_of(headline)
    head = _weights(terms, 1.0, {})
    lead = _weights(_terms_of(body[:LEAD]), 1.0, _weights(terms, HEADLINE, {}))
    whole = _weights(terms + _terms_of(body[:BODY]), 1.0, {})
    return Sketch(
        id=record.id, day=day_number(record.published), outlet=record.outlet, headline=record.headline,
        folded=" ".join(headline), words=_unit(lead), head=_unit(head), body=_unit(whole), actors=_actors(record),
        acts=frozenset(_acts(record.events)), files=frozenset(record.files), shingles=shingles(body),
        numbers=frozenset(filter(_NUMBER.fullmatch, headline + body[:COUNTED])),
    )  # fmt: skip


def day_number(published: str | None) -> int | None:
    """The day of publication as a number, or None."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


@lru_cache(maxsize=200_000)
def _terms(word: str) -> tuple[str, ...]:
    """The telling stems of a folded word."""
    return tuple(term for term in word_terms(word) if (len(term) > 1 or term.isdigit()) and rarity(term) >= _TELLING)


def _terms_of(words: list[str]) -> list[str]:
    return [term for word in words for term in _terms(word)]


def _weights(terms: list[str], weight: float, found: dict[str, float]) -> dict[str, float]:
    """Telling stems, their weight before rarity added to `found`: what is said twice and more weighs 1.4 times."""
    for term, count in Counter(terms).items():
        found[term] = found.get(term, 0.0) + weight * (1.0 if count == 1 else 1.4)
    return found


def _unit(found: dict[str, float]) -> dict[str, float]:
    weighed = {key: value * rare for key, value in found.items() if (rare := rarity(key)) >= _TELLING}
    length = sum(value * value for value in weighed.values()) ** 0.5
    return {key: value / length for key, value in weighed.items()} if length else {}


def _actors(record: Record) -> dict[str, float]:
    """Who and what is named, by identity, and the code behind it at half weight; outlets are left out."""
    found: dict[str, float] = {}
    lead = record.body_start + 500
    for entity in record.entities:
        if entity.type == "MEDIA":
            continue
        place = 2.0 if entity.start < record.body_start else 1.0 if entity.start < lead else 0.5
        name = "@" + (entity.name or " ".join(token for part in entity.text.split() for token in token_terms(part)))
        found[name] = max(found.get(name, 0.0), place)
        if entity.code and entity.type != "GPE":
            code = "@" + entity.code
            found[code] = max(found.get(code, 0.0), place / 2)
    return _unit(found)


def _acts(events: Iterable[Event]) -> Iterable[tuple[str, str, str]]:
    for event in events:
        if event.source and event.target:
            sides = sorted({*event.source, *event.target})
            if len(sides) > 1:
                yield event.type, "+".join(sides), (event.date or "")[:10]


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def shingles(words: list[str]) -> np.ndarray:
    """Hashes of each four words in a row, each once, in order of size.

    Args:
        words: folded words; of fewer than four there are no shingles.
    """
    if len(words) < SHINGLE:
        return NO_SHINGLES
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(SHINGLE):
        mixed = (mixed ^ hashes[at : at + count]) * _FACTORS[at]
        mixed ^= mixed >> _HALF
    mixed *= _MIX
    return np.unique(mixed ^ (mixed >> _HALF))
