"""The types that flow through the house: Page, Article, Entity, Time, Statement, Event, Record.

Offsets are characters into `Record.text` (headline, newline, body), end exclusive. Types, codes and values follow
PLOVER and TIMEX3. `by` says which rule or model found a thing; it is left out of JSON unless it is asked for.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

# the model that reading uses where none is asked for
DEFAULT_MODEL = "fast"

EntityType = Literal["PER", "ORG", "GPE", "LOC", "MEDIA"]
Form = Literal["direct", "indirect", "mixed"]
Status = Literal["happened", "ongoing", "planned", "possible", "denied"]


class TaqarubError(Exception):
    """An input that cannot be read, or a request that cannot be met: one clear line, naming the input."""


class Page(msgspec.Struct, kw_only=True):
    """What a user handed in, before anything is known of it: the raw content and where it came from."""

    content: str | bytes
    origin: str = "-"  # path, address or "-": what an error names
    kind: Literal["auto", "html", "text"] = "auto"
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    id: str | None = None
    charset: str | None = None  # what the transport declared


class Related(msgspec.Struct, kw_only=True):
    """A headline of another story that stood in the page."""

    headline: str
    label: str | None = None
    url: str | None = None


class Furniture(msgspec.Struct, kw_only=True):
    """A line of the page that is neither headline nor body: caption, share row, tags, end mark …"""

    kind: str
    text: str


class Article(msgspec.Struct, kw_only=True):
    """A page read clean. `paragraphs` is the body; `published` is ISO 8601 (a date, or a date with time) or None."""

    id: str
    headline: str = ""
    paragraphs: list[str] = []
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    label: str | None = None
    byline: list[str] = []
    dateline: str | None = None
    related: list[Related] = []
    furniture: list[Furniture] = []
    sentences: list[str] | None = None  # given by the input: headline first; then paragraphs are these sentences

    @property
    def body_start(self) -> int:
        """Offset of the body in `text`."""
        return len(self.headline) + 1

    @property
    def text(self) -> str:
        """The headline, a newline, and the body, a paragraph a line."""
        return self.headline + "\n" + "\n".join(self.paragraphs)

    @property
    def day(self) -> str | None:
        """The day of publication, YYYY-MM-DD, or None."""
        return self.published[:10] if self.published else None


class Span(msgspec.Struct, kw_only=True):
    """A stretch of the record's text."""

    start: int
    end: int
    text: str


class Entity(msgspec.Struct, kw_only=True):
    """One mention of a named thing. `name` is its identity in English, the same for all its mentions."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str | None = None
    role: str | None = None
    code: str | None = None
    wikidata: str | None = None
    by: str = ""


class Time(msgspec.Struct, kw_only=True):
    """One expression of time. `type` is DATE, TIME, DURATION or SET, `value` a TIMEX3 value."""

    start: int
    end: int
    text: str
    type: str
    value: str
    by: str = ""


class Speaker(msgspec.Struct, kw_only=True):
    """Who said it. With no subject in the sentence `start` and `end` are None and `text` is empty."""

    start: int | None = None
    end: int | None = None
    text: str = ""
    name: str | None = None
    role: str | None = None
    code: str | None = None


class Statement(msgspec.Struct, kw_only=True):
    """Reported words: the span is the content, without the cue, a leading أن and outer quotation marks."""

    start: int
    end: int
    text: str
    form: Form
    cue: Span | None
    speaker: Speaker
    outlet: str | None = None
    by: str = ""


class Event(msgspec.Struct, kw_only=True):
    """Who did what to whom. `type`, `mode`, `quad`, `score` by PLOVER; `source`, `target` are actor codes."""

    type: str
    mode: str | None = None
    quad: str
    score: float
    trigger: Span
    source: list[str]
    target: list[str]
    status: Status
    date: str | None = None
    place: str | None = None
    reporter: str | None = None
    contexts: list[str] = []
    file: str | None = None
    by: str = ""


class Mention(msgspec.Struct, kw_only=True):
    """Any expression that stands for an actor: a linked name, a nationality adjective (الروسي), a common noun
    (مدنيون), a group (الجانبان). Not part of the record: what statements and events look up sides in.

    `kind`: entity | adjective | noun | group. `code` is None where the expression has no code of its own.
    `entity` is the index into doc._.entities, for kind entity.
    """

    start: int
    end: int
    text: str
    kind: Literal["entity", "adjective", "noun", "group"]
    code: str | None = None
    name: str | None = None
    role: str | None = None
    entity: int | None = None


class Record(msgspec.Struct, kw_only=True):
    """Everything that was read in one article."""

    id: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    headline: str = ""
    label: str | None = None
    byline: list[str] = []
    dateline: str | None = None
    text: str = ""
    body_start: int = 0
    related: list[Related] = []
    furniture: list[Furniture] = []
    entities: list[Entity] = []
    times: list[Time] = []
    statements: list[Statement] = []
    events: list[Event] = []
    files: list[str] = []


LAYERS = ("entities", "times", "statements", "events")


def to_builtins(record: Record, explain: bool = False) -> dict[str, Any]:
    """The record as plain dicts and lists, in the order of DESIGN.md; `by` only with `explain`."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    if not explain:
        for layer in LAYERS:
            for item in plain[layer]:
                item.pop("by", None)
    return plain


def from_json(line: str | bytes) -> Record:
    """Read a record that `to_json` wrote.

    Raises:
        TaqarubError: the line is no record.
    """
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise TaqarubError(f"not a record: {error}") from error


def to_json(record: Record, explain: bool = False) -> str:
    """The record as one line of JSON, Arabic letters as they are."""
    return msgspec.json.encode(to_builtins(record, explain)).decode()
