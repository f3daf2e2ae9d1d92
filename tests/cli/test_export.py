"""`taqarub export`: from records and from a database, to a path and to standard output."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from taqarub.cli import build
from taqarub.cli.export import STATUSES, Format
from taqarub.exports import FORMATS
from taqarub.records import Entity, Event, Record, Span, Status, to_json
from taqarub.store import open_database
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer


def made(id, day, outlet, code, status="happened"):
    text = "عنوان\nزار الوزير العاصمة."
    return Record(
        id=id, headline="عنوان", text=text, body_start=6, published=day, outlet=outlet, files=["oil"],
        entities=[Entity(start=10, end=16, text="الوزير", type="PER", name="Minister", code=code)],
        events=[
            Event(type="CONSULT", mode="visit", quad="verbal cooperation", score=4, trigger=Span(start=6, end=9, text="زار"),
                  source=[code], target=["EGY"], status=status, file="oil", by="rule")
        ],
    )  # fmt: skip


RECORDS = [
    made("a", "2020-01-01", "one", "RUS"),
    made("b", "2020-01-02", "two", "FRA"),
    made("c", "2020-01-03", "two", "RUS", "planned"),
]


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(to_json(record, explain=True) + "\n" for record in RECORDS), encoding="utf-8")
    return str(path)


@pytest.fixture
def desk(tmp_path):
    path = str(tmp_path / "desk.db")
    with open_database(path, write=True) as database:
        Writer(database, False).write([Entry("here", None, to_stored(record)) for record in RECORDS])
    return path


def run(*arguments, code=0):
    result = CliRunner().invoke(build(), ["export", *map(str, arguments)])
    assert result.exit_code == code, result.output + str(result.exception)
    return result


def ids(output):
    return [json.loads(line)["id"] for line in output.splitlines()]


def test_the_formats_of_the_command_are_those_of_the_room():
    assert [one.value for one in Format] == list(FORMATS)
    assert set(STATUSES) == set(Status.__args__)


def test_records_and_database_give_the_same(lines, desk):
    assert run(lines).stdout == run("--db", desk).stdout
    assert ids(run(lines).stdout) == ["a", "b", "c"]
    assert '"by"' not in run(lines).stdout and '"by":"rule"' in run(lines, "--explain").stdout


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--actor", "RUS"], ["a", "c"]), (["--outlet", "two", "--actor", "RUS"], ["c"]), (["--file", "oil"], ["a", "b", "c"]),
        (["--type", "consult", "--actor", "FRA"], ["b"]), (["--from", "2020-01-02"], ["b", "c"]), (["--to", "2020-01-01"], ["a"]),
    ],
)  # fmt: skip
def test_filters(lines, desk, options, wanted):
    assert ids(run(lines, *options).stdout) == wanted == ids(run("--db", desk, *options).stdout)


def test_tables_of_events_leave_planned_ones_out_unless_asked(lines):
    assert [len(run(lines, "--format", name).stdout.splitlines()) for name in ("gdelt", "polecat", "icews")] == [
        2,
        3,
        3,
    ]
    both = run(lines, "--format", "gdelt", "--status", "planned", "--status", "happened").stdout.splitlines()
    assert [line.split("\t")[60] for line in both] == ["a", "b", "c"]


def test_to_a_path(lines, tmp_path):
    run(lines, "--format", "csv", "-o", tmp_path / "desk")
    assert sorted(os.listdir(tmp_path / "desk"))[0] == "articles.csv"
    again = run(lines, "--format", "csv", "-o", tmp_path / "desk", code=1)
    assert again.stderr.count("\n") == 1 and "--force" in again.stderr
    run(lines, "--format", "csv", "-o", tmp_path / "desk", "--force")
    run(lines, "--format", "datasette", "-o", tmp_path / "site.zip")
    assert (tmp_path / "site.zip").read_bytes()[:2] == b"PK"


def test_what_the_user_can_mend(lines, desk, tmp_path):
    assert "name a folder or a .zip" in run(lines, "--format", "parquet", code=2).stderr
    assert "either files of records or --db" in run(code=2).stderr
    assert "either files of records or --db" in run(lines, "--db", desk, code=2).stderr
    assert "is none of" in run(lines, "--status", "likely", code=2).stderr
    assert "no such database" in run("--db", tmp_path / "none.db", code=1).stderr
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a"}\n{"id"\n')
    result = run(broken, "-o", tmp_path / "out.jsonl", code=1)
    assert "broken.jsonl, line 2" in result.stderr and not (tmp_path / "out.jsonl").exists()


def test_no_match_says_so(lines, tmp_path):
    result = run(lines, "--outlet", "none", "-o", tmp_path / "out.jsonl")
    assert "no article matches" in result.stderr and (tmp_path / "out.jsonl").read_bytes() == b""


def test_help_loads_no_room():
    script = "import sys, taqarub.cli; taqarub.cli.build(); print([m for m in ('sqlalchemy', 'pyarrow', 'spacy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
