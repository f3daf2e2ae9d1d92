"""A small desk whose every figure is known: records made by hand, and a browser to look at it with."""

import shutil
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn

from taqarub.records import Entity, Event, Record, Related, Span, Speaker, Statement, Time
from taqarub.store import open_database
from taqarub.store.rows import to_stored
from taqarub.store.stories import place
from taqarub.store.write import Entry, Writer
from taqarub.web import create_app

CHROMIUM = shutil.which("chromium")


def span(text, words, after=0):
    at = text.index(words, after)
    return {"start": at, "end": at + len(words), "text": words}


def entity(text, words, type, name, code, role=None, by="names:model:book"):
    return Entity(**span(text, words), type=type, name=name, code=code, role=role, by=by)


def event(text, trigger, kind, score, source, target, status="happened", **more):
    quad = "verbal cooperation" if score > 0 else "verbal conflict"
    return Event(type=kind, quad=quad, score=score, trigger=Span(**span(text, trigger)), source=source, target=target,
                 status=status, by=f"{trigger} 0.91", **more)  # fmt: skip


def article(id, day, outlet, headline, body, **layers):
    text = f"{headline}\n{body}"
    return Record(id=id, published=day, outlet=outlet, headline=headline, text=text, body_start=len(headline) + 1,
                  **{name: make(text) for name, make in layers.items()})  # fmt: skip


def lavrov(text, name="لافروف"):
    return entity(text, name, "PER", "Sergey Lavrov", "RUS", "foreign minister")


def records():
    """Five articles of three outlets: Lavrov speaks three times, Russia meets Syria twice and accuses Israel once."""
    yield article(
        "visit/1", "2018-07-14", "صدى المدينة", "لافروف يصل إلى دمشق للقاء المعلم",
        "التقى سيرغي لافروف نظيره وليد المعلم أمس في دمشق، وقال إن بلاده ستواصل العمل مع الحكومة هناك.\nوصل الوفد مساء.",
        entities=lambda t: [lavrov(t), lavrov(t, "سيرغي لافروف"), entity(t, "وليد المعلم", "PER", "Walid Muallem", "SYR"),
                            entity(t, "دمشق", "GPE", "Damascus", "SYR")],
        times=lambda t: [Time(**span(t, "أمس"), type="DATE", value="2018-07-13", by="times:dayref")],
        statements=lambda t: [Statement(**span(t, "بلاده ستواصل العمل مع الحكومة هناك"), form="indirect",
                                        cue=Span(**span(t, "وقال")), by="verb:قال+an",
                                        speaker=Speaker(**span(t, "سيرغي لافروف"), name="Sergey Lavrov",
                                                        role="foreign minister", code="RUS"))],
        events=lambda t: [event(t, "التقى", "CONSULT", 1.5, ["RUS"], ["SYR"], file="syria", mode="meet")],
        files=lambda t: ["syria"], related=lambda t: [Related(headline="أسعار القمح ترتفع في الموانئ")],
    )  # fmt: skip
    yield article(
        "visit/2", "2018-07-15", "نداء الساحل", "حديث عن عودة اللاجئين بين المعلم ولافروف",
        "بحث وليد المعلم مع لافروف عودة اللاجئين. وأضاف: «الطريق مفتوح أمام الجميع».",
        entities=lambda t: [lavrov(t), entity(t, "وليد المعلم", "PER", "Walid Muallem", "SYR")],
        statements=lambda t: [Statement(**span(t, "الطريق مفتوح أمام الجميع"), form="direct", cue=Span(**span(t, "وأضاف")),
                                        by="verb:أضاف+q", speaker=Speaker(name="Sergey Lavrov", code="RUS"))],
        events=lambda t: [event(t, "بحث", "CONSULT", 1.5, ["SYR"], ["RUS"], file="syria")],
        files=lambda t: ["syria"],
    )  # fmt: skip
    yield article(
        "blame", "2018-07-16", "صدى المدينة", "موسكو تتهم إسرائيل <script>alert(1)</script>",
        "اتهم سيرغي لافروف إسرائيل بقصف مطار. وتتهم جهات مسلحة مدنيين أيضا.",
        entities=lambda t: [lavrov(t, "سيرغي لافروف"), entity(t, "إسرائيل", "GPE", "Israel", "ISR")],
        statements=lambda t: [Statement(**span(t, "قصف مطار"), form="indirect", cue=Span(**span(t, "اتهم")), by="verb:اتهم+ب",
                                        speaker=Speaker(**span(t, "سيرغي لافروف"), name="Sergey Lavrov", code="RUS"))],
        events=lambda t: [event(t, "اتهم", "ACCUSE", -4.4, ["RUS"], ["ISR"], file="syria"),
                          event(t, "وتتهم", "ACCUSE", -4.4, ["REB"], ["CVL"], file="syria"),
                          event(t, "قصف", "ASSAULT", -9.0, ["ISR"], ["SYR"], "possible", file="syria")],
        files=lambda t: ["syria"],
    )  # fmt: skip
    yield article(
        "old", "2011-03-02", "مرآة اليوم", "مصر وإثيوبيا تتفقان على لجنة للسد",
        "اتفقت مصر وإثيوبيا على لجنة فنية للسد.",
        entities=lambda t: [entity(t, "مصر", "GPE", "Egypt", "EGY"), entity(t, "إثيوبيا", "GPE", "Ethiopia", "ETH")],
        events=lambda t: [event(t, "اتفقت", "AGREE", 3.0, ["EGY"], ["ETH"], file="gerd")],
        files=lambda t: ["gerd"],
    )  # fmt: skip
    yield article("late", "2018-07-20", "مرآة اليوم", "مباراة تنتهي بلا أهداف", "انتهت مباراة النادي بلا أهداف.")


def fill(path, found):
    with open_database(path, write=True) as database:
        Writer(database).write([Entry("given", None, to_stored(record)) for record in found])
        place(database)


@pytest.fixture(scope="session")
def known_desk(tmp_path_factory):
    """Path of the database."""
    path = str(tmp_path_factory.mktemp("known") / "desk.db")
    fill(path, records())
    return path


@contextmanager
def served(path, **settings):
    """Serve a database under its address, with settings of `create_app`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(path, **settings), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def serve():
    """`served`, for tests with a database of their own."""
    return served


@pytest.fixture(scope="session")
def desk_address(known_desk):
    with served(known_desk) as address:
        yield address


@pytest.fixture(scope="session")
def serve_records(tmp_path_factory):
    """Makes a desk of some records, and of those of `known_desk`; gives its address."""
    with ExitStack() as stack:

        def add(more):
            path = str(tmp_path_factory.mktemp("more") / "desk.db")
            fill(path, [*records(), *more])
            return stack.enter_context(served(path))

        yield add


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def fresh_tab(browser):
    """A tab of its own; what its console says is in `tab.said`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.said = []
    tab.on("console", lambda message: tab.said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: tab.said.append(str(error)))
    yield tab
    context.close()
