"""The commands closeness and dyads, on records written by hand."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from taqarub.cli import build
from taqarub.closeness.labels import arabic_name
from taqarub.records import to_json


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(build(), [str(a) for a in arguments])


@pytest.fixture
def path(record, event, tmp_path):
    records = [
        record(str(n), f"2018-0{1 + n // 10}-{1 + n % 10:02}", event(t, ["USA"], ["PRK"], file="korea"), event("CONSULT", ["KOR"], ["PRK"], file="korea"))
        for n, t in enumerate(["SANCTION"] * 10 + ["CONSULT"] * 10 + ["SUPPORT"] * 10)
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(to_json(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_csv_has_a_line_a_day(run, path):
    result = run("closeness", "usa", "PRK", path, "--file", "korea", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 0
    assert (rows[0]["day"], rows[-1]["day"], len(rows)) == ("2018-01-01", "2018-03-10", 69)
    assert float(rows[9]["closeness"]) < -5 < 0 < float(rows[-1]["closeness"])


def test_json_has_what_moved_it(run, path):
    result = run("closeness", "USA", "PRK", path, "--format", "json", "--top", "3", "--from", "2018-02-01")
    found = json.loads(result.stdout)
    assert found["days"][0]["day"] == "2018-02-01"
    assert len(found["moves"]) == 3
    assert found["moves"][0]["change"] > 0
    assert found["moves"][0]["record"] and found["moves"][0]["sentence"]


def test_chart_shows_line_interval_and_moves(run, path):
    result = run("closeness", "USA", "PRK", path, "--file", "korea")
    assert result.exit_code == 0
    assert "الولايات المتحدة" in result.stdout and "الأزمة الكورية" in result.stdout
    assert "░" in result.stdout and any("\u2801" <= c <= "\u28ff" for c in result.stdout)
    assert "2018-01-01" in result.stdout and "SANCTION" in result.stdout


def test_pictures(run, path, tmp_path):
    assert run("closeness", "USA", "PRK", path, "--out", tmp_path / "c.svg").exit_code == 0
    assert (tmp_path / "c.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")
    assert run("closeness", "USA", "PRK", path, "--out", tmp_path / "c.png").exit_code == 0
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_until_a_day_nothing_later_is_known(run, path):
    early = json.loads(run("closeness", "USA", "PRK", path, "--format", "json", "--to", "2018-01-31").stdout)
    late = json.loads(run("closeness", "USA", "PRK", path, "--format", "json").stdout)
    same = {d["day"]: d["closeness"] for d in late["days"]}
    assert early["days"][-1]["day"] == "2018-01-31"
    assert all(same[d["day"]] == d["closeness"] for d in early["days"])


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["USA", "USA"], 2, "same actor"),
        (["USA", "PRK", "--file", "No Such"], 2, "no file"),
        (["USA", "PRK", "--format", "png"], 2, "--out"),
        (["USA", "FJI"], 1, "no event between USA and FJI"),
        (["USA", "PRK", "--from", "2019-01-01"], 1, "2019-01-01"),
    ],
)
def test_what_cannot_be_done_is_said(run, path, arguments, status, words):
    result = run("closeness", *arguments[:2], path, *arguments[2:])
    assert result.exit_code == status
    assert words in " ".join(result.stderr.replace("│", " ").split())


def test_neither_files_nor_database(run):
    result = run("closeness", "USA", "PRK")
    assert result.exit_code == 2


def test_dyads(run, path):
    result = run("dyads", path, "--file", "korea", "--split", "2018-02-01", "--json")
    found = json.loads(result.stdout)
    assert found["first"] == ["2018-01-01", "2018-01-31"]
    assert [(p["a"], p["b"]) for p in found["pairs"]] == [("PRK", "USA"), ("KOR", "PRK")]
    assert found["pairs"][0]["sure"] and found["pairs"][0]["change"] > 3
    table = run("dyads", path)
    assert "PRK – USA" in table.stdout
    assert run("dyads", path, "--csv").stdout.splitlines()[1].startswith("PRK,USA,")
    assert run("dyads", path, "--split", "2017-01-01").exit_code == 1


def test_arabic_names():
    assert arabic_name("RUS") == "روسيا"
    assert arabic_name("UN") == "الأمم المتحدة"
    assert arabic_name("NOBODY") is None


def test_of_a_database_each_story_counts_once(run, record, event, tmp_path):
    from taqarub.store import open_database
    from taqarub.store.rows import to_stored
    from taqarub.store.schema import stories
    from taqarub.store.write import Entry, Writer

    act = event("SANCTION", ["USA"], ["PRK"], file="korea")
    days = ("2018-01-01", "2018-01-02", "2018-01-09")
    found = [record(f"r{n}", day, act) for n, day in enumerate(days)]
    other = record("r9", "2018-01-03", event("SANCTION", ["USA"], ["CHN"], file="korea"))
    path = tmp_path / "desk.db"
    with open_database(str(path), write=True) as database:
        Writer(database).write([Entry("here", None, to_stored(one)) for one in (*found, other)])
    before = json.loads(run("closeness", "USA", "PRK", "--db", path, "--format", "json").stdout)
    with open_database(str(path), write=True) as database, database.transaction() as connection:
        rows = [("r0", "r0", 1), ("r1", "r0", 2), ("r2", "r2", 3)]
        connection.execute(
            stories.insert(), [{"article": number, "story": story, "digest": "", "copy_of": None} for _, story, number in rows]
        )
    after = json.loads(run("closeness", "USA", "PRK", "--db", path, "--format", "json").stdout)
    assert (before["stories"], after["stories"]) == (3, 2)  # r0 and r1 tell one story
    assert run("closeness", "CHN", "PRK", "--db", path).exit_code == 1
