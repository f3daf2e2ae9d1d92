"""Words, sentences and quotation marks of a text."""

from __future__ import annotations

import pytest

from taqarub.language.component import Words
from taqarub.reading import to_doc
from taqarub.records import Article
from taqarub.statements.lexicon import lexicon
from taqarub.statements.text import Text


@pytest.fixture(scope="session")
def see(tokenizer):
    return lambda body: Text(Words(None)(to_doc(tokenizer, Article(id="t", headline="", paragraphs=[body]))), lexicon())


def pairs(text: Text) -> list[str]:
    """What stands between each opening mark and its partner."""
    return [text.original(a + 1, b - 1) for a, b in sorted(text.partner.items()) if a < b]


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("قال «نعم يا سيدي» ومضى", ["نعم يا سيدي"]),
        ('قال "نعم يا سيدي" ومضى', ["نعم يا سيدي"]),
        ("قال “نعم يا سيدي” ومضى", ["نعم يا سيدي"]),
        ("قال ”نعم يا سيدي“ ومضى", ["نعم يا سيدي"]),
        ('وصفه بـ"خطأ فادح" أمس', ["خطأ فادح"]),
        ('قال «سمعت "لا" مرتين» ومضى', ['سمعت "لا" مرتين', "لا"]),
        ("قال «نعم ومضى", []),
        ("قال نعم» ومضى", []),
        ('قالوا: "أولا" و"ثانيا".', ["أولا", "ثانيا"]),
    ],
)
def test_quotation_marks(see, body, inside):
    assert pairs(see(body)) == inside


def test_marks_and_tatweel_keep_their_offsets(see):
    text = see("قـــال الرئيسُ إنَّ الأمرَ")
    assert [text.original(i, i) for i in range(1, len(text))] == ["قـــال", "الرئيسُ", "إنَّ", "الأمرَ"]


def test_abbreviation_ends_no_sentence(see):
    text = see("قال لقناة (بي.اف.ام) إن الأمر انتهى")
    last = len(text) - 1
    assert text.sentence[last] == text.sentence[1]


def test_title_abbreviation_is_one_word(see):
    assert "د." in [word.strip() for word in see("قال د. سالم إن الأمر انتهى").words]
