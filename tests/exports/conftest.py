"""Three records written by hand, with all that an export has to cope with."""

import pytest

from taqarub.records import Entity, Event, Record, Span, Speaker, Statement, Time


def span(text, words, after=0):
    start = text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def record(id, headline, body, **fields):
    return Record(id=id, headline=headline, text=f"{headline}\n{body}", body_start=len(headline) + 1, **fields)


def visit():
    """A visit, reciprocal talks with three parties, a planned and a denied event; a headline with a full stop in it."""
    made = record(
        "mada:2021/06/16", "لافروف في القاهرة. مباحثات ثلاثية", "وصل سيرغي لافروف إلى القاهرة صباح الأربعاء. وقال الوزير: «نريد حلا».\nوأجرى الجانبان محادثات مع الأردن، وتعتزم واشنطن إرسال وفد.",
        url="https://mada.example/a?id=1", outlet="مدى", published="2021-06-16T21:30:00+03:00", byline=["نور", "سامي; هدى"],
        files=["syria", "oil"],
    )  # fmt: skip
    t, body = made.text, made.body_start
    made.entities = [
        Entity(
            **span(t, "لافروف"),
            type="PER",
            name="Sergey Lavrov",
            role="foreign minister",
            code="RUS",
            wikidata="Q58217",
        ),
        Entity(**span(t, "القاهرة", body), type="GPE", name="Cairo", code="EGY", wikidata="Q85"),
        Entity(**span(t, "الأردن"), type="GPE", name="Jordan", code="JOR"),
    ]
    made.times = [Time(**span(t, "صباح الأربعاء"), type="TIME", value="2021-06-16TMO")]
    who = span(t, "الوزير")
    made.statements = [
        Statement(
            **span(t, "نريد حلا"),
            form="direct",
            cue=Span(**span(t, "قال")),
            speaker=Speaker(**who, name="Sergey Lavrov", code="RUS"),
        )
    ]
    made.events = [
        Event(type="CONSULT", mode="visit", quad="verbal cooperation", score=4.0, trigger=Span(**span(t, "وصل")), source=["RUS"],
              target=["EGY"], status="happened", date="2021-06-16", place="القاهرة", contexts=["diplomatic", "military"], file="syria"),
        Event(type="CONSULT", quad="verbal cooperation", score=2.5, trigger=Span(**span(t, "محادثات")), source=["RUS", "EGY", "JOR"],
              target=["RUS", "EGY", "JOR"], status="happened", date="2021-06"),
        Event(type="CONSULT", mode="visit", quad="verbal cooperation", score=4.0, trigger=Span(**span(t, "إرسال")), source=["USA"],
              target=["EGY"], status="planned", reporter="واشنطن"),
        Event(type="AGREE", quad="verbal cooperation", score=2.5, trigger=Span(**span(t, "حلا")), source=["RUS"], target=["EGY"], status="denied"),
    ]  # fmt: skip
    return made


def attack():
    """Groups that are no states, a place that the record does not identify, no address."""
    made = record(
        "wire-7",
        "قصف يستهدف سوقا",
        "قصفت طائرات الحوثيين سوقا في بلدة الوادي، وتظاهر سكان.",
        outlet="الوكالة",
        published="2019-02-03",
    )
    t = made.text
    made.entities = [Entity(**span(t, "الحوثيين"), type="ORG", name="Houthis", code="HOU")]
    made.events = [
        Event(type="ASSAULT", mode="aerial", quad="material conflict", score=-9.5, trigger=Span(**span(t, "قصفت")), source=["HOU"],
              target=["CVL", "SAU"], status="happened", place="بلدة الوادي"),
        Event(type="PROTEST", mode="demo", quad="material conflict", score=-5.0, trigger=Span(**span(t, "تظاهر")), source=["CVL"],
              target=[], status="ongoing", date="2019-02-02"),
    ]  # fmt: skip
    return made


def formula():
    """Texts that a spreadsheet would run, a quotation mark, a tab and a line break where one line is wanted."""
    made = record("f", "=1+1", '@سامي قال "كلا"', outlet="-رأي", label="'قديم", url='=HYPERLINK("https://x.example")')
    made.entities = [Entity(**span(made.text, "@سامي"), type="PER", name="+Sami\t\nName")]
    who = Speaker(start=None, end=None, text="")
    made.statements = [Statement(**span(made.text, "كلا"), form="direct", cue=None, speaker=who)]
    made.events = [
        Event(
            type="REJECT",
            quad="verbal conflict",
            score=-2.0,
            trigger=Span(**span(made.text, "كلا")),
            source=[],
            target=["XXX"],
            status="happened",
        )
    ]
    return made


@pytest.fixture
def records():
    return [visit(), attack(), formula()]
