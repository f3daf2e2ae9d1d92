"""The forms of a verb of saying, worked out from its line in data/statements/verbs.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..language.normal import fold

_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ني", "نا")
_TENSES = {"p": "perfect", "i": "imperfect"}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying. `frames` maps what may follow it (an, q, bare, obj, a preposition) to how sure it makes a
    statement; `flags` are explained in verbs.tsv."""

    lemma: str
    frames: dict[str, float] = field(hash=False)
    flags: frozenset[str] = frozenset()


class Form(NamedTuple):
    """One inflected form: `kind` is perfect, imperfect, participle or masdar; gender m, f or ""; number s, d, p or "";
    `pronoun` the object (or, of a masdar, the owner) fused to it; `conjunction` the و, ف or ل before it."""

    verb: Verb
    kind: str
    gender: str
    number: str
    pronoun: str = ""
    conjunction: str = ""


def _perfect(lemma: str) -> Iterator[tuple[str, str, str, str]]:
    """(form, gender, number, pronoun) of the perfect."""
    weak = lemma[-1] in "اى"
    whole = fold(lemma)
    stem = whole[:-1] if weak else whole
    feminine = stem + "ت"
    long = stem + "ا" if weak else whole
    yield whole, "m", "s", ""
    yield feminine, "f", "s", ""
    yield feminine + "ا", "f", "d", ""
    yield (stem + ("ي" if lemma[-1] == "ى" else "و") if weak else whole) + "ا", "m", "d", ""
    yield stem + "وا", "m", "p", ""
    for pronoun in _PRONOUNS:
        yield long + pronoun, "m", "s", pronoun
        yield feminine + pronoun, "f", "s", pronoun
        yield stem + "و" + pronoun, "m", "p", pronoun


def _imperfect(lemma: str) -> Iterator[tuple[str, str, str, str]]:
    weak = (lemma[-1] in "اىوي" and lemma not in ("ينوي",) and len(lemma) > 3) or lemma == "يرى"
    body = fold(lemma)[1:]
    stem = body[:-1] if weak else body
    long = stem + "ا" if lemma[-1] == "ى" else body
    dual = stem + "ي" if weak and lemma[-1] != "و" else body
    for letter, gender in (("ي", "m"), ("ت", "f")):
        yield letter + body, gender, "s", ""
        yield letter + dual + "ان", gender, "d", ""
        for pronoun in _PRONOUNS:
            yield letter + long + pronoun, gender, "s", pronoun
    yield "ي" + stem + "ون", "m", "p", ""
    yield "ي" + stem + "وا", "m", "p", ""
    yield "ي" + body + "ن", "f", "p", ""
    for pronoun in _PRONOUNS:
        yield "ي" + stem + "ون" + pronoun, "m", "p", pronoun


def _participle(lemma: str) -> Iterator[tuple[str, str, str, str]]:
    whole = fold(lemma)
    stem = whole[:-1]
    short = stem[:-1] if stem.endswith("ي") else stem
    yield whole, "m", "s", ""
    yield stem + "ه", "f", "s", ""
    yield short + "ين", "m", "p", ""
    yield short + "ون", "m", "p", ""
    yield stem + "ان", "m", "d", ""
    yield stem + "ات", "f", "p", ""
    yield stem + "تين", "f", "d", ""


def _masdar(lemma: str) -> Iterator[tuple[str, str, str, str]]:
    whole = fold(lemma)
    stem = whole[:-1] + "ت" if lemma.endswith("ة") else whole
    yield whole, "", "", ""
    yield "ال" + whole, "", "", ""
    owners = (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", "m", "d"), ("هن", "f", "p"))
    for pronoun, gender, number in owners:
        yield stem + pronoun, gender, number, pronoun


_PREFIXES = {
    "perfect": ("", "و", "ف"),
    "imperfect": ("", "و", "ف", "س", "وس", "فس", "ل", "ول"),
    "participle": ("", "و"),
    "masdar": ("", "و", "ب", "وب", "ل"),
}


def forms(verb: Verb, lemmas: dict[str, str], other: str = "") -> Iterator[tuple[str, Form]]:
    """Every written form of a verb with its analysis.

    Args:
        verb: the verb.
        lemmas: kind -> lemma as written; kinds that are missing or "-" have no forms.
        other: irregular forms, "قلن=pfp,…" as in verbs.tsv; "=m" is a further verbal noun.
    """
    makers = {"perfect": _perfect, "imperfect": _imperfect, "participle": _participle, "masdar": _masdar}
    for kind, make in makers.items():
        lemma = lemmas.get(kind, "-")
        if lemma == "-":
            continue
        for written, gender, number, pronoun in make(lemma):
            yield from _prefixed(verb, kind, written, gender, number, pronoun)
    for item in filter(None, other.split(",")):
        written, code = item.split("=")
        if code == "m":
            yield from _prefixed(verb, "masdar", fold(written), "", "", "")
            continue
        yield from _prefixed(verb, _TENSES[code[0]], fold(written), code[1], code[2], "")


def _prefixed(
    verb: Verb, kind: str, written: str, gender: str, number: str, pronoun: str
) -> Iterator[tuple[str, Form]]:
    for prefix in _PREFIXES[kind]:
        if prefix == "ل" and written.startswith("ال"):
            continue
        if written.startswith("ال") and prefix.endswith("ل"):
            continue
        yield prefix + written, Form(verb, kind, gender, number, pronoun, prefix)
