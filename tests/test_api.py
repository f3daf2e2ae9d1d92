"""The library's entry: taqarub.read, read_many, load."""

import subprocess
import sys

import pytest

import taqarub
from taqarub.records import Article

PAGE = "وزير الخارجية يصل إلى بيروت\nوصل وزير الخارجية المصري إلى بيروت، والتقى نظيره اللبناني في مقر الوزارة.\n"


def test_text_becomes_a_record():
    record = taqarub.read(PAGE, date="2018-06-12", outlet="جريدة", url="https://paper.example/1", model=None)
    assert record.headline == "وزير الخارجية يصل إلى بيروت"
    assert record.text == PAGE.rstrip("\n")
    assert record.text[record.body_start :].startswith("وصل وزير")
    assert (record.published, record.outlet, record.url) == ("2018-06-12", "جريدة", "https://paper.example/1")


def test_bytes_are_decoded():
    assert taqarub.read(PAGE.encode("windows-1256"), model=None).text == PAGE.rstrip("\n")


def test_html_becomes_a_record():
    body = "".join(f"<p>{line}</p>" for line in PAGE.split("\n")[1:] if line)
    page = f"<html><head><title>x</title></head><body><article><h1>{PAGE.splitlines()[0]}</h1>{body}</article></body></html>"
    record = taqarub.read(page, date="2018-06-12", model=None)
    assert record.headline == PAGE.split("\n")[0]
    assert "نظيره اللبناني" in record.text


def test_a_clean_article_is_taken_as_it_is():
    article = Article(id="a7", headline="عنوان", paragraphs=["فقرة أولى.", "فقرة ثانية."], published="2019-01-02")
    record = taqarub.read(article, model=None)
    assert (record.id, record.text, record.published) == ("a7", "عنوان\nفقرة أولى.\nفقرة ثانية.", "2019-01-02")


def test_many_keep_their_order_and_come_one_by_one():
    asked = []

    def pages():
        for n in range(500):
            asked.append(n)
            yield Article(id=str(n), headline=f"خبر {n}", paragraphs=["نص قصير."])

    records = taqarub.read_many(pages(), model=None)
    assert next(records).id == "0"
    assert len(asked) < 500  # the rest has not been read yet
    assert [record.id for record in records] == [str(n) for n in range(1, 500)]


def test_an_unreadable_page_raises_or_is_handed_over():
    with pytest.raises(taqarub.TaqarubError):
        taqarub.read("", model=None)
    errors = []
    records = list(taqarub.read_many([PAGE, b"\x00\x01\x02" * 50, PAGE], model=None, on_error=errors.append))
    assert len(records) == 2 and len(errors) == 1


def test_an_article_beyond_the_pipeline_s_length_is_refused():
    nlp = taqarub.load(None)
    nlp.max_length = 100
    errors = []
    long = Article(id="long", headline="عنوان", paragraphs=["كلمة " * 50])
    assert list(taqarub.read_many([long], nlp=nlp, on_error=errors.append)) == []
    assert "long" in str(errors[0]) and "at most 100" in str(errors[0])


def test_records_go_to_json_and_back():
    record = taqarub.read(PAGE, date="2018-06-12", model=None)
    assert taqarub.from_json(taqarub.to_json(record, explain=True)) == record
    assert all("by" not in entity for entity in taqarub.to_builtins(record)["entities"])


def test_load_gives_a_spacy_pipeline_of_its_own():
    nlp = taqarub.load(None)
    assert nlp is not taqarub.load(None)
    assert nlp.lang == "ar" and "taqarub_words" in nlp.pipe_names
    doc = nlp("وصل الوزير إلى بيروت.")
    assert doc.text == "وصل الوزير إلى بيروت." and doc._.events is not None


def test_importing_the_package_is_quick():
    code = "import sys, taqarub; print([m for m in ('spacy', 'numpy', 'trafilatura', 'typer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
