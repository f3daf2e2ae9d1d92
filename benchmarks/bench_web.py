"""The pages of the desk: how long each takes when nothing of it is kept yet, and when it is; thousands of marks in Chromium.

Each page is asked of a desk that has answered nothing yet, in Arabic and in English; the slower answer is told. Once as
`taqarub serve` has it soon after its start, when what it works out ahead is there (web.pages.files.warm), and once with
nothing of that, as right after the database has changed.

    TAQARUB_DESK=desk.db python benchmarks/run.py web

Without a database of one's own the bundled articles are taken, which tells little: the pages are meant for tens of thousands.
"""

import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from harness import Row, demo_articles

from taqarub.records import Article, Entity, Event, Record, Span, Speaker, Statement
from taqarub.store import open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.queries import counts
from taqarub.store.reader import PipelineReader
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer
from taqarub.web import create_app
from taqarub.web.desk import Desk
from taqarub.web.pages.files import warm
from taqarub.web.rendering import prepare

PAGES = (
    "/", "/?span=month", "/?span=quarter", "/?span=all", "/moved?span=week", "/moved?span=month", "/moved?span=quarter",
    "/files/{file}", "/files/{file}?part=closeness", "/files/{other}", "/files/{file}?days=365", "/files/{file}?part=closeness&days=365",
    "/files/{file}/day?day={day}", "/files/{file}/day?day={day}&a={a}&b={b}", "/files/{file}?a={a}&b={b}&to={busy}&part=closeness",
    "/actor/{code}", "/actor/{code}?part=deeds", "/actor/{code}?part=beside", "/actor/{code}?span=all", "/actor/{person}",
    "/articles/{article}", "/articles/{article}?part=kin", "/told?article={article}&marks=e0+v0",
    "/search", "/search?q={words}", "/search?q={word}", "/search?actor={code}", "/search?file={file}", "/search/facets?q={word}",
    "/brief?file={file}", "/brief?file={file}&day={busy}", "/brief?file={file}&day={busy}&days=7", "/files/{file}/feed.atom",
    "/review", "/review?layer=event", "/review/articles/{article}", "/review/log",
    "/api/v1/articles", "/api/v1/events?file={file}", "/api/v1/statements?actor={code}", "/api/v1/search?q={words}", "/api/v1/files",
    "/api/v1/files/{file}/closeness?a={a}&b={b}", "/api/v1/files/{file}/dyads", "/api/v1/files/{file}/brief", "/api/v1/actors",
)  # fmt: skip
LANGUAGES = ("ar", "en")
MARKS, LIMIT = 5000, 300


def run() -> Iterator[Row]:
    """All rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.environ.get("TAQARUB_DESK") or _demo(Path(folder) / "demo.db")
        yield from _pages(path)
        yield from _marks(Path(folder) / "marks.db")


def _demo(path: Path) -> str:
    articles = [
        Article(id=item["id"], headline=item["headline"], paragraphs=[item["body"]], published=item["date"], outlet=item["source"])
        for item in demo_articles()
    ]
    with open_database(str(path), write=True) as database:
        ingest(database, ["given"], lambda name: articles, Options(PipelineReader(None)))
    return str(path)


def _pages(path: str) -> Iterator[Row]:
    from fastapi.testclient import TestClient

    with open_database(path) as database:
        number = counts(database)["articles"]
        values = _values(database)
    prepare()  # as `taqarub serve` does when it starts
    for address in ("/search", "/actor/USA", "/files/syria", "/api/v1/files"):  # imports, the book of actors
        TestClient(create_app(path), base_url="http://127.0.0.1").get(address)
    ahead, begin = Desk(path), time.perf_counter()
    warm(ahead)
    yield Row("worked out ahead, at start", f"{number:,} articles", time.perf_counter() - begin, "s")
    started, bare = [], []
    for address in PAGES:
        try:
            place = address.format(**values)
        except KeyError:
            continue
        asked = []
        for language in LANGUAGES:
            client = TestClient(create_app(path), base_url="http://127.0.0.1", cookies={"lang": language})
            bare.append(_asked(client, place))
            client.app.state.desk = ahead.twin()
            asked.append((*_asked(client, place), _asked(client, place)[0]))
        started += asked
        cold, cpu, again = max(asked)
        alone = max(bare[-len(LANGUAGES):])
        yield Row(f"page {address}", f"{number:,} articles", cold, "ms",
                  f"{cpu:.0f} ms of CPU; asked again {again:.0f} ms; nothing worked out ahead {alone[0]:.0f} ms, {alone[1]:.0f} of CPU")  # fmt: skip
    for state, all_of in (("started", started), ("nothing worked out ahead", bare)):
        for name, place, unit in (("of the clock", 0, "wall"), ("of CPU", 1, "CPU")):
            times = sorted(each[place] for each in all_of)
            share = sum(each <= LIMIT for each in times) / len(times)
            yield Row(f"pages, {state}, 95th percentile {name}", f"{number:,} articles", times[int(0.95 * (len(times) - 1))], "ms",
                      f"{share:.0%} of {len(times)} within {LIMIT} ms ({unit})")  # fmt: skip


def _values(database) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """What is asked for: the files, state and person with most in the database."""

    def most(query: str) -> list[str]:
        with database.reading() as connection:
            return list(connection.exec_driver_sql(query).scalars())

    files = most("SELECT file FROM events WHERE file IS NOT NULL GROUP BY file ORDER BY count(*) DESC LIMIT 3")
    code = most("SELECT code FROM event_sides GROUP BY code ORDER BY count(*) DESC LIMIT 1")
    person = most("SELECT name FROM mentions WHERE type = 'PER' AND code <> '' GROUP BY name ORDER BY count(*) DESC LIMIT 1")
    article = most("SELECT id FROM articles WHERE number = (SELECT article FROM events GROUP BY article ORDER BY count(*) DESC LIMIT 1)")
    day = most("SELECT max(day) FROM articles")
    found = {"words": "روسيا سوريا", "word": "الرئيس"}
    busy, pair = [], []
    if files:
        busy = most(f"SELECT day FROM articles JOIN events ON article = number WHERE file = '{files[0]}' GROUP BY day ORDER BY count(*) DESC LIMIT 1")
        pair = most(f"SELECT a || ' ' || b FROM dealings WHERE file = '{files[0]}' GROUP BY a, b ORDER BY count(*) DESC LIMIT 1")
    found |= dict(zip("ab", pair[0].split(), strict=True)) if pair else {}
    for name, values in (("file", files), ("other", files[2:]), ("code", code), ("person", person), ("article", article), ("day", day),
                         ("busy", busy)):  # fmt: skip
        if values:
            found[name] = values[0]
    return found


def _asked(client, place: str) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Milliseconds of the clock, and of the processor."""
    begin, used = time.perf_counter(), time.process_time()
    answer = client.get(place)
    took = 1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - used)
    if answer.status_code != 200:
        raise RuntimeError(f"{place}: {answer.status_code}")
    return took


def crowded(marks: int = MARKS) -> Record:
    """An article of as many marks: a name, an act and, for every other name, a quotation."""
    sentence = "سالم التقى نظيره في بلد آخر وقال إنه يرحب بالاتفاق. "
    entities, events, statements, text = [], [], [], "عنوان\n"
    for n in range(marks * 2 // 5):
        at = len(text)
        entities.append(Entity(start=at, end=at + 4, text="سالم", type="PER", name="Salem", code="EGY", by="names:model:book"))
        events.append(Event(type="CONSULT", quad="verbal cooperation", score=1.5, source=["EGY"], target=["SDN"], status="happened",
                            trigger=Span(start=at + 5, end=at + 10, text="التقى"), by="التقى 0.80"))  # fmt: skip
        if n % 2:
            speaker = Speaker(start=at, end=at + 4, text="سالم", name="Salem", code="EGY")
            statements.append(Statement(start=at + 36, end=at + 50, text=sentence[36:50], form="indirect", cue=None, speaker=speaker,
                                        by="verb:قال+an"))  # fmt: skip
        text += sentence + ("\n" if n % 8 == 7 else "")
    return Record(id="crowded", published="2018-07-16", headline="عنوان", text=text, body_start=6, entities=entities, events=events,
                  statements=statements)  # fmt: skip


def _marks(path: Path) -> Iterator[Row]:
    chromium = shutil.which("chromium")
    if not chromium:
        return
    import uvicorn
    from playwright.sync_api import sync_playwright

    with open_database(str(path), write=True) as database:
        Writer(database).write([Entry("given", None, to_stored(crowded()))])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(str(path)), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        for _ in range(3):
            tab.goto(f"http://127.0.0.1:{port}/articles/crowded", wait_until="load")
        times = tab.evaluate("(() => { const n = performance.getEntriesByType('navigation')[0]; return [n.responseEnd, n.loadEventEnd]; })()")
        frames = tab.evaluate("""() => new Promise((done) => {
          const found = []; let last = performance.now(), n = 0;
          const step = (now) => { found.push(now - last); last = now; scrollBy(0, 300); ++n < 120 ? requestAnimationFrame(step) : done(found.slice(1)); };
          requestAnimationFrame(step); })""")
        told = tab.evaluate("""() => { const mark = document.querySelector('#text a.act-word'), begin = performance.now();
          mark.click(); document.getElementById('told').offsetHeight; return performance.now() - begin; }""")
        browser.close()
    server.should_exit = True
    yield Row("article, answered", f"{MARKS:,} marks", times[0], "ms")
    yield Row("article, shown", f"{MARKS:,} marks", times[1] - times[0], "ms", "from the answer to the load event")
    yield Row("article, a frame of scrolling", f"{MARKS:,} marks", median(frames), "ms", f"longest of 119: {max(frames):.0f} ms")
    yield Row("article, a mark told", f"{MARKS:,} marks", told, "ms")
