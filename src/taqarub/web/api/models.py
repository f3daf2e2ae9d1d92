"""What the API answers with."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Model(BaseModel):
    """All of them: made of rows and structs as well as of dicts."""

    model_config = ConfigDict(from_attributes=True)


class Page(Model, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


class ArticleLine(Model):
    """An article in a list."""

    id: str = Field(description="The same for ever, also when the article is read again.", examples=["seed"])
    url: str | None = Field(description="Where it was published.")
    outlet: str | None
    published: str | None = Field(description="ISO 8601, a day or a moment.", examples=["2018-07-16"])
    headline: str
    label: str | None
    version: int = Field(description="Grows when it is published again with changes.")
    files: list[str] = Field(description="Slugs of the files that it is on.")
    statements: int
    events: int


class SpanOut(Model):
    """A stretch of the text: offsets in characters, end exclusive."""

    start: int
    end: int
    text: str


class RelatedOut(Model):
    """A headline of another story in the page."""

    headline: str
    label: str | None
    url: str | None


class FurnitureOut(Model):
    """A line of the page that is no part of the article."""

    kind: str
    text: str


class EntityOut(SpanOut):
    """One mention of a named thing."""

    type: str = Field(description="PER, ORG, GPE, LOC or MEDIA.")
    name: str | None = Field(description="Its identity in English.")
    role: str | None
    code: str | None
    wikidata: str | None
    by: str | None = Field(None, description="Rule or model that found it; only with explain.")


class TimeOut(SpanOut):
    """An expression of time."""

    type: str
    value: str = Field(description="A TIMEX3 value.")
    by: str | None = None


class SpeakerOut(Model):
    """Who said it."""

    start: int | None
    end: int | None
    text: str
    name: str | None
    role: str | None
    code: str | None


class StatementOut(SpanOut):
    """Reported words."""

    form: str = Field(description="direct, indirect or mixed.")
    cue: SpanOut | None
    speaker: SpeakerOut
    outlet: str | None = Field(description="Outlet to which it was said.")
    by: str | None = None


class EventOut(Model):
    """Who did what to whom."""

    type: str = Field(examples=["CONSULT"])
    mode: str | None
    quad: str
    score: float = Field(description="From -10 to 10.")
    trigger: SpanOut
    source: list[str]
    target: list[str]
    status: str = Field(description="happened, ongoing, planned, possible or denied.")
    date: str | None
    place: str | None
    reporter: str | None = Field(description="In whose words alone it stands.")
    contexts: list[str]
    file: str | None
    by: str | None = None


class RecordOut(Model):
    """Everything that was read in an article, with what people corrected."""

    id: str
    url: str | None
    outlet: str | None
    published: str | None
    headline: str
    label: str | None
    byline: list[str]
    dateline: str | None
    text: str = Field(description="Headline, newline, body; offsets count its characters.")
    body_start: int
    related: list[RelatedOut]
    furniture: list[FurnitureOut]
    entities: list[EntityOut]
    times: list[TimeOut]
    statements: list[StatementOut]
    events: list[EventOut]
    files: list[str]


class StatementLine(Model):
    """A statement in a list."""

    id: str = Field(description="Article and place: the same as long as the article's text is.")
    article: str
    day: str | None
    published_by: str | None = Field(description="Outlet of the article.")
    start: int
    end: int
    text: str
    form: str
    cue: str | None
    speaker: str = Field(description="As in the text; empty where nobody is named.")
    name: str | None
    role: str | None
    code: str | None
    outlet: str | None = Field(description="Outlet to which it was said.")


class EventLine(Model):
    """An event in a list."""

    id: str = Field(description="Article, place and type: the same as long as the article's text is.")
    article: str
    day: str | None = Field(description="Of publication.")
    outlet: str | None
    type: str
    mode: str | None
    quad: str
    score: float
    status: str
    date: str | None
    place: str | None
    reporter: str | None
    file: str | None
    source: list[str]
    target: list[str]
    start: int
    end: int
    trigger: str
    sentence: str


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


class StoryLine(Model):
    """Articles that tell the same."""

    id: str = Field(description="Id of the article that opened it.")
    headline: str = Field(description="Of one of them.")
    articles: int
    outlets: int
    first: str | None
    last: str | None


class ToldOut(Model):
    """An article of a story."""

    id: str
    headline: str
    day: str | None
    outlet: str | None
    copy_of: str | None = Field(description="The article of which it is a near copy.")


class StoryOut(Model):
    """A story."""

    id: str
    articles: list[ToldOut]


class HitOut(Model):
    """An article found."""

    id: str
    headline: str
    day: str | None
    outlet: str | None
    url: str | None
    files: list[str]
    score: float = Field(description="Higher is nearer to the query.")
    snippet: str
    marks: list[tuple[int, int]] = Field(description="[start, end) of found words in the snippet.")


class FailureOut(Model):
    """An input that could not be read."""

    source: str = Field(description="As it was named to `taqarub ingest`.")
    origin: str = Field(description="The part of it.")
    reason: str


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


class CorrectionOut(Model):
    """What a person said of an item."""

    number: int
    article: str
    layer: str
    action: str
    text: str = Field(description="The words of the item.")
    start: int
    value: dict[str, Any]
    author: str
    at: str
    note: str | None
    withdrawn: bool
    withdrawn_by: str | None
    withdrawn_at: str | None


class Fault(Model):
    """A parameter that is wrong."""

    where: str
    what: str


class Problem(Model):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None
    reference: str | None = Field(None, description="Number under which the log of the server has it.")
