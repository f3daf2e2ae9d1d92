"""The lexicon: notation, gaps, phrases that bar a trigger, and every entry's example coded as its line says."""

import pytest

from taqarub.events.lexicon import Entry, Lexicon, Never, load, parse_frame, read_entries
from taqarub.events.plover import table
from taqarub.events.testing import coded, expectation
from taqarub.reading import pipeline
from taqarub.records import TaqarubError


@pytest.fixture(scope="module")
def by_rules():
    return pipeline(model=None, settings={"taqarub_events": {"judge": False}})


def entry(pattern, kind="CONSULT"):
    return Entry(kind, None, pattern, ("S",), ("O",), False, "", "")


def found(pattern, text):
    words = text.split()
    return [(m.start, m.end, m.kind) for m in Lexicon([entry(pattern)]).find(words, [w == "،" for w in words])]


def test_there_are_entries_for_all_types_with_known_modes():
    entries = list(read_entries())
    assert len({e.type for e in entries}) == 16
    assert len(entries) >= 1600
    assert not [e.pattern for e in entries if (e.type, e.mode) not in table()]


def test_every_example_is_coded_as_its_line_says(by_rules):
    entries = list(read_entries())
    wrong = [f"{e.type} {e.pattern}: {e.example}" for e in entries if not coded(by_rules(e.example), e, status=True)]
    assert not wrong


def test_frames():
    assert parse_frame("S|من قبل>O|على") == (("من قبل", "S"), ("O", "علي"), False)
    assert parse_frame("S=مع|بين")[2] is True
    with pytest.raises(ValueError, match="neither"):
        parse_frame("S")


def test_a_gap_ends_at_a_comma():
    assert found("+أجرى ~ محادثات", "اجرت وزيره الخارجيه محادثات") == [(0, 4, "P")]
    assert found("+أجرى ~ محادثات", "اجري جوله ، محادثات") == []


def test_a_remark_between_two_commas_is_no_end():
    assert found("+حمّل ~ مسؤولية", "حمل الجيش ، في بيان له ، الحركه المسووليه") == [(0, 9, "P")]
    assert found("+حمّل ~ مسؤولية", "حمل الجيش ، ثم قال الناطق باسمه ان الامر لا يعنيه ، المسووليه") == []


def test_a_preposition_is_found_with_a_pronoun():
    assert found("+قبض=قبض .علي", "قبضت عليهم الشرطه") == [(0, 2, "P")]


def test_a_complement_with_a_pronoun_does_not_hide_a_noun():
    lexicon = Lexicon([entry("+زار/يزور=زيارة"), entry("+ألغى ~ زيارة|زيارته")])
    assert {m.entry for m in lexicon.find(["زيارته", "الاولي"], [False, False])} == {0}


def test_all_inflections_of_an_entry_are_found():
    for word in ("زار", "يزور", "وسيزور", "زيارته", "الزياره", "للزياره"):
        assert found("+زار/يزور=زيارة", word), word
    assert not found("+زار/يزور=زيارة", "ازهار")


def test_phrases_that_bar_a_trigger():
    never = Never(["تحقيق الأمن", "# a comment"])
    assert never.spots(["اجل", "تحقيق", "الامن"]) == {1, 2}
    assert never.spots(["فتح", "تحقيق"]) == set()


def test_a_line_that_is_no_entry_is_named(tmp_path):
    (tmp_path / "AID.tsv").write_text("+ساعد\t\tno frame\tx\tUSA>RUS\n", encoding="utf-8")
    with pytest.raises(TaqarubError, match=r"AID\.tsv:1"):
        list(read_entries(tmp_path))


def test_expectations():
    assert expectation("QAT>SAU,ARE planned") == ({"QAT"}, {"SAU", "ARE"}, "planned")
    assert expectation("RUS=USA") == ({"RUS", "USA"}, {"RUS", "USA"}, "happened")
    assert load().entries


def test_a_literal_may_stand_among_nouns():
    assert found("+رفع ~ قيود|.حظر", "رفعت حظر") == [(0, 2, "P")]
    assert found("+رفع ~ قيود|.حظر", "رفعت القيود") == [(0, 2, "P")]


def test_a_phrase_bars_what_starts_in_it_and_no_complement():
    lexicon = Lexicon([entry("+دعا/يدعو ~ ضبط"), entry("ضبط")], _never=Never(["ضبط النفس"]))
    assert {m.entry for m in lexicon.find(["دعت", "الي", "ضبط", "النفس"], [False] * 4)} == {0}
