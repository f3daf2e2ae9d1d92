"""`taqarub stories` and `related` over a database, with the pipeline of rules."""

import json

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
