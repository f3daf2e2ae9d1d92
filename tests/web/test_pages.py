"""Every page in both languages, hostile HTML, and the same closeness as the command's."""

import msgspec
import pytest
from fastapi.testclient import TestClient

from taqarub.closeness import pairs_of
from taqarub.records import Article
from taqarub.store import open_database, records
from taqarub.store.ingest import Options, ingest
from taqarub.store.reader import PipelineReader
from taqarub.web import create_app
from taqarub.web.desk import Desk
from taqarub.web.marks import Mark, pieces
from taqarub.web.queries.ledger import ledger

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    articles = [
        Article(id="one", headline=f"روسيا تدين إسرائيل {HOSTILE}", published="2018-07-16", outlet="<b>صدى</b>",
                paragraphs=["قال وزير الخارجية الروسي سيرغي لافروف إن روسيا تدين إسرائيل بسبب قصف سوريا في دمشق."]),
        Article(id="two/2", headline="لافروف يلتقي وليد المعلم في دمشق", published="2018-07-14",
                paragraphs=["التقى وزير الخارجية الروسي سيرغي لافروف نظيره السوري وليد المعلم في دمشق لبحث الملف السوري."]),
    ]  # fmt: skip
    with open_database(path, write=True) as database:
        ingest(database, ["given"], lambda name: articles, Options(PipelineReader(None)))
    return path


@pytest.fixture(scope="module")
def client(path):
    return TestClient(create_app(path), base_url="http://127.0.0.1")


@pytest.mark.parametrize("address", ["/", "/?span=week", "/files/syria", "/articles/one", "/articles/two%2F2", "/search?q=روسيا"])
def test_pages_in_both_languages(client, address):
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        answer = client.get(address, params={"lang": language} if "?" not in address else None,
                            headers={"cookie": f"lang={language}"})  # fmt: skip
        assert answer.status_code == 200
        assert f'<html lang="{language}" dir="{direction}">' in answer.text
        assert HOSTILE not in answer.text and "<b>صدى" not in answer.text
        assert " style=" not in answer.text and "onclick" not in answer.text


def test_hostile_headline_is_shown_as_text(client):
    text = client.get("/articles/one").text
    assert "&lt;script&gt;" in text


def test_missing_pages_say_so(client):
    assert client.get("/articles/none").status_code == 404
    assert client.get("/files/no-such-file").status_code == 404


def test_search_finds_and_exports(client):
    assert "وليد المعلم" in client.get("/search", params={"q": "لافروف دمشق"}).text
    rows = client.get("/search", params={"q": "المعلم", "format": "json"}).json()
    assert [row["id"] for row in rows] == ["two/2"]


def test_evidence_of_the_tables_is_that_of_the_records(path):
    desk = Desk(path)
    with desk.open() as database:
        for file in ("syria", "palestine"):
            whole = pairs_of(records(database), file)
            told = ledger(desk, database, file)

            def bare(pairs):
                return {
                    pair: [msgspec.structs.replace(i, sentence="", url=None, source=sorted(i.source), target=sorted(i.target)) for i in items]
                    for pair, items in pairs.items()
                }

            assert bare(told) == bare(whole)


def test_overlapping_marks_are_cut_at_boundaries():
    found = pieces("abcdef", [Mark("s0", "say", 0, 4), Mark("e0", "ent per", 2, 6)], 0, 6)
    assert [(p.text, p.kinds, p.ids) for p in found] == [
        ("ab", ("say",), ("s0",)), ("cd", ("say", "ent", "per"), ("e0",)), ("ef", ("ent", "per"), ()),
    ]  # fmt: skip
