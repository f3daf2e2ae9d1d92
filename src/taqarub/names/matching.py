"""A Doc as words that the book can be matched against, and every place where a phrase of the book stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from spacy.attrs import IDX, LENGTH, NORM, SENT_START, SPACY
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..language.clitics import split_by_rule
from ..language.words import set_norms
from .book import Book, Sense

_PREFIXES = "وفبلك"
_IGNORED = frozenset("#_")  # كوريا_الجنوبية, #ماكرون
CLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "س"))
_REMEMBERED = 200_000  # word forms kept; news has fewer


class Hit(NamedTuple):
    """A phrase of the book standing at words [start, end)."""

    start: int
    end: int
    phrase: str
    senses: list[Sense]


class View:
    """The words of a Doc without the things that hide names: white space left out, a conjunction or preposition still
    glued to a known word split off, the article restored after ل (ل|لأمم → الامم).

    Attributes:
        words: folded words.
        starts, ends: offsets of each word in the text.
        sentence: number of the sentence of each word.
        hits: start word -> Hits there, longest first.
        blocked: words inside a phrase that is no name at all (كوبا أمريكا).
    """

    __slots__ = ("_index", "blocked", "ends", "glued", "hits", "sentence", "starts", "text", "words")

    def __init__(
        self, text: str, words: list[str], starts: list[int], ends: list[int], glued: list[bool], sentence: list[int]
    ):
        self.text = text
        self.words, self.starts, self.ends, self.glued, self.sentence = words, starts, ends, glued, sentence
        self.hits: dict[int, list[Hit]] = {}
        self.blocked: set[int] = set()
        self._index: dict[int, int] = dict(zip(starts, range(len(starts)), strict=True))

    def word_at(self, offset: int) -> int:
        """The first word that begins at or after an offset."""
        found = self._index.get(offset)
        return found if found is not None else bisect_left(self.starts, offset)

    def word_ending(self, offset: int) -> int:
        """One past the last word that ends at or before an offset."""
        return bisect_left(self.ends, offset + 1)

    def slice(self, start: int, end: int) -> str:
        """The text of words [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def longest(self, at: int, kinds: frozenset[str] | None = None) -> Hit | None:
        """The longest hit at a word with a sense of one of the kinds."""
        for hit in self.hits.get(at, ()):
            if kinds is None or any(sense.kind in kinds for sense in hit.senses):
                return hit
        return None

    def exact(self, start: int, end: int) -> Hit | None:
        """The hit that covers exactly words [start, end)."""
        for hit in self.hits.get(start, ()):
            if hit.end == end:
                return hit
        return None


class Matcher:
    """Makes Views with a book's phrases found; remembers word forms between documents."""

    def __init__(self, book: Book):
        self.book = book
        self.machine = book.automaton()
        self._blocks = frozenset(phrase for phrase, (rule, _) in book.ambiguous.items() if rule == "block")
        self._forms: dict[int, tuple[str, int, str]] = {}
        self._lands = {
            phrase
            for phrase, senses in book.senses.items()
            if " " not in phrase and senses[0].actor and senses[0].actor.kind == "state" and phrase not in book.ambiguous
        }
        self._torn: dict[tuple[str, str], set[str]] = {}
        for phrase in book.senses:
            first, _, rest = phrase.partition(" ")
            if rest and first[0] in CLITICS and len(first) > 2 and first[1:] in book.words:
                self._torn.setdefault((first[0], first[1:]), set()).add(rest.partition(" ")[0])
        self._beginnings = {phrase.split(" ", 1)[0] for phrase in book.senses if phrase.startswith("ل")}

    def __call__(self, doc: Doc) -> View:
        view = self.view(doc)
        self._find(view)
        return view

    def words_view(self, tokens: list[str]) -> View:
        """A View of loose words, phrases found: for expressions outside an article."""
        pieces = [(piece, piece is parts[-1]) for parts in map(split_by_rule, tokens) for piece in parts]
        doc = Doc(Vocab(), words=[piece for piece, _ in pieces], spaces=[last for _, last in pieces])
        set_norms(doc)
        return self(doc)

    def view(self, doc: Doc) -> View:
        """The words of a Doc, nothing matched yet."""
        columns = doc.to_array([NORM, IDX, LENGTH, SPACY, SENT_START])
        strings, forms, text = doc.vocab.strings, self._forms, doc.text
        if len(forms) > _REMEMBERED:
            forms.clear()
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        glued: list[bool] = []
        sentence: list[int] = []
        number, joined, before = 0, False, ""
        known_words = self.book.words
        rows = columns.tolist()
        for index, (norm, at, length, space, opens) in enumerate(rows):
            if opens == 1:
                number += 1
            known = forms.get(norm)
            if known is None:
                known = forms[norm] = self._form(strings[norm % (1 << 64)])
            word, prefix, rest = known
            if not word:
                joined = False
                continue
            if joined and before == "ل" and word[0] == "ل" and len(word) > 3 and self._hides_article(word):
                word, prefix = "ا" + word, 0
                at, length = at + 1, length - 1  # the name begins after the ل that hides its article
            if (
                joined
                and before in CLITICS
                and before + word in known_words
                and (word not in known_words or self._is_torn(before, word, strings, rows[index + 1 : index + 2]))
            ):
                words[-1] = before = before + word  # split where nothing was to split: و|اشنطن, ف|التر
                ends[-1] = at + length
                joined = not space
                continue
            if prefix:
                cut = _letters_end(text, at, prefix)
                words += (word[:prefix], rest)
                starts += (at, cut)
                ends += (cut, at + length)
                glued += (joined, True)
                sentence += (number, number)
                before = rest
            else:
                words.append(word)
                starts.append(at)
                ends.append(at + length)
                glued.append(joined)
                sentence.append(number)
                before = word
            joined = not space
        return View(text, words, starts, ends, glued, sentence)

    def _is_torn(self, clitic: str, word: str, strings: StringStore, after: list[list[int]]) -> bool:
        """Whether a clitic is the first letter of a name that goes on with the next word: ب|ان كي مون."""
        following = self._torn.get((clitic, word))
        return bool(following and after and strings[after[0][0] % (1 << 64)] in following)

    def _hides_article(self, word: str) -> bool:
        """Whether a word after ل is one with an article whose alef is gone: ل|لأمم, ل|لتحرير, but not ل|لبنان."""
        return word not in self.book.words or ("ا" + word in self.book.words and word not in self._beginnings)

    def _form(self, word: str) -> tuple[str, int, str]:
        """A word as it is matched, the number of its letters that are glued clitics, and the word after them."""
        if word in _IGNORED:
            return ("", 0, "")
        if word.isspace():
            return ("\n" if "\n" in word else "", 0, "")
        glued = self.book.glued
        if len(word) >= 4 and word[0] in _PREFIXES and word not in self.book.words:
            for size in (1, 2):
                if size == 2 and (word[0] not in "وف" or word[1] not in "بلك"):
                    continue
                rest = word[size:]
                if word[size - 1] in glued.get(rest, "") or (len(word) > 4 and rest in self._anchors(word[size - 1])):
                    return (word, size, rest)
                if word[size - 1] == "ل" and rest[0] == "ل" and len(word) > 4 and "ا" + rest in self.book.anchors:
                    return (word, size, "ا" + rest)
        return (word, 0, "")

    def _anchors(self, letter: str) -> set[str]:
        """Words from which a letter before them is split off: after ك, which begins many words, only states."""
        return self._lands if letter == "ك" else self.book.anchors

    def _find(self, view: View) -> None:
        stream, positions, at = [], {}, 0
        for index, word in enumerate(view.words):
            stream.append(f" {word} ")
            at += len(word) + 2
            positions[at - 1] = index
        senses, hits = self.book.senses, view.hits
        blocked: list[Hit] = []
        for end, (count, phrase) in self.machine.iter("".join(stream)):
            last = positions[end]
            start = last + 1 - count
            hit = Hit(start, last + 1, phrase, senses[phrase])
            here = hits.get(start)
            if here is None:
                hits[start] = [hit]
            else:
                here.insert(0, hit)  # hits at one start come by growing end
            if phrase in self._blocks:
                blocked.append(hit)
        for block in blocked:
            for at in range(block.start, block.end):
                hits.pop(at, None)
                view.blocked.add(at)


def _letters_end(text: str, at: int, letters: int) -> int:
    """The offset after the first letters of a word, their vowel signs included."""
    while letters:
        at += 1
        letters -= 1
        while at < len(text) and ("\u064b" <= text[at] <= "\u0652" or text[at] in "\u0670\u0640"):
            at += 1
    return at
