"""Status by rule: tense, negation, plans, states, and what is only alleged; in a headline and in a body."""

import pytest

from taqarub.events.status import core, lists
from taqarub.reading import pipeline


@pytest.fixture(scope="module")
def by_rules():
    return pipeline(model=None, settings={"taqarub_events": {"judge": False}})


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("الرئيسان الفرنسي والروسي يبحثان الأزمة", "CONSULT", "happened"),  # a headline's present
        ("الجيش التركي يحارب تنظيم داعش", "ASSAULT", "ongoing"),  # but for what lasts
        ("حصار إسرائيلي على غزة", "COERCE", "ongoing"),  # a state
        ("الحرب الإسرائيلية على غزة", "ASSAULT", "ongoing"),
        ("معتقلون فلسطينيون لدى إسرائيل", "COERCE", "ongoing"),
        ("تركيا على اتصال مع روسيا", "CONSULT", "ongoing"),
        ("تخوض فرنسا محادثات مع ألمانيا", "CONSULT", "ongoing"),
        ("مخطط إرهابي ضد فرنسا", "ASSAULT", "planned"),
        ("تعتزم فرنسا عقد محادثات مع ألمانيا", "CONSULT", "planned"),
        ("تشديد الحراسة قبل قمة بين فرنسا وألمانيا", "CONSULT", "planned"),
        ("تركيا تستعد لاجتياح سوريا", "ASSAULT", "planned"),
        ("يزور الرئيس الفرنسي لبنان غدا", "CONSULT", "planned"),
        ("لم تعقد محادثات بين السعودية وإيران", "CONSULT", "denied"),
        ("نفت الرئاسة لقاء بين فرنسا وإيران", "CONSULT", "denied"),
        ("الهجوم الإيراني المزعوم على السعودية", "ASSAULT", "possible"),
        ("ربما يزور الرئيس الفرنسي لبنان", "CONSULT", "possible"),
        ("قد زار الرئيس الفرنسي لبنان", "CONSULT", "happened"),
        ("سرعان ما انسحبت القوات الروسية من سوريا", "RETREAT", "happened"),  # no negation
    ],
)
def test_status_of_a_sentence(by_rules, text, kind, status):
    found = [(event.type, event.status) for event in by_rules(text)._.events]
    assert (kind, status) in found


def test_the_present_goes_on_in_a_body_but_for_acts_of_speech(by_rules):
    text = "لقاء في باريس\nتقصف روسيا مواقع المعارضة السورية. وترحب فرنسا بالموقف المصري."
    found = {event.type: event.status for event in by_rules(text)._.events}
    assert found["ASSAULT"] == "ongoing"
    assert found["SUPPORT"] == "happened"


def test_the_core_of_a_word():
    assert [core(word) for word in ("والحصار", "للحرب", "باستمرار", "قد", "بعد")] == [
        "حصار",
        "حرب",
        "استمرار",
        "قد",
        "بعد",
    ]


def test_the_lists_are_folded_and_apart():
    found = lists()
    assert "يعتزم" in found["planned"]
    assert not found["planned"] & found["possible"]
    assert not found["lasting"] & found["saying"]
