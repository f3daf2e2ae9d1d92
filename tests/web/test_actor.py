"""The page of an actor: every figure that it shows is that of the records, and every line leads to its sentence."""

import pytest
from fastapi.testclient import TestClient

from taqarub.web import create_app


@pytest.fixture(scope="module")
def client(known_desk):
    return TestClient(create_app(known_desk), base_url="http://127.0.0.1")


def listed(client, key, name, **more):
    answer = client.get(f"/actor/{key}", params={"list": name, "format": "json", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_statements_of_a_person_the_last_first(client):
    found = listed(client, "Sergey Lavrov", "statements")
    assert [(s["article"], s["position"], s["outlet"]) for s in found] == [
        ("blame", 0, "صدى المدينة"), ("visit/2", 0, "نداء الساحل"), ("visit/1", 0, "صدى المدينة"),
    ]  # fmt: skip


def test_events_by_type_and_counterpart_count_both_directions(client):
    rows = {row["code"]: row for row in listed(client, "RUS", "counterparts")}
    assert rows["SYR"]["total"] == 2 and rows["SYR"]["CONSULT"] == 2
    assert rows["ISR"]["ACCUSE"] == 1 and set(rows) == {"SYR", "ISR"}


def test_events_of_a_cell_are_those_that_it_counts(client):
    found = listed(client, "RUS", "events", type="CONSULT", **{"with": "SYR"})
    assert [(e["article"], e["source"], e["target"]) for e in found] == [
        ("visit/2", ["SYR"], ["RUS"]), ("visit/1", ["RUS"], ["SYR"]),
    ]  # fmt: skip
    assert found[0]["sentence"].startswith("بحث وليد المعلم مع لافروف")
    assert [e["article"] for e in listed(client, "RUS", "events", type="ACCUSE")] == ["blame"]


def test_who_is_named_with_it_and_who_quotes_it(client):
    beside = {c["name"]: c["articles"] for c in listed(client, "Sergey Lavrov", "companions")}
    assert beside == {"Walid Muallem": 2, "Israel": 1}  # Damascus is a town
    quoting = listed(client, "RUS", "outlets")
    assert [(q["outlet"], q["statements"], q["article"]) for q in quoting] == [("صدى المدينة", 2, "blame"), ("نداء الساحل", 1, "visit/2")]


def test_offices_come_from_the_book(client):
    assert ("foreign minister", "RUS", "2004-03-09") in {
        (row["office"], row["of"], row["from"]) for row in listed(client, "Sergey Lavrov", "offices", lang="en")
    }
    heads = {(row["office"], row["holder"]) for row in listed(client, "RUS", "offices", lang="en")}
    assert ("president", "Vladimir Putin") in heads and ("foreign minister", "Sergey Lavrov") in heads


def test_a_period_holds_for_all_lists(client):
    days = {"from": "2018-07-15", "to": "2018-07-15"}
    assert [s["article"] for s in listed(client, "RUS", "statements", **days)] == ["visit/2"]
    assert [e["article"] for e in listed(client, "RUS", "events", **days)] == ["visit/2"]
    assert [row["total"] for row in listed(client, "RUS", "counterparts", **days)] == [1]
    assert [c["name"] for c in listed(client, "RUS", "companions", **days)] == ["Walid Muallem"]


def test_events_are_written_in_the_formats_of_the_field(client):
    text = client.get("/actor/RUS", params={"list": "events", "format": "polecat", "type": "ACCUSE"}).content.decode()
    lines = [line.split("\t") for line in text.splitlines()]
    assert [(row[0], row[2]) for row in lines] == [("Event ID", "Event Type"), ("blame:0:0", "ACCUSE")]
    rows = client.get("/actor/ISR", params={"list": "events", "format": "gdelt"}).content.decode().splitlines()
    assert len(rows) == 1  # the attack is only possible, which GDELT cannot say


def test_all_lines_lead_to_their_sentences(client):
    text = client.get("/actor/RUS").text
    assert "/articles/visit%2F1#o" in text and "/articles/visit%2F1#s0" in text
    led = client.get("/mention", params={"article": "visit/1", "who": "Walid Muallem"}, follow_redirects=False)
    assert led.status_code == 303 and led.headers["location"] == "/articles/visit%2F1#e2"


def test_names_in_the_language_of_the_page(client):
    assert "سيرغي لافروف" in client.get("/actor/Sergey Lavrov", params={"lang": "ar"}).text
    assert "<h1><bdi>Russia</bdi></h1>" in client.get("/actor/RUS", params={"lang": "en"}).text


def test_whom_nobody_knows_there_is_no_page_of(client):
    for key in ("ZZZZ", "Nobody At All", "../secret", "a" * 400):
        assert client.get(f"/actor/{key}").status_code == 404


def test_whom_only_the_book_knows_has_a_page(client):
    answer = client.get("/actor/BRA", params={"lang": "en"})
    assert answer.status_code == 200 and "nothing of this actor" in answer.text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_in_a_browser_a_cell_shows_its_events(fresh_tab, desk_address, language):
    fresh_tab.goto(f"{desk_address}/actor/RUS?lang={language}")
    fresh_tab.click(".deeds td a[href*='with=SYR'][href*='CONSULT']")
    fresh_tab.wait_for_selector("#list .note")
    assert fresh_tab.locator("ol.behind li").count() == 2
    fresh_tab.click("ol.behind li:first-child blockquote a")
    fresh_tab.wait_for_url("**/articles/**")
    assert "/articles/visit%2F2#o" in fresh_tab.url
    assert fresh_tab.said == []


def test_of_one_in_very_many_articles_the_lower_half_comes_after_the_page(fresh_tab, desk_address, client, monkeypatch):
    from taqarub.web.pages import actor as page

    monkeypatch.setattr(page, "MANY", 1)
    assert "Walid Muallem" not in client.get("/actor/RUS", params={"lang": "en"}).text.split('class="halves"')[-1]
    assert "Walid Muallem" in client.get("/actor/RUS", params={"lang": "en", "part": "all"}).text.split('class="halves"')[-1]
    fresh_tab.goto(f"{desk_address}/actor/RUS?lang=en")
    fresh_tab.wait_for_selector("#quoted")
    assert fresh_tab.locator(".bars a:has-text('Walid Muallem')").count() == 1 and fresh_tab.said == []
    fresh_tab.wait_for_selector(".deeds td a")
    fresh_tab.click(".deeds td a[href*='with=SYR'][href*='CONSULT']")
    fresh_tab.wait_for_selector("#list .note")
    assert "part=" not in fresh_tab.url and fresh_tab.locator("ol.behind li").count() == 2
