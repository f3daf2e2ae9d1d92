"""Files and a file: kinds of actors rank last, periods have evidence in them, figures are those of the closeness room."""

import json
import sqlite3
import time

import pytest
from fastapi.testclient import TestClient

from taqarub.closeness import evidence, pairs_of, series
from taqarub.records import Event, Record, Span
from taqarub.store import records
from taqarub.store.evidence import levels_of
from taqarub.store.stories import story_of
from taqarub.web import app as application
from taqarub.web import create_app
from taqarub.web.desk import Desk
from taqarub.web.pages import files as first_page
from taqarub.web.queries.dossier import matrix
from taqarub.web.queries.ledger import kept_evidence, ledger, moved, pair_evidence
from taqarub.web.queries.tally import tally


@pytest.fixture(scope="module")
def client(known_desk):
    return TestClient(create_app(known_desk), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def desk(known_desk):
    return Desk(known_desk)


def test_a_tally_has_the_numbers_of_the_closeness_room(desk, known_desk):
    with desk.open() as database:
        pairs = pairs_of(records(database), "syria", story_of(database))
        for day in ("2018-07-14", "2018-07-16", "2018-08-30"):
            found = tally(desk, database, "syria", day)
            values = dict(zip(found.names, found.at(day)[0].tolist(), strict=True))
            wanted = {
                pair: series(items, (items[0].known, day), resamples=0).values[-1]
                for pair, items in pairs.items()
                if items[0].known <= day and any(item.weight for item in items)
            }
            assert values == pytest.approx(wanted, abs=1e-9) and len(values) >= 1


def test_who_alone_tells_weighs_half_in_a_tally_too(serve_records):
    import httpx

    def told(id, day, reporter):
        text = "عنوان\nلافروف: دمشق قصفت موسكو"
        return Record(
            id=id, published=day, headline="عنوان", text=text, body_start=6, files=["syria"],
            events=[Event(type="ASSAULT", quad="material conflict", score=-9.0, source=["SYR"], target=["TUR"], status="happened",
                          reporter=reporter, trigger=Span(start=19, end=23, text="قصفت"), file="syria")],
            entities=[], statements=[],
        )  # fmt: skip

    from taqarub.records import Entity

    one = told("claim", "2018-07-16", "أنقرة")
    one.entities = [Entity(start=6, end=12, text="أنقرة", type="GPE", name="Ankara", code="TUR")]
    address = serve_records([one, told("fact", "2018-07-10", None)])
    rows = httpx.get(f"{address}/files/syria?a=SYR&b=TUR&to=2018-07-16&format=json").json()
    pairs = httpx.get(f"{address}/files/syria?to=2018-07-16&list=pairs&format=json").json()
    cell = next(row["closeness"] for row in pairs if {row["a"], row["b"]} == {"SYR", "TUR"})
    assert cell == pytest.approx(rows[-1]["closeness"], abs=1e-4)
    decay = 0.5 ** (6 / 30)
    assert cell == pytest.approx((-9 * 0.5 - 9 * decay) / (0.5 + decay + 2), abs=1e-3)


def test_evidence_of_a_pair_is_that_of_the_records(desk):
    with desk.open() as database:
        told = pair_evidence(database, "RUS", "SYR", "syria")
        whole = evidence(records(database), "RUS", "SYR", "syria", stories=story_of(database))
    assert [(i.story, i.known, i.weight, i.record, i.start) for i in told] == [(i.story, i.known, i.weight, i.record, i.start) for i in whole]
    assert len(told) == 2


@pytest.mark.parametrize("direction", ["both", "towards"])
def test_evidence_out_of_the_ledger_is_that_of_the_pair(desk, direction):
    with desk.open() as database:
        for a, b in (("RUS", "SYR"), ("SYR", "RUS"), ("RUS", "JPN")):
            fresh = Desk(desk.address)
            before = kept_evidence(fresh, database, a, b, "syria", direction)
            assert ledger(fresh, database, "syria") and fresh.ready(database, ("ledger", "syria"))
            assert kept_evidence(fresh, database, a, b, "syria", direction) == before
            assert bool(before) == (b != "JPN")


def test_kinds_of_actors_come_last(desk, client):
    with desk.open() as database:
        book = tally(desk, database, "syria", "2018-07-20")
        assert ("CVL", "REB") in book.names
        assert book.weightiest("2018-07-20") in {("RUS", "SYR"), ("ISR", "RUS")}
        codes, _, _ = matrix(book, "2018-07-20")
        assert set(codes[-2:]) == {"CVL", "REB"}
        levels = levels_of(database, ["syria"], "2018-07-01", "2018-07-20")["syria"]
        shifts = moved(database, "syria", levels, ("2018-07-01", "2018-07-10"), ("2018-07-11", "2018-07-20"))
        assert not {"CVL", "REB"} & {code for shift in shifts for code in (shift.a, shift.b)}


def test_a_file_opens_on_days_with_evidence(client):
    text = client.get("/files/gerd", params={"lang": "en"}).text
    assert "Egypt" in text and "2 March 2011" in text and "evidence in the period that was asked for" not in text
    text = client.get("/files/gerd", params={"lang": "en", "to": "2018-07-20"}).text
    assert "2 March 2011" in text and "no evidence in the period that was asked for" in text
    text = client.get("/files/gerd", params={"lang": "en", "from": "2018-01-01", "to": "2018-07-20"}).text
    assert "2 March 2011" not in text.split('id="pairs"')[0]  # what is asked for by both ends is shown


def test_the_first_page_leads_to_files_with_something_in_them(client):
    text = client.get("/", params={"span": "all"}).text
    assert 'href="/files/gerd"' in text and 'href="/files/syria"' in text


def test_events_behind_a_day_are_exported(client):
    query = {"a": "RUS", "b": "ISR", "list": "behind", "day": "2018-07-16"}
    rows = client.get("/files/syria", params={**query, "format": "jsonl"}).text.splitlines()
    assert [json.loads(row)["article"] for row in rows] == ["blame"]
    table = client.get("/files/syria", params={**query, "format": "icews"}).text.splitlines()
    assert len(table) == 2 and "Accuse" in table[1]
    assert "list=behind" in client.get("/files/syria/day", params={"a": "RUS", "b": "ISR", "day": "2018-07-16"}).text


def test_every_list_of_a_file_is_exported(client):
    for name in ("", "moves", "pairs", "statements", "stories"):
        for kind in ("csv", "json", "jsonl"):
            answer = client.get("/files/syria", params={"list": name, "format": kind})
            assert answer.status_code == 200 and len(answer.content) > 20, (name, kind)


def test_who_moved_comes_after_the_page_of_a_large_desk(fresh_tab, desk_address, monkeypatch):
    monkeypatch.setattr(first_page, "FEW", 0)
    import httpx

    assert "hx-get=\"/moved" in httpx.get(f"{desk_address}/?span=quarter&day=2018-07-20").text
    fresh_tab.goto(f"{desk_address}/?span=quarter&day=2018-07-20&lang=en")
    fresh_tab.wait_for_selector("a[href*='moved=now']", state="detached")
    assert fresh_tab.said == []
    assert "hx-get=\"/moved" not in httpx.get(f"{desk_address}/?span=quarter&day=2018-07-20").text  # it is known now


def test_the_closeness_of_a_file_with_very_many_events_comes_after_the_page(fresh_tab, desk_address, monkeypatch):
    from taqarub.web.pages import file as page

    monkeypatch.setattr(page, "FEW", 0)
    fresh_tab.goto(f"{desk_address}/files/syria?lang=en&to=2018-07-19&days=30")
    fresh_tab.wait_for_selector(".chart")
    fresh_tab.focus(".chart input[type=range]")
    fresh_tab.keyboard.press("Home")
    fresh_tab.wait_for_selector("#behind-title")  # the chart that came later answers, too
    assert "part=" not in fresh_tab.inner_html("main") and fresh_tab.said == []
    fresh_tab.click(".matrix td a >> nth=0")
    assert fresh_tab.is_visible("h1") and fresh_tab.is_visible(".chart")


def test_what_pages_ask_for_is_worked_out_ahead_and_again_after_a_change(known_desk, monkeypatch):
    monkeypatch.setattr(application, "REST", 0.02)
    monkeypatch.setattr(first_page, "LARGE", 1)
    seen = []

    def warm(desk):
        first_page.warm(desk)
        with desk.open() as database:
            seen.append([desk.ready(database, key) for key in (("ledger", "syria"), ("feed", "syria"))])

    def until(number):
        end = time.monotonic() + 20
        while len(seen) < number and time.monotonic() < end:
            time.sleep(0.02)

    with TestClient(create_app(known_desk, warm=warm), base_url="http://127.0.0.1"):
        until(1)
        time.sleep(0.2)
        assert seen == [[True, True]]  # once, as long as nothing changes
        with sqlite3.connect(known_desk) as connection:
            connection.execute("UPDATE articles SET headline = headline || '.'")
        connection.close()
        until(2)
    assert seen == [[True, True], [True, True]]
