"""The comparison with dateparser on gold of our own."""

import pytest

from taqarub.evaluation.gold import GoldSet
from taqarub.evaluation.times_dateparser import calendar, score


def test_only_calendar_values_count():
    times = [
        {"text": "أمس", "value": "2019-05-14"},
        {"text": "عام", "value": "P1Y"},
        {"text": "الآن", "value": "PRESENT_REF"},
    ]
    assert dict(calendar(times)) == {("امس", "2019-05-14"): 1}


def test_both_systems_on_the_same_expressions():
    pytest.importorskip("dateparser")
    times = [{"text": "أمس", "value": "2019-05-14"}, {"text": "3 مارس 2011", "value": "2011-03-03"}]
    texts = {"a": {"id": "a", "date": "2019-05-15", "sentences": ["x"]}}
    part = GoldSet("articles", texts, {"a": {"times": times}}, {"a": {"times": times[:1]}})
    rows = score(part)
    assert rows["taqarub (finds them)"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1}
    theirs = rows["dateparser (is given them)"]
    assert theirs["gold"] == 2 and theirs["found"] == 2 and theirs["recall"] == 1.0


def test_headlines_have_no_times():
    assert score(GoldSet("headlines", {}, {"h": {"entities": []}})) == {}
