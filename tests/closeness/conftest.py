"""Records written by hand."""

import pytest

from taqarub.records import Entity, Event, Record, Span

SCORES = {"SUPPORT": 5.0, "ASSAULT": -10.0, "CONSULT": 4.0, "SANCTION": -8.0, "ACCUSE": -4.0}
COOPERATION = {"SUPPORT", "CONSULT"}


def make_event(type="SUPPORT", source=("RUS",), target=("USA",), **more):
    quad = "verbal cooperation" if type in COOPERATION else "material conflict"
    more = {"status": "happened", "file": "syria", "trigger": Span(start=9, end=13, text="اتفق"), **more}
    return Event(
        type=type, quad=quad, score=SCORES[type], source=list(source), target=list(target), **more
    )


def make_record(id, day, *events, outlet="وكالة الغد", entities=()):
    text = "عنوان قصير\nالخبر الأول. وهذه جملة ثانية.\nوفقرة أخرى"
    return Record(
        id=id, published=day, outlet=outlet, text=text, body_start=11, events=list(events), entities=list(entities)
    )


def person(text, code):
    return Entity(start=0, end=len(text), text=text, type="PER", name=text, code=code)


@pytest.fixture
def event():
    return make_event


@pytest.fixture
def record():
    return make_record


@pytest.fixture
def speaker():
    return person
