import pytest

from taqarub.language.lemmas import apply_script, lemma_script


@pytest.mark.parametrize(
    ("stem", "lemma", "script"),
    [("المحادثات", "محادثة", "2||2|ه"), ("يتصدر", "تصدر", "1||0|"), ("كتب", "كتب", "0||0|"), ("قال", "زمن", "")],
)
def test_scripts(stem, lemma, script):
    assert lemma_script(stem, lemma) == script


def test_a_script_works_on_other_words():
    assert apply_script(lemma_script("المحادثات", "محادثة"), "الاتفاقات") == "اتفاقه"


def test_a_script_that_does_not_fit_changes_nothing():
    assert apply_script("3||2|ه", "قال") == "قال"
