"""Forms of verbs of saying."""

from __future__ import annotations

import pytest

from taqarub.language.normal import fold
from taqarub.statements.inflect import Verb, forms
from taqarub.statements.lexicon import lexicon

KNOWN = [
    ("قال", "قال", "perfect", "m", "s"),
    ("قالت", "قال", "perfect", "f", "s"),
    ("وقالوا", "قال", "perfect", "m", "p"),
    ("قلن", "قال", "perfect", "f", "p"),
    ("يقول", "قال", "imperfect", "m", "s"),
    ("وستقول", "قال", "imperfect", "f", "s"),
    ("يقولون", "قال", "imperfect", "m", "p"),
    ("قائلة", "قال", "participle", "f", "s"),
    ("بقوله", "قال", "masdar", "m", "s"),
    ("دعت", "دعا", "perfect", "f", "s"),
    ("دعوا", "دعا", "perfect", "m", "p"),
    ("يدعون", "دعا", "imperfect", "m", "p"),
    ("داعين", "دعا", "participle", "m", "p"),
    ("نفت", "نفى", "perfect", "f", "s"),
    ("نفوا", "نفى", "perfect", "m", "p"),
    ("ينفون", "نفى", "imperfect", "m", "p"),
    ("يريان", "رأى", "imperfect", "m", "d"),
    ("أكدتا", "أكد", "perfect", "f", "d"),
    ("مشيرين", "أشار", "participle", "m", "p"),
    ("مؤكّدًا", "أكد", "participle", "m", "s"),
    ("فأوضح", "أوضح", "perfect", "m", "s"),
]


@pytest.mark.parametrize(("word", "lemma", "kind", "gender", "number"), KNOWN)
def test_known_forms(word, lemma, kind, gender, number):
    found = lexicon().forms[fold(word)]
    assert (lemma, kind, gender, number) in {(f.verb.lemma, f.kind, f.gender, f.number) for f in found}


@pytest.mark.parametrize(
    ("word", "lemma", "pronoun"),
    [
        ("وصفها", "وصف", "ها"),
        ("اعتبرته", "اعتبر", "ه"),
        ("نفاه", "نفى", "ه"),
        ("يتهمونه", "اتهم", "ه"),
        ("أخبرهم", "أخبر", "هم"),
    ],
)
def test_object_pronouns(word, lemma, pronoun):
    assert (lemma, pronoun) in {(f.verb.lemma, f.pronoun) for f in lexicon().forms[fold(word)]}


def test_a_verb_is_a_line():
    verb = Verb("همهم", {"an": 1.0})
    made = dict(forms(verb, {"perfect": "همهم", "imperfect": "يهمهم", "participle": "مهمهما"}))
    assert made["وهمهمت"].gender == "f"
    assert made["سيهمهم"].kind == "imperfect"
    assert made["مهمهمة".replace("ة", "ه")].kind == "participle"


def test_nouns_know_gender_and_number():
    nouns = lexicon().nouns
    assert nouns[fold("المتحدثة")].gender == "f"
    assert nouns["مصادر"].gender == "f"
    assert nouns[fold("مسؤولون")].number == "p"
    assert nouns[fold("البيان")].kind == "text"
