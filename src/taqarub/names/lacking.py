"""The names that the book lacks in a set of records, spellings of one name together: the way to make it grow."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..records import Entity, Record
from . import spelling

_ARABIC = re.compile("[\u0621-\u064a]{2}")
# by whom a body was told without the book listing it: its kind, the state in its name
_TOLD = (":book", ":pattern", ":pattern+context", ":ambiguous", ":type", ":state outlet", ":state outlet+context")

_PRIVATE = frozenset(("private person", "artist", "athlete", "journalist", "expert", "cleric", "lawyer", "businessman", "suspect"))


@dataclass
class Lacking:
    """A name that the book lacks.

    Attributes:
        type: PER, ORG …
        spellings: as written, each with the number of articles.
        codes, roles: what the words beside it said, each with the number of articles.
        articles, mentions: number of articles, and of the places in them.
    """

    type: str
    spellings: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    mentions: int = 0

    @property
    def name(self) -> str:
        """The most frequent spelling."""
        return self.spellings.most_common(1)[0][0]

    @property
    def code(self) -> str | None:
        """The code that most articles give it, if any does."""
        return self.codes.most_common(1)[0][0] if self.codes else None

    @property
    def role(self) -> str | None:
        """The role that most articles give it, if any does."""
        return self.roles.most_common(1)[0][0] if self.roles else None


def lacking(records: Iterable[Record], types: Collection[str], given: Mapping[str, str]) -> list[Lacking]:
    """Names that neither the book nor a pattern knows, by the number of articles, those of most first; of as many, those
    who are in office by what the text says, then those named most often.

    A person counts once an article, under his fullest name. Left out are a lone given name or surname, other names of one
    word that stand in one article only (a bare noun as a rule), and words without Arabic letters.

    Args:
        records: records with entities.
        types: entity types wanted.
        given: folded given names (Book.given).
    """
    groups: dict[tuple[str, str], list[Lacking]] = defaultdict(list)
    for record in records:
        for entity, mentions in _fullest(record.entities, types, given):
            alike = groups[entity.type, _key(entity.text)]
            group = next((g for g in alike if _same(g.spellings, entity.text, given)), None)
            if group is None:
                alike.append(group := Lacking(entity.type))
            group.articles += 1
            group.mentions += mentions
            group.spellings[" ".join(entity.text.split())] += 1
            group.codes.update([entity.code] if entity.code else [])
            group.roles.update([entity.role] if entity.role else [])
    found = (group for alike in groups.values() for group in alike)
    told = [g for g in found if g.articles > 1 or " " in g.name]
    return sorted(told, key=lambda g: (-g.articles, g.role is None or g.role in _PRIVATE, -g.mentions, g.name))


def _fullest(entities: Iterable[Entity], types: Collection[str], given: Mapping[str, str]) -> list[tuple[Entity, int]]:
    """One entity for each unknown name of an article, the one with most words, and how often the name stands there."""
    named: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type in types and _unknown(entity) and _ARABIC.search(entity.text):
            named[entity.type, entity.name or entity.text].append(entity)
    found = [(max(same, key=lambda e: len(e.text.split())), len(same)) for same in named.values()]
    return [(e, count) for e, count in found if e.type != "PER" or _is_full(e.text, given)]


def _unknown(entity: Entity) -> bool:
    """Records without `by` tell it only by the missing code."""
    if not entity.by:
        return entity.code is None
    return not entity.by.endswith(":book") if entity.type == "PER" else not entity.by.endswith(_TOLD)


def _is_full(text: str, given: Mapping[str, str]) -> bool:
    """Whether a person's name has two words that are not both of one name (عبد الله)."""
    squashed = spelling.squash(text)
    words = squashed.split()
    return len(words) > 1 and squashed not in given and not (len(words) == 2 and words[0] in ("ابو", "ابن", "ام", "ال"))


def _key(text: str) -> str:
    """The consonants of a name, which all its spellings share."""
    return " ".join(map(spelling.skeleton, spelling.variants(text)[-1].split()))


def _same(known: Iterable[str], text: str, given: Mapping[str, str]) -> bool:
    """Whether a name is one of some spellings written otherwise: alike word by word, no two different given names."""
    words = spelling.variants(text)[-1].split()
    for other in known:
        pairs = list(zip(words, spelling.variants(other)[-1].split(), strict=True))
        if all(a == b or (spelling.word_likeness(a, b) >= 0.9 and given.get(a) == given.get(b)) for a, b in pairs):
            return True
    return False
