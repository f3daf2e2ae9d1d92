"""Who speaks."""

from __future__ import annotations

import pytest

# body, (speaker's text, name) of each statement in order
SPEAKERS = [
    # verb before subject, with title, with apposition
    ("قال وزير الخارجية السوري سامر الحداد إن الحوار مفيد.", [("سامر الحداد", "Samer al-Haddad")]),
    ("قال وزير الخارجية، سامر الحداد، إن الحوار مفيد.", [("سامر الحداد", "Samer al-Haddad")]),
    ("قال سامر الحداد، وزير الخارجية، في دمشق إن الحوار مفيد.", [("سامر الحداد", "Samer al-Haddad")]),
    ("قال السفير السوري لدى روسيا سامر الحداد إن الحوار مفيد.", [("سامر الحداد", "Samer al-Haddad")]),
    # a name that is not in the book, between commas
    ("قال نائب الوزير، عدنان برهوم، إن الطريق سالك.", [("عدنان برهوم", None)]),
    # subject before verb
    ("لكن الحداد قال إن الوقت مبكر.", [("الحداد", "Samer al-Haddad")]),
    ("وكان البيت الأبيض قد أعلن أن الزيارة ألغيت.", [("البيت الأبيض", "White House")]),
    ("وكان وزير المياه، كريم الطويل، قد حذر من أن السد متصدع.", [("كريم الطويل", "Karim al-Tawil")]),
    ("أما ليلى منصور فقالت إن العرض مرفوض.", [("ليلى منصور", "Layla Mansour")]),
    ("في المقابل موسكو تؤكد أن قواتها باقية.", [("موسكو", "Moscow")]),
    # relative clauses
    ("استقبل الملك كريم الطويل الذي قال إن اللقاء ودي.", [("كريم الطويل", "Karim al-Tawil")]),
    ("وصلت الوزيرة ليلى منصور، التي أكدت أن الدعم مستمر.", [("ليلى منصور", "Layla Mansour")]),
    # spokesmen, bodies, papers, people without a name
    ("قال المتحدث باسم الجيش إن الموقع دمر.", [("المتحدث باسم الجيش", "army spokesman")]),
    ("قالت الخارجية المصرية إن السفير عاد.", [("الخارجية المصرية", "Egyptian Ministry of Foreign Affairs")]),
    ("قالت الأمم المتحدة إن المخيم مكتظ.", [("الأمم المتحدة", "United Nations")]),
    ("وذكر البيان أن الطرفين اتفقا.", [("البيان", "statement")]),
    ("قال مصدر أمني إن المهاجم فر.", [("مصدر أمني", "security source")]),
    ("قال مسؤول كبير في البيت الأبيض إن الموعد تغير.", [("مسؤول كبير في البيت الأبيض", "senior White House official")]),
    ("قال سكان إن الماء مقطوع.", [("سكان", "residents")]),
    ("قال مستشار ترامب إن الرسالة وصلت.", [("مستشار ترامب", "Donald Trump adviser")]),
    # dropped subjects
    (
        "قال سامر الحداد إن الموسم جيد. وأضاف أن المخازن ممتلئة.",
        [("سامر الحداد", "Samer al-Haddad"), ("", "Samer al-Haddad")],
    ),
    (
        "قال سامر الحداد إن الموسم جيد. وقالت ليلى منصور إن المطر قليل. وأضافت أن السدود جفت.",
        [("سامر الحداد", "Samer al-Haddad"), ("ليلى منصور", "Layla Mansour"), ("", "Layla Mansour")],
    ),
    (
        "قالت ليلى منصور إن المطر قليل. وقال سامر الحداد إن الموسم جيد. وأضافت أن السدود جفت.",
        [("ليلى منصور", "Layla Mansour"), ("سامر الحداد", "Samer al-Haddad"), ("", "Layla Mansour")],
    ),
    (
        "قال مسؤولون إن الجسر انهار. وأضافوا أن الترميم يحتاج عاما.",
        [("مسؤولون", "officials"), ("", "officials")],
    ),
    (
        "وصل سامر الحداد إلى موسكو، وقال إن الزيارة قصيرة.",
        [("سامر الحداد", "Samer al-Haddad")],
    ),
    # within one sentence the name is that of the sentence
    (
        "قال سامر الحداد إن الموسم جيد، مشيرا إلى أن المخازن ممتلئة.",
        [("سامر الحداد", "Samer al-Haddad"), ("سامر الحداد", "Samer al-Haddad")],
    ),
    (
        "أكد سامر الحداد أن الموسم جيد، وشدد على أن المخازن ممتلئة.",
        [("سامر الحداد", "Samer al-Haddad"), ("سامر الحداد", "Samer al-Haddad")],
    ),
    # pronouns
    ("ونقلت رويترز عن كريم الطويل قوله إن البرلمان منقسم.", [("كريم الطويل", "Karim al-Tawil")]),
    # offices stand for whoever was named with them
    (
        "قال وزير النقل كريم الطويل إن المطار جاهز. وأكد الوزير أن الرحلات ستبدأ.",
        [("كريم الطويل", "Karim al-Tawil"), ("الوزير", "Karim al-Tawil")],
    ),
    # whom is called on is not who calls
    ("طالبت واشنطن روسيا بسحب قواتها.", [("واشنطن", "Washington")]),
    (
        "قال سامر الحداد إن الأزمة خطيرة. ودعا جميع الأطراف إلى الحوار.",
        [("سامر الحداد", "Samer al-Haddad"), ("", "Samer al-Haddad")],
    ),
    # sources
    ("قتل خمسة جنود في كمين، بحسب رويترز.", [("رويترز", "Reuters")]),
    ("انهار المبنى فجرا، وفقا لمسؤولين محليين.", [("مسؤولين محليين", "local officials")]),
    ("وبحسب المتحدث باسم البلدية، فإن الحريق أخمد.", [("المتحدث باسم البلدية", "municipality spokesman")]),
]


@pytest.mark.parametrize(("body", "speakers"), SPEAKERS, ids=[body[:34] for body, _ in SPEAKERS])
def test_speaker(read, body, speakers):
    assert [(s.speaker.text, s.speaker.name) for s in read(body)] == speakers


def test_code_of_a_named_speaker(read):
    assert read("قال سامر الحداد إن الحوار مفيد.")[0].speaker.code == "SYR"


def test_dropped_subject_has_no_offsets(read):
    last = read("قال سامر الحداد إن الموسم جيد. وأضاف أن المخازن ممتلئة.")[1].speaker
    assert (last.start, last.end, last.text, last.code) == (None, None, "", "SYR")


def test_unknown_speaker_is_left_out(read):
    last = read("وقال إن الموسم جيد.")[0].speaker
    assert (last.text, last.name, last.code) == ("", None, None)


def test_two_speakers_give_two_statements(read):
    found = read("قال بوتين وترامب إن القمة ناجحة.")
    assert {s.speaker.name for s in found} == {"Vladimir Putin", "Donald Trump"}
    assert {s.text for s in found} == {"القمة ناجحة"}


def test_agency_and_whom_it_quotes(read):
    found = read("وأفادت رويترز، نقلا عن كريم الطويل، أن البرلمان منقسم.")
    assert {(s.speaker.name, s.text) for s in found} == {
        ("Reuters", "البرلمان منقسم"),
        ("Karim al-Tawil", "البرلمان منقسم"),
    }


@pytest.mark.parametrize(
    ("body", "outlet"),
    [
        ("قال الحداد لـ«الشرق الأوسط» إن الخطة جاهزة.", "الشرق الأوسط"),
        ("قال الحداد في مقابلة مع قناة روسيا اليوم إن الخطة جاهزة.", "روسيا اليوم"),
        ("قال الحداد ردا على سؤال لـ«روسيا اليوم» إن الخطة جاهزة.", "روسيا اليوم"),
        ("قال الحداد خلال مؤتمر صحفي في دمشق إن الخطة جاهزة.", "مؤتمر صحفي في دمشق"),
        ("قال الحداد عبر تويتر إن الخطة جاهزة.", "تويتر"),
        ("قال الحداد إن الخطة جاهزة.", None),
    ],
)
def test_outlet(read, body, outlet):
    found = read(body)
    assert [(s.text, s.outlet) for s in found] == [("الخطة جاهزة", outlet)]
