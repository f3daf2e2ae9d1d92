"""Quotations that come before their verb of saying."""

import pytest

from taqarub.reading import pipeline, read_articles
from taqarub.records import Article


@pytest.fixture(scope="module")
def read():
    nlp = pipeline("accurate")

    def statements(body):
        article = Article(id="a", headline="أخبار اليوم", paragraphs=[body], published="2024-05-01")
        return next(iter(read_articles([article], nlp))).statements

    return statements


@pytest.mark.parametrize("body, words, speaker", [
    ("«سنرد بالمثل ولن نتراجع»، قال الرئيس التركي رجب طيب أردوغان أمس.", "سنرد بالمثل ولن نتراجع", "أردوغان"),
    ("«لن نوقع على اتفاق ناقص»، هكذا علق وزير الخارجية المصري سامح شكري على المسودة.", "لن نوقع على اتفاق ناقص", "شكري"),
    ("«القرار باطل ولا يعنينا».. بهذه الكلمات رد محمد جواد ظريف على البيان.", "القرار باطل ولا يعنينا", "ظريف"),
])  # fmt: skip
def test_a_verb_after_its_quotation(read, body, words, speaker):
    found = [s for s in read(body) if s.text == words]
    assert len(found) == 1
    assert speaker in found[0].speaker.text


def test_a_quotation_broken_by_its_cue_is_two_statements_of_one_speaker(read):
    found = read("«لن نقبل بالإملاءات»، قال الوزير اللبناني جبران باسيل، «وسنرد في الوقت المناسب».")
    assert {s.speaker.text for s in found} == {found[0].speaker.text}
    assert "باسيل" in found[0].speaker.text
    assert any("لن نقبل" in s.text for s in found) and any("سنرد" in s.text for s in found)
    assert not any("باسيل" in s.text for s in found)


@pytest.mark.parametrize("body", [
    "أطلق الجيش عملية «درع الشمال» وبدأ نشر قواته على الحدود.",
    "فاز فيلم «طريق البحر» بجائزة المهرجان وحضر المخرج حفل الختام.",
])  # fmt: skip
def test_names_in_quotation_marks_are_no_statements(read, body):
    assert read(body) == []
