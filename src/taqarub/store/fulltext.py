"""The full-text index: FTS5 on SQLite, a tsvector on PostgreSQL. Both hold the terms of store.terms as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

# Terms are letters and digits already; unicode61 only splits them at white space.
_SQLITE = ("CREATE VIRTUAL TABLE fulltext USING fts5(headline, body, lemmas, tokenize='unicode61 remove_diacritics 0')",)
_SERVER = (
    "CREATE TABLE fulltext (number INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX fulltext_words ON fulltext USING gin (words)",
)
_INSERT = {
    "sqlite": "INSERT INTO fulltext (rowid, headline, body, lemmas) VALUES (:number, :headline, :body, :lemmas)",
    "postgresql": "INSERT INTO fulltext (number, words) VALUES (:number, CAST(:words AS tsvector))",
}
_DELETE = {
    "sqlite": "DELETE FROM fulltext WHERE rowid = :number",
    "postgresql": "DELETE FROM fulltext WHERE number = :number",
}
WEIGHTS = "bm25(fulltext, 5.0, 1.0, 0.5)"  # a word of the headline says more of an article than one of its body
_LAST = 16_383  # positions of a tsvector end here
_LONGEST = 900_000  # bytes; a tsvector holds a megabyte


def create(connection: Connection) -> None:
    """Make the index."""
    for command in _SQLITE if connection.dialect.name == "sqlite" else _SERVER:
        connection.execute(text(command))


def write(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add articles: rows of number, headline, body, lemmas (terms with spaces between)."""
    if rows:
        name = connection.dialect.name
        given = rows if name == "sqlite" else [{"number": row["number"], "words": _tsvector(row)} for row in rows]
        connection.execute(text(_INSERT[name]), list(given))


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out."""
    if numbers:
        connection.execute(text(_DELETE[connection.dialect.name]), [{"number": number} for number in numbers])


def _tsvector(row: dict[str, Any]) -> str:
    """A tsvector as PostgreSQL writes it: the headline's terms weigh A, the body's B, lemmas D.

    It is written out here because to_tsvector would parse by the server's locale, which may know no Arabic letters.
    Parts are two positions apart, so that no phrase runs from one into the next.
    """
    places: dict[str, list[str]] = {}
    at = size = 0
    for part, weight in (("headline", "A"), ("body", "B"), ("lemmas", "D")):
        at += 2
        for term in row[part].split():
            size += 0 if term in places else len(term.encode()) + 8
            if size > _LONGEST or len(term) > 400:
                break
            at += 1
            known = places.setdefault(term, [])
            if at <= _LAST and len(known) < 255:
                known.append(f"{at}{weight}")
            elif not known:
                known.append(f"{_LAST}{weight}")
    return " ".join(f"'{term}':{','.join(known)}" for term, known in places.items())


def match(server: bool, phrases: Sequence[Sequence[str]]) -> str:
    """All of these terms and phrases, in the language of the index; a single term also as a lemma.

    Args:
        server: for PostgreSQL.
        phrases: lists of terms; a list of one is a word.
    """
    if server:
        return " & ".join(
            f"'{phrase[0]}'" if len(phrase) == 1 else "(" + " <-> ".join(f"'{term}':AB" for term in phrase) + ")"
            for phrase in phrases
        )
    return " AND ".join(
        ("" if len(phrase) == 1 else "{headline body} : ") + '"' + " ".join(phrase) + '"' for phrase in phrases
    )
