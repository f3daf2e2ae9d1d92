"""The briefing in the desk: page, files, feed; in both languages, on paper, with hostile articles."""

from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from taqarub.records import Event, Record, Span, Speaker, Statement
from taqarub.store import open_database
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer
from taqarub.web import create_app

HOSTILE = "<script>alert(1)</script>\x0b&"
AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def article(id, outlet, day, url):
    headline = f"أنقرة تتهم دمشق {HOSTILE}"
    body = "اتهمت أنقرة دمشق بخرق الهدنة. وقال الوزير: الهدنة انتهت عمليا منذ أمس."
    text = f"{headline}\n{body}"

    def at(words):
        start = text.rindex(words)
        return {"start": start, "end": start + len(words), "text": words}

    return Record(
        id=id, outlet=outlet, headline=headline, text=text, body_start=len(headline) + 1, published=day, files=["syria"], url=url,
        events=[Event(type="ACCUSE", quad="verbal conflict", score=-2.0, status="happened", file="syria",
                      trigger=Span(**at("اتهمت")), source=["TUR"], target=["SYR"])],
        statements=[Statement(**at("الهدنة انتهت عمليا منذ أمس"), form="direct", cue=None,
                              speaker=Speaker(text="الوزير", name="Minister", code="TUR"))],
    )  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    made = [
        article("a/1", "<b>الصدى</b>", "2018-07-16T09:30:00", "https://sada.example/1"),
        article("b", "الأفق", "2018-07-16T11:00:00+03:00", "javascript:alert(1)"),
        article("c", "الأفق", "2018-07-02", None),
    ]
    with open_database(path, write=True) as database:
        Writer(database).write([Entry("here", None, to_stored(one)) for one in made])
    return path


@pytest.fixture(scope="module")
def client(path):
    return TestClient(create_app(path), base_url="http://127.0.0.1")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page(client, language):
    answer = client.get(f"/brief?file=syria&day=2018-07-16&lang={language}")
    assert answer.status_code == 200 and "<script>alert" not in answer.text and "<b>الصدى" not in answer.text
    assert 'href="/articles/a%2F1"' in answer.text and 'href="https://sada.example/1"' in answer.text
    assert "javascript:" not in answer.text and " style=" not in answer.text
    assert answer.text.count('<p class="act">') == 2  # one line though two outlets, and what it moved
    assert ("اتهام" if language == "ar" else "accuse") in answer.text and "الهدنة انتهت عمليا منذ أمس" in answer.text


def test_without_a_file_it_is_the_busiest_of_the_last_day(client):
    assert 'value="syria" selected' in client.get("/brief").text


def test_a_day_without_news_is_said_to_be_one(client):
    text = client.get("/brief?file=syria&day=2018-07-10&lang=en").text
    assert "Nothing is known" in text and "2 July 2018" in text and "day=2018-07-02" in text
    assert client.get("/brief?file=libya&day=2018-07-16").status_code == 200


@pytest.mark.parametrize("query", ["file=../etc", "file=A", "day=yesterday", "days=x", "days=999", "days=0", "format=exe"])
def test_odd_requests(client, query):
    assert client.get(f"/brief?{query}").status_code in (200, 400, 404)


def test_as_a_file(client):
    found = client.get("/brief?file=syria&day=2018-07-16&format=json").json()
    assert [(act["type"], len(act["sources"])) for act in found["happened"]] == [("ACCUSE", 2)]
    page = client.get("/brief?file=syria&day=2018-07-16&format=html&lang=en")
    assert "attachment" in page.headers["content-disposition"] and "<style>" in page.text and "<script" not in page.text
    assert "/static/" not in page.text and 'href="/articles' not in page.text
    assert client.get("/brief?file=syria&day=2018-07-16&format=md&lang=ar").text.startswith("# موجز الملف السوري")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_feed_is_atom(client, language):
    answer = client.get(f"/files/syria/feed.atom?lang={language}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo and found.version == "atom10"
    assert [entry.id for entry in found.entries] == ["urn:taqarub:brief:syria:2018-07-16", "urn:taqarub:brief:syria:2018-07-02"]
    first = found.entries[0]
    assert first.link.startswith("http://127.0.0.1/brief?file=syria&day=2018-07-16")
    assert "الهدنة انتهت" in first.content[0].value and "<script>" not in first.content[0].value
    assert first.updated_parsed[:5] == (2018, 7, 16, 11 - 3, 0) or first.updated_parsed[:5] == (2018, 7, 16, 9, 30)
    root = etree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    for node in [root, *root.findall(f"{atom}entry")]:  # what RFC 4287 requires of each
        assert [len(node.findall(f"{atom}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.find(f"{atom}author/{atom}name").text and root.find(f"{atom}link[@rel='self']") is not None


def test_a_file_without_news_has_an_empty_feed_and_no_file_none(client):
    assert feedparser.parse(client.get("/files/libya/feed.atom").content).entries == []
    assert client.get("/files/no-such-file/feed.atom").status_code == 404


def test_in_chromium_without_a_serious_fault_and_on_paper(path, serve, fresh_tab):
    tab = fresh_tab
    with serve(path) as address:
        for place in ("/brief?lang=ar", "/brief?lang=en", "/brief?file=libya&lang=ar", "/api/docs?lang=ar", "/api/docs?lang=en"):
            tab.goto(f"{address}{place}")
            tab.evaluate(AXE)
            faults = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
            assert [(f["id"], f["nodes"][0]["html"]) for f in faults if f["impact"] in ("serious", "critical")] == []
        tab.goto(f"{address}/brief")
        tab.set_viewport_size({"width": 390, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.emulate_media(media="print")
        assert not tab.locator(".chooser").is_visible() and tab.locator(".happened blockquote").first.is_visible()
        assert tab.said == []
