"""Search with its facets: every number is how many articles the command finds with that filter."""

import json

import msgspec
import pytest
from fastapi.testclient import TestClient

from taqarub.store import Filters, open_database
from taqarub.store.search import search
from taqarub.web import create_app
from taqarub.web.queries import facets as counting
from taqarub.web.queries.facets import FACETS, facets

SEARCHES = [
    ("لافروف", Filters()), ("", Filters(files=["syria"])), ("", Filters(actors=["RUS"])), ("دمشق", Filters(outlets=["صدى المدينة"])),
    ("لافروف", Filters(types=["ACCUSE"], actors=["ISR"])), ("لافروف", Filters(since="2018-07-15", until="2018-07-31")),
]  # fmt: skip


@pytest.fixture(scope="module")
def client(known_desk):
    return TestClient(create_app(known_desk), base_url="http://127.0.0.1")


def narrowed(filters, facet, value):
    if facet == "actors":
        return msgspec.structs.replace(filters, actors=[*filters.actors, value])
    if facet == "months":
        return msgspec.structs.replace(filters, since=f"{value}-01", until=f"{value}-31")
    return msgspec.structs.replace(filters, **{facet: [value]})


@pytest.mark.parametrize("many", [3000, 3])
@pytest.mark.parametrize(("query", "filters"), SEARCHES)
def test_every_number_is_what_the_command_finds(known_desk, query, filters, many, monkeypatch):
    monkeypatch.setattr(counting, "MANY", many)  # the way of large searches, too
    with open_database(known_desk) as database:
        found = facets(database, query, filters)
        assert found.total == len(search(database, query, filters, 100)) > 0
        checked = 0
        for facet in FACETS:
            for value, count in getattr(found, facet):
                assert count == len(search(database, query, narrowed(filters, facet, value), 100)), (facet, value)
                checked += 1
        assert checked >= 4


def test_the_command_itself_agrees(known_desk):
    from typer.testing import CliRunner

    from taqarub.cli import build

    with open_database(known_desk) as database:
        outlets = dict(facets(database, "لافروف", Filters()).outlets)
    for outlet, count in outlets.items():
        told = CliRunner().invoke(build(), ["search", "لافروف", "--db", known_desk, "--outlet", outlet, "--jsonl"])
        assert len([json.loads(line) for line in told.stdout.splitlines()]) == count
    assert outlets == {"صدى المدينة": 2, "نداء الساحل": 1}


def test_a_chosen_value_is_counted_beside_its_like(known_desk):
    with open_database(known_desk) as database:
        found = facets(database, "لافروف", Filters(outlets=["نداء الساحل"]))
    assert dict(found.outlets) == {"صدى المدينة": 2, "نداء الساحل": 1} and found.total == 1


def test_the_page_leads_to_what_its_facets_count(client):
    text = client.get("/search", params={"q": "لافروف", "lang": "en"}).text
    assert "3 articles" in text
    assert "/search?q=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81&amp;actor=ISR" in text
    assert "1 article<" in client.get("/search", params={"q": "لافروف", "actor": "ISR", "lang": "en"}).text
    assert "2 articles" in client.get("/search", params={"actor": "RUS", "month": "2018-07", "outlet": "صدى المدينة", "lang": "en"}).text


def test_months_that_are_none_do_no_harm(client):
    for month in ("2018-13", "0000-01", "x", "99999-01"):
        assert client.get("/search", params={"q": "لافروف", "month": month}).status_code == 200


def test_a_filter_can_be_taken_away(client):
    text = client.get("/search", params={"q": "لافروف", "type": "accuse"}).text
    assert 'class="chip" href="/search?q=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81"' in text


def test_exports(client):
    rows = client.get("/search", params={"q": "لافروف", "list": "facets", "format": "jsonl"}).text.splitlines()
    assert {"facet": "outlet", "value": "صدى المدينة", "articles": 2} in [json.loads(row) for row in rows]
    lines = client.get("/search", params={"q": "لافروف", "format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("id,headline,day") and len(lines) == 4
    whole = client.get("/search", params={"q": "لافروف", "format": "records"}).text.splitlines()
    assert {json.loads(line)["id"] for line in whole} == {"visit/1", "visit/2", "blame"}
    assert len(client.get("/search", params={"q": "لافروف", "format": "gdelt"}).text.splitlines()) == 4
    assert client.get("/search", params={"q": "لافروف", "format": "exe"}).status_code == 400


def test_a_headline_cannot_become_a_formula(client, serve_records):
    from taqarub.records import Record

    address = serve_records([Record(id="bad", headline="=HYPERLINK(1)", text="=HYPERLINK(1)\nعطارد", body_start=14)])
    import urllib.request

    text = urllib.request.urlopen(f"{address}/search?q=%D8%B9%D8%B7%D8%A7%D8%B1%D8%AF&format=csv").read().decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text


def test_very_large_searches_get_their_facets_after_the_page(fresh_tab, desk_address, monkeypatch):
    from taqarub.web.pages import search as page

    monkeypatch.setattr(page, "LARGE", 1)
    fresh_tab.goto(f"{desk_address}/search?q=لافروف&lang=en&newest=1")
    fresh_tab.wait_for_selector(".facet")
    fresh_tab.click(".facet a:has-text('Israel')")
    assert fresh_tab.inner_text("#hits") == "1 article" and fresh_tab.said == []


def test_facets_leave_nothing_behind(known_desk):
    with open_database(known_desk) as database:
        first = facets(database, "لافروف", Filters())
        assert facets(database, "لافروف", Filters()) == first
        with database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_temp_master").scalar() == 0
