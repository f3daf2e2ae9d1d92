"""Which names the book lacks, from records."""

import pytest

from taqarub.names.book import Book
from taqarub.names.lacking import lacking
from taqarub.records import Entity, Record


@pytest.fixture(scope="module")
def given():
    return Book.load().given


def record(*entities):
    found = [
        Entity(start=0, end=1, text=text, type=kind, name=name, code=code, role=role, by=f"names:model:{by}")
        for text, kind, name, code, role, by in entities
    ]
    return Record(id="r", text="", entities=found)


def person(text, name=None, code=None, role=None, by="unknown"):
    return (text, "PER", name or text, code, role, by)


def test_spellings_are_put_together_and_articles_counted(given):
    records = [
        record(person("هارموند توغنبرغ", code="CHE", role="minister", by="role"), person("توغنبرغ", "هارموند توغنبرغ", "CHE", by="role")),
        record(person("هارموند توجنبرج")),
        record(person("هارموند توغنبرغ")),
    ]
    (found,) = lacking(records, {"PER"}, given)
    assert (found.articles, found.name, found.code, found.role) == (3, "هارموند توغنبرغ", "CHE", "minister")
    assert dict(found.spellings) == {"هارموند توغنبرغ": 2, "هارموند توجنبرج": 1}


def test_two_men_of_like_names_stay_apart(given):
    records = [record(person("محمد سعيد الطحاوي")), record(person("محمد سعد الطحاوي"))]
    assert [found.articles for found in lacking(records, {"PER"}, given)] == [1, 1]


@pytest.mark.parametrize("text", ["أحمد", "عبد الله", "عبدالله", "أبو محمد", "Smith", "الطحاوي"])
def test_what_names_nobody_in_full_is_no_gap(given, text):
    assert lacking([record(person(text))], {"PER"}, given) == []


def test_what_the_book_or_a_pattern_knows_is_no_gap(given):
    known = [person("سيرغي لافروف", by="book"), ("وزارة الغابات", "ORG", "Ministry", "FIN", None, "pattern"), ("رابطة الندى", "ORG", "x", None, None, "unknown")]
    assert [found.name for found in lacking([record(*known)], {"PER", "ORG"}, given)] == ["رابطة الندى"]


def test_who_is_in_office_comes_first_then_who_is_named_most(given):
    records = [
        record(person("هارموند توغنبرغ"), person("كاسيان مولتكه"), person("كاسيان مولتكه"), person("تيمون غراهوف", role="artist"),
               person("رولف شتاينبك", code="CHE", role="minister", by="role")),
    ]  # fmt: skip
    assert [found.name for found in lacking(records, {"PER"}, given)] == ["رولف شتاينبك", "كاسيان مولتكه", "تيمون غراهوف", "هارموند توغنبرغ"]


def test_a_body_of_one_word_must_stand_in_two_articles(given):
    once, twice = ("الرابحون", "ORG", "x", None, None, "unknown"), ("تراحم", "ORG", "y", None, None, "unknown")
    assert [found.name for found in lacking([record(once, twice), record(twice)], {"ORG"}, given)] == ["تراحم"]
