"""Noun phrases: where the subject of a verb of saying begins and ends, and which words carry a preposition."""

from __future__ import annotations

import re
from typing import NamedTuple

from .lexicon import Noun
from .text import Name, Text

COMMAS = frozenset(",،؛")
STOPS = frozenset(".!؟?\n") | {"..", "...", "…"}
NAMED = frozenset(("PER", "ORG", "GPE", "LOC", "MEDIA"))
_LONGEST_SUBJECT = 16
_FOR_HIS_PART = frozenset(("جهته", "جهتها", "جانبه", "جانبها", "جهتهم", "جانبهم"))
_MASDAR = re.compile(
    r"(?:است\w{2,3}ا\w|است\wا\wه|ا\wا\wه|ا\w{2,3}ا\w{1,2}|ت\w{2}ي\w|ت\w{2,3}يه|ت\w{3,4}|م\w{4,5}ه)(?:ه|ها|هم|هما)?$"
)


class Subject(NamedTuple):
    """The words first..last of a noun phrase, and the word after it and what belongs to it (adverbs, commas)."""

    first: int
    last: int
    after: int


def is_opener(text: Text, at: int, clitic: int = 0, listed: bool = False) -> bool:
    """Whether a word, less `clitic` letters, can open content that has no أن: a listed noun, one that carries its owner
    (ضلوعه), or (unless `listed`) one that looks like a verbal noun."""
    word = text.words[at][clitic:]
    name, noun = text.name_at.get(at), text.lexicon.nouns.get(word)
    if name is not None and name.first == at and (name.kind in NAMED or name.kind == "noun"):
        return False
    if word in text.lexicon.sets["openers"]:
        return True
    if (noun is not None and noun.kind != "text") or word.startswith(("ال", "لل")) or _finite(text, word):
        return False
    if (
        noun is None
        and len(word) >= 4
        and (word.endswith(("ها", "هم")) or (word[-1] == "ه" and text.original(at, at).rstrip()[-1:] == "ه"))
    ):
        return True
    if listed or (word[0] == "ا" and text.source[text.start[at] + clitic] == "أ"):
        return False  # أعضاء is a plural, إعلان a verbal noun
    return bool(_MASDAR.match(word))


def opens_object(text: Text, at: int, clitic: int = 0) -> bool:
    """Whether a word can open content where no subject can stand any more: as `is_opener`, or with an article; with a
    clitic (لزيارة) only a listed noun or one that looks like a verbal noun.
    """
    word = text.words[at][clitic:]
    if clitic:
        return word in text.lexicon.sets["openers"] or bool(_MASDAR.match(word) and at not in text.name_at)
    if is_opener(text, at):
        return True
    if not word.startswith("ال") or at in text.name_at or len(word) < 5:
        return False
    return word[2:] in text.lexicon.sets["openers"] or bool(_MASDAR.match(word[2:]) and word not in text.lexicon.nouns)


def _finite(text: Text, word: str) -> bool:
    return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms.get(word, ()))


def noun_of(text: Text, at: int) -> Noun | None:
    """What is known of a word as a noun that can speak, prepositions and conjunctions in front of it left out."""
    word, nouns = text.words[at], text.lexicon.nouns
    found = nouns.get(word)
    if found is None and len(word) > 3:
        if word.startswith("لل"):
            found = nouns.get("ال" + word[2:])
        elif word[0] in "لبوف":
            found = nouns.get(word[1:])
    return found


def carries_b(text: Text, at: int) -> bool:
    """Whether a word begins with the preposition ب."""
    word = text.words[at]
    if word[0] != "ب" or len(word) < 4 or word in text.lexicon.sets["b_words"] or word in text.lexicon.nouns:
        return False
    name = text.name_at.get(at)
    return not (name and name.first == at and name.start == text.start[at])


def carries_l(text: Text, at: int) -> bool:
    """Whether a word begins with the preposition ل before a noun."""
    word = text.words[at]
    if word == "ل":
        return True
    if word[0] != "ل" or len(word) < 4:
        return False
    name = text.name_at.get(at)
    if name and name.first == at:
        return name.start > text.start[at]
    return word.startswith("لل") or word[1:] in text.lexicon.nouns or word[1:] in text.lexicon.sets["names_in_quotes"]


def skip_brackets(text: Text, at: int, end: int) -> int:
    """The word after the bracket that opens at `at`, or `at` + 1 where it never closes."""
    for word in range(at + 1, min(end, at + 40)):
        if text.words[word] in ")]}":
            return word + 1
    return at + 1


def subject_after(text: Text, at: int, end: int) -> Subject | None:
    """The noun phrase that follows word `at` directly (adverbs apart), not past word `end`.

    It ends before a preposition, a mark, a day, a complementizer or a word that opens content.
    """
    sets, words = text.lexicon.sets, text.words
    first = at + 1
    while first < end:
        if (words[first] in sets["adverbs"] or words[first] == "#") and first not in text.name_at:
            first += 1
        elif words[first] == "من" and first + 1 < end and words[first + 1] in _FOR_HIS_PART:
            first += 2
        elif _recipient(text, first) or (carries_l(text, first) and words[first] not in text.lexicon.complements):
            name = text.name_at.get(first) or text.name_at.get(first + 1)
            if words[first] == "ل" and first + 1 in text.partner:
                first = text.partner[first + 1] + 1
                continue
            first = name.last + 1 if name is not None and name.first - first <= 1 else first + 1
        else:
            break
    if words[first : first + 2] == ["كل", "من"]:
        first += 2
    word = first
    while word < end and word - first < _LONGEST_SUBJECT:
        name = text.name_at.get(word)
        if name and name.first == word and name.kind in NAMED:
            if name.start > text.start[word] and word > first and (words[word][0] in "ب" or _recipient(text, word)):
                break  # a preposition is fused to the name
            word = name.last + 1
            if word < end and words[word] == '"' and word not in text.opens:
                word += 1
            continue
        if _ends_phrase(text, word, first):
            break
        word += 1
    word = _to_person(text, first, word, end)
    last = word - 1
    while last >= first and (words[last] in COMMAS or words[last] in ('"', "#", "-")) and last not in text.name_at:
        last -= 1
    if last < first:
        return None
    return Subject(first, last, _after(text, last, end))


def _to_person(text: Text, first: int, stop: int, end: int) -> int:
    """Past the name that an office with its seat leads up to: السفير التونسي لدى روسيا علي قوطالي.

    Args:
        first, stop: the phrase found, its first word and the word that ended it.
        end: past the last word that may belong to it.
    """
    words, sets = text.words, text.lexicon.sets
    noun = text.lexicon.nouns.get(words[first]) if first < stop else None
    if noun is None or noun.kind not in ("title", "person") or stop >= end:
        return stop
    if words[stop] not in ("في", "لدي", "من", "ل") and not carries_b(text, stop) and not words[stop].startswith("لل"):
        return stop
    if stop + 1 < end and words[stop + 1] in sets["occasion_nouns"]:
        return stop
    if any(at in text.name_at and text.name_at[at].kind == "PER" for at in range(first, stop)):
        return stop
    for at in range(stop, min(end, stop + 9)):
        name = text.name_at.get(at)
        if name is not None and name.kind == "PER" and name.first == at and at > stop:
            return name.last + 1 if words[at - 1] not in sets["ends_phrase"] else stop
        if not words[at][0].isalnum() or words[at] in text.lexicon.complements or words[at] in sets["time_words"]:
            return stop
        if at > stop and words[at] in sets["ends_phrase"] and words[at] not in ("في", "من"):
            return stop
    return stop


def _ends_phrase(text: Text, at: int, first: int) -> bool:
    sets, word = text.lexicon.sets, text.words[at]
    if word == '"':
        return not (quoted_name(text, at) or (at == first and _nickname(text, at)))
    if word == "#":
        return False
    if not word[0].isalnum():
        return True
    if word in text.lexicon.complements:
        return True
    if word in sets["time_words"]:
        return not (word in ("العام", "الاسبوع") and at > first and text.words[at - 1].startswith("ال"))
    if word in sets["ends_phrase"]:
        return not (word in ("في", "من") and _place_follows(text, at, first))
    if word in text.lexicon.forms and word not in text.lexicon.nouns and _is_verb(text, word):
        return True
    if word in ("ب", "ل") or (at > first and _recipient(text, at)):
        return True
    if carries_b(text, at) and at not in text.name_at and (at == first or word[1:3] != "ال"):
        return True
    return at > first and is_opener(text, at) and not word.startswith("ال")


def _recipient(text: Text, at: int) -> bool:
    """Whether a word with ل names whom the words were for (لـ«رويترز»، للصحفيين), not what an office belongs to."""
    if not carries_l(text, at):
        return False
    word, sets = text.words[at], text.lexicon.sets
    name = text.name_at.get(at) or (text.name_at.get(at + 2) if word == "ل" else None)
    if (word == "ل" and (name is not None or (at + 1 < len(text) and text.words[at + 1] == '"'))) or (
        name is not None and name.kind == "MEDIA"
    ):
        return True
    noun = text.lexicon.nouns.get(word[1:])
    return (
        word in sets["audiences"] or word[1:] in sets["names_in_quotes"] or (noun is not None and noun.kind == "media")
    )


def _is_verb(text: Text, word: str) -> bool:
    return any(form.kind != "masdar" for form in text.lexicon.forms[word])


def _place_follows(text: Text, at: int, first: int) -> bool:
    """Whether في or من goes on naming the speaker: مسؤول كبير في البيت الأبيض."""
    noun = text.lexicon.nouns.get(text.words[first])
    if noun is None or noun.kind not in ("person", "crowd", "body", "media", "text") or at + 1 >= len(text):
        return False
    if text.words[at + 1] in text.lexicon.sets["occasion_nouns"]:
        return False
    following = text.name_at.get(at + 1)
    if any(word in text.name_at and text.name_at[word].kind == "PER" for word in range(first, at)):
        return False
    return (
        at - first <= 5
        and (following is not None or text.words[at + 1][:2] == "ال" or text.words[at + 1] in text.lexicon.nouns)
        and (text.words[at + 1] not in text.lexicon.sets["time_words"])
    )


def _nickname(text: Text, at: int) -> bool:
    """Whether a phrase begins with a name in quotation marks: وتقول "ديبي" البالغة …"""
    close = text.partner.get(at, -1)
    return 2 <= close - at <= 3 and close + 1 < len(text) and text.words[close + 1][0].isalpha()


def quoted_name(text: Text, at: int) -> bool:
    """Whether a quotation mark opens or closes a name of few words rather than speech."""
    close = text.partner.get(at)
    if close is None:
        return False
    if close < at:
        return True
    length = close - at - 1
    if length == 1 and at and noun_of(text, at + 1) is not None:
        return True  # "وزير" الصحة
    if at + 1 in text.name_at and text.name_at[at + 1].last == close - 1:
        return True
    before = text.words[at - 1] if at else ""
    return length <= 4 and before in text.lexicon.sets["names_in_quotes"]


def _after(text: Text, last: int, end: int) -> int:
    """Past the adverbs, marks and bracketed or dashed insertions that follow a noun phrase."""
    words, sets = text.words, text.lexicon.sets
    at = last + 1
    while at < end:
        if words[at] in COMMAS or words[at] in sets["adverbs"] or words[at].isdigit():
            at += 1
        elif words[at] == "(":
            at = skip_brackets(text, at, end)
        else:
            break
    return at


def names_between(text: Text, first: int, last: int) -> list[Name]:
    """The named mentions that lie within words first..last."""
    found: list[Name] = []
    at = first
    while at <= last:
        name = text.name_at.get(at)
        if name is not None:
            if name.kind in NAMED and name.first >= first:
                found.append(name)
            at = max(at, name.last) + 1
        else:
            at += 1
    return found
