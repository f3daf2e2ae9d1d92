"""The forms of an Arabic verb or noun, in folded spelling, from a lemma as a lexicon writes it.

A verb is written `perfect/imperfect=masdar|masdar`, as هدّد, زار/يزور=زيارة, شنّ=شن, التقى=لقاء. What a rule derives may be
left out: the imperfect of all verbs but hollow, assimilated and defective ones of the first stem, the masdar of the
derived stems; a verb of the first stem without a masdar is looked for as a verb only. A shadda must be written where it tells stems apart (هدّد second stem) or marks a doubled root (شنّ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..language.normal import fold

SHADDA = "\u0651"
# kinds of form: P perfect, I imperfect (both may be read as passive), p and i certainly passive, M masdar,
# A active participle, S passive participle, N noun
KINDS = "PIpiMASN"
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه", "ي", "ك")
_PERFECT = ("ت", "وا", "ا", "تا", "ن", "نا", "تم")
_PERSON = "يتنا"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's stems, folded: `perfect` as the third person masculine, `imperfect` with its ي, `masdars` bare."""

    perfect: str
    imperfect: str
    masdars: tuple[str, ...]
    doubled: bool
    hamza: bool = False

    @property
    def defective(self) -> bool:
        """Whether the last radical is weak (نفى، دعا), so that endings change the stem."""
        last = self.imperfect[-1]
        return not self.doubled and not self.hamza and ((self.perfect[-1] == "ي") or (self.perfect[-1] == "ا" and last == "و"))


def parse_verb(notation: str) -> Verb:
    """Read the notation of a verb.

    Raises:
        ValueError: no perfect is written.
    """
    head, _, tail = notation.partition("=")
    raw, _, given = head.partition("/")
    if not raw:
        raise ValueError(f"no verb in {notation!r}")
    doubled = raw.endswith(SHADDA)
    second = SHADDA in raw[:-1] and raw[:3] not in ("ات" + SHADDA, "اد" + SHADDA, "اط" + SHADDA)  # اتّهم: eighth stem
    perfect = fold(raw)
    imperfect = fold(given) if given else _imperfect(perfect, raw, second)
    masdars = tuple(fold(m) for m in tail.split("|") if m)
    if not masdars:
        derived = _masdar(perfect, raw, second, doubled)
        masdars = (derived,) if derived else ()
    return Verb(perfect, imperfect, tuple(m for m in masdars if m != "-"), doubled, raw[-1] in "أئؤء")


def _imperfect(perfect: str, raw: str, second: bool) -> str:
    if raw[-1] == "أ" and (second or len(perfect) >= 4) and raw[0] != "ت":
        return "ي" + perfect[perfect.startswith("ا") : -1] + "ي"
    if second and raw[0] in "أآ":
        return "يو" + perfect[1:]
    if perfect.startswith("است") and len(perfect) > 5:
        stem = perfect[1:]
        return "ي" + (stem[:-2] + "ي" + stem[-1] if len(stem) == 5 and stem[-2] == "ا" else stem)
    if raw[0] in "اأ" and not second and (len(perfect) >= 4 or (raw[0] == "أ" and raw.endswith(SHADDA))):
        stem = perfect[1:]
        if raw[0] == "أ" and len(stem) == 3 and stem[1] == "ا":
            stem = stem[0] + "ي" + stem[2]
        return "ي" + stem
    return "ي" + perfect


def _masdar(perfect: str, raw: str, second: bool, doubled: bool) -> str | None:
    p = perfect
    if second and len(p) == 3:
        if raw[-1] == "أ":
            return f"ت{p[0]}{p[1]}يه"
        return f"ت{p[0]}{p[1]}يه" if p[2] == "ي" else f"ت{p[0]}{p[1]}ي{p[2]}"
    if second and len(p) == 4 and p[0] == "ت":
        return p
    if raw[0] == "أ" and doubled and len(p) == 3:
        return f"ا{p[1]}{p[2]}ا{p[2]}"
    if raw[0] == "أ" and len(p) == 4:
        if p[2] == "ا":
            return f"ا{p[1]}ا{p[3]}ه"
        return f"ا{p[1]}{p[2]}اء" if p[3] == "ي" else f"ا{p[1]}{p[2]}ا{p[3]}"
    if p.startswith("است") and len(p) >= 5:
        return _masdar_tenth(p[3:], doubled)
    if raw[0] == "ا" and doubled and len(p) == 4:
        return f"{p}ا{p[-1]}"
    if raw[0] == "ا" and len(p) == 5:
        if p[3] == "ا":
            return f"{p[:3]}يا{p[4]}"
        return f"{p[:4]}اء" if p[4] == "ي" else f"{p[:4]}ا{p[4]}"
    if len(p) == 4 and p[1] == "ا" and raw[0] != "ت":
        return f"م{p[:3]}اه" if p[3] == "ي" else f"م{p}ه"
    if len(p) == 5 and p[0] == "ت":
        return p
    if len(p) == 4 and raw[0] != "ا" and SHADDA not in raw:
        return p + "ه"
    return None


def _masdar_tenth(root: str, doubled: bool) -> str:
    if doubled:
        return f"است{root}ا{root[-1]}"
    if len(root) == 3 and root[1] == "ا":
        return f"است{root[0]}ا{root[2]}ه"
    return f"است{root[:2]}اء" if root[-1] == "ي" else f"است{root[:-1]}ا{root[-1]}"


def verb_forms(verb: Verb) -> Iterator[tuple[str, str]]:
    """All forms without clitics as (folded form, kind); participles too."""
    yield from _perfect_forms(verb)
    yield from _imperfect_forms(verb)
    yield from ((form, kind) for form, kind in _passives(verb))
    for masdar in verb.masdars:
        for form in noun_forms(masdar, derived=True):
            yield form, "M"
    for stem, kind in _participles(verb):
        for form in noun_forms(stem, derived=True):
            yield form, kind
        for ending in ("ون", "ين", "ان", "ه", "ات"):
            yield stem + ending, kind


def _perfect_forms(verb: Verb) -> Iterator[tuple[str, str]]:
    p = verb.perfect
    yield p, "P"
    if verb.hamza:
        for ending in ("ت", "وا", "تا", "نا"):
            yield p + ending, "P"
        yield p[:-1] + "وا", "P"
        yield p[:-1] + "يوا", "P"
        return
    if verb.defective:
        stem = p[:-1]
        weak = "و" if p[-1] == "ا" else "ي"
        for ending in ("ت", "وا", "تا", weak + "ا", weak + "نا", weak + "ن", weak + "ت"):
            yield stem + ending, "P"
        return
    hollow = len(p) >= 3 and p[-2] == "ا" and verb.imperfect[-2] in "ويا" and not verb.doubled
    for ending in _PERFECT:
        if not (hollow and ending in ("ن", "نا", "تم")):
            yield p + ending, "P"
    if verb.doubled:
        yield p + p[-1] + "نا", "P"
    elif hollow:
        short = p[:-2] + p[-1]
        for ending in ("نا", "ن"):
            yield short + ending, "P"


def _imperfect_forms(verb: Verb) -> Iterator[tuple[str, str]]:
    stem = verb.imperfect[1:]
    last = stem[-1]
    for person in _PERSON:
        base = person + stem
        yield base, "I"
        if verb.hamza:
            if person in "يت":
                for ending in ("ون", "وا"):
                    yield base + ending, "I"
                yield (base + "ن" if last == "ا" else base + "ان"), "I"
            continue
        if verb.defective or (last in "يو" and len(stem) > 2 and verb.perfect[-1] in "يا"):
            yield base[:-1], "I"
            if person in "يت":
                for ending in ("ون", "وا", last + "ان", last + "ا", last + "ن"):
                    yield base[:-1] + ending, "I"
            continue
        if person in "يت":
            for ending in ("ون", "وا", "ان", "ا", "ن"):
                yield base + ending, "I"


def _passives(verb: Verb) -> Iterator[tuple[str, str]]:
    p, i = verb.perfect, verb.imperfect
    passive, present = "", ""
    if verb.defective:
        if p[-1] == "ا":
            passive, present = p[:-1] + "ي", i[:-1] + "ي"
        else:
            passive = p
    elif verb.doubled:
        return
    elif len(p) >= 3 and p[-2] == "ا" and i[-2] in "وي":
        passive, present = p[:-2] + "ي" + p[-1], i[:-2] + "ا" + i[-1]
    elif len(p) >= 5 and p[-2] == "ا" and i[-2] == "ا" and p[0] == "ا":
        passive = p[:-2] + "ي" + p[-1]
    elif len(p) == 4 and p[1] == "ا" and p[0] != "و":  # ووصل is و + وصل in news, not the passive of واصل
        passive = p[0] + "و" + p[2:]
    elif len(p) == 5 and p[0] == "ت" and p[2] == "ا":
        passive = p[:2] + "و" + p[3:]
    if passive:
        endings = ("ت", "ا", "وا", "تا")
        if passive != p:
            yield passive, "p"
        for ending in endings:
            yield (passive[:-1] if ending == "وا" and passive[-1] == "ي" else passive) + ending, "p"
    if present:
        for person in "يت":
            yield person + present[1:], "i"


def _participles(verb: Verb) -> Iterator[tuple[str, str]]:
    p, i = verb.perfect, verb.imperfect
    if len(p) == 3 and i[1:] == p and not verb.doubled and not (verb.masdars and verb.masdars[0][0] == "ت"):
        if p[2] in "يا" and not verb.hamza:
            yield f"{p[0]}ا{p[1]}ي", "A"
            return
        yield f"{p[0]}ا{p[1]}{p[2]}", "A"
        yield f"م{p[0]}{p[1]}و{p[2]}", "S"
    elif len(p) > 3 or (len(p) == 3 and (verb.doubled or (verb.masdars and verb.masdars[0][0] == "ت"))):
        stem = "م" + i[1:]
        yield stem, "A"
        if len(p) == 4 and p[2] == "ا" and i[-2] == "ي":
            yield "م" + i[1:-2] + "ا" + i[-1], "S"
        if len(stem) > 5 and stem[-2] == "ي" and p.startswith("است"):
            yield stem[:-2] + "ا" + stem[-1], "S"


def noun_forms(noun: str, derived: bool = False) -> Iterator[str]:
    """A folded noun's forms without clitics: dual, sound plural, accusative alif; and the stem before a pronoun.

    Args:
        noun: singular or broken plural, without ال.
        derived: from a verb, so that a plural in ات is to be expected.
    """
    yield noun
    if noun.endswith("ه"):
        for ending in ("ات", "تين", "تان", "تي", "تا"):
            yield noun[:-1] + ending
        return
    if noun.endswith("ي"):
        yield noun + "ا"
        if len(noun) > 3 and not derived:
            yield noun + "ين"
        if len(noun) > 3 and derived:
            yield noun[:-1]
            for ending in ("ين", "ات", "ه"):
                yield noun + ending
        return
    if noun.endswith("ات"):
        return
    if not noun.endswith(("اء", "ا")):
        yield noun + "ا"
    for ending in ("ين", "ان", "ي") + (("ات",) if derived or len(noun) > 3 else ()):
        yield noun + ending


def connected(form: str, kind: str) -> tuple[str, ...]:
    """The shapes a form takes before a pronoun: اتهموا → اتهمو, نفى → نفا, زيارة → زيارت, لقاء → لقاء, لقائ, لقاؤ."""
    if kind in "PI" and form.endswith("وا"):
        return (form[:-1],)
    if kind == "P" and form.endswith("ي"):
        return (form[:-1] + "ا",)
    if kind in "MASN" and form.endswith("ه"):
        return (form[:-1] + "ت",)
    if kind in "MN" and form.endswith("اء"):
        return form, form[:-1] + "ي", form[:-1] + "و"
    return (form,)


def unconnected(shape: str) -> Iterator[str]:
    """The forms that may have this shape before a pronoun: the opposite of `connected`, which has the last word."""
    yield shape
    yield shape + "ا"
    for end, whole in (("ا", "ي"), ("ت", "ه"), ("ي", "ء"), ("و", "ء")):
        if shape.endswith(end):
            yield shape[:-1] + whole


_ARTICLE = re.compile(r"^ال(?=..)")


def shells(word: str) -> Iterator[tuple[str, str, str]]:
    """Ways to take a folded word's clitics off, the fullest reading first.

    Yields:
        (prefix, core, pronoun): prefix of و ف س ل ب ك and ال letters as written, pronoun "" or one of PRONOUNS.
    """
    for prefix, rest in _prefixes(word):
        yield prefix, rest, ""
        for pronoun in PRONOUNS:
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2 and "ال" not in prefix and prefix[-2:] != "لل":
                yield prefix, rest[: -len(pronoun)], pronoun


def _prefixes(word: str) -> Iterator[tuple[str, str]]:
    yield "", word
    starts = [("", word)]
    if (word[0] in "وف" and len(word) > 3) or (word[0] == "و" and len(word) == 3):
        starts.append((word[0], word[1:]))
        yield word[0], word[1:]
    for prefix, rest in starts:
        if rest[:2] == "ال" and len(rest) > 4:
            yield prefix + "ال", rest[2:]
        elif rest[:2] == "لل" and len(rest) > 4:
            yield prefix + "لل", rest[2:]
        if rest[0] == "س" and len(rest) > 4 and rest[1] in _PERSON:
            yield prefix + "س", rest[1:]
        if rest[0] in "بلك" and len(rest) > 3:
            yield prefix + rest[0], rest[1:]
            if rest[1:3] == "ال" and len(rest) > 5:
                yield prefix + rest[0] + "ال", rest[3:]
