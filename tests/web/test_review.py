"""The review in the desk: what people say is kept, shows in the pages, and can be taken back and exported."""

import io
import json
import re
import zipfile
from html import unescape

import pytest
from fastapi.testclient import TestClient

from taqarub.records import Article
from taqarub.store import open_database, queries, review
from taqarub.store.ingest import Options, ingest
from taqarub.store.reader import PipelineReader
from taqarub.web import create_app
from taqarub.web.reviewing import code_of, codes_of, marked

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    article = Article(
        id="a/1", headline=f"روسيا تدين إسرائيل {HOSTILE}", published="2018-07-16", outlet="<b>صدى</b>",
        paragraphs=["قال وزير الخارجية الروسي سيرغي لافروف إن روسيا تدين إسرائيل بسبب قصف سوريا في دمشق."],
    )  # fmt: skip
    with open_database(str(path), write=True) as database:
        ingest(database, ["given"], lambda name: [article], Options(PipelineReader(None)))
    return path.read_bytes()


@pytest.fixture
def path(filled, tmp_path):
    (tmp_path / "desk.db").write_bytes(filled)
    return str(tmp_path / "desk.db")


@pytest.fixture
def client(path):
    return TestClient(create_app(path), base_url="http://127.0.0.1")


def token(client):
    return re.search(r'name="csrf" value="([^"]+)"', client.get("/review/articles/a%2F1").text)[1]


def key(path, layer, words=None):
    with open_database(path) as database:
        items = review.state(database, "a/1").items
    return next(each.key for each in items if each.layer == layer and words in (None, each.anchor.text))


def post(client, place, script=False, **fields):
    fields = {"csrf": token(client)} | fields
    return client.post(f"/review/{place}", data=fields, headers={"hx-request": "true"} if script else {}, follow_redirects=False)


def stored(path):
    with open_database(path) as database:
        return queries.record(database, "a/1"), review.corrections(database)


@pytest.mark.parametrize("address", ["/review", "/review?layer=event&file=syria", "/review/articles/a%2F1", "/review/log"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages(client, address, language):
    answer = client.get(address, headers={"cookie": f"lang={language}"})
    assert answer.status_code == 200 and f'<html lang="{language}"' in answer.text
    assert HOSTILE not in answer.text and "<b>صدى" not in answer.text and " style=" not in answer.text


def test_the_queue_offers_what_is_least_sure_and_not_what_people_spoke_of(client, path):
    name = key(path, "event")
    assert f'data-item="{name}"' in client.get("/review?layer=event").text
    assert post(client, "say", article="a/1", item=name, action="confirm").status_code == 303
    assert f'data-item="{name}"' not in client.get("/review?layer=event").text


def test_a_corrected_event_shows_in_every_figure_with_who_and_when(client, path):
    name = key(path, "event")
    fields = {"kind": "AID/", "source": "روسيا، Turkey", "target": "SYR", "status": "planned", "date": "2018-07", "file": "syria"}
    answer = post(client, "say", script=True, article="a/1", item=name, action="correct", note="رسمي", **fields)
    assert answer.status_code == 200 and "رسمي" in answer.text
    assert json.loads(answer.headers["hx-trigger-after-settle"])["reviewed"]["state"] == "correct"
    assert "الحالة: <bdi>مقرر</bdi>" in answer.text and "الفاعل: <bdi>روسيا وتركيا</bdi>" in answer.text
    record, said = stored(path)
    event = next(e for e in record.events if e.by.startswith("person:"))
    assert (event.type, event.mode, event.source, event.target) == ("AID", None, ["RUS", "TUR"], ["SYR"])
    assert (event.status, event.date, event.file) == ("planned", "2018-07", "syria")
    assert said[0].author and said[0].at and set(said[0].value) >= {"type", "source", "target", "status", "date"}
    rows = client.get("/files/syria?a=RUS&b=SYR&format=json&list=moves&from=2018-07-01&to=2018-07-31").json()
    assert ("AID", ["RUS", "TUR"]) in [(row["type"], row["source"]) for row in rows]


def test_a_correction_shows_in_every_page_and_export_after_a_new_reading_too(client, path):
    fields = {"kind": "AID/", "source": "TUR", "target": "SYR", "file": "syria"}
    post(client, "say", article="a/1", item=key(path, "event"), action="correct", **fields)
    machine = stored(path)[0]
    for again in (False, True):
        if again:
            with open_database(path, write=True) as database:
                paragraphs = machine.text[machine.body_start :].split("\n")
                article = Article(id="a/1", headline=machine.headline, published="2018-07-16", outlet=machine.outlet, paragraphs=paragraphs)
                ingest(database, ["given"], lambda name, article=article: [article], Options(PipelineReader(None), again=True))
        days = "from=2018-07-01&to=2018-07-31"
        wanted = ("AID", ["TUR"], ["SYR"])
        for place in (f"/files/syria?a=SYR&b=TUR&{days}&format=json&list=moves", "/actor/TUR?span=all&format=json"):
            rows = client.get(place).json()
            assert wanted in [(row["type"], row["source"], row["target"]) for row in rows], place
        told = client.get("/api/v1/events?file=syria").json()["items"]
        assert wanted in [(row["type"], row["source"], row["target"]) for row in told]
        assert any(e["type"] == "AID" for e in client.get("/api/v1/articles/a%2F1").json()["events"])
        near = client.get("/api/v1/files/syria/closeness?a=SYR&b=TUR").json()
        assert near["values"][-1] > 0 if "values" in near else near["days"][-1]["closeness"] > 0
        brief = client.get("/brief?file=syria&day=2018-07-16&format=json").json()
        assert wanted in [(row["type"], row["source"], row["target"]) for row in brief["happened"]]
        assert "a/1" in [hit["id"] for hit in client.get("/search?type=AID&actor=TUR&format=json").json()]
        assert "Provide aid" in client.get(f"/files/syria?a=SYR&b=TUR&{days}&format=icews&list=moves").text
        assert "AID" in client.get(f"/files/syria?a=SYR&b=TUR&{days}&format=polecat&list=moves").text
        client.post("/review/done", data={"csrf": token(client), "article": "a/1"})
        packed = zipfile.ZipFile(io.BytesIO(client.get("/review/gold.zip").content))
        gold = json.loads(packed.read("gold.jsonl"))
        assert wanted in [(e["type"], e["source"], e["target"]) for e in gold["events"]]


def test_why_something_is_refused_is_told_in_the_language_of_the_page(client, path):
    from pathlib import Path

    import taqarub
    from taqarub.store.errors import Refused
    from taqarub.web.words import refusal, words_in

    item = key(path, "event")
    for language, words in (("ar", "ليس تاريخًا"), ("en", "is no day")):
        client.cookies.set("lang", language)
        answer = post(client, "say", script=True, article="a/1", item=item, action="correct", date="أمس")
        alert = re.search(r'role="alert"[^>]*>(.*?)</p>', answer.text)[1]
        assert words in alert and "\u2068أمس\u2069" in alert
    code = "".join(file.read_text(encoding="utf-8") for file in Path(taqarub.__file__).parent.rglob("*.py"))
    keys = set(re.findall(r'Refused\(\s*"(\w+)"', code))
    assert len(keys) >= 15
    for language in ("ar", "en"):
        assert all(words_in(language).has(f"refused.{name}") for name in keys)
        assert bool(re.search("[a-z]", refusal(Refused("nothing", "nothing is corrected"), words_in(language)))) == (language == "en")


def test_only_what_differs_is_a_correction(client, path):
    name = key(path, "entity")
    record, _ = stored(path)
    entity = record.entities[0]
    same = {"type": entity.type, "name": entity.name or "", "code": entity.code or "", "role": entity.role or ""}
    assert post(client, "say", article="a/1", item=name, action="correct", **same).status_code == 400
    post(client, "say", article="a/1", item=name, action="correct", **same | {"code": "BLR"}, scope="identity")
    _, said = stored(path)
    assert [each.value for each in said] == [{"code": "BLR", "scope": "identity"}]


def test_a_speaker_is_corrected_and_the_correction_taken_back(client, path):
    name = key(path, "statement")
    post(client, "say", article="a/1", item=name, action="correct", speaker="وزير الخارجية", name="Minister", code="السعودية")
    record, said = stored(path)
    assert (record.statements[0].speaker.text, record.statements[0].speaker.code) == ("وزير الخارجية", "SAU")
    assert post(client, "withdraw", number=said[0].number).status_code == 303
    record, said = stored(path)
    assert record.statements[0].speaker.name == "Sergey Lavrov" and said[0].withdrawn_by == said[0].author
    assert "<tr class=\"gone\">" in client.get("/review/log").text
    assert client.get("/review/log?format=json").json()[0]["withdrawn_by"] == said[0].author


def test_a_name_is_removed_and_its_mark_is_gone(client, path):
    name = key(path, "entity", "دمشق")
    post(client, "say", article="a/1", item=name, action="remove")
    record, _ = stored(path)
    assert "دمشق" not in [e.text for e in record.entities]
    page = client.get(f"/review/articles/a%2F1?item={name}").text
    assert f'<a class="m ent gpe" href="?item={name}#item"' not in page and "is-remove" in page


def test_what_was_missed_is_added(client, path):
    answer = post(client, "add", article="a/1", layer="event", words="قصف", kind="ASSAULT/aerial", type="")
    assert answer.status_code == 303 and "item=nv" in answer.headers["location"]
    added = re.search(r"item=([^#]+)", answer.headers["location"])[1]
    post(client, "say", article="a/1", item=added, action="correct", source="إسرائيل", target="SYR")
    record, _ = stored(path)
    event = next(e for e in record.events if e.mode == "aerial")
    assert (event.trigger.text, event.source, event.target, event.score) == ("قصف", ["ISR"], ["SYR"], event.score)
    assert post(client, "add", article="a/1", layer="event", words="ليس هنا", kind="AID/").status_code == 400
    assert post(client, "add", article="a/1", layer="dance", words="قصف", kind="AID/").status_code == 400


def test_a_whole_article_is_confirmed_and_exported_as_gold(client):
    assert post(client, "done", article="a/1").status_code == 303
    packed = zipfile.ZipFile(io.BytesIO(client.get("/review/gold.zip").content))
    text, gold = (json.loads(packed.read(name)) for name in ("texts.jsonl", "gold.jsonl"))
    assert text["id"] == gold["id"] == "a/1" and any(s["code"] == "RUS" for s in gold["statements"])


def test_a_change_needs_the_token_of_the_page(client, path):
    name = key(path, "event")
    for wrong in ({"csrf": "x"}, {"csrf": ""}):
        assert post(client, "say", article="a/1", item=name, action="remove", **wrong).status_code == 403
    assert stored(path)[1] == []


@pytest.mark.parametrize(
    ("place", "fields", "status"),
    [
        ("say", {"article": "a/1", "item": "v0-1.AID", "action": "confirm"}, 409),
        ("say", {"article": "none", "item": "v0-1.AID", "action": "confirm"}, 404),
        ("say", {"article": "a/1", "action": "confirm"}, 422),
        ("withdraw", {"number": 99}, 404),
        ("withdraw", {"number": "x"}, 422),
        ("done", {"article": "none"}, 404),
    ],
)
def test_what_cannot_be_done_is_told(client, place, fields, status):
    assert post(client, place, **fields).status_code == status


@pytest.mark.parametrize("fields", [{"source": "أرض لا اسم لها"}, {"date": "أمس"}, {"kind": "AID/dance"}, {"status": "done"}])
def test_values_that_cannot_be_are_refused_beside_the_form(client, path, fields):
    name = key(path, "event")
    answer = post(client, "say", script=True, article="a/1", item=name, action="correct", **fields)
    assert answer.status_code == 200 and 'role="alert"' in answer.text
    assert stored(path)[1] == []


def test_actors_are_named_by_code_or_name():
    assert codes_of("روسيا، usa ; European Union, RUS") == ["RUS", "USA", "EU"]
    assert code_of("XYZ_REB") == "XYZ_REB"
    assert codes_of("") == []


def test_marks_nest_and_lines_stay_apart(path):
    with open_database(path) as database:
        state = review.state(database, "a/1")
    lines = marked(state.record.text, state.items)
    assert "\n".join("".join(part.text for part in line) for line in lines) == state.record.text
    said = [part for line in lines for part in line if "say" in part.kinds.split() and "ent" in part.kinds.split()]
    assert said and all(part.key.startswith(("e", "v")) for part in said)


def test_each_mark_of_the_article_leads_to_its_item(client, path):
    page = client.get("/articles/a%2F1").text
    with open_database(path) as database:
        state = review.state(database, "a/1")
    for layer, letter in (("entity", "e"), ("statement", "s"), ("event", "v")):
        items = [each for each in state.items if each.layer == layer]
        assert f'href="/review/articles/a%2F1?mark={letter}0#item"' in page
        first = getattr(state.record, {"entity": "entities", "statement": "statements", "event": "events"}[layer])[0]
        wanted = next(each.key for each in items if each.now is first)
        assert '<article class="card is-open"' in (found := client.get(f"/review/articles/a%2F1?mark={letter}0").text)
        assert f'data-item="{wanted}" aria-labelledby' in found
    for odd in ("v99", "x1", "v-1", "v", "e٣"):
        assert client.get("/review/articles/a%2F1", params={"mark": odd}).status_code == 200


def test_the_card_of_an_item_alone(client, path):
    name = key(path, "event")
    answer = client.get("/review/item", params={"article": "a/1", "item": name})
    assert answer.status_code == 200 and "<html" not in answer.text and unescape(answer.text).count('name="kind"') == 1
    assert client.get("/review/item", params={"article": "a/1", "item": "none"}).status_code == 404
