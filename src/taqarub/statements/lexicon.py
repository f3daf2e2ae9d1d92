"""What the statements stage knows of words, read once from data/statements/."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from ..language.normal import fold
from ..records import TaqarubError
from .inflect import Form, Verb, forms

_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ك", "كم")


class Noun(NamedTuple):
    """A noun that can name a speaker: kind, gender and number as in nouns.tsv."""

    kind: str
    gender: str
    number: str
    english: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The tables of data/statements/, in folded form.

    Attributes:
        forms: written word -> its analyses as a form of a verb of saying.
        nouns: noun (with and without article, with ل and ب) -> Noun.
        complements: word that opens reported speech -> True when a pronoun is fused to it.
        sets: the word lists of words.toml by name.
        relatives: relative pronoun -> gender and number.
        framers: written word -> its analyses as a form of a verb that says words only after هكذا، بهذه الكلمات.
        descriptions: adjective of a speaker, all forms -> English.
        phrases: the lists of phrases by name: first word -> the phrases (tuples of words), longest first.
    """

    forms: dict[str, tuple[Form, ...]]
    nouns: dict[str, Noun]
    complements: dict[str, bool]
    sets: dict[str, frozenset[str]]
    relatives: dict[str, str]
    phrases: dict[str, dict[str, list[tuple[str, ...]]]]
    framers: dict[str, tuple[Form, ...]]
    descriptions: dict[str, str]

    def phrase_at(self, name: str, words: list[str], at: int) -> int:
        """How many words from `at` are a phrase of the list `name` (0: none). A first word may carry و."""
        table = self.phrases[name]
        first = words[at]
        for candidate in (first, first[1:] if first[:1] == "و" else ""):
            for phrase in table.get(candidate, ()):
                if all(
                    at + i < len(words) and (words[at + i] == part or (part == "ل" and words[at + i][:1] == "ل"))
                    for i, part in enumerate(phrase[1:], 1)
                ):
                    return len(phrase) - (phrase[-1] == "ل")
        return 0


def _table(name: str) -> Iterator[list[str]]:
    text = (files("taqarub") / "data" / "statements" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < 4:
                raise TaqarubError(f"{name}, line {number}: fewer than four columns")
            yield cells


def _frames(cell: str) -> dict[str, float]:
    frames: dict[str, float] = {}
    for item in cell.split():
        name, _, weight = item.partition(":")
        frames[fold(name)] = float(weight or 1.0)
    return frames


def _verb_forms() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for cells in _table("verbs.tsv"):
        cells += [""] * (7 - len(cells))
        perfect, imperfect, participle, masdar, other, frames, flags = cells[:7]
        verb = Verb(perfect, _frames(frames), frozenset(flags.split()))
        lemmas = {"perfect": perfect, "imperfect": imperfect, "participle": participle, "masdar": masdar}
        for written, form in forms(verb, lemmas, other):
            found.setdefault(written, []).append(form)
    return {written: tuple(analyses) for written, analyses in found.items()}


def _framers(pairs: list[str]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for pair in pairs:
        perfect, imperfect = pair.split()
        for written, form in forms(Verb(perfect, {}), {"perfect": perfect, "imperfect": imperfect}):
            found.setdefault(written, []).append(form)
    return {written: tuple(analyses) for written, analyses in found.items()}


def _nouns() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for word, kind, gender, number, english in (cells[:5] for cells in _table("nouns.tsv")):
        base, noun = fold(word), Noun(kind, gender, number, english)
        written = [base, "ال" + base]
        if base[-1] in "هي":
            written.append(base[:-1] + "ت" if base[-1] == "ه" else base)
        for form in written:
            for prefix in ("", "و", "ف"):
                found.setdefault(prefix + form, noun)
        stem = base[:-1] + "ت" if base[-1] == "ه" else base
        for pronoun in ("ه", "ها", "هم", "هما"):
            found.setdefault(stem + pronoun, noun)
    return found


def _phrases(items: list[str]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for item in items:
        parts = tuple(fold(item).split())
        table.setdefault(parts[0], []).append(parts)
    for phrases in table.values():
        phrases.sort(key=len, reverse=True)
    return table


def _adjectives(table: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, english in table.items():
        base = fold(word)
        for form in (base, base + "ه", base + "ون", base + "ين", base + "ات", base + "ان"):
            found[form] = found["ال" + form] = english
    return found


def _openers(words: list[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        base = fold(word)
        stem = base[:-1] + "ت" if base.endswith("ه") else base
        found.add(base)
        found.update(stem + pronoun for pronoun in _PRONOUNS[1:])
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read on first use."""
    text = (files("taqarub") / "data" / "statements" / "words.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    complements: dict[str, bool] = {}
    for word in data["complementizers"]:
        for pronoun in _PRONOUNS:
            complements[fold(word) + pronoun] = bool(pronoun)
        complements[fold(word) + "ن" + "ا"] = complements[fold(word) + "ن" + "ي"] = True
    lists = {k: v for k, v in data.items() if isinstance(v, list) and k not in ("openers", "framing_verbs")}
    sets = {name: frozenset(fold(word) for word in words) for name, words in lists.items()}
    sets["openers"] = frozenset(_openers(data["openers"]))
    phrases = {
        name: _phrases(data[name])
        for name in ("content_ends", "attributions", "own_words", "no_speaker", "accounts", "breaks")
    }
    phrases["occasions"] = _phrases(data["occasions"]["phrases"])
    return Lexicon(
        forms=_verb_forms(), nouns=_nouns(), complements=complements, sets=sets,
        relatives={fold(word): code for word, code in data["relatives"].items()}, phrases=phrases,
        framers=_framers(data["framing_verbs"]), descriptions=_adjectives(data["descriptions"]),
    )  # fmt: skip
