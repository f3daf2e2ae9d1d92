"""The same on PostgreSQL: a real server from Debian's package, in a folder of its own."""

import glob
import os
import shutil
import subprocess

import pytest
from desk import record, store

# the tests of search, run here on the server
from test_search import (  # noqa: F401  # noqa: F401
    desk,
    test_filters,
    test_lemmas_find_broken_plurals,
    test_order_and_limit,
    test_phrases_stand_together,
    test_signs_of_the_index_own_language_are_words,
    test_what_comes_with_a_hit,
    test_words_are_found_in_any_form,
)

from taqarub.records import Article
from taqarub.store import errors, open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.queries import counts, failures, old_versions
from taqarub.store.schema import metadata

from killed import make  # isort: skip


def programs():
    """The folder of initdb and pg_ctl, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1]) if found else None


def as_owner(*command, folder):
    """A command as the user postgres where this is root, whom a server refuses."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Address of a server; its databases differ by name."""
    bin = programs()
    if not bin:
        if os.environ.get("TAQARUB_REQUIRE_POSTGRES") == "1":
            pytest.fail("TAQARUB_REQUIRE_POSTGRES=1, but there is no PostgreSQL (apt-get install postgresql)")
        pytest.skip("no PostgreSQL here (apt-get install postgresql)")
    import tempfile

    folder = tempfile.mkdtemp(prefix="taqarub-pg-")  # not in tmp_path: that is closed to the user postgres
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    as_owner(f"{bin}/initdb", "-D", f"{folder}/data", "-U", "desk", "-A", "trust", "--locale", "C", "-E", "UTF8", "-N", folder=folder)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    as_owner(f"{bin}/pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start", folder=folder)
    yield f"postgresql://desk@/postgres?host={folder}"
    as_owner(f"{bin}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop", folder=folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server):
    """An empty database."""
    yield server
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.fixture
def database(address):
    with open_database(address, write=True) as opened:
        yield opened


def dump(address):
    with open_database(address) as opened, opened.reading() as connection:
        names = [*metadata.tables, "fulltext"]
        return {name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())) for name in names}


def article(id, headline):
    return Article(id=id, headline=headline, paragraphs=["نص"])


def test_ingest_goes_on_and_keeps_versions_and_failures(database):
    items = [article("a", "قبل"), article("a", "بعد"), article("bad", "خبر فاسد"), article("a", "قبل")]
    first = ingest(database, ["x"], lambda name: iter(items), Options(make))
    assert (first.counts.added, first.counts.changed, first.counts.failed) == (1, 1, 1)
    second = ingest(database, ["x"], lambda name: iter([*items, article("b", "ثان")]), Options(make))
    assert (second.counts.added, second.skipped) == (1, 3)
    assert [old.headline for old in old_versions(database, "a")] == ["قبل"]
    assert [f.origin for f in failures(database)] == ["bad"]


def test_a_second_writer_is_refused_and_the_lock_ends_with_its_holder(address):
    with open_database(address, write=True), pytest.raises(errors.DatabaseError, match="another taqarub is writing"):
        open_database(address, write=True)
    open_database(address, write=True).close()


def test_killed_it_goes_on(address, tmp_path):
    """Kill the connection from the server's side in the middle; run again; compare with a run that was left alone."""
    items = [article(f"n{n}", f"خبر رقم {n}") for n in range(600)]

    def broken_off(name):
        yield from items[:550]
        import psycopg

        with psycopg.connect(address, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        yield from items[550:]

    with open_database(address, write=True) as opened, pytest.raises(errors.DatabaseError):
        ingest(opened, ["x"], broken_off, Options(make))
    with open_database(address) as reader:
        assert 0 < counts(reader)["articles"] < 600
    with open_database(address, write=True) as opened:
        ingest(opened, ["x"], lambda name: iter(items), Options(make))
    killed = dump(address)
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with open_database(address, write=True) as opened:
        ingest(opened, ["x"], lambda name: iter(items), Options(make))
    assert dump(address) == killed


def test_long_articles_fit_into_the_index(database):
    body = " ".join(f"كلمة{n}" for n in range(120_000)) + " ختام"
    store(database, record("long", "مقال طويل", body))
    assert counts(database)["articles"] == 1


def test_no_server():
    with pytest.raises(errors.DatabaseError) as caught:
        open_database("postgresql://desk:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)
