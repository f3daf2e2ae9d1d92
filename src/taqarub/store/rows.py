"""A record as rows of the tables: made where it was read, so that the one writer has only to put them in."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import msgspec

from ..records import Article, Page, Record, to_json
from .dealings import dealings
from .terms import text_terms

Row = dict[str, Any]


class Stored(msgspec.Struct, kw_only=True):
    """An article ready to be stored; rows lack only the article's number."""

    id: str
    outlet: str | None
    article: Row
    events: list[Row] = []
    event_sides: list[Row] = []
    dealings: list[Row] = []
    statements: list[Row] = []
    mentions: list[Row] = []
    article_files: list[Row] = []
    terms: Row = {}


class Failed(msgspec.Struct, kw_only=True):
    """An input that gave no article."""

    origin: str
    reason: str


Outcome = Stored | Failed


def input_digest(item: Page | Article) -> bytes:
    """What tells one raw input from another: 16 bytes of its content and what was said of it, not of where it lay."""
    if isinstance(item, Page):
        content = item.content if isinstance(item.content, bytes) else item.content.encode("utf-8", "surrogatepass")
        said = msgspec.json.encode([item.id, item.url, item.outlet, item.published])
        return hashlib.blake2b(said + b"\0" + content, digest_size=16).digest()
    return hashlib.blake2b(msgspec.msgpack.encode(item), digest_size=16).digest()


def content_digest(record: Record) -> str:
    """What tells one version of an article from the next: what was published, not what was read in it."""
    parts = [record.headline, record.text, record.published, record.label, record.byline]
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=16).hexdigest()


def to_stored(record: Record, headline: list[str] | None = None, body: list[str] | None = None,
              lemmas: list[str] | None = None) -> Stored:  # fmt: skip
    """A record as rows.

    Args:
        record: what was read.
        headline, body, lemmas: terms of store.terms; without them they are made of the text by rule.
    """
    if headline is None or body is None:
        headline, body = text_terms(record.headline), text_terms(record.text[record.body_start :])
    return Stored(
        id=record.id,
        outlet=record.outlet,
        article={
            "id": record.id, "url": record.url, "outlet": record.outlet, "published": record.published,
            "day": record.published[:10] if record.published else None, "headline": record.headline,
            "label": record.label, "digest": content_digest(record), "record": to_json(record, explain=True),
        },
        events=[_event(position, event) for position, event in enumerate(record.events)],
        event_sides=[
            {"position": position, "side": side, "code": code}
            for position, event in enumerate(record.events)
            for side in ("source", "target")
            for code in dict.fromkeys(getattr(event, side))
        ],
        dealings=dealings(record),
        statements=[_statement(position, statement) for position, statement in enumerate(record.statements)],
        mentions=_mentions(record),
        article_files=[{"file": file} for file in dict.fromkeys(record.files)],
        terms={"headline": " ".join(headline), "body": " ".join(body), "lemmas": " ".join(lemmas or ())},
    )  # fmt: skip


def _event(position: int, event: Any) -> Row:
    return {
        "position": position, "type": event.type, "mode": event.mode, "quad": event.quad, "score": event.score,
        "status": event.status, "date": event.date, "place": event.place, "reporter": event.reporter,
        "file": event.file, "contexts": " ".join(event.contexts), "start": event.trigger.start,
        "end": event.trigger.end, "trigger": event.trigger.text,
    }  # fmt: skip


def _statement(position: int, statement: Any) -> Row:
    speaker = statement.speaker
    return {
        "position": position, "start": statement.start, "end": statement.end, "text": statement.text,
        "form": statement.form, "cue": statement.cue.text if statement.cue else None, "speaker": speaker.text,
        "name": speaker.name, "role": speaker.role, "code": speaker.code, "outlet": statement.outlet,
    }  # fmt: skip


def _mentions(record: Record) -> list[Row]:
    """Each identity once; a name that is not linked stands for itself."""
    counts = Counter((e.name or e.text, e.code or "", e.type) for e in record.entities)
    return [{"name": n, "code": c, "type": t, "count": count} for (n, c, t), count in counts.items()]
