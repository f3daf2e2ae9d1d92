"""The book kept between runs: the same book, made anew when a table changes, never an obstacle."""

import pytest

from taqarub.names import kept
from taqarub.names.book import Book
from taqarub.names.matching import Matcher
from taqarub.names.tables import ACTORS


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TAQARUB_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_is_kept_is_the_same_book(cache):
    first = Book.load()
    assert [path.suffix for path in cache.iterdir()] == [".pickle"]
    again = Book.load()
    assert again is not first
    assert again.senses == first.senses
    assert again.homes == first.homes
    words = ["وصل", "وزير", "الخارجية", "الروسي", "سيرغي", "لافروف", "إلى", "القاهرة"]
    hits = [{(h.start, h.end, h.phrase) for at in Matcher(book).words_view(words).hits.values() for h in at} for book in (first, again)]
    assert hits[0] == hits[1]
    assert ("سيرغي لافروف" in {phrase for _, _, phrase in hits[0]}) is True
    assert again.holder("president", "USA", "2015-01-01").name == "Barack Obama"


def test_a_changed_table_has_another_name(tmp_path, cache):
    table = tmp_path / "tables" / "orgs.tsv"
    table.parent.mkdir()
    table.write_text("name_en\n", encoding="utf-8")
    before = kept.path_for(table.parent)
    table.write_text("name_en\tnames_ar\n", encoding="utf-8")
    assert kept.path_for(table.parent) != before


def test_a_broken_file_is_made_anew(cache):
    path = kept.path_for(ACTORS)
    path.parent.mkdir()
    path.write_bytes(b"no pickle")
    assert Book.load().find("سيرغي لافروف")[0].name == "Sergey Lavrov"
    assert kept.read(path).find("سيرغي لافروف")[0].name == "Sergey Lavrov"


def test_where_nothing_can_be_kept_the_tables_are_read(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TAQARUB_CACHE", str(tmp_path / "file"))
    assert Book.load().find("سيرغي لافروف")[0].name == "Sergey Lavrov"
    monkeypatch.setenv("TAQARUB_CACHE", "")
    assert kept.path_for(ACTORS) is None


def test_only_the_newest_files_stay(cache):
    cache.mkdir()
    for number in range(6):
        kept.write(cache / f"book-{number}.pickle", Book())
    assert len(list(cache.glob("book-*"))) <= 4
