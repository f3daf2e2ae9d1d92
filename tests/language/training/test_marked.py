import json

import pytest

from taqarub.language.training.marked import article_text, put_back, take_off
from taqarub.records import TaqarubError

ARTICLE = {
    "id": "a-1", "source": "الأفق", "date": "2021-03-04", "headline": "وزير الخارجية العماني يزور  طهران",
    "body": "وصل بدر البوسعيدي إلى طهران.\nوبحث البوسعيدي مع ظريف\nأمن الملاحة.",
}  # fmt: skip
ITEM = {
    "id": "a-1", "source": "الأفق", "date": "2021-03-04",
    "sentences": ["وزير الخارجية العماني يزور طهران", "وصل بدر البوسعيدي إلى طهران.", "وبحث البوسعيدي مع ظريف أمن الملاحة."],
}  # fmt: skip
GOLD = {
    "id": "a-1", "files": ["gulf-iran"],
    "entities": [{"text": "طهران", "type": "GPE", "code": "IRN"}, {"text": "بدر البوسعيدي", "type": "PER", "code": "OMN"}],
    "events": [{
        "sentence": 2, "trigger": "بحث", "type": "CONSULT", "source": ["OMN", "IRN"], "target": ["OMN", "IRN"], "status": "happened",
        "date": None, "place": "طهران", "reporter": None,
    }],
}  # fmt: skip


def test_what_is_taken_off_a_text_is_put_back():
    line = take_off(ITEM, GOLD, ARTICLE)
    assert list(put_back([json.loads(json.dumps(line))], {"a-1": ARTICLE})) == [(ITEM, GOLD)]


def test_no_word_of_the_text_is_kept():
    kept = json.dumps(take_off(ITEM, GOLD, ARTICLE), ensure_ascii=False)
    assert not any(word in kept for word in article_text(ARTICLE, "a-1").split() if len(word) > 1)


def test_events_alone():
    line = take_off(ITEM, {key: value for key, value in GOLD.items() if key != "entities"}, ARTICLE)
    (_, gold), = put_back([line], {"a-1": ARTICLE})
    assert "entities" not in gold
    assert gold["events"] == GOLD["events"]


def test_a_headline_alone():
    item = {**ITEM, "id": "Ha-1", "sentences": ITEM["sentences"][:1]}
    line = take_off(item, {"id": "Ha-1", "entities": GOLD["entities"][:1], "events": [], "files": []}, ARTICLE)
    assert line["entities"] == [[28, 33, "GPE", "IRN"]]


def test_an_article_that_the_corpus_lacks_is_named():
    with pytest.raises(TaqarubError, match="a-2"):
        list(put_back([{"id": "a-2", "sentences": [], "events": [], "files": []}], {"a-1": ARTICLE}))


def test_words_that_the_text_lacks():
    with pytest.raises(ValueError, match="مسقط"):
        take_off(ITEM, {**GOLD, "entities": [{"text": "مسقط", "type": "GPE", "code": "OMN"}]}, ARTICLE)
