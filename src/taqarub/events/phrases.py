"""Mentions of actors as noun phrases of a clause: joined with their apposition, and with the preposition that governs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..records import Entity, Mention
from .words import Words, stops

_LONG = {
    "علي": "علي", "ضد": "ضد", "مع": "مع", "الي": "الي", "من": "من", "بين": "بين", "في": "في", "عن": "عن", "نحو": "نحو",
    "تجاه": "نحو", "باتجاه": "نحو", "صوب": "نحو", "حيال": "ازاء", "ازاء": "ازاء", "بحق": "ضد", "لدي": "لدي", "عبر": "عبر",
    "داخل": "في", "حول": "حول", "بشان": "حول", "بخصوص": "حول", "خلال": "خلال", "بعد": "بعد", "قبل": "قبل", "خلف": "وراء",
    "وراء": "وراء", "امام": "امام", "الى": "الي", "لصالح": "ل", "بسبب": "بسبب", "رغم": "رغم", "حسب": "وفق", "وفق": "وفق",
    "بحسب": "وفق", "باسم": "باسم", "تحت": "تحت", "فوق": "فوق", "قرب": "قرب", "شمال": "قرب", "جنوب": "قرب", "شرق": "قرب",
    "غرب": "قرب", "شمالي": "قرب", "جنوبي": "قرب", "شرقي": "قرب", "غربي": "قرب", "منذ": "بعد", "دون": "دون", "بدون": "دون",
    "كما": "كما", "مثل": "كما", "بينها": "من", "وسط": "في", "لدى": "لدي", "ضمن": "في", "عند": "قرب", "برصاص": "بفعل",
    "بنيران": "بفعل", "بقصف": "بفعل", "بغاره": "بفعل", "بغارات": "بفعل", "بهجوم": "بفعل", "بدعم": "بدعم", "بقياده": "بدعم",
    "بمشاركه": "بدعم", "بوساطه": "بدعم", "برعايه": "بدعم", "لحساب": "ل", "بالتعاون": "بدعم", "بيد": "من قبل",
}  # fmt: skip
_AGENT = {("من", "قبل"), ("من", "جانب"), ("من", "طرف"), ("علي", "يد"), ("علي", "ايدي"), ("من", "لدن"), ("بواسطه", "")}
_CUT = frozenset(
    ["ان", "انه", "انها", "انهم", "التي", "الذي", "الذين", "اللذين", "اللذان", "اللتين", "اللتان", "حيث", "اذا", "عندما", "حين", "بينما", "فيما", "لكن", "كي", "حتي", "لان", "ثم", "او", "ام", "اي", "هل", "لم", "لن", "لا", "ما", "قد", "سوف", "هو", "هي", "هم", "وهو", "وهي", "وهم", "كما", "بل", "الا", "هذا", "هذه", "ذلك", "تلك", "والتي", "والذي", "فيه", "فيها", "منه", "منها", "عليه", "عليها", "به", "بها", "له", "لها", "معه", "معها", "لهم", "كان", "كانت", "يكون", "تكون", "كانوا", "ليس", "ليست", "وكان", "وكانت", "وكذلك", "ايضا", "وقد", "وقال", "وقالت", "قال", "قالت", "وان", "بان", "لان"]
)
_MEMBERS = re.compile(
    r"(?:[وف]?(?:ال|بال|لل|[بلك])?)(?:عناصر|عنصر|عنصرا|عنصرين|مسلح\w*|قيادي\w*|قياد[يه]|قاده|قائد\w*|زعيم|عضو\w*|اعضاء|جنود\w*|جندي\w*|"
    r"مقاتل\w*|شبكه|خليه|خلايا|مسوول\w*|مسءول\w*|ممثل\w*|وفد\w*|عميل\w*|عملاء|ضباط\w*|ضابط\w*|افراد\w*|مواطن\w*|مجموعه|فصيل|فصائل|"
    r"مبعوث\w*|رهائن|رهينه|مدني\w*|صفوف|مواقع|موقع\w*|دفعه|عدد\w*|مئات|عشرات|الاف|اثنين|اثنان|ثلاثه|اربعه|خمسه|كل|كلا|كبار)$"
)
_REACH = 6  # words that a noun phrase may stretch to the left of the name in it


@dataclass(slots=True)
class Phrase:
    """A noun phrase that stands for actors.

    Attributes:
        first, last: its words from the noun that begins it to the last of its names.
        name: word at which its first name begins.
        codes: actor codes.
        kind: of its first mention (entity, adjective, noun, group).
        prep: what governs it, "" for nothing.
        outer: what governs the noun that a من، في or ل before it goes with (على مواقع للحوثيين), else as `prep`.
        joined: whether و joins it to the phrase before, whose preposition it shares.
        start, end: original offsets of its names.
        what: PER, ORG, GPE, LOC, MEDIA of the last entity in it, a GPE being
            "state", "capital" or "city"; "" for none.
    """

    first: int
    name: int
    last: int
    codes: tuple[str, ...]
    kind: str
    prep: str
    outer: str
    joined: bool
    start: int
    end: int
    what: str


def preposition(words: Words, at: int) -> str:
    """The preposition that word `at` is or begins with, or ""."""
    form = words.forms[at]
    found = _LONG.get(form)
    if found is None and form[0] == "و" and len(form) > 2:
        found = _LONG.get(form[1:])
    if found == "قبل" and at and words.forms[at - 1] in ("من", "ومن"):
        return "من قبل"
    return found or ""


def _outer(words: Words, first: int, prep: str, floor: int) -> str:
    """The preposition one noun phrase further left; `prep` where there is none."""
    place = first - 1 if words.forms[first - 1 : first] and preposition(words, first - 1) != prep else first - 2
    for at in range(place, max(floor, place - 5) - 1, -1):
        form = words.forms[at]
        if not form[0].isalnum() or form in _CUT:
            break
        found = preposition(words, at) or _clitic(form)
        if found:
            return found
    return prep


_OWN = ("بيا", "بلا", "لبن", "بري", "لجن", "لقا", "بعث", "بيت", "برل", "بطر", "لوا", "بحر", "بلد", "بحث", "بعض", "ليل", "بدا", "بني")


def _clitic(form: str) -> str:
    """The preposition ب or ل that a noun carries, or ""."""
    bare = form[1:] if form[0] in "وف" and len(form) > 4 else form
    if bare[0] not in "لب" or len(bare) < 4 or bare[:3] in _OWN:
        return ""
    if bare[1:3] == "ال" or bare[1] == "ل" or bare[0] == "ل" or bare[1] in "متحقروزعنجاش":
        return bare[0]
    return ""


def _governor(words: Words, name: int, offset: int, floor: int) -> tuple[int, str, bool]:
    """Walk left from a name to what governs its phrase: (first word, preposition, led by و)."""
    forms = words.forms
    prefix = forms[name][: max(0, offset - int(words.starts[name]))] if offset > words.starts[name] else ""
    joined = prefix[:1] in ("و", "ف") and prefix != ""
    bare = prefix.lstrip("وف")
    if bare[:1] in ("ل", "ب", "ك"):
        return name, bare[0], joined
    if joined:
        return name, "", True
    place = name - 1
    while place >= floor and name - place <= _REACH:
        form = forms[place]
        if not form[0].isalnum():
            if form in "#_\"'":
                place -= 1
                continue
            break
        if form in ("جانب", "يد", "ايدي", "طرف") and place and (forms[place - 1], form) in _AGENT:
            return place + 1, "من قبل", forms[place - 1][0] == "و"
        prep = preposition(words, place)
        if prep in ("من", "في") and place > floor and _MEMBERS.match(forms[place - 1]):
            place -= 1
            found = _clitic(forms[place])
            if found:
                return place, found, forms[place][0] in "وف"
            continue
        if prep:
            return place + 1, prep, form[0] == "و" and form not in _LONG
        if form in _CUT:
            break
        found = _clitic(form)
        if found:
            return place, found, form[0] in "وف"
        if form[0] == "و" and len(form) > 3 and not form.startswith(("وزير", "وزار", "وفد", "وكال", "وحد", "وسط", "وال")):
            return place, "", True
        if form.startswith("وال"):
            return place, "", True
        place -= 1
    return place + 1, "", False


ARMED = ("HOU", "ISIS", "TAL", "ALQ", "BOKO", "PKK", "YPG", "HEZ", "HAM", "SYR_OPP", "LBY_HFT", "SALEH")


def _rebels(mentions: list[Mention]) -> str | None:
    """The armed group that an article names most: who its rebels and militias are."""
    counts = Counter(mention.code for mention in mentions if mention.code in ARMED)
    return counts.most_common(1)[0][0] if counts else None


def _what(mention: Mention, entities: list[Entity]) -> str:
    if mention.entity is None or mention.entity >= len(entities):
        return (mention.role and "role") or ""
    entity = entities[mention.entity]
    if entity.type != "GPE":
        return entity.type
    names, capitals = state_names()
    return "state" if entity.name in names else "capital" if entity.name in capitals else "city"


@cache
def state_names() -> tuple[frozenset[str], frozenset[str]]:
    """English names of states and of their capitals, as the book of actors has them."""
    text = (files("taqarub") / "data" / "actors" / "states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.count("\t") > 4 and not line.startswith("#")]
    return frozenset(row[1] for row in rows), frozenset(row[4] for row in rows)


def phrases(words: Words, mentions: list[Mention], entities: list[Entity]) -> list[list[Phrase]]:
    """The phrases of each sentence, in text order; a name and the nationality before it are one phrase."""
    rebels = _rebels(mentions)
    rows: list[list[Phrase]] = [[] for _ in range(len(words.sentences) - 1)]
    recent: list[str] = []
    ending = -1
    for mention in mentions:
        if mention.start < ending:
            continue
        name = words.at(mention.start)
        if name >= len(words.forms):
            break
        codes: tuple[str, ...] = (mention.code,) if mention.code else ()
        if mention.code == "REB" and mention.kind == "noun" and rebels:
            codes = (rebels,)
        if mention.kind == "group":
            codes = codes or tuple(list(dict.fromkeys(reversed(recent)))[:2])
        if not codes or _in_dateline(words, name):
            continue
        ending = mention.end
        recent.extend(code for code in codes if mention.kind != "noun")
        row = rows[int(words.sentence_of[name])]
        last = max(name, min(words.at(mention.end - 1), len(words.forms) - 1))  # a sign may end it after the last word
        if last > name and preposition(words, last):
            last -= 1
        floor = words.bounds(int(words.sentence_of[name]))[0]
        if row and _continues(words, row[-1], name, mention):
            row[-1].last, row[-1].end = last, mention.end
            row[-1].what = _what(mention, entities) or row[-1].what
            continue
        if row and _nationals(row[-1], mention, name):
            row[-1].codes, row[-1].last, row[-1].end = codes, last, mention.end
            continue
        floor = max(floor, row[-1].last + 1) if row else floor
        first, prep, joined = _governor(words, name, mention.start, floor)
        if joined and not prep and row and first - row[-1].last <= 6:
            prep = row[-1].prep
        else:
            joined = joined and bool(row)
        outer = _outer(words, first, prep, floor) if prep in ("ل", "من", "في", "ب") else prep
        row.append(
            Phrase(first, name, last, codes, mention.kind, prep, outer, joined, mention.start, mention.end, _what(mention, entities))
        )
    return rows


def _in_dateline(words: Words, name: int) -> bool:
    """Whether a word stands before the dash that ends a dateline: دبي، الإمارات العربية المتحدة (CNN) --"""
    begin, stop = words.bounds(int(words.sentence_of[name]))
    forms = words.forms[begin : min(stop, begin + 14)]
    dashes = [at for at, form in enumerate(forms) if form in ("-", "–", "—") and at and (forms[at - 1] in (")", "-") or at < 6)]
    return bool(dashes) and begin > 0 and name - begin < dashes[0] and ")" in forms[: dashes[0]]


def _nationals(phrase: Phrase, mention: Mention, name: int) -> bool:
    """Whether a nationality says whose people the common noun before it are (رهائن أمريكيون)."""
    common = phrase.kind == "noun" and phrase.codes[0] in ("CVL", "CRIM", "REB", "MED")
    return common and mention.kind == "adjective" and name == phrase.last + 1


def _continues(words: Words, phrase: Phrase, name: int, mention: Mention) -> bool:
    """Whether a mention is an apposition of the phrase before: the same actor, and only nouns or commas between."""
    if phrase.codes != (mention.code,) or name - phrase.last > 7 or mention.start > words.starts[name]:
        return False
    for place in range(phrase.last + 1, name):
        form = words.forms[place]
        if stops(form) or preposition(words, place) or form in _CUT:
            return False
        if form[0] in "ول" and len(form) > 3 and form[:3] != "وزي":
            return False
    return True
