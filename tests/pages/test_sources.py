"""Files, folders, standard input, JSON Lines and arrays opened into pages and articles."""

import gzip
import io
import json
import os
import tracemalloc

import pytest

from taqarub.evaluation import gold
from taqarub.pages import sources
from taqarub.pages.items import given_article, iso_day, page_id
from taqarub.pages.sources import Failure, open_inputs
from taqarub.records import Article, Page, TaqarubError

GIVEN = {"id": "a1", "source": "صحيفة", "date": "03/01/2017", "sentences": ["عنوان الخبر", "الجملة الأولى.", "الجملة الثانية."]}
SCRAPED = {
    "id": 7, "url": "https://paper.example/7", "source": "سبق", "date": "2015-04-02", "headline": "عاجل.. بدء المحادثات في مسقط",
    "author": "خالد العمري", "body": "بدأت المحادثات اليوم في مسقط بين الوفدين.\nاقرأ أيضا: الوفد يصل إلى مسقط\nوستستمر ثلاثة أيام.",
}  # fmt: skip
HTML = "<html><body><h1>خبر</h1><p>نص الخبر هنا</p></body></html>"


def lines(*items) -> bytes:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


def write(path, data: bytes):
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_article_with_sentences_is_taken_as_it_stands(tmp_path):
    (found,) = open_inputs([write(tmp_path / "a.jsonl", lines(GIVEN))])
    assert isinstance(found, Article)
    assert (found.id, found.headline, found.paragraphs) == ("a1", "عنوان الخبر", ["الجملة الأولى.", "الجملة الثانية."])
    assert (found.sentences, found.published, found.outlet) == (GIVEN["sentences"], "2017-01-03", "صحيفة")


def test_article_with_body_is_cleaned(tmp_path):
    (found,) = open_inputs([write(tmp_path / "a.jsonl", lines(SCRAPED))])
    assert (found.id, found.label, found.headline) == ("7", "عاجل", "بدء المحادثات في مسقط")
    assert found.byline == ["خالد العمري"] and found.published == "2015-04-02"
    assert [story.headline for story in found.related] == ["الوفد يصل إلى مسقط"]
    assert found.paragraphs == ["بدأت المحادثات اليوم في مسقط بين الوفدين.", "وستستمر ثلاثة أيام."]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "a.json.gz", "a", "a.gz"])
@pytest.mark.parametrize("form", ["lines", "array", "indented array"])
def test_every_wrapping_gives_the_same_articles(tmp_path, name, form):
    data = lines(GIVEN, SCRAPED) if form == "lines" else json.dumps([GIVEN, SCRAPED], indent=2 if "indented" in form else None).encode()
    found = list(open_inputs([write(tmp_path / name, data)]))
    assert [article.headline for article in found] == ["عنوان الخبر", "بدء المحادثات في مسقط"]


def test_one_object_over_several_lines(tmp_path):
    (found,) = open_inputs([write(tmp_path / "a.json", json.dumps(GIVEN, indent=1).encode())])
    assert found.id == "a1"


def test_bad_lines_are_told_with_file_and_line_and_the_others_read(tmp_path):
    bad = [b"{broken\n", b"\n", b'{"id": "x"}\n', b"[1]\n", b'{"sentences": "text"}\n', b'{"body": {"a": 1}, "headline": [1]}\n']
    path = write(tmp_path / "a.jsonl", lines(GIVEN) + b"".join(bad) + lines(SCRAPED))
    found = list(open_inputs([path]))
    assert [item.id for item in found if isinstance(item, Article)] == ["a1", "7"]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [failure.origin for failure in failures] == [f"{path}, line {n}" for n in (2, 4, 5, 6, 7)]
    assert all("\n" not in str(failure) and str(failure).startswith(f"{failure.origin}: ") for failure in failures)
    assert isinstance(failures[0], TaqarubError)


def test_folder_is_read_in_order_with_known_suffixes_only(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.html", "a.txt", "c.htm.gz", "x.css", ".hidden.txt"):
        write(tmp_path / name, HTML.encode())
    os.symlink(tmp_path, tmp_path / "b" / "loop")
    found = list(open_inputs([tmp_path]))
    assert [os.path.relpath(page.origin, tmp_path) for page in found] == ["a.txt", "b/2.html", "c.htm.gz"]
    assert [page.kind for page in found] == ["text", "html", "html"]
    assert found[2].content == HTML.encode()


@pytest.mark.parametrize(("data", "kind"), [(HTML.encode(), Page), (lines(GIVEN), Article), (gzip.compress(lines(GIVEN)), Article), (b"", Failure)])
def test_standard_input(data, kind):
    (found,) = open_inputs(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, kind)


def test_given_outlet_and_day_stand_in():
    data = lines({"headline": "عنوان", "body": "نص الخبر هنا."}, GIVEN)
    first, second = open_inputs(["-"], stdin=io.BytesIO(data), outlet="صدى", date="2020-05-05")
    assert (first.outlet, first.published) == ("صدى", "2020-05-05")
    assert (second.outlet, second.published) == ("صحيفة", "2017-01-03")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"), ("a.jsonl", b"", "empty"), ("a.html", b" \n\x00", "empty"), ("a.json", b"[1,", "no JSON array"),
        ("a.txt.gz", gzip.compress(b"abc" * 10_000)[:40], "ends too early"), ("b.jsonl.gz", b"\x1f\x8b\x08garbage", "gzip|broken"),
        ("a.txt", b"a" * 16_000_001, "larger than 16 MB"), ("a.html.gz", gzip.compress(b"a" * 40_000_000), "larger than 16 MB"),
    ],
)  # fmt: skip
def test_bad_files_are_one_clear_line_and_the_others_are_read(tmp_path, name, data, reason):
    bad, good = tmp_path / name, write(tmp_path / "good.html", HTML.encode())
    bad.write_bytes(data)
    failure, page = open_inputs([bad, good])
    assert failure.origin == str(bad) and "\n" not in str(failure)
    with pytest.raises(Failure, match=reason):
        raise failure
    assert page.content == HTML.encode()


def test_missing_files_empty_folders_and_strange_names(tmp_path):
    found = list(open_inputs([tmp_path / "none.txt", tmp_path, "a\x00b", "ftp://x/y", "http://127.0.0.1/"]))
    assert [type(item) for item in found] == [Failure] * 5
    assert "no such file" in str(found[0]) and "no pages in this folder" in str(found[1]) and "private network" in str(found[4])


def test_lines_before_the_break_of_a_truncated_gzip_are_read(tmp_path):
    items = [dict(GIVEN, id=f"n{n}", date=os.urandom(40).hex()) for n in range(2000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines(*items))[:-2000])
    *articles, failure = open_inputs([path])
    assert len(articles) > 500 and isinstance(failure, Failure) and "ends too early" in str(failure)


def test_memory_stays_flat_on_json_lines(tmp_path):
    path = tmp_path / "big.jsonl"
    line = lines(dict(GIVEN, sentences=["عنوان", "جملة. " * 200]))
    with open(path, "wb") as out:
        for _ in range(6_000):
            out.write(line)
    assert path.stat().st_size > 10_000_000
    tracemalloc.start()
    count = sum(1 for _ in open_inputs([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 6_000 and peak < 2_000_000


def test_a_line_without_end_is_told_and_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_LINE", 1000)
    path = write(tmp_path / "a.jsonl", b"x" * 5000 + b"\n" + lines(GIVEN))
    failure, article = open_inputs([path])
    assert "line 1: longer" in str(failure) and article.id == "a1"


def test_surrogates_and_other_charsets_in_json(tmp_path):
    odd = b'{"id": "s", "headline": "\\ud800 \xd8\xae\xd8\xa8\xd8\xb1", "body": "\xd9\x86\xd8\xb5 \\udfff\x00."}\n'
    old = json.dumps(dict(GIVEN, id="c"), ensure_ascii=False).encode("cp1256") + b"\n"
    first, second = open_inputs([write(tmp_path / "a.jsonl", odd + old)])
    first.text.encode("utf-8")
    assert second.headline == "عنوان الخبر"


def test_ids_are_stable(tmp_path):
    page = Page(content="نص")
    assert page_id(page) == page_id(Page(content="نص", origin="elsewhere")) != page_id(Page(content="نص آخر"))
    assert page_id(Page(content="نص", url="https://x/1")) == "https://x/1"
    data = lines({"headline": "عنوان", "body": "نص الخبر."})
    (first,), (second,) = open_inputs(["-"], stdin=io.BytesIO(data)), open_inputs(["-"], stdin=io.BytesIO(data))
    assert first.id == second.id


def test_evaluation_reads_articles_by_the_same_function():
    assert gold.given_article is given_article


@pytest.mark.parametrize(("text", "day"), [("03/01/2017", "2017-01-03"), ("2017-01-03", "2017-01-03"), ("31/12/2010", "2010-12-31"), ("x", None), (None, None)])
def test_days(text, day):
    assert iso_day(text) == day
