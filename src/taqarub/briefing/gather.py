"""From the database to a briefing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from sqlalchemy import func, or_, select

from ..store import Database, schema
from ..store.stories import story_of
from .acts import acts
from .lines import Brief, Report
from .moves import Figures, moves
from .voices import voices


def brief(database: Database, file: str, last: str, days: int = 1, most: int = 15, figures: Figures | None = None) -> Brief:
    """A briefing on a file.

    Args:
        database: open.
        file: slug.
        last: its last day, YYYY-MM-DD.
        days: how many days up to that.
        most: acts, speakers and pairs at most.
        figures: of the file, where several briefings share them.

    Returns:
        What is known; an empty briefing where nothing is.
    """
    first = (date.fromisoformat(last) - timedelta(days=days - 1)).isoformat()
    found = list(_records(database, file, first, last))
    made = Brief(file=file, first=first, last=last, articles=len(found), outlets=len({r.outlet for r in found if r.outlet}))
    if not found:
        made.last_known = _before(database, file, first)
        return made
    made.updated = max((r.published for r in found if r.published), default=None)
    a = schema.articles.c
    stories = story_of(database, select(a.number).where(a.day >= first, a.day <= last))
    made.happened, made.more_acts, made.recalled = acts(found, file, first, stories, most)
    made.said, made.more_voices, made.unnamed = voices([r for r in found if file in r.files], most)
    made.moved = moves(database, figures or Figures(database, file, first, last), first, last, most)
    return made


def days_with_news(database: Database, file: str, most: int, until: str | None = None) -> list[str]:
    """The last days with an article on a file, the newest first."""
    a, f = schema.articles.c, schema.files.c
    query = select(a.day).join(schema.files, f.article == a.number).where(f.file == file, a.day.is_not(None))
    if until:
        query = query.where(a.day <= until)
    with database.reading() as connection:
        return [row.day for row in connection.execute(query.distinct().order_by(a.day.desc()).limit(most))]


def _records(database: Database, file: str, first: str, last: str) -> Iterator[Report]:
    """What was published in these days on the file, or has an event on it."""
    a, e, f = schema.articles.c, schema.events.c, schema.files.c
    on_it = or_(a.number.in_(select(f.article).where(f.file == file)), a.number.in_(select(e.article).where(e.file == file)))
    query = select(a.record).where(a.day >= first, a.day <= last, on_it).order_by(a.day, a.number)
    decode = msgspec.json.Decoder(Report).decode
    with database.reading() as connection:
        for record in connection.execute(query).scalars():
            yield decode(record)


def _before(database: Database, file: str, day: str) -> str | None:
    a, f = schema.articles.c, schema.files.c
    query = select(func.max(a.day)).join(schema.files, f.article == a.number).where(f.file == file, a.day < day)
    with database.reading() as connection:
        return connection.execute(query).scalar()
