"""Sides by word order, prepositions and voice; status; details; the trained judge."""

import pytest

from taqarub.events.component import Events
from taqarub.events.judge import choose, load_judge, rivals
from taqarub.events.plover import table
from taqarub.reading import pipeline
from taqarub.records import Event


@pytest.fixture(scope="module")
def by_rules():
    return pipeline(model=None, settings={"taqarub_events": {"judge": False}})


def one(nlp, text, kind) -> Event:
    events = [event for event in nlp(text)._.events if event.type == kind]
    assert events, f"no {kind} in {text}"
    return events[0]


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("اتهمت فرنسا تركيا بخرق الاتفاق", "ACCUSE", {"FRA"}, {"TUR"}),  # verb first
        ("فرنسا تتهم تركيا بخرق الاتفاق", "ACCUSE", {"FRA"}, {"TUR"}),  # headline
        ("زيارة الرئيس الروسي إلى الهند", "CONSULT", {"RUS"}, {"IND"}),  # verbal noun
        ("اعتقال صحفيين من قبل تركيا", "COERCE", {"TUR"}, {"MED"}),  # agent
        ("غارات روسية على مواقع المعارضة السورية", "ASSAULT", {"RUS"}, {"SYR_OPP"}),  # nationality as agent
        ("قمة بين مصر والأردن", "CONSULT", {"EGY", "JOR"}, {"EGY", "JOR"}),  # reciprocal
        ("قدمت الكويت مساعدات إلى لبنان", "AID", {"KWT"}, {"LBN"}),  # light verb
        ("قالت فرنسا إنه يجب على روسيا الانسحاب", "REQUEST", {"FRA"}, {"RUS"}),  # speaker as source
    ],
)
def test_sides(by_rules, text, kind, source, target):
    event = one(by_rules, text, kind)
    assert set(event.source) == source
    assert set(event.target) == target


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("زار الرئيس الفرنسي لبنان", "CONSULT", "happened"),
        ("سيزور الرئيس الفرنسي لبنان", "CONSULT", "planned"),
        ("من المقرر أن يزور الرئيس الفرنسي لبنان", "CONSULT", "planned"),
        ("لم يزر الرئيس الفرنسي لبنان ولم يزور الرئيس الفرنسي لبنان", "CONSULT", "denied"),
        ("تواصل تركيا قصف سوريا", "ASSAULT", "ongoing"),
    ],
)
def test_status(by_rules, text, kind, status):
    assert one(by_rules, text, kind).status == status


def test_scores_and_contexts(by_rules):
    event = one(by_rules, "فرضت الولايات المتحدة عقوبات على إيران بسبب برنامجها النووي", "SANCTION")
    assert event.quad == "material conflict"
    assert event.score == table()["SANCTION", None].score == -6
    assert "cbrn" in event.contexts
    assert "عقوبات" in event.trigger.text


def test_no_event_from_a_trigger_alone(by_rules):
    assert by_rules("كانت الزيارة ناجحة")._.events == []
    assert by_rules("")._.events == []


def test_the_judge_weighs_and_chooses():
    judge = load_judge()
    assert set(judge.weights) == {"first source", "first target", "source", "target", "event", "again"}
    assert choose({"RUS": 0.9, "USA": 0.6, "FRA": 0.1}) == ["RUS", "USA"]
    assert choose({"RUS": 0.3, "USA": 0.2}) == ["RUS"]
    assert choose({"RUS": 0.01}) == []
    assert "HAM" in rivals()["ISR"]
    assert "ISR" in rivals()["HAM"]


def test_the_judge_finds_a_plain_event():
    nlp = pipeline(model=None)
    assert isinstance(nlp.get_pipe("taqarub_events"), Events)
    events = nlp("الرئيس الفرنسي يلتقي نظيره الألماني\nالتقى الرئيس الفرنسي نظيره الألماني في باريس اليوم.")._.events
    assert any(event.type == "CONSULT" for event in events)
