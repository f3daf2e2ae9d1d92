"""Which events count, how much, and that each story counts once."""

import pytest

from taqarub.closeness import evidence, pairs_of
from taqarub.closeness.evidence import day_of, sentence_at


def test_only_the_pair_and_the_file(record, event):
    records = [
        record("1", "2021-06-21", event(), event(target=["TUR"]), event(file="ukraine"), event(source=[], target=["USA"])),
        record("2", "2021-06-22", event("SANCTION", ["USA"], ["RUS"], file=None)),
    ]
    assert [(i.record, i.type) for i in evidence(records, "RUS", "USA", "syria")] == [("1", "SUPPORT")]
    assert len(evidence(records, "RUS", "USA")) == 2  # whatever the file; the two acts of the first day are one story


def test_direction(record, event):
    both = event("CONSULT", ["RUS", "USA"], ["RUS", "USA"])
    records = [record("1", "2021-06-21", event(), event("SANCTION", ["USA"], ["RUS"]), both)]
    assert [i.type for i in evidence(records, "RUS", "USA", direction="towards")] == ["CONSULT", "SUPPORT"]
    assert sorted(i.type for i in evidence(records, "USA", "RUS", direction="towards")) == ["CONSULT", "SANCTION"]
    assert len(evidence(records, "RUS", "USA")) == 3


@pytest.mark.parametrize(
    ("status", "weight"), [("happened", 1.0), ("ongoing", 1.0), ("planned", 0.5), ("possible", 0.25), ("denied", 0.0)]
)
def test_weight_by_status(record, event, status, weight):
    (item,) = evidence([record("1", "2021-06-21", event(status=status))], "RUS", "USA")
    assert item.weight == weight


def test_words_of_one_side_count_half_and_are_marked(record, event, speaker):
    people = [speaker("بوريسوف", "RUS"), speaker("غوتيريش", "UN")]
    said = record("1", "2021-06-21", event(reporter="بوريسوف"), entities=people)
    (item,) = evidence([said], "RUS", "USA")
    assert (item.weight, item.claimed) == (0.5, "RUS")
    third = record("2", "2021-06-21", event(reporter="غوتيريش"), entities=people)
    (item,) = evidence([third], "RUS", "USA")
    assert (item.weight, item.claimed) == (1.0, None)


def test_another_outlet_that_tells_it_as_a_fact_lifts_the_mark(record, event, speaker):
    said = record("1", "2021-06-21", event(reporter="بوريسوف"), entities=[speaker("بوريسوف", "RUS")])
    told = record("2", "2021-06-21", event(), outlet="صحيفة الضفاف")
    for records in ([said, told], [told, said]):
        (item,) = evidence(records, "RUS", "USA")
        assert (item.weight, item.claimed, item.record) == (1.0, None, "2")
        assert item.outlets == ["صحيفة الضفاف", "وكالة الغد"]


def test_copies_of_a_story_count_once(record, event):
    copies = [record(str(n), "2021-06-21", event(), outlet=f"صحيفة {n}") for n in range(20)]
    assert len(evidence(copies, "RUS", "USA")) == 1
    other_day = record("x", "2021-06-23", event())
    assert len(evidence([*copies, other_day], "RUS", "USA")) == 2
    stories = {str(n): "s1" for n in range(20)} | {"x": "s1"}
    (item,) = evidence([*copies, other_day], "RUS", "USA", stories=stories)
    assert (item.story, item.known) == ("s1", "2021-06-21")


def test_an_article_without_a_day_has_no_place_in_time(record, event):
    assert evidence([record("1", None, event())], "RUS", "USA") == []
    (item,) = evidence([record("1", None, event(date="2021-06-16"))], "RUS", "USA")
    assert (item.day, item.known) == ("2021-06-16", "2021-06-16")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-06-16", "2021-06-16"), ("2021-06-16TEV", "2021-06-16"), ("2021-05", "2021-05-15"),
        ("2021-W23", "2021-06-10"), (None, "2021-06-21"), ("PAST_REF", "2021-06-21"), ("2021-07-01", "2021-06-21"),
        ("2021-06-31", "2021-06-21"),
    ],
)  # fmt: skip
def test_day_of_an_event(value, day):
    assert day_of(value, "2021-06-21") == day


def test_the_sentence_around_a_trigger():
    text = "عنوان\nأولى الجمل هنا. ثم جاءت الثانية! وبعدها الثالثة\nفقرة"
    assert sentence_at(text, text.index("جاءت")) == "ثم جاءت الثانية!"
    assert sentence_at(text, 0) == "عنوان"
    assert sentence_at(text, text.index("الثالثة")) == "وبعدها الثالثة"


def test_pairs_are_the_same_as_asking_for_each(record, event):
    records = [
        record("1", "2021-06-21", event(), event("ASSAULT", ["ISR"], ["SYR"]), event("CONSULT", ["RUS", "USA"], ["RUS", "USA"])),
        record("2", "2021-06-25", event("SANCTION", ["USA", "EU"], ["RUS", "SYR"])),
    ]
    pairs = pairs_of(records, "syria")
    assert list(pairs) == [("EU", "RUS"), ("EU", "SYR"), ("ISR", "SYR"), ("RUS", "USA"), ("SYR", "USA")]
    for (a, b), items in pairs.items():
        assert items == evidence(records, a, b, "syria")
