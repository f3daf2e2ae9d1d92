"""The book of actors: who is known, under what names, in which office when."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick

from ..records import TaqarubError
from . import kept, spelling
from .actors import Actor, Kind, Office, beginnings, day_bounds, offices
from .tables import ACTORS, values

__all__ = ["Actor", "Book", "Kind", "Office", "OfficeKind", "Sense", "day_bounds", "offices"]


class Sense(NamedTuple):
    """What a phrase can be: a name (full or short form of an actor), adjective, title, noun, word beside a name,
    beginning of a body's name, or a block under which nothing is found."""

    kind: Literal["full", "short", "adjective", "title", "noun", "word", "body", "block"]
    actor: Actor | None = None
    code: str | None = None  # adjective, noun: code or @rule; title: office id; word: its kind
    detail: str = ""  # noun: noun | adjective | group; body: English name


@dataclass(slots=True)
class OfficeKind:
    """A line of offices.tsv."""

    id: str
    name: str
    single: bool
    titles: tuple[str, ...]


@dataclass
class Book:
    """Everything that the tables say, looked up by phrase.

    Attributes:
        actors: all entries.
        senses: folded phrase -> what it can be.
        kinds: office id -> its line in offices.tsv.
        words: all words that occur in phrases.
        anchors: words with which names and adjectives begin: sure enough to split a glued clitic off.
        firsts: words with which people's names begin, given names included.
        glued: three-letter name -> letters that may be glued to it.
        given: folded given name -> English.
        homes: outlet key -> country of the outlet.
        bare: nouns and phrases of nouns, folded, without article, that alone name nobody.
    """

    actors: list[Actor] = field(default_factory=list)
    senses: dict[str, list[Sense]] = field(default_factory=dict)
    kinds: dict[str, OfficeKind] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)
    glued: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    ambiguous: dict[str, tuple[str, str]] = field(default_factory=dict)
    state_names: dict[str, str] = field(default_factory=dict)
    _holders: dict[tuple[str, str], list[tuple[str, str, Actor]]] = field(default_factory=dict)
    _by_skeleton: dict[tuple[int, int, str], list[tuple[tuple[str, ...], Actor]]] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton | None = None

    @classmethod
    def load(cls, extra: Path | None = None) -> Book:
        """Read the tables of data/actors, then a user's own, whose entries win over those of the same English name.

        Args:
            extra: a folder with tables of the same names (people.tsv or people/*.tsv, orgs.tsv …), or None.

        Raises:
            TaqarubError: no such folder, or a line that cannot be read.
        """
        if extra is not None and not extra.is_dir():
            raise TaqarubError(f"{extra}: no folder with a book of actors")
        collecting = gc.isenabled()
        gc.disable()  # thousands of small objects that all stay: collecting between them doubles the time
        try:
            return cls._read([ACTORS, extra]) if extra else cls._ready()
        finally:
            if collecting:
                gc.enable()

    @classmethod
    def _ready(cls) -> Book:
        """The book that ships, as the last run kept it, else read from its tables."""
        path = kept.path_for(ACTORS)
        book = kept.read(path) if path else None
        if book is None:
            book = cls._read([ACTORS])
            if path:
                kept.write(path, book)
        return book

    @classmethod
    def _read(cls, folders: list[Path]) -> Book:
        from .loading import fill

        book = cls()
        fill(book, folders)
        return book

    # what loading and user tables call

    def add_sense(self, phrase: str, sense: Sense) -> None:
        """Enter a folded phrase."""
        self.senses.setdefault(phrase, []).append(sense)

    def add_actor(self, actor: Actor) -> None:
        """Enter an actor under the spelling variants of all his names, and his offices."""
        self.actors.append(actor)
        first_words = beginnings(actor) if actor.kind == "person" else ()
        senses = self.senses
        for form, names in (("full", actor.names), ("short", (*actor.short, *first_words))):
            sense = Sense(form, actor)  # type: ignore[arg-type]
            for name in names:
                for phrase in spelling.variants(name):
                    at = senses.get(phrase)
                    if at is None:
                        senses[phrase] = [sense]
                    elif at[-1].actor is not actor:  # the senses of one actor come in a row
                        at.append(sense)
        for office in actor.offices:
            self._holders.setdefault((office.id, office.of), []).append((office.start, office.end, actor))

    # looking up

    def automaton(self) -> ahocorasick.Automaton:
        """Aho-Corasick over all phrases, a word written " word ": value (number of words, phrase). Built when first used."""
        if self._automaton is None:
            machine = ahocorasick.Automaton()
            for phrase in self.senses:
                parts = phrase.split()
                machine.add_word("".join(f" {part} " for part in parts), (len(parts), phrase))
            machine.make_automaton()
            self._automaton = machine
        return self._automaton

    def adjective(self, folded_word: str) -> str | None:
        """Code of a nationality adjective (الروسية → RUS), or None."""
        for sense in self.senses.get(folded_word, ()):
            if sense.kind == "adjective" or (sense.kind == "noun" and sense.detail == "adjective"):
                return sense.code
        return None

    @cached_property
    def bodies(self) -> dict[str, Actor]:
        """English name of an organisation -> its entry."""
        return {actor.name: actor for actor in self.actors if actor.kind in ("org", "media")}

    @cached_property
    def several(self) -> dict[str, list[str]]:
        """Single words that stand for one of several states (المملكة) -> their codes."""
        return {word: values(of) for word, (rule, of) in self.ambiguous.items() if rule == "choose" and " " not in word}

    def find(self, name: str) -> list[Actor]:
        """Actors with this name, full names before short ones; failing those, actors of like spelling, best first."""
        senses = self.senses.get(spelling.squash(name), [])
        exact = [s.actor for s in sorted(senses, key=lambda s: (s.kind != "full",)) if s.actor]
        return exact or [actor for _, actor in self.alike(spelling.squash(name))]

    def alike(self, folded: str, floor: float = 0.86) -> list[tuple[float, Actor]]:
        """People whose full or short name is spelt like a folded name: (likeness, actor), best first.

        Every word must have a counterpart of the same consonants or nearly the same letters, so that a like surname
        alone does not suffice.
        """
        parts = folded.split()
        if not self._by_skeleton:
            self._index_skeletons()
        best: dict[int, tuple[float, Actor]] = {}
        for position, part in enumerate(parts):
            for name, actor in self._by_skeleton.get((position, len(parts), spelling.skeleton(part)), ()):
                pairs = [spelling.word_likeness(a, b) for a, b in zip(parts, name, strict=True)]
                value = sum(pairs) / len(pairs) if min(pairs) > 0 else 0.0
                if value >= floor and value > best.get(id(actor), (0.0, actor))[0]:
                    best[id(actor)] = (value, actor)
        return sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].weight))

    def holder(self, office: str, of: str, day: str | None) -> Actor | None:
        """Who holds an office of a state or body on a day; the latest where the day is None or the office had two."""
        best: tuple[str, Actor] | None = None
        for start, end, actor in self._holders.get((office, of), ()):
            if (day is None or start <= day <= end) and (best is None or start > best[0]):
                best = (start, actor)
        return best[1] if best else None

    def holders(self, office: str, of: str) -> list[tuple[str, str, Actor]]:
        """All that the book knows to have held an office: (from, to, actor)."""
        return sorted(self._holders.get((office, of), ()), key=lambda item: item[0])

    def held_offices(self) -> Iterable[tuple[str, str]]:
        """All (office, of) that someone in the book holds or held."""
        return self._holders.keys()

    def _index_skeletons(self) -> None:
        for actor in self.actors:
            if actor.kind != "person":
                continue
            for name in dict.fromkeys(spelling.squash(name) for name in (*actor.names, *actor.short)):
                parts = tuple(name.split())
                for position, part in enumerate(parts):
                    key = (position, len(parts), spelling.skeleton(part))
                    self._by_skeleton.setdefault(key, []).append((parts, actor))
