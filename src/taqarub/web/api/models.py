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
