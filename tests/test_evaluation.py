"""Gold sets, floors and comparisons, on a small gold folder of our own."""

import json
import sys
import types

import pytest

from taqarub import evaluation
from taqarub.cli.evaluate import FLOORS
from taqarub.reading import pipeline
from taqarub.records import TaqarubError

SENTENCES = ["وزير الخارجية يزور بيروت", "وصل الوزير إلى بيروت أمس.", "وقال إن الزيارة قصيرة."]


@pytest.fixture
def gold(tmp_path):
    for part in ("train", "test"):
        folder = tmp_path / part
        folder.mkdir()
        item = {"id": "a1", "source": "جريدة", "date": "03/01/2017", "sentences": SENTENCES}
        (folder / "texts.jsonl").write_text(json.dumps(item) + "\n\n")
        (folder / "gold.jsonl").write_text(json.dumps({"id": "a1", "entities": [{"text": "بيروت", "type": "GPE"}]}) + "\n")
    (tmp_path / "score.py").write_text(
        "def score(texts, gold, found, errors=0):\n"
        "    row = dict(precision=1.0, recall=0.5, f1=0.6667, gold=2, found=1)\n"
        "    return {'entities': row, 'codes': {'accuracy': 0.9, 'of': 3}, 'articles': {'scored': len(gold)},\n"
        "            'by type': {'AID': row}}\n"
    )
    return tmp_path


def test_a_given_article_keeps_its_sentences_and_its_day():
    article = evaluation.given_article({"id": "a", "source": "جريدة", "date": "03/01/2017", "sentences": SENTENCES})
    assert (article.headline, article.paragraphs, article.published) == (SENTENCES[0], SENTENCES[1:], "2017-01-03")


@pytest.mark.parametrize(
    ("written", "day"), [("2017-01-03", "2017-01-03"), ("3/1/2017", "2017-01-03"), ("soon", None), (None, None), ("1/2", None)]
)
def test_days_of_gold(written, day):
    assert evaluation.iso_day(written) == day


def test_sets_are_read_with_the_pipeline(gold):
    (part,) = evaluation.gold_sets(gold, "test")
    records = list(evaluation.read_set(part, pipeline(None)))
    assert part.name == "articles" and part.words == 13
    assert [r["text"] for r in records] == ["\n".join(SENTENCES)]
    assert part.found["a1"] is records[0] and part.seconds > 0


def test_gold_entities_can_be_given(gold):
    (part,) = evaluation.gold_sets(gold, "test")
    doc = pipeline(None).make_doc("\n".join(SENTENCES))
    assert {e.text for e in evaluation.give_entities(doc, part.gold["a1"]).ents} == {"بيروت"}
    assert len(list(evaluation.read_set(part, pipeline(None), oracle=True))) == 1


def test_a_missing_part_or_scorer_is_told(gold, tmp_path):
    with pytest.raises(TaqarubError, match=r"nowhere: no texts\.jsonl"):
        evaluation.gold_sets(gold, "nowhere")
    with pytest.raises(TaqarubError, match="no scorer here"):
        evaluation.scorer(tmp_path / "empty")


def test_measured_takes_f1_and_accuracy(gold):
    scores = evaluation.scorer(gold).score({}, {"a1": {}}, {})
    assert evaluation.measured(scores) == {"entities": 0.6667, "codes": 0.9}


def test_floors_only_rise_and_are_rounded_down(tmp_path):
    path = tmp_path / "floors.toml"
    key = "fast.test.articles"
    assert evaluation.load_floors(path) == {}
    assert evaluation.raise_floors(key, {"events strict": 0.45678, "times": 0.8}, path) == [
        f"{key} events strict: 0.000 -> 0.456",
        f"{key} times: 0.000 -> 0.800",
    ]
    evaluation.raise_floors("a folder.test.articles", {"times": 0.1}, path)
    assert evaluation.raise_floors(key, {"events strict": 0.4569, "times": 0.7}, path) == []
    assert evaluation.load_floors(path) == {
        key: {"events strict": 0.456, "times": 0.8},
        "a folder.test.articles": {"times": 0.1},
    }


def test_a_score_below_its_floor_is_named():
    floors = {"fast.test.articles": {"times": 0.8, "files": 0.7, "codes": 0.9}}
    assert evaluation.below("fast.test.articles", {"times": 0.7999, "files": 0.7}, floors) == [
        "fast.test.articles times: 0.7999 is below its floor 0.800",
        "fast.test.articles codes: not measured, floor 0.900",
    ]
    assert evaluation.below("accurate.test.articles", {"times": 0.1}, floors) == []


def test_floors_of_the_package_can_be_read():
    for key, layers in evaluation.load_floors(FLOORS).items():
        assert len(key.split(".")) == 3
        assert all(0.0 < floor <= 1.0 for floor in layers.values())


def test_comparisons_run_or_say_what_is_missing(gold, monkeypatch):
    def fails(part):
        raise ModuleNotFoundError("no", name="othertool")

    row = {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "found": 1}
    for name, score in (("beside.good", lambda part: {"taqarub": row}), ("beside.absent", fails)):
        module = types.ModuleType(name)
        module.LAYER, module.SYSTEM, module.score = "times", "othertool", score
        monkeypatch.setitem(sys.modules, name, module)
    parts = evaluation.gold_sets(gold, "test")
    good, absent = evaluation.compare(parts, ("beside.good", "beside.absent"))
    assert good.rows == {"taqarub": row} and good.set == "articles" and good.missing is None
    assert absent.missing == "othertool" and absent.rows == {}
