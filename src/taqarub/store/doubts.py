"""What is least sure of what was read: the queue of a review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select

from ..records import Entity, Event, Record, Statement, from_json
from . import schema
from .anchors import Anchor, Item, anchor_at, items_of, keys_of, sentence_around, span_of
from .database import Database
from .queries import Filters, matching

WINDOW = 400  # articles looked at, the newest first: bounds the time of a page
_SCORE = re.compile(r"(\d\.\d+)$")
_WEIGHT = {"event": 1.0, "statement": 0.9, "entity": 0.6}  # how much hangs on an item of the layer


class Doubt(msgspec.Struct, kw_only=True):
    """An item to look at.

    Attributes:
        key: names the item among those of the article, as in `review.state`.
        sentence: around it, and where it stands in that.
        doubt: 0 (sure) to 1.
        why: key of the reason: score, no-score, no-sides, no-speaker, no-code, pattern, guessed, undated.
        score: the judge's probability, where there is one.
    """

    article: str
    headline: str
    day: str | None
    outlet: str | None
    layer: str
    key: str
    anchor: Anchor
    item: Item
    sentence: str
    place: tuple[int, int]
    doubt: float
    why: str
    score: float | None = None


def queue(database: Database, filters: Filters | None = None, limit: int = 50, layer: str | None = None) -> list[Doubt]:
    """What is least sure in the newest articles, the least sure first; what people spoke of is left out.

    Args:
        filters: which articles.
        limit: how many items.
        layer: entity, statement or event; None: all.
    """
    a, c = schema.articles.c, schema.corrections.c
    done = select(c.article_id).where(c.withdrawn == 0, c.layer == "article")
    query = matching(select(a.record), filters or Filters()).where(a.id.not_in(done))
    query = query.order_by(a.day.desc().nulls_last(), a.number).limit(WINDOW)
    found: list[tuple[float, int, Scored, Record]] = []
    with database.reading() as connection:
        for row in connection.execute(query):
            record = from_json(row.record)
            found.extend((-one.doubt, len(found), one, record) for one in _scored(record) if layer in (None, one.layer))
    return [_doubt(record, one) for *_, one, record in nsmallest(limit, found, key=lambda entry: entry[:2])]


def waiting(database: Database) -> int:
    """How many articles nobody has confirmed as a whole."""
    c = schema.corrections.c
    with database.reading() as connection:
        articles = connection.execute(select(func.count()).select_from(schema.articles)).scalar() or 0
        done = select(func.count(c.article_id.distinct())).where(c.withdrawn == 0, c.layer == "article")
        return articles - (connection.execute(done).scalar() or 0)


class Scored(NamedTuple):
    """An item and how sure it is."""

    doubt: float
    layer: str
    key: str
    item: Item
    why: str
    score: float | None


def _scored(record: Record) -> Iterator[Scored]:
    seen: set[tuple[str | None, str]] = set()
    for layer in ("event", "statement", "entity"):
        items = items_of(record, layer)
        for item, key in zip(items, keys_of(items, layer), strict=True):
            if item.by.startswith("person:"):
                continue
            if isinstance(item, Entity):
                if (item.name, item.text) in seen:
                    continue
                seen.add((item.name, item.text))
            doubt, why, score = _how_sure(item)
            if doubt:
                yield Scored(round(doubt * _WEIGHT[layer], 4), layer, key, item, why, score)


def _doubt(record: Record, one: Scored) -> Doubt:
    start, end, _ = span_of(one.item)
    begin, stop = sentence_around(record.text, start, end)
    return Doubt(
        article=record.id, headline=record.headline, day=(record.published or "")[:10] or None, outlet=record.outlet,
        layer=one.layer, key=one.key, item=one.item, doubt=one.doubt, why=one.why, score=one.score,
        anchor=anchor_at(record.text, start, end, one.item), sentence=record.text[begin:stop],
        place=(start - begin, end - begin),
    )  # fmt: skip


def _how_sure(item: Item) -> tuple[float, str, float | None]:
    if isinstance(item, Event):
        return _of_event(item)
    if isinstance(item, Statement):
        return _of_statement(item)
    if item.code is None:
        return (0.7 if item.type in ("PER", "ORG", "GPE") else 0.3), "no-code", None
    return {"book": (0.0, "", None), "pattern": (0.5, "pattern", None)}.get(
        item.by.rpartition(":")[2], (0.35, "guessed", None)
    )


def _of_event(event: Event) -> tuple[float, str, float | None]:
    """An event is as doubtful as its judge was near to a coin's toss; the less it holds, the more."""
    match = _SCORE.search(event.by)
    score = float(match[1]) if match else None
    if not event.source:
        return 0.95, "no-sides", score
    if score is None:
        return 0.6, "no-score", None
    return max(0.0, 1 - abs(score - 0.5) * 1.6 if score > 0.5 else 0.98), "score", score


def _of_statement(statement: Statement) -> tuple[float, str, float | None]:
    speaker = statement.speaker
    if not speaker.name and not speaker.text:
        return 1.0, "no-speaker", None
    if speaker.start is None:
        return 0.6, "guessed", None
    return (0.5, "no-code", None) if speaker.code is None else (0.0, "", None)
