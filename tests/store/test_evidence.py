"""Evidence out of the tables is that of the records: whatever came in between."""

import sqlite3

import msgspec
import pytest
from desk import record, store
from sqlalchemy import select

from taqarub.closeness import Levels, evidence, pairs_of
from taqarub.records import Entity, Event, Span, Speaker, Statement
from taqarub.store import open_database, records, review, schema
from taqarub.store.evidence import evidence_of, levels_of
from taqarub.store.review import Correction
from taqarub.store.stories import story_of

TEXT = "عنوان\nلافروف: دمشق قصفت موسكو"


def act(source, target, type="CONSULT", score=4.0, file="syria", status="happened", **more):
    return Event(type=type, quad="verbal cooperation", score=score, source=source, target=target, status=status, file=file,
                 trigger=Span(start=19, end=23, text="قصفت"), **more)  # fmt: skip


def told(id, published, *events, outlet="صحيفة", **more):
    return msgspec.structs.replace(
        record(id, "عنوان", published=published, outlet=outlet, url=f"https://news.example/{id}"), text=TEXT, body_start=6,
        events=list(events), **more,
    )  # fmt: skip


@pytest.fixture
def desk(database):
    speaker = Statement(start=14, end=28, text="دمشق قصفت موسكو", form="direct", cue=None,
                        speaker=Speaker(start=6, end=12, text="لافروف", name="Sergey Lavrov", code="RUS"))  # fmt: skip
    store(
        database,
        told("a", "2018-07-16", act(["SYR", "RUS"], ["TUR"], date="2018-07-10"), act(["RUS"], ["RUS"]), act(["SYR"], [])),
        told("b", "2018-07-17", act(["RUS", "SYR"], ["TUR"], date="2018-07-10"), outlet="جريدة"),
        told("c", "2018-07-18", act(["TUR"], ["RUS"], "THREATEN", -4.4, status="planned"), act(["TUR"], ["RUS"], file=None)),
        told("d", "2018-07-19", act(["RUS"], ["SYR"], "ASSAULT", -9.0, reporter="لافروف"), statements=[speaker],
             entities=[Entity(start=6, end=12, text="لافروف", type="PER", name="Sergey Lavrov", code="RUS")]),
        told("e", None, act(["RUS"], ["TUR"], date="2018-07-01"), act(["RUS"], ["TUR"])),
    )  # fmt: skip
    return database


def bare(items):
    return [
        msgspec.structs.replace(i, sentence="", url=None, source=sorted(i.source), target=sorted(i.target)) for i in items
    ]


def same(database, file):
    whole = pairs_of(records(database), file, story_of(database))
    assert evidence_of(database, file) == {pair: bare(items) for pair, items in whole.items()}
    return whole


def test_evidence_is_that_of_the_records(desk):
    whole = same(desk, "syria")
    assert {pair: len(items) for pair, items in whole.items()} == {("RUS", "SYR"): 1, ("RUS", "TUR"): 3, ("SYR", "TUR"): 1}
    assert whole["RUS", "SYR"][0].claimed == "RUS"
    shared = next(item for item in evidence_of(desk, "syria")["SYR", "TUR"])
    assert shared.outlets == ["جريدة", "صحيفة"] and shared.known == "2018-07-16"
    assert len(same(desk, None)["RUS", "TUR"]) == 4  # what is on no file, too
    assert evidence_of(desk, "syria", [("TUR", "SYR"), ("EGY", "SDN")]) == {("SYR", "TUR"): bare(whole["SYR", "TUR"])}


def test_towards_is_what_the_first_does(desk):
    for a, b in (("RUS", "TUR"), ("TUR", "RUS")):
        found = evidence_of(desk, "syria", [(a, b)], "towards")
        assert found["RUS", "TUR"] == bare(evidence(records(desk), a, b, "syria", "towards"))
    assert [item.type for item in found["RUS", "TUR"]] == ["THREATEN"]


def test_copies_of_a_story_are_one(desk):
    with desk.transaction() as connection:
        for article, story in ((1, "a"), (2, "a"), (3, "c")):
            connection.execute(schema.stories.insert().values(article=article, story=story, digest=""))
    assert {item.story for items in same(desk, "syria").values() for item in items} >= {"a", "c"}


def test_sums_are_those_of_the_evidence(desk):
    whole = Levels(pairs_of(records(desk), "syria", story_of(desk)))
    found = levels_of(desk, ["syria", "gerd"], "2018-07-16", "2018-07-25")
    for day in ("2018-07-16", "2018-07-18", "2018-07-25"):
        for mine, theirs in zip(found["syria"].at(day), whole.at(day), strict=True):
            assert mine.tolist() == pytest.approx(theirs.tolist())
    assert found["syria"].names == whole.names and not len(found["gerd"])
    near = levels_of(desk, ["syria"], "2018-07-18", "2018-07-25", reach=1)["syria"]
    assert near.first == "2018-07-18"  # what is older was not looked at


def test_a_correction_shows_in_the_evidence_and_goes_with_it(desk):
    item = next(i for i in review.state(desk, "d").items if i.layer == "event")
    said = Correction(article="d", layer="event", action="correct", anchor=item.anchor, author="هدى",
                      value={"type": "AID", "mode": None, "source": ["EGY"], "target": ["SYR"]})  # fmt: skip
    number = review.correct(desk, said).number
    assert ("EGY", "SYR") in same(desk, "syria") and ("RUS", "SYR") not in evidence_of(desk, "syria")
    review.withdraw(desk, number, "هدى")
    assert ("RUS", "SYR") in same(desk, "syria")


def test_an_older_database_gets_the_rows_that_a_new_one_has(desk, path):
    with desk.reading() as connection:
        fresh = connection.execute(select(schema.dealings)).all()
    desk.close()
    with sqlite3.connect(path) as connection:  # as a database of schema 2 was
        connection.executescript("DROP TABLE dealings; UPDATE meta SET value = '2'")
    with open_database(str(path), write=True) as again, again.reading() as connection:
        assert connection.execute(select(schema.dealings)).all() == fresh and len(fresh) == 8
