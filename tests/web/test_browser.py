"""Real Chromium over the pages: no serious fault by axe, no script from articles, no complaint of the policy."""

import shutil
from pathlib import Path

import pytest

from taqarub.records import Article
from taqarub.store import open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.reader import PipelineReader

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve):
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    article = Article(
        id="one", headline='روسيا تدين إسرائيل <img src=x onerror="document.title=1">', published="2018-07-16", outlet="صدى",
        paragraphs=["قال وزير الخارجية الروسي سيرغي لافروف إن روسيا تدين إسرائيل بسبب قصف سوريا في دمشق."],
    )  # fmt: skip
    with open_database(path, write=True) as database:
        ingest(database, ["given"], lambda name: [article], Options(PipelineReader(None)))
    with serve(path) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser):
    return browser.new_page(bypass_csp=False)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "place", ["/", "/files/syria", "/articles/one", "/search?q=روسيا", "/actor/RUS", "/actor/Sergey%20Lavrov", "/api/docs"]
)
def test_no_serious_fault(tab, address, place, language):
    said = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.goto(f"{address}{place}{'&' if '?' in place else '?'}lang={language}")
    title = tab.title()
    assert title not in ("", "1") and tab.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    assert said == []
    tab.evaluate(AXE)
    faults = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    serious = [(f["id"], f["nodes"][0]["html"]) for f in faults if f["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_serious_fault_where_there_is_nothing(tab, tmp_path, serve, language):
    path = str(tmp_path / "empty.db")
    open_database(path, write=True).close()
    places = ["/", "/search", "/brief", "/review", "/no-such-page"]
    with serve(path) as address:
        for place in places:
            tab.goto(f"{address}{place}?lang={language}")
            assert tab.is_visible("h1") and tab.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
            tab.evaluate(AXE)
            faults = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
            assert [(place, f["id"]) for f in faults if f["impact"] in ("serious", "critical")] == []
