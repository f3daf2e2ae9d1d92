"""The outlet or the occasion of the words: لـ«روسيا اليوم»، في مقابلة مع قناة …، عبر تويتر، خلال مؤتمر صحفي."""

from __future__ import annotations

from .cue import Cue
from .phrases import COMMAS, STOPS
from .text import Text

_LONGEST_OCCASION = 9
_ANSWER = ["ردا", "علي", "سوال"]
_WITH = frozenset(("مع", "علي", "عبر", "في", "الي", "ل", "لـ", "من"))


def outlet_of(text: Text, cue: Cue) -> str | None:
    """The outlet that the words were given to, else the occasion on which they were spoken; None where neither stands
    in the sentence outside what was said.
    """
    first, end = text.bounds[text.sentence[cue.first]]
    regions = [(cue.last + 1, cue.begin), (first, cue.first), (cue.end + 1, _next_clause(text, cue, end))]
    regions += [(word, cue.end + 1) for word in range(cue.begin + 1, cue.end) if text.words[word : word + 3] == _ANSWER]
    if cue.frame == "before":
        regions = [(cue.last + 1, end)]
    occasion: str | None = None
    for begin, stop in regions:
        for word in range(begin, min(stop, len(text))):
            found = _medium(text, word, begin, cue)
            if found is not None:
                return found
            if occasion is None and text.lexicon.phrase_at("occasions", text.words, word):
                occasion = _occasion(text, word, stop)
    return occasion


def _next_clause(text: Text, cue: Cue, end: int) -> int:
    """Past the words after the content that still belong to its cue: up to the next verb or participle of saying."""
    for word in range(cue.end + 1, end):
        if any(form.kind in ("perfect", "participle") for form in text.lexicon.forms.get(text.words[word], ())):
            return word
    return end


def _medium(text: Text, at: int, begin: int, cue: Cue) -> str | None:
    """A named outlet at word `at` that is addressed, not one that speaks."""
    name = text.name_at.get(at)
    if name is None or name.first != at or name.kind != "MEDIA":
        return None
    if cue.subject is not None and cue.subject.first <= at <= cue.subject.last:
        return None
    if name.start > text.start[at] and text.words[at][0] in "لب":
        return name.text
    before = [text.words[i] for i in range(max(begin - 1, at - 4, 0), at)]
    for word in reversed(before):
        if word in _WITH or (
            word[0] == "ل" and (word[1:] in text.lexicon.nouns or word[1:] in text.lexicon.sets["names_in_quotes"])
        ):
            return name.text
        if word not in text.lexicon.nouns and word not in text.lexicon.sets["names_in_quotes"] and word != '"':
            return None
    return None


def _occasion(text: Text, at: int, stop: int) -> str:
    """The occasion from its second word (في، خلال and the like left out) to the next mark or day."""
    words = text.words
    first = at + 1 if words[at].removeprefix("و") in ("في", "خلال", "عبر", "علي", "امام") else at
    last = first
    for word in range(first, min(stop, first + _LONGEST_OCCASION)):
        if (
            words[word] in COMMAS
            or words[word] in STOPS
            or words[word] == '"'
            or words[word] in text.lexicon.complements
        ):
            break
        if words[word] in text.lexicon.sets["time_words"] or words[word] == ":":
            break
        last = word
    return text.original(first, last)
