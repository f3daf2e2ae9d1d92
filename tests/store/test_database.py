"""What is amiss with a database is said in one clear line."""

import sqlite3

import pytest
from desk import record, store

from taqarub.store import errors, open_database, schema
from taqarub.store.queries import counts


def refused(path, words, **options):
    with pytest.raises(errors.DatabaseError, match=words) as caught:
        open_database(str(path), **options).close()
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_no_database_and_no_folder(tmp_path):
    refused(tmp_path / "none.db", "no such database")
    refused(tmp_path / "no" / "none.db", "no folder", write=True)
    refused(tmp_path, "is a folder")
    assert not (tmp_path / "none.db").exists()


def test_not_a_database(path):
    path.write_bytes(b"plain text, no database at all, of some length " * 50)
    refused(path, "is not a database")
    refused(path, "is not a database", write=True)


def test_database_of_something_else(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    refused(path, "of something else")
    refused(path, "of something else", write=True)


def test_a_second_writer_is_refused_and_readers_are_not(path, database):
    refused(path, "another taqarub is writing", write=True)
    store(database, record("a", "خبر"))
    with open_database(str(path)) as reader:
        assert counts(reader)["articles"] == 1


def set_version(path, version):
    open_database(str(path), write=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(version),))


def test_database_of_a_newer_version(path):
    set_version(path, schema.VERSION + 1)
    refused(path, "newer Taqarub", write=True)
    refused(path, "newer Taqarub")


def test_an_older_database_is_migrated_by_a_writer(path, monkeypatch):
    newest = schema.VERSION
    set_version(path, newest)
    monkeypatch.setattr(schema, "VERSION", newest + 1)
    refused(path, "older Taqarub")
    refused(path, "too old", write=True, migrations={})

    def step(connection):
        connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN mood TEXT")

    def broken(connection):
        step(connection)
        connection.exec_driver_sql("ALTER TABLE nowhere ADD COLUMN mood TEXT")

    refused(path, "no such table: nowhere", write=True, migrations={newest: broken})
    open_database(str(path), write=True, migrations={newest: step}).close()  # the broken step left nothing behind
    with open_database(str(path)) as database, database.reading() as connection:
        assert connection.exec_driver_sql("SELECT mood FROM articles").all() == []


def test_schema_1_gets_stories_and_corrections(path):
    with open_database(str(path), write=True) as database:
        store(database, record("a", "خبر"))
        fresh = layout(path)
    with sqlite3.connect(path) as connection:  # as a database of schema 1 was
        connection.executescript(
            "DROP TABLE stories; DROP TABLE corrections; DROP TABLE readings; DROP TABLE dealings; UPDATE meta SET value = '1'"
        )
    refused(path, "older Taqarub")
    open_database(str(path), write=True).close()
    assert layout(path) == fresh
    assert any("corrections_article" in line for line in fresh) and any("withdrawn" in line for line in fresh)
    with open_database(str(path)) as database:
        assert counts(database)["articles"] == 1


def layout(path):
    with sqlite3.connect(path) as connection:
        return {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def test_corrections_are_numbered_and_numbers_do_not_come_again(database):
    c = schema.corrections
    said = {"article_id": "a", "layer": "event", "anchor": "{}", "action": "remove", "author": "x", "at": "2026-01-01T00:00:00Z"}
    with database.transaction() as connection:
        for _ in range(2):
            connection.execute(c.insert(), said)
        connection.execute(c.delete().where(c.c.number == 2))
        connection.execute(c.insert(), said)
        assert [(row.number, row.withdrawn) for row in connection.execute(c.select())] == [(1, 0), (3, 0)]


def test_full_disk_keeps_what_was_committed(path, database):
    store(database, record("a", "خبر", "نص قصير"))
    pages = database.connection.exec_driver_sql("PRAGMA page_count").scalar()
    database.connection.rollback()
    database.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    database.connection.rollback()
    with pytest.raises(errors.DatabaseError, match="disk is full"):
        store(database, *(record(f"b{n}", "خبر", "كلام كثير " * 300) for n in range(50)))
    assert counts(database)["articles"] == 1


def test_read_only_database(path):
    open_database(str(path), write=True).close()
    with open_database(str(path)) as database, pytest.raises(errors.DatabaseError, match="is read-only"):
        store(database, record("a", "خبر"))


def test_a_writer_makes_the_indexes_that_a_database_was_made_without(path):
    with open_database(str(path), write=True):
        pass
    connection = sqlite3.connect(path)
    connection.execute("DROP INDEX mentions_of_code")
    connection.commit()
    with open_database(str(path)):  # a reader leaves it as it is
        pass
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = 'mentions_of_code'"
    assert connection.execute(indexes).fetchone() == (0,)
    with open_database(str(path), write=True):
        pass
    assert connection.execute(indexes).fetchone() == (1,)
