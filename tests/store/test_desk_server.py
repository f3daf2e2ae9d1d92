"""The desk on PostgreSQL: review, briefings and the API give what they give on SQLite."""

import pytest
from desk import event, record, store
from fastapi.testclient import TestClient
from test_review import reading
from test_server import address, database, server  # noqa: F401

from taqarub.store import open_database
from taqarub.store.stories import place
from taqarub.web import create_app

API = [
    "articles", "articles?order=stored&limit=1", "articles?actor=TUN&limit=1", "articles/a", "statements?limit=1", "events?limit=1",
    "events?source=TUN&target=RUS&on=syria", "actors", "actors/RUS", "files", "files/syria", "stories?limit=1", "stories/b",
    "files/syria/closeness?a=TUN&b=RUS", "files/syria/dyads?least=1", "files/syria/brief?day=2018-07-17", "failures", "corrections",
    "search?q=موسكو",
]  # fmt: skip


def fill(database):  # noqa: F811
    first = reading()
    first.files, first.events[0].file = ["syria"], "syria"
    store(database, first, *(
        record(id, "زيارة إلى موسكو", "زار الوفد موسكو لبحث الملف.", published=day, outlet=id, files=["syria"],
               events=[event("CONSULT", ["TUN"], ["RUS"], file="syria"), event("ACCUSE", ["USA"], ["RUS"], file="syria")])
        for id, day in (("b", "2018-07-17"), ("c", "2018-07-17"), ("d", None))
    ))  # fmt: skip
    place(database)


@pytest.fixture
def clients(address, database, tmp_path):  # noqa: F811
    fill(database)
    with open_database(str(tmp_path / "desk.db"), write=True) as other:
        fill(other)
    desks = (address, str(tmp_path / "desk.db"))
    return [TestClient(create_app(desk), base_url="http://127.0.0.1") for desk in desks]


def test_both_say_the_same(clients):
    for asked in API:
        one, other = (client.get(f"/api/v1/{asked}") for client in clients)
        assert one.status_code == other.status_code == 200, (asked, one.text)
        told, wanted = one.json(), other.json()
        if asked.startswith("search"):
            assert {hit["id"] for hit in told["items"]} == {hit["id"] for hit in wanted["items"]}  # each ranks in its way
        else:
            assert told == wanted, asked
        while told.get("next"):  # and so do their later pages
            mark = "&" if "?" in asked else "?"
            told, wanted = (c.get(f"/api/v1/{asked}{mark}cursor={t['next']}").json() for c, t in zip(clients, (told, wanted), strict=True))
            assert told == wanted, asked


def test_pages(clients):
    for asked in ("/review", "/review/articles/a", "/brief?file=syria&day=2018-07-17", "/files/syria/feed.atom", "/review/log"):
        answers = [client.get(asked) for client in clients]
        assert [answer.status_code for answer in answers] == [200, 200], asked


def test_a_correction_by_the_desk_shows_in_its_figures(clients):
    client = clients[0]
    page = client.get("/review/articles/a?mark=v0").text
    token, key = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("csrf", "item"))
    fields = {"csrf": token, "article": "a", "item": key, "action": "correct", "target": "UKR"}
    assert client.post("/review/say", data=fields, follow_redirects=False).status_code == 303
    found = client.get("/api/v1/events?article=a").json()["items"]
    assert [e["target"] for e in found] == [["UKR"]]
    assert client.get("/api/v1/files/syria/closeness?a=TUN&b=UKR").status_code == 200
    number = client.get("/api/v1/corrections").json()["items"][0]["number"]
    client.post("/review/withdraw", data={"csrf": token, "number": number})
    assert client.get("/api/v1/corrections").json()["items"][0]["withdrawn_by"]
    assert [e["target"] for e in client.get("/api/v1/events?article=a").json()["items"]] == [["RUS"]]
