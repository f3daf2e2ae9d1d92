"""POLECAT, GDELT and ICEWS: the columns of each, its codes, and the way back to the sentence."""

import csv

import duckdb
import pandas
import pytest

from taqarub.events.plover import table as plover
from taqarub.exports import Filters, Options, write
from taqarub.exports.codes import NO_ACT, act, actors
from taqarub.exports.columns import GDELT, ICEWS, POLECAT
from taqarub.exports.deeds import pairs
from taqarub.exports.gdelt import added, fraction
from taqarub.names.actors import codes
from taqarub.names.tables import ACTORS, rows
from taqarub.records import Event, Span

EVERY = Options(statuses=("happened", "ongoing", "planned", "possible", "denied"))


def table(path, names=None):
    """A tab-separated file as a data frame of strings, as researchers read it."""
    header = "infer" if names is None else None
    return pandas.read_csv(
        path, sep="\t", dtype=str, keep_default_na=False, header=header, names=names, quoting=3 if names else 0
    )


def event(type, mode=None, trigger="فعل", source=("RUS",), target=("USA",)):
    span = Span(start=0, end=len(trigger), text=trigger)
    return Event(
        type=type,
        mode=mode,
        quad="",
        score=0,
        trigger=span,
        source=list(source),
        target=list(target),
        status="happened",
    )


@pytest.fixture
def made(records, tmp_path):
    def make(format, options=None):
        path = tmp_path / f"{format}.tsv"
        write(records, format, path, options=options, force=True)
        return path

    return make


def test_columns_are_those_of_the_formats():
    assert (len(POLECAT), len(GDELT), len(ICEWS)) == (40, 61, 20)
    assert len(set(POLECAT)) == 40 and len(set(GDELT)) == 61 and len(set(ICEWS)) == 20
    assert [GDELT.index(name) + 1 for name in ("Actor2Code", "EventCode", "ActionGeo_Type", "SOURCEURL")] == [
        16,
        27,
        52,
        61,
    ]


def test_polecat_row(made):
    found = table(made("polecat"))
    assert list(found.columns) == list(POLECAT)
    row = found.iloc[0]
    filled = {name: value for name, value in row.items() if value}
    version = filled.pop("Version")
    assert version.startswith("taqarub ")
    assert filled == {
        "Event ID": "mada:2021/06/16:0:0", "Event Date": "2021-06-16", "Event Type": "CONSULT", "Event Mode": "visit",
        "Intensity": "4.0", "Quad Code": "1", "Contexts": "diplomatic; military", "Actor Name": "Russia",
        "Actor Country": "RUS", "Actor COW": "365", "Recipient Name": "Egypt", "Recipient Country": "EGY",
        "Recipient COW": "651", "Placename": "Cairo", "City": "Cairo", "Country": "EGY", "Raw Placename": "القاهرة",
        "Feature Type": "PPLC", "Source": "مدى", "Publication Date": "2021-06-16", "Story People": "Sergey Lavrov",
        "Story Locations": "Cairo; Jordan", "Language": "Arabic",
    }  # fmt: skip


def test_talks_go_both_ways_and_an_act_without_target_has_a_row(made):
    found = table(made("polecat"))
    sides = list(zip(found["Actor Country"], found["Recipient Country"], found["Event Type"], strict=True))
    talks = [(a, b, "CONSULT") for a in ("RUS", "EGY", "JOR") for b in ("RUS", "EGY", "JOR") if a != b]
    assert sides[1:7] == talks
    assert sides[7:] == [("YEM", "", "ASSAULT"), ("YEM", "SAU", "ASSAULT"), ("", "", "PROTEST"), ("", "", "REJECT")]
    houthis, crowd, unknown = found.iloc[7], found.iloc[9], found.iloc[10]
    assert (houthis["Actor Name"], houthis["Primary Actor Sector"], houthis["Recipient Name"]) == (
        "Houthis",
        "REB",
        "Civilians",
    )
    assert (crowd["Actor Sectors"], crowd["Recipient Name"], crowd["Event Date"]) == ("CVL", "", "2019-02-02")
    assert (unknown["Actor Name"], unknown["Recipient Name"], unknown["Recipient Country"]) == ("", "XXX", "")


def test_pairs_of_an_act_inside_one_actor():
    assert pairs(event("COERCE", source=("SYR",), target=("SYR",))) == [("SYR", "SYR")]
    assert pairs(event("COERCE", source=(), target=())) == [(None, None)]


def test_what_is_not_known_is_empty(made):
    found = table(made("polecat"))
    talks = found.iloc[1]
    assert (talks["Event Date"], talks["Event Mode"], talks["Placename"], talks["Latitude"]) == ("", "", "", "")
    attack = found.iloc[7]  # its place is a name that the record does not identify
    assert (attack["Placename"], attack["City"], attack["Country"], attack["Raw Placename"]) == (
        "",
        "",
        "",
        "بلدة الوادي",
    )


def test_planned_and_denied_acts_only_on_demand_and_marked(made):
    assert len(table(made("polecat"))) == 11
    found = table(made("polecat", EVERY))
    assert len(found) == 13
    assert list(found["Contexts"][7:9]) == ["future", "negation"]


def test_filters_choose_events(made):
    one = table(made("polecat", Options(filters=Filters(types=["protest"]))))
    assert list(one["Event Type"]) == ["PROTEST"]
    by_actor = table(made("gdelt", Options(filters=Filters(actors=["HOU"]))), GDELT)
    assert set(by_actor["Actor1Name"]) == {"HOUTHIS"}
    assert len(table(made("icews", Options(filters=Filters(files=["syria"]))))) == 1


def test_gdelt_row(made):
    path = made("gdelt")
    lines = path.read_bytes().decode().splitlines()
    assert all(line.count("\t") == 60 for line in lines)
    row = table(path, GDELT).iloc[0]
    filled = {name: value for name, value in row.items() if value}
    number = int(filled.pop("GLOBALEVENTID"))
    assert 0 <= number < 2**63
    assert filled == {
        "SQLDATE": "20210616", "MonthYear": "202106", "Year": "2021", "FractionDate": "2021.5370",
        "Actor1Code": "RUS", "Actor1Name": "RUSSIA", "Actor1CountryCode": "RUS",
        "Actor2Code": "EGY", "Actor2Name": "EGYPT", "Actor2CountryCode": "EGY",
        "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "1.9", "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4", "ActionGeo_FullName": "Cairo, Egypt",
        "ActionGeo_CountryCode": "EG", "DATEADDED": "20210616183000", "SOURCEURL": "https://mada.example/a?id=1",
    }  # fmt: skip


def test_gdelt_month_group_and_second_paragraph(made):
    found = table(made("gdelt"), GDELT)
    talks, attack = found.iloc[1], found.iloc[7]
    assert (talks["SQLDATE"], talks["MonthYear"], talks["Year"], talks["FractionDate"]) == ("", "202106", "2021", "")
    assert talks["IsRootEvent"] == "0"
    assert (attack["Actor1Code"], attack["Actor1Type1Code"], attack["Actor1CountryCode"]) == ("YEMREB", "REB", "YEM")
    assert (attack["EventCode"], attack["QuadClass"], attack["DATEADDED"]) == ("195", "4", "20190203")
    assert attack["SOURCEURL"] == "wire-7"  # an article without an address


def test_gdelt_in_duckdb(made):
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in GDELT)
    query = f"SELECT EventRootCode, count(*) FROM read_csv('{made('gdelt')}', delim='\t', header=false, quote='', columns={{{columns}}}) GROUP BY 1 ORDER BY 1"
    assert duckdb.sql(query).fetchall() == [("04", 7), ("12", 1), ("14", 1), ("19", 2)]


def test_icews_row(made):
    found = table(made("icews"))
    assert list(found.columns) == list(ICEWS)
    filled = {name: value for name, value in found.iloc[0].items() if value}
    assert int(filled.pop("Event ID")) == int(table(made("gdelt"), GDELT).iloc[0]["GLOBALEVENTID"])
    assert filled == {
        "Event Date": "2021-06-16", "Source Name": "Russian Federation", "Source Country": "Russian Federation",
        "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Egypt",
        "Target Country": "Egypt", "Story ID": "mada:2021/06/16", "Sentence Number": "1", "Publisher": "مدى",
        "City": "Cairo", "Country": "Egypt",
    }  # fmt: skip


@pytest.mark.parametrize("format", ["polecat", "gdelt", "icews"])
def test_each_row_leads_to_its_sentence(made, records, tmp_path, format):
    made(format)
    rows = table(tmp_path / f"{format}.tsv", GDELT if format == "gdelt" else None)
    beside = table(tmp_path / f"{format}.sentences.tsv")
    key = {
        "polecat": ("Event ID", "event"),
        "gdelt": ("GLOBALEVENTID", "event_number"),
        "icews": ("Event ID", "event_number"),
    }
    one, other = key[format]
    assert list(rows[one]) == list(beside[other]) and beside[other].is_unique
    texts = {record.id: record.text for record in records}
    for _, row in beside.iterrows():
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["trigger"]
        assert row["trigger"] in row["sentence_text"]
    assert beside["sentence_text"][0] == "وصل سيرغي لافروف إلى القاهرة صباح الأربعاء."


def test_no_cell_is_a_formula_or_breaks_its_row(made, tmp_path):
    made("polecat")
    for name in ("polecat.tsv", "polecat.sentences.tsv"):
        with open(tmp_path / name, encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream, delimiter="\t"))
        assert {len(line) for line in lines} == {len(lines[0])}
        numbers = {i for i, column in enumerate(lines[0]) if column in ("Intensity",)}
        for line in lines[1:]:
            assert not [c for i, c in enumerate(line) if i not in numbers and c[:1] in tuple("=+-@")]
    assert table(tmp_path / "polecat.tsv")["Story People"].iloc[-1] == "'+Sami Name"


def test_every_act_of_plover_has_a_code():
    for kind, mode in plover():
        found = act(event(kind, mode))
        assert found.code[:2] in {f"{n:02}" for n in range(1, 21)} and 3 <= len(found.code) <= 4
        assert found.root == found.code[:2] and -10 <= found.goldstein <= 10 and found.text
    assert act(event("DANCE")) is NO_ACT


@pytest.mark.parametrize(
    ("type", "mode", "trigger", "code"),
    [
        ("REQUEST", None, "دعا", "020"), ("REQUEST", None, "طالبت", "100"), ("REQUEST", "meet", "ويطالبون بلقاء", "026"),
        ("REQUEST", "meet", "يطالبون", "108"), ("AGREE", None, "توقيع", "057"), ("AGREE", None, "وافق", "030"),
        ("ACCUSE", "investigate", "فتح تحقيق", "090"), ("ASSAULT", "suicide-attack", "فجر", "1831"),
        ("CONSULT", "no such mode", "التقى", "040"), ("SUPPORT", None, "أشادت", "051"),
    ],
)  # fmt: skip
def test_codes_by_type_mode_and_trigger(type, mode, trigger, code):
    assert act(event(type, mode, trigger)).code == code


def test_countries_are_those_of_the_book():
    known = {row["code"] for row in rows(ACTORS / "states.tsv")}
    assert known <= set(actors())
    assert (actors()["ROU"].cameo, actors()["TLS"].cameo, actors()["XKX"].cameo) == ("ROM", "TMP", "KSV")
    assert (actors()["DEU"].fips, actors()["YEM"].cow, actors()["PSE"].fips) == ("GM", "679", "")
    assert (actors()["HEZ"].country, actors()["HEZ"].group, actors()["UN"].country) == ("LBN", "HEZ", "")
    cells = [codes(row["code"]) for name in ("orgs.tsv", "media.tsv") for row in rows(ACTORS / name) if row["code"]]
    said = [code for first, terms in cells for code in (first, *(term.code for term in terms))]
    assert not [code for code in said if code and not code.startswith("@") and code not in actors()]


def test_times_of_gdelt():
    assert [fraction(day) for day in ("2018-01-01", "2018-12-31", "")] == ["2018.0849", "2018.9999", ""]
    assert added("2018-06-12T01:00:00+03:00") == "20180611220000"
    assert (added("2018-06-12T01:00:00"), added("2018-06-12"), added(None), added("June")) == (
        "20180612010000",
        "20180612",
        "",
        "",
    )
