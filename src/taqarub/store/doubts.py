"""What is least sure of what was read: the queue of a review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import func, select

from ..records import Entity, Event, Record, Statement, from_json
from . import schema
from .anchors import Anchor, Item, anchor_at, span_of
from .database import Database
from .queries import Filters, matching

WINDOW = 400  # articles looked at, the newest first: bounds the time of a page
_SCORE = re.compile(r"(\d\.\d+)$")
_WEIGHT = {"event": 1.0, "statement": 0.9, "entity": 0.6}  # how much hangs on an item of the layer


class Doubt(msgspec.Struct, kw_only=True):
    """An item to look at.

    Attributes:
        doubt: 0 (sure) to 1.
        why: key of the reason: score, no-score, no-sides, no-speaker, no-code, pattern, guessed, undated.
        score: the judge's probability, where there is one.
    """

    article: str
    headline: str
    day: str | None
    outlet: str | None
    layer: str
    anchor: Anchor
    item: Item
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
    found: list[Doubt] = []
    with database.reading() as connection:
        for row in connection.execute(query):
            found.extend(doubts(from_json(row.record)))
    if layer:
        found = [doubt for doubt in found if doubt.layer == layer]
    found.sort(key=lambda doubt: -doubt.doubt)
    return found[:limit]


def waiting(database: Database) -> int:
    """How many articles nobody has confirmed as a whole."""
    c = schema.corrections.c
    with database.reading() as connection:
        articles = connection.execute(select(func.count()).select_from(schema.articles)).scalar() or 0
        done = select(func.count(c.article_id.distinct())).where(c.withdrawn == 0, c.layer == "article")
        return articles - (connection.execute(done).scalar() or 0)


def doubts(record: Record) -> Iterator[Doubt]:
    """What is not sure in one record; each identity of an entity once."""
    seen: set[tuple[str | None, str]] = set()
    for layer, items in (("event", record.events), ("statement", record.statements), ("entity", record.entities)):
        for item in _of_machine(items):
            if isinstance(item, Entity):
                if (item.name, item.text) in seen:
                    continue
                seen.add((item.name, item.text))
            doubt, why, score = _doubt(item)
            if doubt:
                yield Doubt(
                    article=record.id, headline=record.headline, day=(record.published or "")[:10] or None,
                    outlet=record.outlet, layer=layer, item=item, doubt=round(doubt * _WEIGHT[layer], 4), why=why, score=score,
                    anchor=anchor_at(record.text, *span_of(item)[:2], item),
                )  # fmt: skip


def _of_machine(items: Iterable[Item]) -> Iterator[Item]:
    return (item for item in items if not item.by.startswith("person:"))


def _doubt(item: Item) -> tuple[float, str, float | None]:
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
