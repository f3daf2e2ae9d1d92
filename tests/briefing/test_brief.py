"""Briefings of records written by hand: one line an act, who said what, what moved, and nothing where nothing is."""

import msgspec
import pytest

from taqarub.briefing import brief
from taqarub.briefing.gather import days_with_news
from taqarub.briefing.writing import address, markdown, signed
from taqarub.closeness import evidence, series
from taqarub.records import Event, Record, Span, Speaker, Statement
from taqarub.store import open_database, records, schema
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer
from taqarub.web.briefs import Names


def article(id, outlet, headline, body, acts=(), said=(), day="2018-07-16", files=("syria",)):
    text = f"{headline}\n{body}"

    def at(words):
        start = text.rindex(words)
        return {"start": start, "end": start + len(words), "text": words}

    return Record(
        id=id, outlet=outlet, headline=headline, text=text, body_start=len(headline) + 1, published=day, files=list(files),
        url=f"https://{id}.example/x",
        events=[Event(**{"status": "happened", "quad": "verbal conflict", "score": -2.0, "file": "syria", "type": "ACCUSE",
                         "trigger": Span(**at(word))} | fields) for word, fields in acts],
        statements=[Statement(**at(words), form="direct", cue=None, speaker=Speaker(text=name, name=name, code=code))
                    for words, name, code in said],
    )  # fmt: skip


def store(path, *made):
    with open_database(str(path), write=True) as database:
        Writer(database).write([Entry("here", None, to_stored(one)) for one in made])
    return open_database(str(path))


ACCUSED = {"source": ["TUR"], "target": ["SYR"]}


@pytest.fixture
def database(tmp_path):
    made = [
        article("a", "الصدى", "أنقرة تتهم دمشق", "اتهمت أنقرة دمشق بخرق الهدنة. وقال الوزير: الهدنة انتهت عمليا منذ أمس.",
                [("اتهمت", ACCUSED)], [("الهدنة انتهت عمليا منذ أمس", "Minister", "TUR")]),
        article("b", "الأفق", "تركيا: سوريا خرقت الهدنة", "حملت تركيا سوريا المسؤولية واتهمتها. وصرح الوزير أن الهدنة انتهت عمليا منذ أمس الأول.",
                [("اتهمتها", ACCUSED)], [("الهدنة انتهت عمليا منذ أمس الأول", "Minister", "TUR")]),
        article("c", "الأفق", "وفد روسي في دمشق", "زار وفد روسي دمشق. وقد كان قصف المدينة في الشهر الماضي.",
                [("زار", {"type": "CONSULT", "mode": "visit", "quad": "verbal cooperation", "score": 4.0, "source": ["RUS"], "target": ["SYR"]}),
                 ("قصف", {"type": "ASSAULT", "score": -9.0, "source": ["SYR"], "target": ["SYR_OPP"], "date": "2018-06-10"})]),
        article("d", None, "خبر عن النفط", "ارتفع الخام واتهمت شركة شركة.", [("واتهمت", ACCUSED | {"file": "oil"})], files=("oil",)),
        article("e", "الصدى", "زيارة سابقة", "زار وفد تركي موسكو.", [("زار", {"type": "CONSULT", "score": 4.0, "source": ["TUR"], "target": ["RUS"]})],
                day="2018-07-02"),
    ]  # fmt: skip
    with store(tmp_path / "desk.db", *made) as opened:
        yield opened


def test_one_act_of_several_outlets_is_one_line_with_its_sources(database):
    found = brief(database, "syria", "2018-07-16")
    assert (found.articles, found.outlets, found.updated) == (3, 2, "2018-07-16")
    first, second = found.happened
    assert (first.type, first.source, first.target, first.outlets) == ("ACCUSE", ["TUR"], ["SYR"], 2)
    assert [(s.article, s.outlet, s.sentence, s.url) for s in first.sources] == [
        ("a", "الصدى", "اتهمت أنقرة دمشق بخرق الهدنة.", "https://a.example/x"),
        ("b", "الأفق", "حملت تركيا سوريا المسؤولية واتهمتها.", "https://b.example/x"),
    ]
    assert (second.type, second.mode, second.source) == ("CONSULT", "visit", ["RUS"])
    assert found.recalled == 1  # the shelling of the month before is no news


def test_the_same_words_of_a_speaker_stand_once(database):
    voice = brief(database, "syria", "2018-07-16").said[0]
    assert (voice.name, voice.code, len(voice.said)) == ("Minister", "TUR", 1)
    assert [source.outlet for source in voice.said[0].sources] == ["الصدى", "الأفق"]


def test_other_words_of_a_speaker_are_another_statement(tmp_path):
    one = article("x", "الصدى", "أنقرة", "قال الوزير: الهدنة انتهت عمليا منذ أمس. وأضاف: لن نسحب قواتنا من الشمال قبل الشتاء.", [],
                  [("الهدنة انتهت عمليا منذ أمس", "Minister", "TUR"), ("لن نسحب قواتنا من الشمال قبل الشتاء", "Minister", "TUR")])  # fmt: skip
    two = article("y", "الأفق", "الوزير", "ذكر الوزير: قواتنا لن نسحبها من الشمال أبدا قبل الشتاء", [],
                  [("قواتنا لن نسحبها من الشمال أبدا قبل الشتاء", "Minister", "TUR")])  # fmt: skip
    with store(tmp_path / "desk.db", one, two) as database:
        voice = brief(database, "syria", "2018-07-16").said[0]
    assert [(len(said.sources), said.text[:6]) for said in voice.said] == [(2, "لن نسح"), (1, "الهدنة")]


def test_what_moved_has_the_numbers_of_closeness(database):
    found = brief(database, "syria", "2018-07-16")
    assert [(m.a, m.b) for m in found.moved] == [("SYR", "SYR_OPP"), ("RUS", "SYR"), ("SYR", "TUR")]
    for moved in found.moved:
        items = evidence(records(database), moved.a, moved.b, "syria")
        wanted = series(items, ("2018-07-15", "2018-07-16"))
        assert (moved.before, moved.after) == (round(wanted.values[0], 4), round(wanted.values[1], 4))
        assert (moved.low, moved.high) == (round(wanted.low[1], 4), round(wanted.high[1], 4))
    assert [(c.act.type, c.act.sources[0].article) for c in found.moved[1].causes] == [("CONSULT", "c")]
    assert found.moved[0].causes[0].act.date == "2018-06-10"  # an act of long ago moves a pair when it becomes known


def test_acts_of_one_story_are_one_line_though_their_days_differ(database, tmp_path):
    late = article("f", "النهار", "اتهام تركي جديد", "واتهمت تركيا سوريا أمس.", [("واتهمت", ACCUSED | {"date": "2018-07-15"})])
    with open_database(str(tmp_path / "desk.db"), write=True) as writing:
        Writer(writing).write([Entry("here", None, to_stored(late))])
    assert [act.outlets for act in brief(database, "syria", "2018-07-16").happened if act.type == "ACCUSE"] == [2, 1]
    with open_database(str(tmp_path / "desk.db"), write=True) as writing, writing.transaction() as connection:
        numbers = dict(connection.execute(schema.articles.select().with_only_columns(schema.articles.c.id, schema.articles.c.number)).all())
        connection.execute(schema.stories.insert(), [{"article": numbers[id], "story": "a", "digest": ""} for id in ("a", "f")])
    assert [act.outlets for act in brief(database, "syria", "2018-07-16").happened if act.type == "ACCUSE"] == [3]


def test_an_empty_briefing_says_when_something_was_known(database):
    found = brief(database, "syria", "2018-07-10")
    assert found.empty and found.articles == 0 and found.last_known == "2018-07-02"
    assert brief(database, "libya", "2018-07-16").last_known is None
    assert "آخر يوم" in markdown(found, Names("ar")) and "Nothing is known" in markdown(found, Names("en"))


def test_several_days(database):
    found = brief(database, "syria", "2018-07-16", days=20)
    assert (found.first, found.articles) == ("2018-06-27", 4)
    assert days_with_news(database, "syria", 5) == ["2018-07-16", "2018-07-02"]


def test_at_most_so_many_lines_and_the_rest_is_counted(database):
    found = brief(database, "syria", "2018-07-16", most=1)
    assert (len(found.happened), found.more_acts, len(found.moved)) == (1, 1, 1)


def test_markdown_takes_nothing_in_an_article_for_a_mark(tmp_path):
    hostile = article("x", "<i>*صدى*</i>", "[خبر](javascript:alert(1)) <script>", "اتهمت أنقرة دمشق `بخرق` الهدنة.", [("اتهمت", ACCUSED)])
    hostile.url = "javascript:alert(1)"
    with store(tmp_path / "desk.db", hostile) as database:
        written = markdown(brief(database, "syria", "2018-07-16"), Names("en"))
    assert "<script>" not in written and "](<javascript" not in written and r"\<script\>" in written
    assert r"\`بخرق\`" in written and "**Turkey" in written


def test_addresses_and_numbers():
    assert address("https://a.example/x?y=1") and address("javascript:alert(1)") is None and address(None) is None
    assert (signed(-0.001), signed(-2), signed(1.5, 1)) == ("0.00", "−2.00", "+1.5")


def test_a_briefing_goes_through_json(database):
    found = brief(database, "syria", "2018-07-16")
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
