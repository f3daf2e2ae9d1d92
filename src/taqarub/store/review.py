"""What people of the desk say of what the machine read: kept apart from it, and laid over it in every figure.

    from taqarub.store import open_database, review
    with open_database("desk.db", write=True, alone=False) as database:
        item = review.state(database, "a1").items[0]
        review.correct(database, Correction(article="a1", layer=item.layer, action="correct", anchor=item.anchor,
                                            value={"code": "RUS"}, author="Huda"))

The row of an article holds the corrected record, and the tables of events, sides, statements and mentions are made of
that; the machine's own reading of it is kept in `readings` as long as a correction stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from ..records import Record, from_json
from . import schema
from .anchors import FIELDS, LETTERS, Anchor, Item, anchor_at, find, items_of, keys_of, span_of
from .corrected import Correction, Overlay, checked, laid_over
from .database import Database
from .errors import Refused
from .rows import Stored, to_stored

WITHDRAW = "withdraw"  # action of the row that says who took a correction back; it has no effect itself


class Reviewed(msgspec.Struct, kw_only=True):
    """An item with what was said of it.

    Attributes:
        key: names the item among those of the article (`anchors.keys_of`); n before it: a person added it.
        machine: as it was read; None for what a person added.
        now: as it stands; None where a person removed it.
        corrections: of this item, in their order, withdrawn ones among them.
    """

    key: str
    layer: str
    anchor: Anchor
    machine: Item | None
    now: Item | None
    corrections: list[Correction]


class State(msgspec.Struct, kw_only=True):
    """An article under review.

    Attributes:
        lost: corrections whose words do not stand in the article any more.
        done: who said that the article is complete and right, or None.
    """

    machine: Record
    record: Record
    items: list[Reviewed]
    lost: list[Correction]
    done: Correction | None


def correct(database: Database, correction: Correction) -> Correction:
    """Store a correction and let the figures show it.

    Args:
        database: opened with write=True; alone=False lets it come between the transactions of an ingest.

    Returns:
        The correction with its number and time.

    Raises:
        Refused: there is no such article, its words do not stand in it, or it has a value that cannot be.
    """
    checked(correction)
    with database.transaction() as connection:
        _, machine = _reading(connection, correction.article)
        if correction in Overlay(machine, [*_of(connection, [correction.article]), correction]).lost:
            raise Refused("not_there", "these words do not stand in the article")
        correction.at = _now()
        key = connection.execute(schema.corrections.insert().values(
            article_id=correction.article, layer=correction.layer, anchor=_json(correction.anchor),
            action=correction.action, value=_json(correction.value), author=correction.author, at=correction.at,
            note=correction.note, withdrawn=0,
        )).inserted_primary_key  # fmt: skip
        correction.number = key[0] if key else 0
        _rewrite(connection, correction.article)
    return correction


def withdraw(database: Database, number: int, author: str) -> Correction:
    """Take a correction back: it stays on record, with who took it back and when, and has no effect.

    Raises:
        Refused: there is none of this number, or nobody takes it back.
    """
    c = schema.corrections.c
    if not author.strip():
        raise Refused("author", "a withdrawal needs an author")
    with database.transaction() as connection:
        row = connection.execute(select(schema.corrections).where(c.number == number, c.action != WITHDRAW)).one_or_none()
        if row is None:
            raise Refused("no_correction", f"there is no correction {number}", number=str(number))
        if not row.withdrawn:
            connection.execute(update(schema.corrections).where(c.number == number).values(withdrawn=1))
            connection.execute(schema.corrections.insert().values(
                article_id=row.article_id, layer=row.layer, anchor=row.anchor, action=WITHDRAW,
                value=_json({"number": number}), author=author, at=_now(), withdrawn=1,
            ))  # fmt: skip
            _rewrite(connection, row.article_id)
    return next(each for each in corrections(database, row.article_id, number - 1) if each.number == number)


def corrections(
    database: Database, article: str | None = None, after: int = 0, limit: int | None = None
) -> list[Correction]:
    """Corrections in the order in which they were said, withdrawn ones among them.

    Args:
        article: only of this one.
        after: only those with higher numbers.
        limit: at most so many.
    """
    c = schema.corrections.c
    of = [c.article_id == article] if article is not None else []
    query = select(schema.corrections).where(c.number > after, c.action != WITHDRAW, *of).order_by(c.number).limit(limit)
    with database.reading() as connection:
        found = [_correction(row) for row in connection.execute(query)]
        taken = {
            msgspec.json.decode(row.value)["number"]: row
            for row in connection.execute(select(c.value, c.author, c.at).where(c.action == WITHDRAW, *of))
        }
    for each in found:
        if each.number in taken:
            each.withdrawn_by, each.withdrawn_at = taken[each.number].author, taken[each.number].at
    return found


def corrected(database: Database, record: Record) -> Record:
    """A record as the machine read it, with the corrections of its article laid over it."""
    return laid_over(record, corrections(database, record.id))


def reading(database: Database, id: str) -> Record | None:
    """What the machine read in an article, whatever people say of it; None where there is no such article."""
    with database.reading() as connection:
        try:
            return _reading(connection, id)[1]
        except Refused:
            return None


def state(database: Database, id: str) -> State | None:
    """An article with all its items and what was said of each; None where there is no such article."""
    machine = reading(database, id)
    if machine is None:
        return None
    said = corrections(database, id)
    laid = Overlay(machine, said)
    items = [reviewed for layer in FIELDS for reviewed in _items(laid, layer, said)]
    done = [c for c in said if c.layer == "article" and not c.withdrawn]
    return State(machine=machine, record=laid.record, items=items, lost=laid.lost, done=done[-1] if done else None)


def _items(laid: Overlay, layer: str, said: Sequence[Correction]) -> list[Reviewed]:
    machine = laid.machine
    of_item: dict[int, list[Correction]] = {}
    others: dict[tuple[int, str], list[Correction]] = {}
    for correction in said:
        if correction.layer == layer:
            old = find(machine, layer, correction.anchor) if correction.action != "add" else None
            if old is not None:
                of_item.setdefault(id(old), []).append(correction)
            else:
                others.setdefault((correction.anchor.start, correction.anchor.text), []).append(correction)
    found = []
    here = items_of(machine, layer)
    for item, key in zip(here, keys_of(here, layer), strict=True):
        anchor = anchor_at(machine.text, *span_of(item)[:2], item)
        now, given = laid.now(item, layer), of_item.get(id(item), [])
        found.append(Reviewed(key=key, layer=layer, anchor=anchor, machine=item, now=now, corrections=given))
    for given in others.values():
        now = None if _gone(given) else find(laid.record, layer, given[0].anchor)
        anchor = given[0].anchor
        key = f"n{LETTERS[layer]}{anchor.start}-{anchor.end}"
        found.append(Reviewed(key=key, layer=layer, anchor=anchor, machine=None, now=now, corrections=given))
    return sorted(found, key=lambda item: item.anchor.start)


def _gone(said: Sequence[Correction]) -> bool:
    standing = [c.action for c in said if not c.withdrawn]
    return not standing or standing[-1] == "remove"


def counts(database: Database) -> dict[str, int]:
    """How many corrections stand, by action, and how many articles are confirmed as a whole ("articles")."""
    c = schema.corrections.c
    with database.reading() as connection:
        rows = connection.execute(
            select(c.action, func.count().label("count")).where(c.withdrawn == 0, c.layer != "article").group_by(c.action)
        ).all()
        whole = select(func.count(c.article_id.distinct())).where(c.withdrawn == 0, c.layer == "article")
        return {row.action: row._mapping["count"] for row in rows} | {"articles": connection.execute(whole).scalar() or 0}


# the rows of an article follow its corrections


def reviewed_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Which of these articles people have corrected."""
    c = schema.corrections.c
    rows = connection.execute(select(c.article_id).where(c.article_id.in_(list(ids)), c.withdrawn == 0).distinct())
    return {row.article_id for row in rows}


def overlay(connection: Connection, stored: Stored, number: int) -> Stored:
    """What was just read in an article, with its corrections laid over it: what an ingest stores of it.

    The machine's reading goes to `readings`.
    """
    said = _of(connection, [stored.id])
    _forget(connection, number)
    if not said:
        return stored
    machine = stored.article["record"]
    record = laid_over(from_json(machine), said)
    connection.execute(schema.readings.insert().values(article=number, record=machine))
    rows = to_stored(record, [], [])
    return msgspec.structs.replace(
        stored, article=stored.article | {"record": rows.article["record"]}, events=rows.events,
        event_sides=rows.event_sides, dealings=rows.dealings, statements=rows.statements, mentions=rows.mentions,
    )  # fmt: skip


def _rewrite(connection: Connection, id: str) -> None:
    """Make the rows of a stored article anew."""
    a = schema.articles
    number, machine = _reading(connection, id)
    stored = overlay(connection, to_stored(machine, [], []), number)
    connection.execute(update(a).where(a.c.number == number).values(record=stored.article["record"]))
    for table in schema.BY_ARTICLE:
        connection.execute(delete(table).where(table.c.article == number))
        if rows := getattr(stored, table.name):
            connection.execute(table.insert(), [row | {"article": number} for row in rows])


def _forget(connection: Connection, number: int) -> None:
    connection.execute(delete(schema.readings).where(schema.readings.c.article == number))


def _reading(connection: Connection, id: str) -> tuple[int, Record]:
    a, r = schema.articles.c, schema.readings.c
    query = select(a.number, func.coalesce(r.record, a.record).label("record"))
    row = connection.execute(
        query.join_from(schema.articles, schema.readings, r.article == a.number, isouter=True).where(a.id == id)
    ).one_or_none()
    if row is None:
        raise Refused("no_article", f"there is no article {id}", id=id)
    record = from_json(row.record)
    record.id = id
    return row.number, record


def _of(connection: Connection, ids: Sequence[str]) -> list[Correction]:
    c = schema.corrections.c
    query = select(schema.corrections).where(c.article_id.in_(ids), c.withdrawn == 0).order_by(c.number)
    return [_correction(row) for row in connection.execute(query)]


def _correction(row) -> Correction:  # type: ignore[no-untyped-def]
    return Correction(
        number=row.number, article=row.article_id, layer=row.layer, action=row.action, author=row.author, at=row.at,
        anchor=msgspec.json.decode(row.anchor, type=Anchor), value=msgspec.json.decode(row.value or "{}"),
        note=row.note, withdrawn=bool(row.withdrawn),
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


__all__ = [
    "Correction", "Reviewed", "State", "correct", "corrected", "corrections", "counts", "overlay", "reading",
    "reviewed_ids", "state", "withdraw",
]  # fmt: skip
