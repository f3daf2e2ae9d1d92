"""Killed or not, the database is the same; nothing is lost."""

import json
import signal
import tracemalloc

import pytest
from desk import dump
from killed import make, make_deadly, run

from taqarub.records import Article
from taqarub.store import ingest as room
from taqarub.store import open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.queries import counts, failures, old_versions, record
from taqarub.store.workers import AHEAD


def line(number, id=None, word="خبر"):
    return json.dumps({"id": id or f"n{number}", "source": "جريدة", "date": "2022-05-01",
                       "sentences": [f"{word} رقم {number}", f"وصل الوفد رقم {number} إلى عمان"]}, ensure_ascii=False)  # fmt: skip


@pytest.fixture
def sources(tmp_path):
    """Two files: with broken lines, inputs that come twice, and articles that change."""
    first = [line(n) for n in range(40)]
    first[7], first[23] = "{broken", line(23, word="فاسد")
    second = [line(n) for n in range(30, 60)] + [line(99, id="n3"), line(98, id="n45"), line(5), line(97, id="n3")]
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path, lines in zip(paths, (first, second), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")
    return [str(path) for path in paths]


def test_killed_at_many_points_and_run_again_equals_never_killed(tmp_path, sources):
    status, commands = run(tmp_path / "whole.db", sources)
    expected = dump(tmp_path / "whole.db")
    assert status == 0
    assert len(expected["articles"]) == 58 and len(expected["versions"]) == 3 and len(expected["failures"]) == 2
    points = range(1, commands, 5)
    assert len(points) >= 8
    for point in points:
        path = tmp_path / f"{point}.db"
        assert run(path, sources, point)[0] == -signal.SIGKILL
        assert run(path, sources, 40)[0] in (-signal.SIGKILL, 0)  # and once more on the way
        assert run(path, sources)[0] == 0
        assert dump(path) == expected, f"killed before command {point}"


def lines_of(*items):
    return lambda name: iter(items)


def article(id, headline, **fields):
    return Article(id=id, headline=headline, paragraphs=["نص"], **fields)


def test_what_is_stored_is_skipped(database):
    items = [article("a", "أول"), article("b", "ثان")]
    first = ingest(database, ["x"], lines_of(*items), Options(make))
    second = ingest(database, ["x"], lines_of(*items, article("c", "ثالث")), Options(make))
    assert (first.counts.added, first.skipped) == (2, 0)
    assert (second.counts.added, second.skipped) == (1, 2)


def test_an_article_published_again_with_changes_keeps_what_it_was(database):
    ingest(database, ["x"], lines_of(article("a", "قبل"), article("a", "بعد")), Options(make))
    assert record(database, "a").headline == "بعد"
    assert [old.headline for old in old_versions(database, "a")] == ["قبل"]
    assert counts(database)["articles"] == 1


def test_two_outlets_with_one_id_keep_both_articles(database):
    ingest(database, ["x"], lines_of(article("1", "هنا", outlet="أ"), article("1", "هناك", outlet="ب")), Options(make))
    assert record(database, "1").headline == "هنا"
    assert record(database, "ب:1").headline == "هناك"
    assert record(database, "ب:1").id == "ب:1"


def test_reading_again_replaces_without_a_new_version(database):
    items = [article("a", "قبل"), article("a", "بعد"), article("b", "ثان")]
    ingest(database, ["x"], lines_of(*items), Options(make))
    state = ingest(database, ["x"], lines_of(*items), Options(make, again=True))
    assert state.counts.changed == 3 and state.skipped == 0
    assert record(database, "a").headline == "بعد"
    assert [old.headline for old in old_versions(database, "a")] == ["قبل"]


def test_failures_are_listed_until_they_can_be_read(database):
    bad = article("bad", "خبر فاسد")
    state = ingest(database, ["x"], lines_of(article("a", "أول"), bad), Options(make))
    assert state.counts.failed == 1
    assert [(f.source, f.origin, f.reason) for f in failures(database)] == [("x", "bad", "فاسد")]
    ingest(database, ["y"], lines_of(article("c", "آخر")), Options(make))
    assert len(list(failures(database))) == 1  # another source says nothing of it
    ingest(database, ["x"], lines_of(article("bad", "خبر سليم")), Options(make))
    assert list(failures(database)) == []


def test_processes_give_the_same_database_and_survive_a_death(tmp_path, sources):
    from taqarub.pages.sources import open_inputs

    for name, options in {"one": Options(make), "two": Options(make, 2)}.items():
        with open_database(str(tmp_path / name), write=True) as database:
            ingest(database, sources, lambda source: open_inputs([source]), options)
    assert dump(tmp_path / "one") == dump(tmp_path / "two")
    with open_database(str(tmp_path / "three"), write=True) as database:
        items = [article("a", "أول"), article("k", "خبر قاتل"), article("b", "ثان")]
        state = ingest(database, ["x"], lines_of(*items), Options(make_deadly, 2))
        assert state.counts.added == 2
        assert [(f.origin, f.reason) for f in failures(database)] == [("k", "the process that read it died (status 7)")]


def test_ctrl_c_keeps_what_was_read(database):
    def broken_off(name):
        yield from (article(f"a{n}", f"خبر {n}") for n in range(room.LOOKED_UP))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(database, ["x"], broken_off, Options(make))
    assert counts(database)["articles"] == room.LOOKED_UP


@pytest.mark.parametrize("processes", [1, 2])
def test_of_a_source_without_end_no_more_is_taken_than_is_read_soon(database, processes):
    taken = []

    def endless(name):
        while True:
            taken.append(None)
            yield article(f"a{len(taken)}", f"خبر {len(taken)}")

    class Enough(Exception):
        pass

    def stop(state):
        if state.inputs >= 2 * room.COMMIT:
            raise Enough

    with pytest.raises(Enough):
        ingest(database, ["x"], endless, Options(make, processes), stop)
    stored = counts(database)["articles"]
    assert stored >= 2 * room.COMMIT
    assert len(taken) <= stored + 2 * room.LOOKED_UP + processes * AHEAD * room.ITEMS


def test_memory_is_flat_however_many_tiny_items_a_source_has(database):
    held = []
    tracemalloc.start()
    try:
        # words come again: the caches of stems, which have an end of their own, are not what is looked at
        tiny = (article(f"t{number}", f"خبر {number % 50}") for number in range(40 * room.COMMIT))
        ingest(database, ["x"], lambda name: tiny, Options(make), lambda state: held.append(tracemalloc.get_traced_memory()[0]))
    finally:
        tracemalloc.stop()
    assert counts(database)["articles"] == 40 * room.COMMIT
    early, late = max(held[4:12]), max(held[-8:])  # a quarter of the way, and at its end, when four times as much was read
    assert late < early + 200_000  # bytes: 30 each of the items in between would be more
