"""Voices: who can speak in a text, as named in one place of it."""

from __future__ import annotations

from .lexicon import Noun
from .phrases import COMMAS, NAMED, names_between, noun_of
from .text import Name, Text
from .voice import Voice, code_of, words_of

_MASCULINE_PLACES = frozenset(
    (
        "لبنان",
        "العراق",
        "المغرب",
        "السودان",
        "اليمن",
        "الاردن",
        "البيت",
        "الكرملين",
        "البنتاغون",
        "الفاتيكان",
        "الاليزيه",
        "الغرب",
    )
)
_GOVERNED_BY_NAME = frozenset(
    [
        "باسم",
        "اداره",
        "حكومه",
        "نظام",
        "مكتب",
        "حمله",
        "عهد",
        "محامي",
        "مستشار",
        "مستشاره",
        "ابن",
        "ابنه",
        "نجل",
        "زوجه",
        "زوج",
        "شقيق",
        "والد",
        "والده",
        "انصار",
        "مويدي",
        "مويدو",
        "فريق",
        "معسكر",
        "قوات",
        "جماعه",
        "حزب",
        "مساعد",
        "مساعدي",
        "صهر",
        "دفاع",
        "قرار",
        "تصريحات",
        "كلام",
        "خطاب",
        "بيان",
        "مقتل",
        "زياره",
        "لقاء",
        "اجتماع",
        "خلافه",
        "عائله",
        "اسره",
        "موقف",
        "سياسه",
        "تيار",
        "ميليشيا",
        "ميليشيات",
    ]
)


def voices_in(text: Text, first: int, last: int, gender: str = "", appositions: int | None = None) -> list[Voice]:
    """The speakers that a noun phrase names: mostly one, several where names are joined by و.

    Args:
        text: the text.
        first, last: words of the noun phrase.
        gender: what the verb says of it.
        appositions: past the last word of what may stand in apposition after the phrase (commas, brackets).
    """
    names = names_between(text, first, last)
    heads = [name for name in names if not _governed(text, name, first)]
    people = [name for name in heads if name.kind == "PER"]
    if people:
        people = _joined(text, people)
        for name in names_between(text, last + 1, (appositions or 0) - 1):
            # قال فلان، الوزير، وفلان، السفير: a second speaker after the first one's office
            fused = name.start > text.start[name.first] and text.words[name.first][0] == "و"
            if name.kind == "PER" and fused and text.words[name.first - 1] in COMMAS:
                people.append(name)
        return [_voice(text, name, first, last, gender) for name in people]
    if appositions is not None:
        apposed = _apposed(text, first, last, appositions, gender)
        if apposed is not None:
            return [apposed]
    leading = [name for name in heads if name.kind != "PER" and _leads(text, name, first)]
    if leading:
        found = [_voice(text, name, first, last, gender) for name in _joined(text, leading)]
        word = text.words[last]
        if (
            len(found) == 1
            and last > leading[0].last
            and word[0] == "و"
            and noun_of(text, last)
            and word not in text.lexicon.sets["w_words"]
        ):
            found.append(described(text, last, last, ""))  # المرصد وشهود
        return found
    return [described(text, first, last, gender)]


def _governed(text: Text, name: Name, first: int) -> bool:
    """Whether a name only belongs to the phrase's head (إدارة ترامب، المتحدث باسم نتنياهو)."""
    before = text.words[name.first - 1] if name.first > first else ""
    if not before:
        return name.start > text.start[name.first] and text.words[name.first][0] in "بل"
    if name.start > text.start[name.first] and text.words[name.first][0] in "بلك":
        return True
    if before in _GOVERNED_BY_NAME and name.kind == "PER":
        return True
    return before in ("باسم", "في", "من", "عن", "لدي", "الي", "علي", "مع") and name.first > first


def _leads(text: Text, name: Name, first: int) -> bool:
    """Whether a body's name is the head itself (وزارة الخارجية، تنظيم «داعش»), not what an officer belongs to."""
    if name.first == first:
        return True
    nouns = text.lexicon.nouns
    for word in range(first, name.first):
        here = text.words[word]
        noun = noun_of(text, word) if word == first else nouns.get(here)
        if noun is not None and noun.kind in ("person", "title", "crowd"):
            return False
        if here.isalnum() and noun is None and here not in text.lexicon.sets["names_in_quotes"]:
            return False
    return True


def _joined(text: Text, names: list[Name]) -> list[Name]:
    """The first name and those joined to it by و (with at most a title between)."""
    kept = [names[0]]
    for name in names[1:]:
        between = text.words[kept[-1].last + 1 : name.first + 1]
        if (between and any(w[0] == "و" and w not in text.lexicon.sets["w_words"] for w in between)) or (
            name.start > text.start[name.first] and text.words[name.first][0] == "و"
        ):
            kept.append(name)
        else:
            break
    return kept


def _apposed(text: Text, first: int, last: int, end: int, gender: str) -> Voice | None:
    """نائب رئيس الوزراء الروسي، يوري بوريسوف، …: the name that follows the office."""
    noun = text.lexicon.nouns.get(text.words[first])
    if noun is None or noun.kind not in ("title", "person"):
        return None
    words = text.words
    at = last + 1
    while at < min(end, last + 8) and words[at].isalnum() and words[at] not in text.lexicon.forms:
        at += 1
    if at >= end or not (words[at] in COMMAS or words[at] in ("-", "(", '"', "–")):
        return None
    segments = 0
    while at < end and segments < 3:
        while at < end and not words[at].isalnum():
            at += 1
        stop = at
        while stop < end and words[stop] not in COMMAS and words[stop] not in ("-", "(", ")", "–"):
            stop += 1
        people = [n for n in names_between(text, at, stop - 1) if n.kind == "PER" and not _governed(text, n, at)]
        if people and people[0].first - at <= 5:
            return _voice(text, people[0], first, last, gender or noun.gender)
        if segments == 0 and _looks_like_name(text, at, stop):
            return _plain(text, at, stop - 1, first, last, gender or noun.gender)
        at, segments = stop + 1, segments + 1
    return None


def _looks_like_name(text: Text, first: int, stop: int) -> bool:
    """Two to five words between commas, none of them known as anything else."""
    if not 1 < stop - first <= 5:
        return False
    sets, nouns = text.lexicon.sets, text.lexicon.nouns
    for word in range(first, stop):
        here = text.words[word]
        if (
            not here.isalpha()
            or here in sets["ends_phrase"]
            or here in sets["time_words"]
            or here in text.lexicon.forms
        ):
            return False
        if word in text.name_at or (here in nouns and nouns[here].kind not in ("title",)):
            return False
    return True


def _plain(text: Text, first: int, last: int, title_first: int, title_last: int, gender: str) -> Voice:
    return Voice(
        text.start[first], text.end[last], text.original(first, last), None, None,
        code_of(text, title_first, title_last), gender, "s", text.sentence[first],
        words_of(text, title_first, title_last) | words_of(text, first, last), True, first, True,
    )  # fmt: skip


def _voice(text: Text, name: Name, first: int, last: int, gender: str) -> Voice:
    noun = text.lexicon.nouns.get(text.words[first]) if first != name.first else None
    person = name.kind == "PER"
    code = name.code
    if code is None and person:
        code = code_of(text, first, max(last, name.last))
    return Voice(
        name.start, name.end, name.text, name.name, name.role, code, gender or _gender(text, name, noun), "s" if person else "",
        text.sentence[name.first], words_of(text, first, max(last, name.last)), person, name.first, True,
    )  # fmt: skip


def _split_off(text: Text, at: int) -> int:
    """Letters of a conjunction that the model split off a word: و|الحوثي."""
    start = text.start[at]
    if text.words[at][0] not in "وف" or len(text.words[at]) < 3:
        return 0
    rest = text.doc.char_span(start + 1, text.end[at], alignment_mode="expand")
    return 1 if rest is not None and rest.start_char == start + 1 else 0


def described(text: Text, first: int, last: int, gender: str) -> Voice:
    """A speaker without a name: مسؤول كبير في البيت الأبيض."""
    word = text.words[first]
    start = text.start[first] + _split_off(text, first)
    noun = noun_of(text, first)
    known = text.lexicon.nouns.get(word)
    if start == text.start[first] and (
        (known is None and noun is not None)
        or word.startswith("لل")
        or (
            known is not None
            and word[0] in "وف"
            and word[1:] in text.lexicon.nouns
            and word not in text.lexicon.sets["w_words"]
        )
    ):
        start += 1
    number = noun.number if noun is not None else ("p" if word.endswith(("ون", "ين")) else "")
    return Voice(
        start, text.end[last], text.source[start : text.end[last]], _english(text, first, last, noun), None,
        code_of(text, first, last), gender or (noun.gender if noun else ("f" if word.endswith("ه") else "")), number, text.sentence[first],
        words_of(text, first, last), bool(noun and noun.kind in ("person", "title", "crowd")), first,
    )  # fmt: skip


def _english(text: Text, first: int, last: int, noun: Noun | None) -> str | None:
    """An English description of an unnamed speaker: "security source", "Egyptian foreign ministry spokesman"."""
    if noun is None or not noun.english:
        return None
    found = text.lexicon.descriptions
    adjectives = [found[w] for w in text.words[first + 1 : last + 1] if w in found]
    bodies: list[str] = []
    for word in range(first + 1, last + 1):
        inner = noun_of(text, word)
        name = text.name_at.get(word)
        if name is not None and name.first == word and name.name and name.kind in NAMED:
            bodies.append(name.name)
        elif inner is not None and inner.english and text.words[word] not in found:
            bodies.append(inner.english)
    words = [*dict.fromkeys([*adjectives[:2], *bodies[:2]]), noun.english]
    return " ".join(words)


def _gender(text: Text, name: Name, noun: Noun | None) -> str:
    if noun is not None:
        return noun.gender
    head = text.words[name.first]
    if name.kind == "GPE":
        return "m" if head in _MASCULINE_PLACES else "f"
    if name.kind in ("ORG", "MEDIA"):
        known = text.lexicon.nouns.get(head)
        if known is not None:
            return known.gender
        return "m" if head in _MASCULINE_PLACES else "f" if head.endswith(("ه", "ات")) else ""
    return ""
