"""The API: the data of pages and commands, page by page, and errors that are told in one form."""

import json

import msgspec
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from taqarub.briefing import brief
from taqarub.closeness import evidence, pairs_of, series, shifts
from taqarub.closeness.tables import whole
from taqarub.records import Article, to_builtins
from taqarub.store import Filters, open_database, queries, records, review
from taqarub.store.ingest import Options, ingest
from taqarub.store.reader import PipelineReader
from taqarub.store.search import search
from taqarub.store.stories import place, story_of
from taqarub.web import create_app, security
from taqarub.web.api.description import described

TOKEN = "a-long-enough-secret"
WHO = {"Authorization": f"Bearer {TOKEN}"}
EXAMPLES = 10  # that schemathesis makes of each operation, besides those at the edges

BODIES = [
    "قال وزير الخارجية الروسي سيرغي لافروف إن روسيا تدين إسرائيل بسبب قصف سوريا في دمشق.",
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره السوري وليد المعلم في دمشق لبحث الملف السوري.",
    "اتهمت تركيا سوريا بخرق الهدنة في إدلب، وطالبت روسيا تركيا بسحب قواتها من سوريا.",
    "أكد الرئيس التركي رجب طيب أردوغان أن تركيا تدعم الحل السياسي في سوريا.",
    "فرضت الولايات المتحدة عقوبات على سوريا، وأدانت روسيا العقوبات الأمريكية على دمشق.",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    articles = [
        Article(id=f"n/{n}", headline=f"خبر رقم {n}: {body[:20]}", published=f"2018-07-{10 + n // 2}" if n != 3 else None,
                outlet="صدى" if n % 2 else "الأفق", paragraphs=[body], url=f"https://a.example/{n}")
        for n, body in enumerate(BODIES * 2)
    ]  # fmt: skip
    with open_database(str(folder / "desk.db"), write=True) as database:
        ingest(database, ["given"], lambda name: articles, Options(PipelineReader(None)))
        place(database)
        item = review.state(database, "n/0").items[0]
        review.correct(database, review.Correction(
            article="n/0", layer=item.layer, action="confirm", anchor=item.anchor, author="هدى",
        ))  # fmt: skip
    return str(folder / "desk.db")


@pytest.fixture(scope="module")
def client(path):
    return TestClient(create_app(path), base_url="http://127.0.0.1")


def get(client, place, **asked):
    answer = client.get(f"/api/v1/{place}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def everything(client, place, limit, **asked):
    found, cursor = [], None
    for _ in range(500):
        page = get(client, place, limit=limit, **asked, **({"cursor": cursor} if cursor else {}))
        assert len(page["items"]) <= limit
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("no end")


def unordered(value):
    """Without the order of codes: the tables keep them by the alphabet, a record as it was read."""
    if isinstance(value, dict):
        return {key: sorted(each) if key in ("source", "target") else unordered(each) for key, each in value.items()}
    return [unordered(each) for each in value] if isinstance(value, list) else value


def test_an_article_is_the_record_of_the_store(client, path):
    with open_database(path) as database:
        found = queries.record(database, "n/1")
    assert get(client, "articles/n%2F1") == to_builtins(found)
    assert get(client, "articles/n%2F1", explain=True) == to_builtins(found, explain=True)


@pytest.mark.parametrize("order", ["newest", "stored"])
def test_articles_page_by_page(client, order):
    whole = get(client, "articles", order=order)["items"]
    assert everything(client, "articles", 3, order=order) == whole and len({a["id"] for a in whole}) == 10
    if order == "newest":
        days = [a["published"] for a in whole]
        assert days[-1] is None and days[:-1] == sorted(days[:-1], reverse=True)
    else:
        assert [a["id"] for a in whole] == [f"n/{n}" for n in range(10)]


@pytest.mark.parametrize("place", ["statements", "events"])
def test_items_page_by_page_are_those_of_the_records(client, path, place):
    found = everything(client, place, 3)
    with open_database(path) as database:
        wanted = [(r.id, i) for r in records(database) for i in getattr(r, place)]
    assert len(found) == len(wanted) == len({item["id"] for item in found})
    if place == "events":
        told = {(r, e.type, tuple(sorted(e.source)), tuple(sorted(e.target)), e.trigger.start) for r, e in wanted}
        assert {(f["article"], f["type"], tuple(sorted(f["source"])), tuple(sorted(f["target"])), f["start"]) for f in found} == told
        assert all(f["trigger"] in f["sentence"] for f in found)
    else:
        assert {(f["article"], f["text"], f["name"]) for f in found} == {(r, s.text, s.speaker.name) for r, s in wanted}


def test_ids_of_items_are_the_names_that_the_review_gives_them(client, path):
    with open_database(path) as database:
        names = {item.key for item in review.state(database, "n/2").items if item.layer == "event"}
    assert {item["id"] for item in get(client, "events", article="n/2")["items"]} == {f"n/2#{name}" for name in names}


def test_filters(client, path):
    with open_database(path) as database:
        wanted = {r.id for r in records(database, Filters(actors=["TUR"], outlets=["صدى"], since="2018-07-11"))}
    assert wanted and {a["id"] for a in get(client, "articles", actor="TUR", outlet="صدى", **{"from": "2018-07-11"})["items"]} == wanted
    assert all(e["type"] == "ACCUSE" and "TUR" in e["source"] for e in get(client, "events", kind="accuse", source="TUR")["items"])
    assert {s["code"] for s in get(client, "statements", speaker="Sergey Lavrov")["items"]} == {"RUS"}


def test_closeness_is_that_of_the_command(client, path):
    with open_database(path) as database:
        items = evidence(records(database), "RUS", "SYR", "syria", "both", story_of(database))
    wanted = whole(series(items), "RUS", "SYR", "syria", "both")
    assert unordered(get(client, "files/syria/closeness", a="RUS", b="SYR")) == unordered(json.loads(json.dumps(wanted)))


def test_dyads_are_those_of_the_command(client, path):
    with open_database(path) as database:
        wanted = shifts(pairs_of(records(database), "syria", story_of(database)), ("2018-07-01", "2018-07-11"), ("2018-07-12", "2018-07-20"), least=1)
    found = get(client, "files/syria/dyads", split="2018-07-12", least=1, to="2018-07-20", **{"from": "2018-07-01"})
    assert found["second"] == ["2018-07-12", "2018-07-20"] and found["pairs"]
    assert [(p["a"], p["b"], p["change"]) for p in found["pairs"]] == [(s.a, s.b, s.change) for s in wanted]


def test_a_briefing_is_that_of_the_command(client, path):
    with open_database(path) as database:
        wanted = brief(database, "syria", "2018-07-12", days=3)
    assert wanted.happened and wanted.moved
    assert unordered(get(client, "files/syria/brief", day="2018-07-12", days=3)) == unordered(msgspec.to_builtins(wanted))


def test_search_is_that_of_the_command(client, path):
    with open_database(path) as database:
        wanted = [hit.id for hit in search(database, "وزير الخارجية")]
    assert [hit["id"] for hit in everything(client, "search", 1, q="وزير الخارجية")] == wanted and len(wanted) == 4


def test_stories_actors_files_corrections(client):
    stories = everything(client, "stories", 2)
    assert sum(story["articles"] for story in stories) == 10
    told = get(client, f"stories/{stories[0]['id'].replace('/', '%2F')}")["articles"]
    assert len(told) == stories[0]["articles"]
    actors = everything(client, "actors", 2)
    assert actors == get(client, "actors", limit=200)["items"] and {"RUS", "TUR", "SYR"} <= {a["code"] for a in actors}
    assert [a["code"] for a in get(client, "actors", q="روسيا")["items"]] == ["RUS"]
    russia = get(client, "actors/RUS")
    assert russia["as_source"] and "SYR" in {c["value"] for c in russia["counterparts"]}
    syria = get(client, "files/syria")
    assert syria in get(client, "files")["items"] and syria["articles"] > 0 and syria["name_en"] == "Syria"
    said = get(client, "corrections")["items"]
    assert [(c["article"], c["action"], c["author"]) for c in said] == [("n/0", "confirm", "هدى")]
    assert get(client, "corrections", after=1)["items"] == []


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("articles/none", 404), ("stories/none", 404), ("actors/XYZ", 404), ("files/none", 404), ("nothing", 404),
        ("files/syria/closeness?a=RUS&b=RUS", 400), ("files/syria/closeness?a=RUS&b=ZZZ", 404), ("files/none/brief", 404),
        ("files/syria/closeness?a=RUS&b=SYR&from=0001-01-01&to=9999-12-31", 400), ("files/syria/brief?day=0001-01-01", 400),
        ("articles?cursor=x", 400), ("articles?cursor=WyJ4Il0", 400), ("articles?limit=0", 422), ("articles?from=2018-02-30", 422),
        ("search", 400), ("search?q=%00", 422), ("articles?order=up", 422), ("files/SYRIA", 422), ("events?status=done", 422),
        ("files/syria/dyads?from=2018-07-02&to=2018-07-01", 400),
    ],
)  # fmt: skip
def test_errors_have_one_form(client, place, status):
    answer = client.get(f"/api/v1/{place}")
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status and told["type"] == "about:blank" and ("detail" in told or told["errors"])
    assert "desk.db" not in answer.text and "sqlite" not in answer.text.lower() and "SELECT" not in answer.text


def test_who_asks_a_desk_with_a_token(path):
    closed = TestClient(create_app(path, token=TOKEN), base_url="http://127.0.0.1")
    for address in ("/api/v1/articles", "/files/syria/feed.atom"):
        answer = closed.get(address)
        assert answer.status_code == 401 and answer.headers["content-type"] == "application/problem+json"
        assert closed.get(address, headers=WHO).status_code == 200


def test_the_page_about_it(client):
    for language in ("ar", "en"):
        text = client.get(f"/api/docs?lang={language}").text
        assert "/api/v1/files/{slug}/closeness" in text and "half_life" in text and "ClosenessOut" in text
    found = client.get("/api/openapi.json").json()
    assert all(o["description"] and o["summary"] and "404" in o["responses"] for m in found["paths"].values() for o in m.values())


@pytest.fixture(scope="module")
def address(path, serve):
    """A desk with a token, on a port of its own."""
    patch = pytest.MonkeyPatch()
    patch.setattr(security, "BURST", 10**9)  # this visitor is meant to ask much
    with serve(path, token=TOKEN) as address:
        yield address
    patch.undo()


@schemathesis.openapi.from_dict(described()).parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_whatever_is_asked_is_answered_as_described(address, case):
    # what cannot be told by a schema is refused with 400: a cursor that no page gave, days in the wrong order
    case.call_and_validate(headers=WHO, base_url=address, excluded_checks=[positive_data_acceptance])
