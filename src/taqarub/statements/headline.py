"""Headlines and sub-headings of the form "name: words"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cue import Cue
from .phrases import NAMED, STOPS, Subject
from .text import Text
from .voice import bare

_LONGEST_SPEAKER = 12
_LONGEST_LINE = 34
# how speech begins: we, an obligation, a denial
_SPEECH = re.compile(
    r"(?:سن\w{3,}|ن(?!ائب|حو|قل|تائج|ساء|صف|زاع|ازح|ظام|فط|جاح|شطاء|واب|حن)\w{3,}|نحن|لا|لن|لم|ليس|يجب|علي|هناك|لدينا|هل|سوف|لسنا)$"
)
_OCCASION = frozenset(("حديث", "تصريح", "تصريحات", "حوار", "مقابله", "لقاء", "خاص", "خاصه", "صحفي", "صحافي", "صحفيه", "صحافيه"))
_MARKS = frozenset((":", "..", "...", "…"))


def find_headings(text: Text) -> Iterator[Cue]:
    """A colon that stands between a speaker and his words, in the headline and in short lines of the body."""
    first = 0
    for at in range(len(text) + 1):
        if at == len(text) or text.words[at] == "\n":
            if at > first:
                yield from _parts(text, first, at, text.start[first] < text.body_start)
            first = at + 1


def _parts(text: Text, first: int, end: int, headline: bool) -> Iterator[Cue]:
    """The speeches of one line: "name: words.. other: words" has two."""
    cue = _heading(text, first, end, headline)
    if cue is None:
        return
    for word in range(cue.begin + 1, end - 2):
        if text.words[word] in ("..", "...", "…") and any(
            text.words[i] == ":" for i in range(word + 1, min(end, word + 6))
        ):
            later = _heading(text, word + 1, end, headline)
            if later is not None and later.weight >= 0.5:
                cue.limit = word
                yield later
            break
    yield cue


def _heading(text: Text, first: int, end: int, headline: bool) -> Cue | None:
    words = text.words
    if end - first > _LONGEST_LINE or (not headline and words[end - 1] in (".",)):
        return None
    for mark in range(first + 1, min(end - 1, first + _LONGEST_SPEAKER)):
        if words[mark] == ":" and not words[mark - 1].isdigit():
            return _spoken(text, first, mark, end, headline)
        if words[mark] in STOPS and words[mark] not in _MARKS:
            return None
    return None


def _spoken(text: Text, first: int, mark: int, end: int, headline: bool) -> Cue | None:
    """The speaker before the colon may follow a teaser: بعد القمة.. بوتين: …"""
    words = text.words
    begin = max((i + 1 for i in range(first, mark) if words[i] in ("..", "...", "…", "-", "|", "–")), default=first)
    if begin >= mark:
        return None
    if words[begin] in ("و", '"') and begin + 1 < mark:
        begin += 1
    weight = _speaker_weight(text, begin, mark)
    if not headline:
        weight *= 0.75
    if not weight:
        return None
    content, quote = mark + 1, -1
    while content < end and words[content] in ('"', "-"):
        quote = content if words[content] == '"' else quote
        content += 1
    if end - content < 2:
        return None
    head = text.name_at.get(begin)
    if head is not None and head.kind in ("GPE", "LOC") and head.last == mark - 1:
        weight *= _place_speaks(text, content, end, head.code)
    last = _addressed(text, begin, mark) - 1
    while last > begin and words[last] == '"' and text.partner.get(last, last) <= begin:
        last -= 1
    subject = Subject(begin, last, mark)
    return Cue(
        mark,
        mark,
        "colon",
        "q",
        mark,
        content,
        weight,
        subject,
        quote=quote,
        rule="colon:headline" if headline else "colon:line",
    )


def _addressed(text: Text, begin: int, mark: int) -> int:
    """Where the outlet begins to which the words before the colon speak (الوزير لـ«الأفق»:, فلان في حديث لـ الأفق:);
    `mark` where there is none.
    """
    words = text.words
    for at in range(begin + 1, mark):
        name = text.name_at.get(at)
        alone = words[at] == "ل" and at + 1 < mark and (words[at + 1] == '"' or "ـ" in text.original(at, at))
        if alone or (name is not None and name.kind == "MEDIA" and words[at][0] == "ل" and words[at][:3] != "لجن"):
            end = at
            while end - 1 > begin and words[end - 1] in _OCCASION:
                end -= 1
            return end - 1 if end < at and end - 1 > begin and words[end - 1] in ("في", "خلال") else end
    return mark


def _speaker_weight(text: Text, first: int, mark: int) -> float:
    """How likely words first..mark-1 name a speaker."""
    lexicon, words = text.lexicon, text.words
    teaser = lexicon.phrase_at("no_speaker", words, first)
    if teaser and (first + teaser == mark or words[first] not in lexicon.nouns):
        return 0.0  # شاهد: is a teaser, شاهد عيان: a witness
    if any(w in ("؟", "?", "!") for w in words[first:mark]):
        return 0.0
    for word in range(first, mark):
        if any(f.kind in ("perfect", "imperfect", "participle") for f in lexicon.forms.get(words[word], ())) and (
            word > first and word not in text.name_at and words[word] not in lexicon.nouns
        ):
            return 0.0  # a verb of saying before the colon is a cue of its own
    name = text.name_at.get(first)
    noun = lexicon.nouns.get(words[first])
    if name is not None and name.kind in NAMED:
        rest = mark - 1 - name.last
        if rest <= 0 or name.kind == "PER":
            return 1.0 if name.kind != "LOC" else 0.3
        tail = words[name.last + 1]
        return 0.9 if tail in ("عن", "ل", "في", "علي", "و", '"', "حول") or tail[:1] in "ول(" else 0.45
    if noun is not None:
        return {"person": 1.0, "crowd": 1.0, "title": 1.0, "body": 0.85, "text": 0.8, "media": 0.9}[noun.kind]
    if any(w in text.name_at and text.name_at[w].kind == "PER" for w in range(first, mark)):
        return 0.7
    return 0.25


def _place_speaks(text: Text, content: int, end: int, code: str | None) -> float:
    """A country before a colon: its government speaking, or only where the news is from."""
    topics = text.lexicon.sets["topic_after_colon"]
    if any(word in topics or bare(word) in topics for word in text.words[content : content + 3]):
        return 0.25
    if _SPEECH.match(text.words[content]):
        return 0.9
    others = {n.text for n in text.names if content <= n.first < end and n.kind in ("GPE", "ORG", "PER")}
    return 0.8 if others else 0.4
