"""`taqarub evaluate` on a small gold folder of our own."""

import json

import pytest


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    (folder / "test").mkdir(parents=True)
    item = {"id": "a1", "source": "جريدة", "date": "2017-01-03", "sentences": ["وزير يزور بيروت", "وصل الوزير أمس."]}
    for prefix in ("", "headlines-"):
        (folder / "test" / f"{prefix}texts.jsonl").write_text(json.dumps(item))
        (folder / "test" / f"{prefix}gold.jsonl").write_text(json.dumps({"id": "a1"}))
    (folder / "score.py").write_text(
        "def score(texts, gold, found, errors=0):\n"
        "    row = dict(precision=1.0, recall=0.5, f1=0.2, gold=20, found=1)\n"
        "    return {'times': row, 'codes': {'accuracy': 0.9, 'of': 3},\n"
        "            'articles': {'scored': 1, 'without a record': len(set(gold) - set(found))}, 'by type': {'AID': row}}\n"
    )
    return folder


@pytest.fixture
def floors(tmp_path):
    return tmp_path / "floors.toml"


@pytest.fixture
def measure(taqarub, gold, floors):
    """Run `taqarub evaluate` with rules only on the small gold and a floors file of its own."""

    def run(*options):
        return taqarub("evaluate", "--gold", str(gold), "--floors", str(floors), "--model", "none", *options)

    return run


def test_without_gold_it_says_so_and_succeeds(taqarub, tmp_path):
    result = taqarub("evaluate", "--gold", str(tmp_path))
    assert result.exit_code == 0
    assert "accuracy was not measured" in result.stderr


def test_tables_for_articles_and_headlines(measure, floors):
    result = measure()
    assert result.exit_code == 0, result.output
    assert "none.test.articles: 1 texts, 6 words" in result.stdout
    assert "none.test.headlines" in result.stdout
    assert "under 0.25" in next(line for line in result.stdout.split("\n") if "AID" in line)
    assert "without a record" not in result.stdout


def test_floors_are_raised_and_then_hold(measure, floors):
    result = measure("--raise-floors")
    assert "none.test.articles times: 0.000 -> 0.200" in result.stderr
    assert measure().exit_code == 0
    floors.write_text(floors.read_text().replace("0.200", "0.300"))
    result = measure()
    assert result.exit_code == 1
    assert "none.test.articles times: 0.2000 is below its floor 0.300" in result.stderr


def test_json_has_all_scores(measure):
    scores = json.loads(measure("--json").stdout)
    assert scores["articles"]["times"]["f1"] == 0.2
    assert set(scores) == {"articles", "headlines", "comparisons"}
