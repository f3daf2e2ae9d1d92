"""How near articles are by who is in them."""

from taqarub.records import Entity, Record
from taqarub.stories.ties import relation, ties


def record(id, headline, *named):
    entities = [
        Entity(start=headline.index(text), end=headline.index(text) + len(text), text=text, type=kind, name=name, code=code)
        for text, kind, name, code in named
    ]
    return Record(id=id, headline=headline, text=f"{headline}\n", body_start=len(headline) + 1, entities=entities)


RUSSIA = ("روسيا", "GPE", "Russia", "RUS")
LAVROV = ("لافروف", "PER", "Sergey Lavrov", "RUS")


def test_a_person_whom_both_name_is_nearer_than_the_state():
    base = ties(record("a", "لافروف: روسيا مستعدة لضمان مرور السفن", LAVROV, RUSSIA))
    person = ties(record("b", "طهران تستقبل لافروف وسط توتر في الخليج", LAVROV, ("طهران", "GPE", "Tehran", "IRN")))
    state = ties(record("c", "روسيا تحصي خسائر الفيضانات في الشرق", RUSSIA))
    near, why = relation(base, person)
    assert near > relation(base, state)[0] > 0
    assert why == ["actors Sergey Lavrov, RUS"]


def test_who_shares_nobody_is_not_related_whatever_the_words():
    base = ties(record("a", "روسيا تحصي خسائر الفيضانات في الشرق", RUSSIA))
    other = ties(record("b", "تركيا تحصي خسائر الفيضانات في الشرق", ("تركيا", "GPE", "Turkey", "TUR")))
    assert relation(base, other) == (0.0, [])
