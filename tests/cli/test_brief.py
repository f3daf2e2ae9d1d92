"""`taqarub brief` in its formats and languages."""

import json

import pytest
from typer.testing import CliRunner

from taqarub.cli import build
from taqarub.records import Event, Record, Span
from taqarub.store import open_database
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    text = "أنقرة ودمشق\nاتهمت أنقرة دمشق بخرق الهدنة."
    event = Event(type="ACCUSE", quad="verbal conflict", score=-2.0, status="happened", file="syria", source=["TUR"],
                  target=["SYR"], trigger=Span(start=12, end=17, text="اتهمت"))  # fmt: skip
    made = Record(id="a", outlet="الصدى", headline="أنقرة ودمشق", text=text, body_start=12, published="2018-07-16",
                  files=["syria"], events=[event], url="https://sada.example/1")  # fmt: skip
    with open_database(path, write=True) as database:
        Writer(database).write([Entry("here", None, to_stored(made))])
    return path


def run(*words):
    return CliRunner().invoke(build(), ["brief", *words])


@pytest.mark.parametrize(("language", "words"), [("ar", ("ماذا حدث", "اتهام", "تركيا")), ("en", ("What happened", "accuse", "Turkey"))])
@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_every_line_has_its_source(db, language, words, format):
    done = run("--db", db, "--file", "syria", "--lang", language, "--format", format)
    assert done.exit_code == 0, done.output
    for word in (*words, "اتهمت أنقرة دمشق بخرق الهدنة.", "الصدى", "أنقرة ودمشق", "https://sada.example/1"):
        assert word in done.stdout


def test_json(db):
    found = json.loads(run("--db", db, "--file", "syria", "--day", "2018-07-16", "--format", "json").stdout)
    assert found["happened"][0]["sources"][0] == {
        "article": "a", "start": 12, "outlet": "الصدى", "day": "2018-07-16", "headline": "أنقرة ودمشق",
        "sentence": "اتهمت أنقرة دمشق بخرق الهدنة.", "url": "https://sada.example/1",
    }  # fmt: skip
    assert [(m["a"], m["b"], m["after"]) for m in found["moved"]] == [("SYR", "TUR", -0.6667)]


def test_an_empty_day_and_a_file_of_which_nothing_is_known(db):
    assert "لا شيء معروفًا" in run("--db", db, "--file", "syria", "--day", "2011-01-01").stdout
    assert run("--db", db, "--file", "libya").exit_code == 1
    assert run("--db", db, "--file", "Syria!").exit_code == 2
    assert run("--db", db, "--file", "syria", "--day", "yesterday").exit_code == 2
