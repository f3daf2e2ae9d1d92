"""Words that are only spelt like a trigger: no candidate comes of them."""

import pytest

from taqarub.events.candidates import read
from taqarub.events.lexicon import load
from taqarub.reading import pipeline


@pytest.fixture(scope="module")
def triggers():
    nlp, lexicon = pipeline("accurate"), load()

    def found(text):
        reading = read(nlp(text), lexicon)
        return {" ".join(reading.words.forms[c.start : c.end]) for c in reading.candidates if c.entry is not None}

    return found


@pytest.mark.parametrize("text, word", [
    ("أكدت وزارة الخارجية اللبنانية أن السفير عاد إلى بيروت.", "وزاره"),
    ("نشر الوزير المغربي صورة على مواقع التواصل الاجتماعي مساء أمس.", "الاجتماعي"),
    ("وصل الوفد التونسي إلى مدينة جنيف السويسرية.", "مدينه"),
    ("زار المفتش الدولي مقر منظمة حظر الأسلحة الكيميائية في لاهاي.", "حظر"),
    ("هناك خلاف بين باريس وروما حول المهاجرين.", "هناك"),
    ("تعد ألمانيا أكبر شريك تجاري لبولندا.", "تعد"),
    ("باريس - دعا الرئيس الفرنسي نظيره الجزائري إلى زيارته.", "-"),
])  # fmt: skip
def test_what_is_spelt_like_a_trigger_is_none(triggers, text, word):
    assert not [found for found in triggers(text) if word in found.split()]


def test_the_same_letters_as_a_verb_are_one(triggers):
    assert "درب" in triggers("درب الجيش البريطاني مئات الجنود الأوكرانيين هذا الصيف.")
    assert "درب" not in triggers("وصف الكاتب المصري درب اللاجئين السوريين الطويل.")
