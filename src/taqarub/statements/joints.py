"""Joints: how reported words are joined to their cue, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass

from .phrases import COMMAS, STOPS, Subject
from .text import Text


@dataclass(slots=True)
class Joint:
    frame: str
    mark: int
    begin: int
    clitic: int = 0
    quote: int = -1


def opened(text: Text, frame: str, mark: int, begin: int, clitic: int) -> Joint:
    quote = -1
    if text.words[begin] == '"' and begin in text.opens:
        quote, begin = begin, begin + 1
    return Joint(frame, mark, begin, clitic, quote)


def clause_joint(text: Text, mark: int) -> Joint:
    begin = mark + 1
    quote = -1
    while begin < len(text) and (text.words[begin] in COMMAS or text.words[begin] == ":"):
        begin += 1
    if begin < len(text) and text.words[begin] == '"' and begin in text.opens:
        quote, begin = begin, begin + 1
    elif mark and text.words[mark - 1] == '"' and (mark - 1) in text.opens:
        quote = mark - 1
    return Joint("an", mark, begin, 0, quote)


def speech_joint(text: Text, mark: int, begin: int) -> Joint:
    """Direct speech from `begin`: marks, and an إن inside them, are left out."""
    quote = -1
    words = text.words
    while begin < len(text) and (words[begin] in ('"', ":", "-", "،", ",") or words[begin] == "\n"):
        if words[begin] == '"' and quote < 0:
            quote = begin
        begin += 1
    if begin < len(text) and words[begin] in text.lexicon.complements and words[begin][0] != "ب":
        begin += 1
        if begin < len(text) and words[begin] == '"' and quote < 0:
            quote, begin = begin, begin + 1
    return Joint("q", mark, begin, 0, quote)


def speaks(text: Text, at: int, cue: int, subject: Subject | None) -> bool:
    """Whether the quotation that opens at `at` is speech, not a name or a word in inverted commas."""
    words = text.words
    close = text.partner.get(at)
    last = (close if close is not None else text.bounds[text.sentence[at]][1]) - 1
    length = last - at
    if length < 1:
        return False
    name = text.name_at.get(at + 1)
    if name is not None and name.last >= last and name.kind in ("PER", "ORG", "GPE", "LOC", "MEDIA"):
        return False
    before = words[at - 1]
    if length <= 5 and (before in text.lexicon.sets["names_in_quotes"] or before == "ل"):
        return False
    if length >= 5:
        return True
    after = words[close + 1] if close is not None and close + 1 < len(words) else "."
    closes = after in STOPS or after in COMMAS or after[0] == "و"
    return closes and (before == ":" or at == cue + 1 or (subject is not None and at == subject.last + 1))
