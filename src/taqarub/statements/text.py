"""The text as the statements stage reads it: folded surface words with sentences, quotation marks and mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..records import Mention
from .lexicon import Lexicon

_WORD = re.compile(r"(?<!\w)(?:[دمااق]\.\s?){1,2}(?=\w\w)|\d+(?:[.,:/٫٬-]\d+)*%?|\w+|\n+|\.{2,}|&quot;|--|[^\w\s]")
_ABBREVIATED = re.compile(r"\b\w{1,4}\.(?=\w)")  # (بي.اف.ام): no sentence ends there
_OPENING, _CLOSING = "«“‘„", "»”’"
_ONE_LETTER = frozenset("بلوكف")
_LONGEST_QUOTE = 400  # words: an opening mark with no partner nearer than this is taken as never closed


@dataclass(frozen=True, slots=True)
class Name:
    """A mention as statements use it: words first..last, and who it is."""

    first: int
    last: int
    start: int
    end: int
    kind: str  # PER, ORG, GPE, LOC, MEDIA, or adjective, noun, group
    text: str
    name: str | None = None
    role: str | None = None
    code: str | None = None


class Text:
    """One Doc, word by word.

    Attributes:
        source: the original text.
        words: folded surface words and signs, white space left out, "\\n" where a line breaks.
        start, end: offsets of each word into the original text.
        sentence: number of each word's sentence; `bounds[n]` is its (first, past-the-last) word.
        partner: opening quotation mark -> closing one and the other way round, by word.
        opens: words that are opening quotation marks, closed or not.
        names: mentions in text order; `name_at` word -> the mention that covers it.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon):
        self.doc = doc
        self.lexicon = lexicon
        self.source: str = doc._.folded.source
        self.body_start: int = doc._.body_start
        self._split()
        self._sentences()
        self._quotes()
        self._names()

    def __len__(self) -> int:
        return len(self.words)

    def original(self, first: int, last: int) -> str:
        """The original text of words first..last."""
        return self.source[self.start[first] : self.end[last]]

    def word_at(self, offset: int) -> int:
        """The word that holds the original offset, or the last one before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def is_quote(self, at: int) -> bool:
        return self.words[at] == '"'

    # -- building --------------------------------------------------------------------------------------------------

    def _split(self) -> None:
        folded = self.doc._.folded
        text, offsets = folded.text, folded.offsets
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [text[a:b] for a, b in spans]
        if len(offsets) == len(folded.source) + 1:
            self.start = [a for a, _ in spans]
            self.end = [b for _, b in spans]
        else:
            self.start = offsets[[a for a, _ in spans]].tolist()
            self.end = offsets[[b for _, b in spans]].tolist()  # marks after the last letter belong to the word
        for at, word in enumerate(words):
            if word == "'" or word == "&quot;" or (word == "`"):
                words[at] = '"'
            elif word[0] == "\n":
                words[at] = "\n"
        self.words: list[str] = words

    def _sentences(self) -> None:
        begins = [token.idx for token in self.doc if token.is_sent_start]
        begins = [b for b in begins if not _ABBREVIATED.search(self.source, max(0, b - 5), b + 1)]
        self.sentence: list[int] = []
        self.bounds: list[tuple[int, int]] = []
        number, first = 0, 0
        begins.append(len(self.source) + 1)
        at = 0
        while at < len(begins) and self.start and begins[at] <= self.start[0]:
            at += 1
        for word, start in enumerate(self.start):
            if start >= begins[at]:
                while start >= begins[at]:
                    at += 1
                if word > first:
                    self.bounds.append((first, word))
                    number, first = number + 1, word
            self.sentence.append(number)
        if self.start:
            self.bounds.append((first, len(self.start)))

    def _quotes(self) -> None:
        """Pair quotation marks by their direction, and where it says nothing by the spaces around them."""
        self.partner: dict[int, int] = {}
        self.opens: set[int] = set()
        source = self.source
        stack: list[int] = []
        for at, word in enumerate(self.words):
            if word != '"':
                continue
            while stack and at - stack[0] > _LONGEST_QUOTE:
                stack.pop(0)
            if self._opening(at, source, bool(stack)):
                if stack and self._weak(stack[-1], source) and self.sentence[stack[-1]] != self.sentence[at]:
                    stack.pop()
                stack.append(at)
                self.opens.add(at)
            elif stack:
                opener = stack.pop()
                self.partner[opener], self.partner[at] = at, opener

    def _weak(self, at: int, source: str) -> bool:
        """Whether a mark says nothing of its direction by itself."""
        return source[self.start[at]] not in "«»“„"

    def _opening(self, at: int, source: str, is_open: bool) -> bool:
        sign = source[self.start[at]]
        before = source[self.start[at] - 1 : self.start[at]]
        after = source[self.end[at] : self.end[at] + 1]
        prefix = bool(at) and self.words[at - 1] in _ONE_LETTER
        spaced_before = not before or before.isspace() or before in "([:،-ـ#" or prefix
        spaced_after = not after or after.isspace() or after in ".,،؛:!؟)]…"
        if sign == "«":
            return True
        if sign == "»":
            return not is_open and spaced_before and not spaced_after
        if spaced_before and not spaced_after:
            return True
        if spaced_after and not spaced_before:
            return False
        if sign in _OPENING:
            return True
        if sign in _CLOSING and is_open:
            return False
        return not is_open

    def _names(self) -> None:
        self.names: list[Name] = []
        self.name_at: dict[int, Name] = {}
        if not self.words:
            return
        for name in self._mentions():
            if name.first in self.name_at and name.kind in ("adjective", "noun", "group"):
                continue
            self.names.append(name)
            for word in range(name.first, name.last + 1):
                self.name_at.setdefault(word, name)

    def _mentions(self) -> list[Name]:
        mentions: Sequence[Mention] = self.doc._.mentions
        if mentions:
            entities = self.doc._.entities
            rows = [
                (m.start, m.end, entities[m.entity].type if m.entity is not None else m.kind, m.name, m.role, m.code)
                for m in mentions
            ]
        elif self.doc._.entities:
            rows = [(e.start, e.end, e.type, e.name, e.role, e.code) for e in self.doc._.entities]
        else:
            rows = [(e.start_char, e.end_char, e.label_, None, None, None) for e in self.doc.ents]
        names = []
        for start, end, kind, name, role, code in rows:
            first, last = self.word_at(start), self.word_at(end - 1)
            names.append(Name(first, last, start, end, kind, self.source[start:end], name, role, code))
        # named things before adjectives and nouns at the same place, longer before shorter
        names.sort(key=lambda n: (n.first, n.kind in ("adjective", "noun", "group"), -n.last))
        return names
