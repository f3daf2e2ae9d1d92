"""What the words of a name say of its state: adjectives and names inside it, or right after it."""

from __future__ import annotations

from . import spelling
from .actors import Actor
from .book import Book
from .matching import View

HOST = frozenset(("في", "لدي", "ب"))

class Inside:
    """Looks into the words [start, end) of a name in one article.

    Args:
        book, view: what is known and read.
        day: day of publication or None.
    """

    def __init__(self, book: Book, view: View, day: str | None = None):
        self.book, self.view, self.day = book, view, day

    def actors(self, start: int, end: int) -> list[Actor]:
        """The book's entries that stand within words [start, end), longest first at each word."""
        found: list[Actor] = []
        at = start
        while at < end:
            step = at + 1
            for hit in self.view.hits.get(at, ()):
                full = [s.actor for s in hit.senses if s.actor and s.kind == "full"]
                if hit.end <= end and full:
                    found.append(max(full, key=lambda a: a.weight))
                    step = hit.end
                    break
            at = step
        return found

    def adjective(self, start: int, end: int) -> str | None:
        """The code of the last nationality adjective within words [start, end)."""
        for at in range(end - 1, start - 1, -1):
            for hit in self.view.hits.get(at, ()):
                for sense in hit.senses:
                    adjective = sense.kind == "adjective" or (sense.kind == "noun" and sense.detail == "adjective")
                    if adjective and hit.end <= end and sense.code:
                        return sense.code
        return None

    def state(self, start: int, end: int) -> str | None:
        """The state of an adjective in the words, else of a body, state, town or person named in them."""
        code = self.adjective(start, end)
        if code or end - start == 1:
            return code
        inside = self.actors(start, end)
        for kinds in (("org", "seat"), ("state", "capital"), ("place",), ("person",)):
            for actor in inside:
                code = actor.on(self.day) if actor.kind in kinds else None
                if code and not code.startswith("@") and (actor.weight >= 0.8 or actor.kind != "place"):
                    return code
        return None

    def adjective_after(self, end: int) -> str | None:
        """The code of a nationality adjective that follows the words."""
        hit = self.view.longest(end)
        for sense in hit.senses if hit else ():
            if sense.kind == "adjective":
                return sense.code
        return None

    def host(self, at: int) -> str | None:
        """The state named after a preposition of place at a word: في بيروت, لدى لبنان."""
        words = self.view.words
        if at + 1 >= len(words) or words[at] not in HOST:
            return None
        for hit in self.view.hits.get(at + 1, ()):
            for sense in hit.senses:
                if sense.kind == "full" and sense.actor and sense.actor.kind in ("state", "capital", "place"):
                    return sense.actor.code
        return None

    def state_after(self, end: int) -> str | None:
        """The adjective or في + state that follows the words: وزارة الدفاع في صنعاء, الحرس الثوري الإيراني."""
        words = self.view.words
        for at in (end, end + 1) if end < len(words) and words[end] in ("في", "ب") else (end,):
            hit = self.view.longest(at)
            for sense in hit.senses if hit else ():
                if sense.kind == "adjective":
                    return sense.code
                if (
                    sense.kind == "full"
                    and sense.actor
                    and sense.actor.kind in ("state", "capital", "place")
                    and sense.actor.weight >= 1
                ):
                    return sense.actor.code
        return None

    def roman(self, text: str) -> str:
        """An English spelling of a name that the book does not list."""
        return spelling.romanise(text, self.book.given)
