"""What two actors have to do with each other, as rows: what closeness asks of an event, a row a pair of its sides.

The figures of a file need thousands of events at once. Here they stand together, worked out when an article is stored, so
that no page looks through records, sides and statements for them; `store.evidence` reads them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from ..closeness.evidence import CLAIMED, WEIGHTS, claimant, day_of
from ..records import Record, from_json
from . import schema

AT_ONCE = 500  # articles of which rows are made together


def dealings(record: Record) -> list[dict[str, Any]]:
    """The rows of a record, without the number of its article; the rules are those of `closeness.evidence`."""
    published = (record.published or "")[:10]
    rows = []
    for position, event in enumerate(record.events):
        day = day_of(event.date, published)
        pairs = {(min(s, t), max(s, t)) for s in event.source for t in event.target if s != t}
        if day is None or not pairs:
            continue
        shared = {
            "position": position, "file": event.file or "", "known": published or day, "day": day, "type": event.type,
            "mode": event.mode, "score": event.score, "status": event.status, "source": " ".join(sorted(event.source)),
            "target": " ".join(sorted(event.target)), "record": record.id, "outlet": record.outlet,
            "start": event.trigger.start, "end": event.trigger.end,
        }  # fmt: skip
        for a, b in sorted(pairs):
            claimed = claimant(record, event, a, b)
            weight = WEIGHTS[event.status] * (CLAIMED if claimed else 1.0)
            rows.append(shared | {"a": a, "b": b, "claimed": claimed, "weight": weight})
    return rows


def fill(connection: Connection) -> None:
    """The rows of all articles of a database that was made without them."""
    a = schema.articles.c
    last = -1
    while True:
        query = select(a.number, a.record).where(a.number > last).order_by(a.number).limit(AT_ONCE)
        found = connection.execute(query).all()
        if not found:
            return
        last = found[-1].number
        rows = [row | {"article": number} for number, record in found for row in dealings(from_json(record))]
        if rows:
            connection.execute(schema.dealings.insert(), rows)
