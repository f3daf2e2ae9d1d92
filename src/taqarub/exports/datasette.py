"""A folder for Datasette: an SQLite file with foreign keys and full-text search, and metadata.json.

`datasette FOLDER` shows it. Lists are JSON arrays, which Datasette makes facets of. Of two records with one id the first is
kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ..language.normal import fold
from ..records import Record
from .choice import Options
from .columns import TABLES, Column
from .layers import Row, rows

NAME = "taqarub"  # of the database
AT_ONCE = 2_000  # records a transaction
_TYPES = {"text": "TEXT", "int": "INTEGER", "float": "REAL", "list": "TEXT"}
_INDEXED = {
    "articles": ("outlet", "published"), "entities": ("code", "name"), "times": ("value",),
    "statements": ("speaker_code", "speaker_name"), "events": ("type", "date", "file"),
}  # fmt: skip
_FACETS = {
    "articles": ["outlet", "files"], "entities": ["type", "code"], "times": ["type"],
    "statements": ["speaker_code", "form"], "events": ["type", "source", "target", "status", "file"],
}  # fmt: skip
_TITLES = {
    "articles": "The articles: headline, clean text, and where they come from.",
    "entities": "Who and what is named, each time it is named.",
    "times": "Expressions of time with their values.",
    "statements": "Who said what.",
    "events": "Who did what to whom, in PLOVER types.",
    "event_sides": "The actors of each event, one a row.",
}


def write(records: Iterable[Record], folder: Path, options: Options) -> None:
    """Write the database and its metadata."""
    with closing(sqlite3.connect(folder / f"{NAME}.db", isolation_level=None)) as database:
        # it is thrown away if anything fails, so it needs no journal; its own temporary files stay in memory
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
        database.executescript("\n".join(_schema()))
        _fill(database, records)
        database.executescript("\n".join(_indexes()))
    (folder / "metadata.json").write_text(json.dumps(metadata(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _schema() -> Iterator[str]:
    for name, columns in TABLES.items():
        lines = [_column(name, column) for column in columns]
        if name != "articles":
            lines.insert(0, "id INTEGER PRIMARY KEY")
        yield f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n);"
    yield (
        "CREATE TABLE event_sides (event INTEGER REFERENCES events(id), side TEXT, code TEXT, "
        "PRIMARY KEY (event, side, code)) WITHOUT ROWID;"
    )
    # the words as they stand and folded: unicode61 cuts words at vowel signs, and searchers leave hamzas out
    for name, texts in (("articles", "headline, body"), ("statements", "speaker, text")):
        yield (
            f"CREATE VIRTUAL TABLE {name}_fts USING fts5({texts}, folded, content='', "
            "tokenize='unicode61 remove_diacritics 2');"
        )


def _column(table: str, column: Column) -> str:
    line = f"[{column.name}] {_TYPES[column.kind]}"
    if table == "articles" and column.name == "id":
        return line + " PRIMARY KEY"
    return line + " REFERENCES articles(id)" if column.name == "article" else line


def _indexes() -> Iterator[str]:
    for table, columns in _INDEXED.items():
        for column in (*columns, *(("article",) if table != "articles" else ())):
            yield f"CREATE INDEX {table}_{column} ON {table} ([{column}]);"
    yield "CREATE INDEX event_sides_code ON event_sides (code, side);"


def _fill(database: sqlite3.Connection, records: Iterable[Record]) -> None:
    known: set[str] = set()
    database.execute("BEGIN")
    for number, record in enumerate(records, 1):
        if record.id not in known:
            known.add(record.id)
            _insert(database, record)
        if number % AT_ONCE == 0:
            database.execute("COMMIT")
            database.execute("BEGIN")
    database.execute("COMMIT")


def _insert(database: sqlite3.Connection, record: Record) -> None:
    events = iter(record.events)
    for name, row in rows(record):
        marks = ", ".join("?" * len(row))
        names = ", ".join(f"[{column.name}]" for column in TABLES[name])
        at = database.execute(f"INSERT INTO {name} ({names}) VALUES ({marks})", _values(row)).lastrowid
        if name == "articles":
            body = record.text[record.body_start :]
            database.execute(
                "INSERT INTO articles_fts (rowid, headline, body, folded) VALUES (?, ?, ?, ?)",
                (at, record.headline, body, fold(record.text)),
            )
        elif name == "statements":
            said = dict(zip((column.name for column in TABLES[name]), row, strict=True))
            words = (said["speaker"], said["text"], fold(f"{said['speaker']} {said['text']}"))
            database.execute(
                "INSERT INTO statements_fts (rowid, speaker, text, folded) VALUES (?, ?, ?, ?)", (at, *words)
            )
        elif name == "events":
            event = next(events)
            sides = [(at, side, code) for side in ("source", "target") for code in dict.fromkeys(getattr(event, side))]
            database.executemany("INSERT INTO event_sides VALUES (?, ?, ?)", sides)


def _values(row: Row) -> list[Any]:
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for value in row]


def metadata() -> dict[str, Any]:
    """What Datasette shows beside the tables: titles, meanings of columns, facets, where full-text search is."""
    tables: dict[str, Any] = {}
    for name, columns in TABLES.items():
        lists = {column.name for column in columns if column.kind == "list"}
        about: dict[str, Any] = {
            "description": _TITLES[name],
            "columns": {column.name: column.meaning for column in columns},
            "facets": [{"array": f} if f in lists else f for f in _FACETS[name]],
        }
        if name in ("articles", "statements"):
            about |= {"fts_table": f"{name}_fts", "fts_pk": "rowid" if name == "articles" else "id"}
        if name == "articles":
            about |= {"label_column": "headline", "sort_desc": "published"}
        tables[name] = about
    tables["event_sides"] = {"description": _TITLES["event_sides"]}
    return {
        "title": "Arabic news, read by Taqarub",
        "description": "Every row leads to its article and its sentence.",
        "databases": {NAME: {"tables": tables}},
    }
