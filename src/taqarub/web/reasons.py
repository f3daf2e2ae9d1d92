"""Why a thing stands in a record, in words: what `by` says of it (the rule, the lexicon's entry, the model, its score)."""

from __future__ import annotations

import re
from typing import NamedTuple

from .words import Words

_SCORED = re.compile(r"(?P<entry>.*) (?P<score>[01]\.\d\d)$")


class Reason(NamedTuple):
    """Why.

    Attributes:
        words: in the language of the page.
        entry: the entry of the lexicon that matched, as it stands there, or "".
        score: what the model gave it, or "".
        rule: what the record says itself, where the others do not tell all of it.
    """

    words: str
    entry: str = ""
    score: str = ""
    rule: str = ""


def reason(layer: str, by: str, words: Words, kind: str = "") -> Reason:
    """The reason of an item.

    Args:
        layer: entity, time, statement or event.
        by: as the record has it.
        words: of the page.
        kind: PLOVER type of an event.
    """
    if by.startswith("person:"):
        return Reason(words("mark.person", name=by.removeprefix("person:")), rule=by)
    told = {"entity": _name, "time": _time, "statement": _saying}
    if layer == "event":
        return _event(by, words, kind)
    return Reason(told[layer](by, words), rule=by)


def _name(by: str, words: Words) -> str:
    found, _, linked = by.removeprefix("names:").partition(":")
    parts = [words.name(group, value) for group, value in (("found", found), ("linked", linked)) if value]
    return words("site.comma").join(dict.fromkeys(parts))


def _time(by: str, words: Words) -> str:
    return words.name("time", by.removeprefix("times:"))


def _saying(by: str, words: Words) -> str:
    kind, _, rest = by.partition(":")
    lemma, *more = rest.split("+")
    if not words.has(f"saying.{kind}"):
        return by
    parts = [words(f"saying.{kind}", lemma=lemma)]
    parts += [words(f"saying.{each}") if words.has(f"saying.{each}") else words("saying.with", word=each) for each in more]
    return " ".join(parts)


def _event(by: str, words: Words, kind: str) -> Reason:
    scored = _SCORED.match(by)
    entry, score = (scored["entry"], scored["score"]) if scored else (by, "")
    if entry == "head":
        return Reason(words("judged.head"), "", score)
    return Reason(words("judged.lexicon", type=kind), entry, score)
