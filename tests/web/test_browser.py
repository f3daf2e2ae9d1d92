"""Real Chromium over the pages: no serious fault by axe, no script from articles, no complaint of the policy."""

import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from taqarub.records import Article
from taqarub.store import open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.reader import PipelineReader
from taqarub.web import create_app

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    article = Article(
        id="one", headline='روسيا تدين إسرائيل <img src=x onerror="document.title=1">', published="2018-07-16", outlet="صدى",
        paragraphs=["قال وزير الخارجية الروسي سيرغي لافروف إن روسيا تدين إسرائيل بسبب قصف سوريا في دمشق."],
    )  # fmt: skip
    with open_database(path, write=True) as database:
        ingest(database, ["given"], lambda name: [article], Options(PipelineReader(None)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(path), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def tab(browser):
    return browser.new_page(bypass_csp=False)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("place", ["/", "/files/syria", "/articles/one", "/search?q=روسيا", "/actor/RUS", "/actor/Sergey%20Lavrov"])
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
