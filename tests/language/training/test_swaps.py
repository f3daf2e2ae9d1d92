import random

import pytest

from taqarub.language.labels import HEADS, spans
from taqarub.language.training.gold import GoldText, article_window
from taqarub.language.training.swaps import Names, swapped

ITEM = {"id": "a", "sentences": ["قالت ميركل للكويت إن برلين تنتظر وفد الكويت", "وردت الكويت على ميركل"]}
GOLD = {"id": "a", "entities": [
    {"text": "ميركل", "type": "PER", "code": "DEU"}, {"text": "الكويت", "type": "GPE", "code": "KWT"}, {"text": "برلين", "type": "GPE", "code": "DEU"},
]}  # fmt: skip


@pytest.fixture(scope="module")
def names():
    return Names()


def test_names_after_ll_are_found():
    text = GoldText(ITEM)
    assert [text.text[a:b] for a, b in text.occurrences("الكويت")] == ["الكويت", "الكويت", "كويت"]


def test_a_name_is_swapped_everywhere_alike(names):
    item, gold = swapped(ITEM, GOLD, names, random.Random(4))
    text = "\n".join(item["sentences"])
    for old, new in zip(sorted(GOLD["entities"], key=lambda e: -len(e["text"])), gold["entities"], strict=True):
        assert new["type"] == old["type"]
        assert new["text"] == old["text"] or new["text"] in text
    assert any(new["text"] not in ITEM["sentences"][0] for new in gold["entities"])
    assert " ".join(text.split()[:1]) == "قالت"


def test_every_swapped_name_is_labelled(names):
    for seed in range(20):
        item, gold = swapped(ITEM, GOLD, names, random.Random(seed))
        window = article_window(item, gold, "swapped", None)
        found = spans([HEADS["ner"][label] for label in window.labels["ner"]])
        assert len(found) == 6, item["sentences"]


def test_the_article_goes_into_l(names):
    names.by_type["GPE"], kept = ["السنغال"], names.by_type["GPE"]
    item, _ = swapped(ITEM, {"id": "a", "entities": [{"text": "برلين", "type": "GPE", "code": None}]}, names, random.Random(1))
    late, _ = swapped({"id": "a", "sentences": ["رسالة لبرلين"]}, {"id": "a", "entities": [{"text": "برلين", "type": "GPE"}]}, names, random.Random(1))
    names.by_type["GPE"] = kept
    assert "إن السنغال تنتظر" in item["sentences"][0]
    assert late["sentences"] == ["رسالة للسنغال"]
