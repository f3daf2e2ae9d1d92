"""Forms of verbs and nouns are what grammar says, weak and hamzated verbs among them."""

import pytest

from taqarub.events.morphology import connected, noun_forms, parse_verb, shells, unconnected, verb_forms

EXPECTED = {
    "زار/يزور=زيارة": {"زارت": "P", "زرنا": "P", "يزورون": "I", "تزور": "I", "يزار": "i", "زياره": "M", "زيارات": "M"},
    "نفى/ينفي=نفي": {"نفت": "P", "نفوا": "P", "ينفون": "I", "نفي": "P", "نافيا": "A"},
    "دعا/يدعو=دعوة": {"دعت": "P", "دعوا": "P", "يدعو": "I", "دعي": "p", "دعوات": "M"},
    "التقى=لقاء": {"التقيا": "P", "التقوا": "P", "يلتقي": "I", "تلتقيان": "I", "لقاءات": "M"},
    "شنّ=شن": {"شنت": "P", "شنوا": "P", "يشن": "I", "تشن": "I"},
    "أدان": {"ادانت": "P", "يدين": "I", "ادين": "p", "ادانه": "M", "مدان": "S"},
    "هدّد": {"هددت": "P", "يهدد": "I", "تهديد": "M", "مهددا": "A"},
    "اتّفق": {"اتفقت": "P", "يتفق": "I", "اتفقا": "P"},
    "وعد/يعد=وعد": {"وعدت": "P", "يعد": "I", "وعد": "P"},
    "استدعى": {"استدعت": "P", "يستدعي": "I", "استدعاء": "M"},
    "قاتل=قتال": {"قاتلوا": "P", "يقاتل": "I", "قوتل": "p", "مقاتل": "A"},
    "عرقل": {"عرقلت": "P", "يعرقل": "I", "عرقله": "M"},
}


@pytest.mark.parametrize("notation", EXPECTED)
def test_forms_of_a_verb(notation):
    found = {}
    for form, kind in verb_forms(parse_verb(notation)):
        found.setdefault(form, set()).add(kind)
    for form, kind in EXPECTED[notation].items():
        assert kind in found.get(form, ()), f"{form} is not among the forms of {notation}"


def test_a_verb_must_be_written():
    with pytest.raises(ValueError, match="no verb"):
        parse_verb("=اتهام")


def test_nouns_inflect_and_clitics_come_off():
    assert {"زياره", "زيارات", "زيارتين"} <= set(noun_forms("زياره"))
    assert ("وال", "زياره", "") in set(shells("والزياره"))
    assert ("وس", "يزور", "") in set(shells("وسيزور"))
    assert ("", "زيارت", "ه") in set(shells("زيارته"))
    assert ("لل", "زياره", "") in set(shells("للزياره"))
    assert ("و", "حث", "") in set(shells("وحث"))


def test_shapes_before_a_pronoun():
    assert connected("لقاء", "M") == ("لقاء", "لقاي", "لقاو")
    assert connected("زياره", "M") == ("زيارت",)
    assert connected("اتهموا", "P") == ("اتهمو",)


@pytest.mark.parametrize(("form", "kind"), [("اتهموا", "P"), ("نفي", "P"), ("زياره", "M"), ("لقاء", "M"), ("يتهم", "I"), ("اداء", "N")])
def test_a_form_is_found_again_from_its_shape_before_a_pronoun(form, kind):
    for shape in connected(form, kind):
        assert form in list(unconnected(shape))
