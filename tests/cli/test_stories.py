"""`taqarub stories` and `related` over a database, with the pipeline of rules."""

import json
from pathlib import Path

import pytest

SEED = Path(__file__).parents[3] / "shared" / "seed" / "page.txt"
WORDS = "وصل وزير الخارجية الروسي سيرغي لافروف إلى أنقرة لبحث اتفاق الحبوب مع نظيره التركي مولود جاويش أوغلو"
LINES = [
    {"id": "one", "source": "المرفأ", "date": "2022-06-08", "sentences": ["لافروف في أنقرة لبحث ممرات الحبوب", f"{WORDS} في زيارة تستمر يومين."]},
    {"id": "two", "source": "النهر", "date": "2022-06-08", "sentences": ["لافروف في أنقرة لبحث ممر الحبوب", f"{WORDS} في زيارة تستمر يومين."]},
    {"id": "other", "source": "النهر", "date": "2022-06-20", "sentences": ["حرائق الغابات تمتد في شمال المغرب", "أعلنت الوقاية المدنية إخلاء ثلاث قرى بعد اتساع رقعة النيران."]},
]  # fmt: skip


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_copy_is_of_the_story_it_repeats_and_related_names_the_reason(taqarub, tmp_path):
    source, db = tmp_path / "in.jsonl", str(tmp_path / "desk.db")
    source.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in LINES), encoding="utf-8")
    assert taqarub("ingest", str(source), "--db", db, "--model", "none", "--processes", "1").exit_code == 0
    found = {row["id"]: row for row in lines(taqarub("stories", "--db", db, "--jsonl"))}
    assert found["two"] == {"id": "two", "story": "one", "copy_of": "one"}
    assert found["other"] == {"id": "other", "story": "other", "copy_of": None}
    related = lines(taqarub("related", "one", "--db", db, "--jsonl"))
    assert related[0]["id"] == "two"
    assert related[0]["reasons"]
    assert "other" not in [row["id"] for row in related]


def test_an_unknown_article_is_told_in_a_line(taqarub, tmp_path):
    source, db = tmp_path / "in.jsonl", str(tmp_path / "desk.db")
    source.write_text(json.dumps(LINES[0], ensure_ascii=False), encoding="utf-8")
    assert taqarub("ingest", str(source), "--db", db, "--model", "none", "--processes", "1").exit_code == 0
    result = taqarub("related", "nobody", "--db", db)
    assert result.exit_code == 1
    assert "nobody" in result.stderr


PAGE = {
    "id": "page", "source": "المرفأ", "date": "2022-06-08",
    "headline": "لافروف في أنقرة لبحث ممرات الحبوب",
    "body": "وصل وزير الخارجية الروسي سيرغي لافروف إلى أنقرة لبحث فتح ممرات لتصدير الحبوب الأوكرانية مع نظيره التركي مولود جاويش أوغلو.\n"
    "وقال لافروف إن بلاده مستعدة لضمان سلامة السفن التي تغادر الموانئ الأوكرانية.\n"
    "وكان الرئيس الأوكراني فولوديمير زيلينسكي قد طلب ضمانات من أنقرة.",
}  # fmt: skip
BESIDE = [  # in the order of the page; the last two share a word with the article, and nobody
    "منتخب تركيا للسلة يخسر نهائي بطولة الموانئ للناشئين",
    "لافروف: لن نعيق خروج السفن من أوديسا",
    "معرض الحبوب والبذور يفتتح أبوابه في الدار البيضاء",
    "زيلينسكي يطالب بأسلحة بعيدة المدى",
    "شركة توت عنخ آمون للتمور تصدر أول شحنة عبر ممرات الصحراء",
]


def ranked(taqarub, db, *options):
    rows = lines(taqarub("related", "page", "--db", db, "--headlines", "--model", "none", "--jsonl", *options))
    return [row["headline"] for row in rows], {row["headline"]: row for row in rows}


def store_page(db, record):
    from taqarub.store import open_database
    from taqarub.store.rows import to_stored
    from taqarub.store.write import Entry, Writer

    with open_database(db, write=True) as database:
        Writer(database).write([Entry("here", None, to_stored(record))])


def test_the_headlines_beside_an_article_are_ranked_by_who_is_in_them(taqarub, tmp_path):
    from taqarub.records import Related, from_json

    source, db = tmp_path / "in.jsonl", str(tmp_path / "desk.db")
    source.write_text(json.dumps(PAGE, ensure_ascii=False), encoding="utf-8")
    record = from_json(taqarub("read", str(source), "--jsonl", "--model", "none").stdout)
    record.related = [Related(headline=headline) for headline in BESIDE]
    store_page(db, record)
    order, rows = ranked(taqarub, db)
    assert set(order) == set(BESIDE)
    assert set(order[:2]) == {BESIDE[1], BESIDE[3]}  # one names the man of the headline, the other a man further down
    assert "Sergey Lavrov" in rows[BESIDE[1]]["reasons"][0]
    assert "Volodymyr Zelensky" in rows[BESIDE[3]]["reasons"][0]
    assert [rows[one]["score"] for one in (BESIDE[2], BESIDE[4])] == [0, 0]  # ممرات and الحبوب relate nothing
    assert rows[BESIDE[2]]["reasons"] == []


def test_a_headline_that_is_an_article_of_the_desk_is_taken_with_its_story(taqarub, tmp_path):
    from taqarub.records import Related, from_json

    source, db = tmp_path / "in.jsonl", str(tmp_path / "desk.db")
    source.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in LINES), encoding="utf-8")
    assert taqarub("ingest", str(source), "--db", db, "--model", "none", "--processes", "1").exit_code == 0
    source.write_text(json.dumps({**LINES[0], "id": "page"}, ensure_ascii=False), encoding="utf-8")
    record = from_json(taqarub("read", str(source), "--jsonl", "--model", "none").stdout)
    record.related = [Related(headline=LINES[2]["sentences"][0]), Related(headline=LINES[1]["sentences"][0])]
    store_page(db, record)
    assert taqarub("stories", "--db", db).exit_code == 0
    order, rows = ranked(taqarub, db)
    assert [rows[one]["id"] for one in order] == ["two", "other"]
    assert rows[order[0]]["reasons"][0] == "same story"
    assert rows[order[0]]["score"] > 0.4 > rows[order[1]]["score"]


@pytest.mark.skipif(not SEED.is_file(), reason="the worked example of ../shared/seed is not here")
def test_the_worked_example(taqarub, tmp_path):
    db = str(tmp_path / "desk.db")
    taqarub("ingest", str(SEED), "--db", db, "--date", "2021-06-21", "--model", "none", "--processes", "1")
    id = lines(taqarub("stories", "--db", db, "--jsonl"))[0]["id"]
    rows = lines(taqarub("related", id, "--db", db, "--headlines", "--model", "none", "--jsonl"))
    order = [row["headline"] for row in rows]
    assert len(order) == 12
    assert all(word in " ".join(order[-2:]) for word in ("كوبا أمريكا", "أمريكا الجنوبية"))
    assert "سفيرنا" in order[0]
    assert sorted(word for word in ("بوتين", "بايدن") for one in order[1:4] if word in one) == ["بايدن", "بايدن", "بوتين"]
    assert [row["score"] for row in rows[-2:]] == [0, 0]
