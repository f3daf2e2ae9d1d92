"""Reviewed articles as gold: read back by the scorer, the records that they were made of are without fault."""

import importlib.util
import json
from pathlib import Path

import pytest
from desk import record as made
from desk import store
from test_review import items, reading, say

from taqarub.records import to_builtins
from taqarub.store import queries, review
from taqarub.store.doubts import queue
from taqarub.store.gold import export, sentences_of, text_and_gold
from taqarub.store.review import Correction

SCORE = Path("/work/shared/gold/score.py")


def confirm(database, id="a"):
    review.correct(database, Correction(article=id, layer="article", action="confirm", author="هدى"))


def test_only_articles_that_were_gone_through(database, tmp_path):
    store(database, reading())
    assert export(database, tmp_path) == 0
    say(database, items(database, "event")[0], status="planned")
    assert export(database, tmp_path) == 0 and export(database, tmp_path, partial=True) == 1
    confirm(database)
    assert export(database, tmp_path) == 1
    text, gold = (json.loads((tmp_path / name).read_text()) for name in ("texts.jsonl", "gold.jsonl"))
    assert text == {"id": "a", "source": "صحيفة", "date": "2018-07-16", "sentences": [
        "الوزير يزور عاصمة الجوار", "وصل الوزير كريم السهلي إلى موسكو أمس.", "وقال السهلي إن الزيارة مثمرة جدا.",
        "ثم زار موسكو مرة أخرى.",
    ]}  # fmt: skip
    assert [(e["text"], e["type"], e["code"]) for e in gold["entities"]] == [
        ("كريم السهلي", "PER", "TUN"), ("السهلي", "PER", "TUN"), ("موسكو", "GPE", "RUS"),
    ]  # fmt: skip
    assert gold["statements"] == [{
        "sentence": 2, "speaker": "السهلي", "speaker_name": "Karim Sahli", "code": "TUN", "cue": "قال",
        "content": ["الزيارة مثمرة", "مثمرة جدا"], "form": "indirect",
    }]  # fmt: skip
    assert gold["events"] == [{
        "sentence": 3, "trigger": "زار", "type": "CONSULT", "source": ["TUN"], "target": ["RUS"], "status": "planned",
        "date": None, "place": None, "reporter": None,
    }]  # fmt: skip


def test_sentences_make_the_text_again():
    body = 'قال: "انتهى الأمر." ثم غادر د. سمير القاعة!\nوبلغت النسبة 3.5 في المئة… وسكت.'
    record = made("b", "عنوان", body)
    sentences = sentences_of(record)
    assert [words for _, words in sentences[1:]] == [
        'قال: "انتهى الأمر."', "ثم غادر د.", "سمير القاعة!", "وبلغت النسبة 3.5 في المئة…", "وسكت.",
    ]  # fmt: skip
    assert all(record.text[start : start + len(words)] == words for start, words in sentences)


@pytest.mark.skipif(not SCORE.is_file(), reason="the scorer of the shared gold is not here")
def test_the_scorer_finds_no_fault(database):
    spec = importlib.util.spec_from_file_location("score", SCORE)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    store(database, reading())
    say(database, items(database, "entity")[0], name="Karim Essahli", code="DZA", scope="identity")
    record = queries.record(database, "a")
    text, gold = text_and_gold(record)
    found = scorer.score({"a": text}, {"a": gold}, {"a": to_builtins(record)})
    for layer in ("entities", "statements", "attributed", "events strict"):
        assert found[layer]["f1"] == 1.0


def test_the_queue_begins_with_the_least_sure_and_forgets_what_was_spoken_of(database):
    store(database, reading())
    first = queue(database)
    assert [(d.layer, d.why) for d in first] == [("event", "score"), ("entity", "pattern"), ("entity", "pattern")]
    assert first[0].score == 0.41 and [d.layer for d in queue(database, layer="entity")] == ["entity"] * 2
    say(database, items(database, "event")[0], action="confirm")
    assert {d.layer for d in queue(database)} == {"entity"}
    confirm(database)
    assert queue(database) == []
