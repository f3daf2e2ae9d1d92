"""One file: its pairs, its statements by actor, its stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from sqlalchemy import func, select

from ...store import Database, schema
from ..labels import generic_codes
from .periods import Period
from .tally import Tally

ACTORS = 12  # of the matrix
LEAST = 0.05  # weight of evidence below which a pair has none
EACH = 4  # statements shown of an actor


class Cell(NamedTuple):
    """Closeness of a pair, or None where no story carries it."""

    a: str
    b: str
    value: float | None

    @property
    def level(self) -> int:
        """-3 to 3: how dark the cell is."""
        if self.value is None:
            return 0
        steps = sum(abs(self.value) >= least for least in (0.5, 2.0, 4.0))
        return steps if self.value > 0 else -steps


class Said(NamedTuple):
    """A statement, and where it stands."""

    article: str
    position: int
    day: str | None
    outlet: str | None
    headline: str
    text: str
    speaker: str
    name: str | None
    role: str | None
    code: str | None


class Story(NamedTuple):
    """Articles that tell the same: the id of the one to show, and how many they are."""

    id: str
    headline: str
    day: str | None
    outlet: str | None
    articles: int
    outlets: int


def matrix(book: Tally, day: str, most: int = ACTORS) -> tuple[list[str], int, dict[tuple[str, str], Cell]]:
    """The actors of which there is most evidence on a day, kinds of actors (civilians) last, and the cells of all their
    pairs in both orders.

    Args:
        book: of the file.
        day: ISO.
        most: actors that are shown.

    Returns:
        the actors, how many there are, and the cells.
    """
    if not book.names:
        return [], 0, {}
    values, weights = book.at(day)
    share: Counter[str] = Counter()
    for pair, weight in zip(book.names, weights.tolist(), strict=True):
        for code in pair:
            share[code] += weight
    there = [code for code, weight in share.most_common() if weight > LEAST]
    codes = sorted(there, key=generic_codes().__contains__)[:most]
    cells = {}
    for (a, b), value, weight in zip(book.names, values.tolist(), weights.tolist(), strict=True):
        if a in codes and b in codes:
            cells[a, b] = Cell(a, b, value if weight > LEAST else None)
            cells[b, a] = Cell(b, a, value if weight > LEAST else None)
    return codes, len(there), cells


def statements_by_actor(database: Database, file: str, period: Period) -> list[tuple[str, int, list[Said]]]:
    """Those who said most in the articles of a file: code, number of statements, the last ones."""
    a, f, t = schema.articles.c, schema.files.c, schema.statements.c
    numbers = select(a.number).join(schema.files, f.article == a.number)
    numbers = numbers.where(f.file == file, a.day >= period.first, a.day <= period.last)
    with database.reading() as connection:
        counted = connection.execute(
            select(t.code, func.count().label("n")).where(t.article.in_(numbers), t.code.is_not(None))
            .group_by(t.code).order_by(func.count().desc(), t.code).limit(ACTORS)
        ).all()  # fmt: skip
        codes = [row.code for row in counted]
        ranked = select(
            t.article, t.position, t.code,
            func.row_number().over(partition_by=t.code, order_by=(a.day.desc(), a.number.desc(), t.position)).label("place"),
        ).join(schema.articles, a.number == t.article).where(t.article.in_(numbers), t.code.in_(codes)).subquery()  # fmt: skip
        rows = connection.execute(
            select(a.id, t.position, a.day, a.outlet, a.headline, t.text, t.speaker, t.name, t.role, t.code)
            .join(schema.articles, a.number == t.article)
            .join(ranked, (ranked.c.article == t.article) & (ranked.c.position == t.position))
            .where(ranked.c.place <= EACH).order_by(ranked.c.place)
        ).all()  # fmt: skip
    last: defaultdict[str, list[Said]] = defaultdict(list)
    for row in rows:
        last[row.code].append(Said._make(row))
    return [(row.code, row.n, last[row.code]) for row in counted]


def stories(database: Database, file: str, period: Period, limit: int = 15) -> tuple[bool, list[Story]]:
    """The stories that most articles of a file tell; where none were made (`taqarub stories`), the last articles.

    Returns:
        whether there are stories, and they.
    """
    a, f, s = schema.articles.c, schema.files.c, schema.stories.c
    told = select(a.number, a.id, a.headline, a.day, a.outlet).join(schema.files, f.article == a.number)
    told = told.where(f.file == file, a.day >= period.first, a.day <= period.last)
    inner = told.subquery()
    with database.reading() as connection:
        grouped = select(
            s.story, func.count().label("articles"), func.count(inner.c.outlet.distinct()).label("outlets"),
            func.max(inner.c.day).label("day"), func.min(inner.c.number).label("number"),
        ).join(schema.stories, s.article == inner.c.number).group_by(s.story)  # fmt: skip
        order = (func.count().desc(), func.max(inner.c.day).desc(), s.story)
        rows = connection.execute(grouped.order_by(*order).limit(limit)).all()
        if rows:
            shown = {
                row.number: row
                for row in connection.execute(
                    select(a.number, a.id, a.headline, a.day, a.outlet).where(a.number.in_([row.number for row in rows]))
                )
            }
            return True, [
                Story(first.id, first.headline, row.day, first.outlet, row.articles, row.outlets)
                for row in rows
                for first in (shown[row.number],)
            ]
        found = connection.execute(told.order_by(a.day.desc(), a.number.desc()).limit(limit))
        return False, [Story(row.id, row.headline, row.day, row.outlet, 1, 1) for row in found]
