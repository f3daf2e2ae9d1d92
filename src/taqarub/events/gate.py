"""Which matches of the lexicon are its words at all: many verbs and nouns are spelt like other words."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files

from spacy.symbols import ADJ, ADP, ADV, DET, NOUN, NUM, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X
from spacy.tokens import Doc

from ..language.normal import fold
from .words import Words

_NEVER = frozenset((PUNCT, PROPN, SYM, X))
_NO_VERB = frozenset((ADP, ADV, PRON, ADJ, NUM, DET, SCONJ))


@cache
def homographs() -> tuple[frozenset[str], frozenset[str]]:
    """The folded words of data/events/homographs.txt: all, and those that are no triggers even as verbs."""
    text = (files("taqarub") / "data" / "events" / "homographs.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    always = frozenset(fold(word) for line in lines if line.startswith("verbs:") for word in line.split()[1:])
    return frozenset(fold(word) for line in lines for word in line.removeprefix("verbs:").split()), always


class Gate:
    """Bars matches by word class, by spelling, and inside names.

    The folded text has ه for ة: وزارة would be read as "and he visited him".
    """

    def __init__(self, doc: Doc):
        self._text = doc.text
        names = sorted((e.start, e.end) for e in doc._.entities)
        self._starts = [start for start, _ in names]
        self._names = names
        self._all, self._always = homographs()

    def passes(self, words: Words, kind: str, head: int, pronoun: str, size: int) -> bool:
        """Whether the word at `head` can be a trigger of this kind of form; `pronoun` is what was taken off its end,
        `size` the number of words of the pattern."""
        end = int(words.ends[head])
        if kind in "PIpi" and pronoun == "ه" and self._text[end - 1 : end] == "ة":
            return False
        if self._named(int(words.starts[head]), end, not words.classes):
            return False
        if size == 1 and kind != "L" and self._common(words.forms[head], words.classes[head] if words.classes else 0):
            return False
        return not words.classes or size > 1 or self._of_class(words.classes[head], kind)

    def _common(self, form: str, found: int) -> bool:
        """Whether the word, or what follows its و or ف or preposition, is one of the homographs."""
        barred = self._always if found == VERB else self._all
        if form in barred or (form[0] in "وفبلك" and form[1:] in barred):
            return True
        return form[:2] == "لل" and "ال" + form[2:] in barred

    @staticmethod
    def _of_class(found: int, kind: str) -> bool:
        if found in _NEVER:
            return False
        if kind in "PIpi":
            return found not in _NO_VERB
        # participles that have become names of things (موقع, مدينة, مصدر) are tagged as nouns
        return not (kind == "A" and found in (NOUN, ADP, ADV, PRON))

    def _named(self, start: int, end: int, longer: bool) -> bool:
        """Whether the word lies in a name; with `longer` only names of several words count."""
        at = bisect_right(self._starts, start) - 1
        near = self._names[max(0, at - 2) : at + 1]
        return any(a <= start and end <= b + 1 and not (longer and " " not in self._text[a:b]) for a, b in near)
