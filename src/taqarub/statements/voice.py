"""A voice: one who speaks in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .text import Text


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who speaks or may have spoken.

    Attributes:
        start, end, text: the mention, offsets into the text; None and "" where the sentence does not name him.
        name, role, code: identity, as far as known.
        gender: m, f or ""; number: s, d, p or "".
        sentence: where it stands.
        words: the folded words of the whole noun phrase, title included, for later mentions by title.
        person: whether it is a human being by name or office.
        first: its first word. named: whether it is called by name.
    """

    start: int | None
    end: int | None
    text: str
    name: str | None
    role: str | None
    code: str | None
    gender: str
    number: str
    sentence: int
    words: frozenset[str]
    person: bool
    first: int
    named: bool = False

    def unnamed(self) -> Voice:
        """The same voice where its sentence has no subject."""
        return replace(self, start=None, end=None, text="")


def bare(word: str) -> str:
    """A word without conjunction and article."""
    if word.startswith(("وال", "فال", "لل")) and len(word) > 5:
        return word[2:] if word.startswith("لل") else word[3:]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def words_of(text: Text, first: int, last: int) -> frozenset[str]:
    found = set()
    for word in range(first, last + 1):
        here = text.words[word]
        if here.isalnum():
            found.add(bare(here))
    return frozenset(found)


def code_of(text: Text, first: int, last: int) -> str | None:
    """The actor code of a phrase without a name: that of the first coded mention in it."""
    for word in range(first, last + 1):
        name = text.name_at.get(word)
        if name is not None and name.code:
            return name.code
    return None
