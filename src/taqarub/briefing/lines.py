"""What a briefing is made of."""

from __future__ import annotations

import msgspec

from ..records import Event, Statement


class Report(msgspec.Struct, kw_only=True):
    """What briefings ask of a record: less than half of it, read in half the time."""

    id: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    headline: str = ""
    text: str = ""
    body_start: int = 0
    statements: list[Statement] = []
    events: list[Event] = []
    files: list[str] = []


class Source(msgspec.Struct, kw_only=True, frozen=True):
    """Where a line comes from.

    Attributes:
        article: id; start: where in its text the words stand.
        sentence: around them.
    """

    article: str
    start: int
    outlet: str | None
    day: str | None
    headline: str
    sentence: str
    url: str | None


class Happened(msgspec.Struct, kw_only=True):
    """One act, however many outlets report it.

    Attributes:
        type, mode, score: by PLOVER.
        source, target: codes of who acts and towards whom; empty where it is not known.
        reporter: in whose words alone it stands, or None.
        sources: one an article, the one that shows the line first.
    """

    type: str
    mode: str | None
    score: float
    status: str
    date: str | None
    place: str | None
    source: list[str]
    target: list[str]
    reporter: str | None
    sources: list[Source]

    @property
    def outlets(self) -> int:
        """How many outlets report it; an article without one counts by itself."""
        return len({source.outlet or source.article for source in self.sources})


class Said(msgspec.Struct, kw_only=True):
    """One statement, however many outlets carry it. `outlet`: to which it was given, where the article says so."""

    text: str
    form: str
    outlet: str | None
    sources: list[Source]


class Voice(msgspec.Struct, kw_only=True):
    """One speaker with what he said; `more`: how many statements of his are left out."""

    speaker: str
    name: str | None
    role: str | None
    code: str | None
    said: list[Said]
    more: int = 0


class Moved(msgspec.Struct, kw_only=True):
    """A pair of actors whose closeness on the file moved.

    Attributes:
        before, after: closeness on the day before the first, and on the last.
        low, high: 90 % interval of the last.
        stories: that carry the last day.
        causes: what became known in these days and moved it most, with the change that each made.
    """

    a: str
    b: str
    before: float
    after: float
    low: float
    high: float
    stories: int
    causes: list[Cause]

    @property
    def change(self) -> float:
        """From before to after."""
        return self.after - self.before


class Cause(msgspec.Struct, kw_only=True):
    """An act that moved a pair, and by how much on the day it became known."""

    change: float
    act: Happened


class Brief(msgspec.Struct, kw_only=True):
    """A briefing.

    Attributes:
        first, last: its days, both included.
        articles: that it is made of; outlets: how many published them.
        more_acts: further acts that are left out; recalled: acts of earlier days that the articles come back to.
        more_voices: further speakers.
        unnamed: statements whose speaker is not known.
        last_known: the last day before with an article on the file, where there is none in these.
        updated: the latest publication.
    """

    file: str
    first: str
    last: str
    articles: int = 0
    outlets: int = 0
    happened: list[Happened] = []
    more_acts: int = 0
    recalled: int = 0
    said: list[Voice] = []
    more_voices: int = 0
    unnamed: int = 0
    moved: list[Moved] = []
    last_known: str | None = None
    updated: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is known of these days."""
        return not (self.happened or self.said or self.moved)
