"""What the API answers with: actors, files and their figures."""

from __future__ import annotations

from pydantic import Field

from .models import Model


class ActorLine(Model):
    """An actor in a list."""

    code: str = Field(examples=["RUS"])
    name_ar: str
    name_en: str
    events: int = Field(description="In which it acts or is acted upon.")
    statements: int


class Counted(Model):
    """A value and how often it is there."""

    value: str
    count: int


class ActorOut(ActorLine):
    """An actor."""

    as_source: int
    as_target: int
    articles: int = Field(description="That name it or tell what it does.")
    types: list[Counted] = Field(description="Types of its events, the most frequent first.")
    counterparts: list[Counted] = Field(description="Codes on the other side, the most frequent first.")
    speakers: list[Counted] = Field(description="Names of those who speak for it.")


class FileOut(Model):
    """A file."""

    slug: str = Field(examples=["syria"])
    name_ar: str
    name_en: str
    articles: int
    events: int
    first: str | None = Field(description="First day with an article.")
    last: str | None


class DayOut(Model):
    """Closeness of one day."""

    day: str
    closeness: float = Field(description="From -10 to 10; 0 is no evidence, or as much for as against.")
    low: float = Field(description="Lower end of the 90 % interval.")
    high: float
    weight: float
    stories: int = Field(description="That carry the day.")
    new: int = Field(description="That became known on it.")


class MoveOut(Model):
    """An act and how much it changed closeness on the day on which it became known."""

    change: float
    story: str
    day: str
    known: str
    type: str
    mode: str | None
    score: float
    weight: float
    status: str
    source: list[str]
    target: list[str]
    claimed: str | None = Field(description="The side in whose words alone it stands.")
    file: str | None
    record: str = Field(description="Id of the article.")
    url: str | None
    outlets: list[str]
    start: int
    end: int
    sentence: str


class ClosenessOut(Model):
    """Closeness of two actors on a file."""

    a: str
    b: str
    file: str
    direction: str
    half_life: float
    k: float
    stories: int
    days: list[DayOut]
    moves: list[MoveOut]


class ShiftOut(Model):
    """How far a pair moved from one period to the next."""

    a: str
    b: str
    before: float
    after: float
    change: float
    low: float
    high: float
    stories: int
    sure: bool = Field(description="Whether the interval of the change leaves out 0.")


class DyadsOut(Model):
    """The pairs of a file that moved most."""

    first: list[str] = Field(description="First and last day of the first period.", min_length=2, max_length=2)
    second: list[str] = Field(min_length=2, max_length=2)
    pairs: list[ShiftOut]


class SourceOut(Model):
    """Where a line of a briefing comes from."""

    article: str
    start: int
    outlet: str | None
    day: str | None
    headline: str
    sentence: str
    url: str | None


class ActOut(Model):
    """One act, however many outlets report it."""

    type: str
    mode: str | None
    score: float
    status: str
    date: str | None
    place: str | None
    source: list[str]
    target: list[str]
    reporter: str | None
    sources: list[SourceOut]


class SaidOut(Model):
    """One statement, however many outlets carry it."""

    text: str
    form: str
    outlet: str | None
    sources: list[SourceOut]


class VoiceOut(Model):
    """A speaker."""

    speaker: str
    name: str | None
    role: str | None
    code: str | None
    said: list[SaidOut]
    more: int


class CauseOut(Model):
    """What moved a pair."""

    change: float
    act: ActOut


class MovedOut(Model):
    """A pair that moved."""

    a: str
    b: str
    before: float
    after: float
    low: float
    high: float
    stories: int
    causes: list[CauseOut]


class BriefOut(Model):
    """A briefing: what happened, who said what, what moved."""

    file: str
    first: str
    last: str
    articles: int
    outlets: int
    happened: list[ActOut]
    more_acts: int
    recalled: int = Field(description="Acts of earlier days that the articles come back to.")
    said: list[VoiceOut]
    more_voices: int
    unnamed: int
    moved: list[MovedOut]
    last_known: str | None = Field(description="Where nothing is known: the last day before with an article.")
    updated: str | None
