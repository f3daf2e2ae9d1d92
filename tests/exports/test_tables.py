"""CSV, Parquet, JSON Lines and Datasette, read back by pandas, DuckDB and Datasette."""

import asyncio
import csv
import json

import duckdb
import pandas
import pytest

from taqarub import from_json
from taqarub.exports import write
from taqarub.exports.cells import plain
from taqarub.exports.columns import TABLES
from taqarub.exports.layers import rows
from taqarub.exports.sentences import Sentences
from taqarub.records import Record


def expected(records):
    """Table -> rows as dicts, lists as they are."""
    found = {name: [] for name in TABLES}
    for record in records:
        for name, row in rows(record):
            found[name].append(dict(zip((column.name for column in TABLES[name]), row, strict=True)))
    return found


def test_jsonl_is_the_record(records, tmp_path):
    path = tmp_path / "r.jsonl"
    assert write(iter(records), "jsonl", path) == 3
    assert [from_json(line) for line in path.read_bytes().splitlines()] == records
    assert b'"by"' not in path.read_bytes()


def test_sentences_are_numbered_from_the_headline(records):
    record = records[0]
    sentences = Sentences(record)
    at = {words: sentences.number(record.text.index(words)) for words in ("مباحثات", "وصل", "وقال", "وأجرى")}
    assert at == {"مباحثات": 0, "وصل": 1, "وقال": 2, "وأجرى": 3}
    start = record.text.index("نريد")
    assert sentences.text(start, start + 4) == "وقال الوزير: «نريد حلا»."
    assert sentences.text(start, record.text.index("محادثات")) == record.text[record.text.index("وقال") :]


@pytest.mark.parametrize(
    ("text", "body", "number"), [("\nكلام", 1, 1), ("كلام", 0, 1), ("عنوان\n", 6, 0), ("عنوان. فرعي\nمتن", 12, 0)]
)
def test_sentences_of_texts_without_headline_or_body(text, body, number):
    assert Sentences(Record(id="x", text=text, body_start=body)).number(max(text.find("كلام"), 0)) == number


def test_every_row_stands_where_it_says(records):
    tables = expected(records)
    texts = {record.id: record.text for record in records}
    for name in ("entities", "times", "statements", "events"):
        assert tables[name] or name == "times"
        for row in tables[name]:
            words = texts[row["article"]][row["start"] : row["end"]]
            assert words == row["trigger" if name == "events" else "text"]
            assert words in row["sentence_text"] and row["sentence_text"] in texts[row["article"]]


def test_csv_for_spreadsheets_and_back(records, tmp_path):
    write(records, "csv", tmp_path / "desk")
    for name, wanted in expected(records).items():
        path = tmp_path / "desk" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # by which a spreadsheet knows UTF-8
        with open(path, encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.DictReader(stream))
        assert list(lines[0]) == [column.name for column in TABLES[name]]
        assert len(lines) == len(wanted)
        for line, row in zip(lines, wanted, strict=True):
            for column in TABLES[name]:
                if column.kind == "text":
                    assert line[column.name][:1] not in ("=", "+", "-", "@", "\t", "\r")
                    assert plain(line[column.name]) == (row[column.name] or "")
                elif column.kind == "list":
                    assert line[column.name] == "; ".join(v.replace(";", ",") for v in row[column.name])
                else:
                    assert line[column.name] == ("" if row[column.name] is None else str(row[column.name]))


def test_csv_in_pandas_and_duckdb(records, tmp_path):
    write(records, "csv", tmp_path / "desk")
    events = pandas.read_csv(tmp_path / "desk" / "events.csv", keep_default_na=False)
    assert list(events["type"]) == ["CONSULT", "CONSULT", "CONSULT", "AGREE", "ASSAULT", "PROTEST", "REJECT"]
    assert list(events["score"]) == [4.0, 2.5, 4.0, 2.5, -9.5, -5.0, -2.0]
    assert events["source"][1] == "RUS; EGY; JOR"
    path = tmp_path / "desk" / "articles.csv"
    found = duckdb.sql(f"SELECT id, headline, text FROM read_csv('{path}') ORDER BY id").fetchall()
    assert found[0] == ("f", "'=1+1", "'" + records[2].text)  # guarded; taqarub.exports.cells.plain takes it off
    assert found[1][2] == records[0].text


def test_parquet_in_pandas_and_duckdb(records, tmp_path):
    write(records, "parquet", tmp_path / "desk")
    for name, wanted in expected(records).items():
        path = tmp_path / "desk" / f"{name}.parquet"
        columns = ", ".join(f'"{column.name}"' for column in TABLES[name])
        found = duckdb.sql(f"SELECT {columns} FROM '{path}'").fetchall()
        assert found == [tuple(row.values()) for row in wanted]
        assert list(pandas.read_parquet(path).columns) == [column.name for column in TABLES[name]]
    joined = duckdb.sql(
        f"SELECT e.target FROM '{tmp_path}/desk/events.parquet' e JOIN '{tmp_path}/desk/articles.parquet' a "
        "ON a.id = e.article WHERE a.outlet = 'الوكالة' ORDER BY e.number"
    ).fetchall()
    assert joined == [(["CVL", "SAU"],), ([],)]


def test_parquet_of_nothing_has_its_columns(tmp_path):
    write([], "parquet", tmp_path / "none")
    assert pandas.read_parquet(tmp_path / "none" / "times.parquet").columns[0] == "article"


def asked(folder, *paths):
    """What Datasette answers for paths, as JSON."""
    from datasette.app import Datasette

    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    site = Datasette([str(folder / "taqarub.db")], metadata=metadata)

    async def answers():
        await site.invoke_startup()
        found = []
        for path in paths:
            answer = await site.client.get(path)
            assert answer.status_code == 200, answer.text
            found.append(answer.json() if ".json" in path else answer.text)
        return found

    return asyncio.run(answers())


def test_datasette_shows_tables_links_facets_and_search(records, tmp_path):
    write(records, "datasette", tmp_path / "site")
    base = "/taqarub/{}.json?_shape=objects"
    events, page, *found = asked(
        tmp_path / "site", base.format("events") + "&_sort=id", "/taqarub/events",
        *(base.format("articles") + f"&_search={words}" for words in ("الأربعاء", "الاربعاء", "محادثات الأردن", "غائب")),
        base.format("statements") + "&_search=نريد",
    )  # fmt: skip
    wanted = expected(records)["events"]
    assert [row["trigger"] for row in events["rows"]] == [row["trigger"] for row in wanted]
    assert json.loads(events["rows"][1]["source"]) == ["RUS", "EGY", "JOR"]
    by_source = {f["value"]: f["count"] for f in events["facet_results"]["source"]["results"]}
    assert by_source == {"RUS": 3, "EGY": 1, "JOR": 1, "USA": 1, "HOU": 1, "CVL": 1}
    assert 'href="/taqarub/articles/wire-7"' in page  # the foreign key, as a link
    assert "Who did what to whom" in page
    assert [[row["id"] for row in answer["rows"]] for answer in found[:4]] == [["mada:2021/06/16"]] * 3 + [[]]
    assert [row["text"] for row in found[4]["rows"]] == ["نريد حلا"]


def test_datasette_keeps_the_first_of_two_records_with_one_id(records, tmp_path):
    import sqlite3

    write([*records, *records], "datasette", tmp_path / "site")
    database = sqlite3.connect(tmp_path / "site" / "taqarub.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    counts = [
        database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("articles", "events", "event_sides")
    ]
    assert counts == [3, 7, 17]
    sides = "SELECT count(*) FROM event_sides JOIN events ON events.id = event WHERE code = 'EGY' AND side = 'target'"
    assert database.execute(sides).fetchone() == (4,)
    database.close()
