"""A record as rows of the tables of `columns.TABLES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..records import Event, Record, Statement
from .sentences import Sentences

Row = tuple[Any, ...]


def articles(record: Record, sentences: Sentences) -> Iterator[Row]:
    """The one row of the article itself."""
    r = record
    yield (
        r.id, r.url, r.outlet, r.published, r.headline, r.label, r.byline, r.dateline, r.files, r.text, r.body_start,
    )  # fmt: skip


def entities(record: Record, sentences: Sentences) -> Iterator[Row]:
    """A row a name."""
    for number, e in enumerate(record.entities):
        yield _row(record, sentences, number, e.start, e.end, (e.text, e.type, e.name, e.role, e.code, e.wikidata))


def times(record: Record, sentences: Sentences) -> Iterator[Row]:
    """A row an expression of time."""
    for number, t in enumerate(record.times):
        yield _row(record, sentences, number, t.start, t.end, (t.text, t.type, t.value))


def statements(record: Record, sentences: Sentences) -> Iterator[Row]:
    """A row a statement."""
    for number, statement in enumerate(record.statements):
        yield _row(record, sentences, number, statement.start, statement.end, _said(statement))


def _said(s: Statement) -> Row:
    cue = (s.cue.text, s.cue.start, s.cue.end) if s.cue else (None, None, None)
    who = s.speaker
    return (s.text, s.form, *cue, who.text, who.start, who.end, who.name, who.role, who.code, s.outlet)


def events(record: Record, sentences: Sentences) -> Iterator[Row]:
    """A row an event."""
    for number, event in enumerate(record.events):
        yield _row(record, sentences, number, event.trigger.start, event.trigger.end, _done(event))


def _done(e: Event) -> Row:
    return (
        e.trigger.text, e.type, e.mode, e.quad, e.score, e.source, e.target, e.status, e.date, e.place, e.reporter,
        e.contexts, e.file,
    )  # fmt: skip


def _row(record: Record, sentences: Sentences, number: int, start: int, end: int, values: Row) -> Row:
    place = (record.id, record.url, number, sentences.number(start), start, end)
    return (*place, *values, sentences.text(start, end))


LAYERS: dict[str, Callable[[Record, Sentences], Iterator[Row]]] = {
    "articles": articles, "entities": entities, "times": times, "statements": statements, "events": events,
}  # fmt: skip


def rows(record: Record) -> Iterator[tuple[str, Row]]:
    """All rows of a record, each with the name of its table."""
    sentences = Sentences(record)
    for name, layer in LAYERS.items():
        for row in layer(record, sentences):
            yield name, row
