"""Databases of a few articles, made without the pipeline: records are written by hand."""

from taqarub.records import Entity, Event, Record, Span
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer


def record(id, headline, body="", **fields):
    text = f"{headline}\n{body}"
    return Record(id=id, headline=headline, text=text, body_start=len(headline) + 1, **fields)


def entity(text, name, code, type="GPE"):
    return Entity(start=0, end=len(text), text=text, type=type, name=name, code=code)


def event(type, source, target, **fields):
    span = Span(start=0, end=3, text="زار")
    return Event(type=type, quad="VCOOP", score=2.0, trigger=span, source=source, target=target, status="happened", **fields)


def store(database, *records, again=False, source="here"):
    entries = [Entry(source, None, to_stored(item)) for item in records]
    return Writer(database, again).write(entries)


def dump(path):
    """All that is in an SQLite file, the index included, as sorted rows a table."""
    import sqlite3

    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in names if not name.startswith(("sqlite_", "fulltext_"))]
    rows = {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in kept}
    rows["fulltext numbers"] = sorted(map(repr, connection.execute("SELECT rowid FROM fulltext")))
    connection.close()
    return rows
