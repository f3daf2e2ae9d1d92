"""The book of actors: what its tables must keep to, and how it is asked."""

from calendar import monthrange
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from taqarub.names.actors import Term, by_state, codes, day_bounds, offices
from taqarub.names.book import Book
from taqarub.names.loading import actors_of, identity
from taqarub.names.roles import resolve_role
from taqarub.names.tables import ACTORS, rows, values
from taqarub.records import TaqarubError

CODES = {
    "UN", "EU", "NATO", "AU", "OPEC", "GCC", "LAS", "OIC", "IAEA", "ICC", "IMF", "WB", "P5P1", "COAL_ISIS",
    "COAL_YEM", "IGO", "ISIS", "ALQ", "HEZ", "HAM", "HOU", "SALEH", "PKK", "YPG", "TAL", "BOKO", "SYR_OPP",
    "LBY_HFT", "LBY_GNA", "IRQ_KRG", "PSE", "REB", "OPP", "NGO", "COM", "MED", "CVL", "CRIM", "WEST",
}  # fmt: skip
HEADS = ("president", "king", "emir", "sultan", "crown_prince", "supreme_leader", "prime_minister", "foreign_minister")


@pytest.fixture(scope="module")
def book():
    return Book.load()


def as_date(day):
    year, month, number = map(int, day.split("-"))
    return date(min(max(year, 1), 2100), month, min(number, monthrange(2000, month)[1] if year > 9000 else monthrange(max(year, 1), month)[1]))


def test_it_is_as_large_as_promised(book):
    kinds = defaultdict(int)
    for actor in book.actors:
        kinds[actor.kind] += 1
    outlets = {name for row in rows(ACTORS / "media.tsv") for name in values(row["names_ar"])}
    bodies = {name for row in rows(ACTORS / "orgs.tsv") for name in values(row["names_ar"])}
    assert kinds["state"] >= 195
    assert kinds["person"] >= 1500
    assert len(bodies) >= 400
    assert len(outlets) >= 200


def test_every_code_exists(book):
    known = CODES | set(book.state_names)
    codes = {(a.name, code) for a in book.actors for code in (a.code, *(term.code for term in a.terms)) if code}
    assert not {(name, code) for name, code in codes if code not in known | {"@coalition"}}


def test_terms_do_not_overlap_and_change_the_code(book):
    for actor in book.actors:
        for term in actor.terms:
            assert term.start <= term.end, actor.name
            assert term.code != actor.code, actor.name
        assert all(one.end < other.start for one, other in pairwise(sorted(actor.terms, key=lambda t: t.start))), actor.name


def test_every_code_of_a_common_noun_exists(book):
    known = CODES | set(book.state_names) | {"@home", "@sender", "@coalition", "@organisation"}
    for row in rows(ACTORS / "generic.tsv"):
        parts = [part.partition(":")[0].split("=") for part in values(row["code"])]
        assert {code for part in parts for code in part} <= known, row
        assert row["kind"] in ("noun", "adjective", "group"), row


def test_every_office_is_one_of_offices_tsv(book):
    assert {office for office, _ in book.held_offices()} - set(book.kinds) <= {"other"}


def test_every_office_is_of_an_actor(book):
    known = CODES | set(book.state_names) | {actor.name for actor in book.actors if actor.kind in ("org", "media")}
    assert {of for _, of in book.held_offices()} <= known


def test_no_two_hold_at_once_what_one_holds(book):
    clashes = []
    for office, of in book.held_offices():
        if office not in HEADS:
            continue
        terms = [term for term in book.holders(office, of) if term[1] >= "2010"]
        for (_, end, one), (start, _, other) in pairwise(terms):
            # a term known by its years only can seem to run into the next by as much as a year
            if one is not other and (as_date(end) - as_date(start)).days > 366:
                clashes.append((office, of, one.name, other.name))
    assert not clashes


def test_no_two_people_share_a_full_name_without_a_note(book):
    owners = defaultdict(set)
    for actor in book.actors:
        if actor.kind == "person":
            for name in actor.names:
                owners[name].add((actor.name, bool(actor.note)))
    shared = {name: people for name, people in owners.items() if len(people) > 1}
    assert not {name: people for name, people in shared.items() if not all(noted for _, noted in people)}


def test_no_two_lines_speak_of_the_same_actor():
    """Places apart: GeoNames lists one town under several spellings, cities_extra.tsv corrects it."""
    lines = defaultdict(list)
    for actor in actors_of(ACTORS):
        if actor.kind not in ("place", "region"):
            lines[identity(actor)].append(actor)
    assert not {key: [a.names for a in found] for key, found in lines.items() if len(found) > 1}


def test_lines_of_one_name_are_all_kept(tmp_path):
    (tmp_path / "orgs.tsv").write_text(
        "name_en\tnames_ar\tkind\tcode\tcountry\twikidata\tnote\n"
        "Dew Society\tجمعية الندى\tngo\tNGO\tJOR\t\t\nDew Society\tنادي الندى\tngo\tNGO\tOMN\t\t\n",
        encoding="utf-8",
    )
    mine = Book.load(tmp_path)
    assert [mine.find(name)[0].country for name in ("جمعية الندى", "نادي الندى")] == ["JOR", "OMN"]


@pytest.mark.parametrize(("name", "codes"), [("Valencia", {"ESP", "VEN"}), ("Mérida", {"ESP", "MEX", "VEN"})])
def test_towns_of_one_english_name_stand_side_by_side(book, name, codes):
    assert codes <= {actor.code for actor in book.actors if actor.name == name}


@pytest.mark.parametrize(
    ("word", "code"),
    [("الروسيه", "RUS"), ("الروس", "RUS"), ("امريكيين", "USA"), ("الالمانيه", "DEU"), ("الالبان", "ALB"), ("السعوديتين", "SAU"),
     ("مغاربه", "MAR"), ("الحوثيه", "HOU"), ("الاممي", "UN"), ("الجميل", None), ("الماليه", None)],
)  # fmt: skip
def test_adjectives(book, word, code):
    assert book.adjective(word) == code


@pytest.mark.parametrize(
    ("expression", "day", "name"),
    [
        ("الرئيس الأميركي", "2015-08-05", "Barack Obama"),
        ("الرئيس الأمريكي", "2018-07-16", "Donald Trump"),
        ("رئيس الولايات المتحدة", "2021-06-15", "Joe Biden"),
        ("وزير الخارجية الروسي", "2012-03-01", "Sergey Lavrov"),
        ("وزير خارجية روسيا", "2022-03-01", "Sergey Lavrov"),
        ("المستشارة الألمانية", "2016-01-01", "Angela Merkel"),
        ("رئيس الوزراء البريطاني", "2015-07-20", "David Cameron"),
        ("رئيسة الوزراء البريطانية", "2018-03-14", "Theresa May"),
        ("زعيم كوريا الشمالية", "2018-06-12", "Kim Jong Un"),
        ("الأمين العام للأمم المتحدة", "2018-01-01", "António Guterres"),
        ("وزير الدفاع الكندي الجميل", "1901-01-01", None),
    ],
)
def test_who_holds_an_office_on_a_day(book, expression, day, name):
    found = resolve_role(book, expression.split(), day)
    assert (found.name if found else None) == name


def test_a_role_without_a_country_takes_that_of_the_context(book):
    found = resolve_role(book, ["الرئيس"], "2017-05-01", country="FRA")
    assert found is None or found.name in ("François Hollande", "Emmanuel Macron")
    assert resolve_role(book, ["الرئيس"], "2018-05-01", country="EGY").name == "Abdel Fattah el-Sisi"


@pytest.mark.parametrize("written", ["غوتيريس", "جوتيريس", "غوتيريش", "غوتريس"])
def test_spellings_meet(book, written):
    assert book.find(written)[0].code == "UN"


def test_names_of_two_places_are_both_found(book):
    assert {actor.code for actor in book.find("طرابلس")} == {"LBY", "LBN"}


def test_a_users_book_is_laid_over(tmp_path, book):
    (tmp_path / "people.tsv").write_text(
        "name_en\tnames_ar\tshort_ar\tcountry\tcode\toffices\twikidata\tgender\tnote\n"
        "Zaynab Muthanna\tزينب المثنى\tالمثنى\tJOR\t\tforeign_minister@JOR:2031..\t\tf\t\n"
        "Sergey Lavrov\tسيرغي لافروف\tلافروف\tRUS\t\tspeaker@RUS:2031..\t\tm\t\n",
        encoding="utf-8",
    )
    mine = Book.load(tmp_path)
    assert mine.find("زينب المثنى")[0].code == "JOR"
    assert mine.holder("foreign_minister", "JOR", "2032-01-01").name == "Zaynab Muthanna"
    assert mine.holder("foreign_minister", "RUS", "2015-01-01") is None
    assert book.holder("foreign_minister", "RUS", "2015-01-01").name == "Sergey Lavrov"


def test_a_users_book_that_cannot_be_read_is_one_clear_error(tmp_path):
    with pytest.raises(TaqarubError, match="no folder"):
        Book.load(tmp_path / "missing")
    (tmp_path / "people.tsv").write_text(
        "name_en\tnames_ar\tshort_ar\tcountry\tcode\toffices\nNemo\tنيمو\t\tUSA\t\tpresident of nowhere\n", encoding="utf-8"
    )
    with pytest.raises(TaqarubError, match=r"people\.tsv: Nemo: .*no office"):
        Book.load(tmp_path)


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [("حركة طالبان", "2019-05-01", "TAL"), ("حركة طالبان", "2022-05-01", "AFG"), ("حركة طالبان", None, "TAL"),
     ("هيئة تحرير الشام", "2018-05-01", "ALQ"), ("هيئة تحرير الشام", "2024-12-20", "SYR"),
     ("قوات الدعم السريع", "2019-06-03", "SDN"), ("قوات الدعم السريع", "2023-06-03", "REB"),
     ("حزب الحرية والعدالة", "2012-09-01", "EGY"), ("حزب الحرية والعدالة", "2013-09-01", "OPP"),
     ("حركة النهضة", "2010-06-01", "OPP"), ("حركة النهضة", "2015-06-01", "TUN"), ("حركة النهضة", "2023-06-01", "OPP"),
     ("الجيش الوطني الليبي", "2019-06-01", "LBY_HFT"), ("المجلس الانتقالي الجنوبي", "2023-01-01", "YEM"),
     ("الجيش السوري الحر", "2013-01-01", "SYR_OPP")],
)  # fmt: skip
def test_a_code_that_history_changed(book, name, day, code):
    assert book.find(name)[0].on(day) == code


def test_who_acts_for_a_group_changes_sides_with_it(book):
    def code(name, day):
        return book.find(name)[0].code_on(day, book.state_names, book.bodies)

    assert [code("محمد حمدان دقلو", day) for day in ("2020-01-01", "2024-01-01")] == ["SDN", "REB"]
    assert [code("علي عبد الله صالح", day) for day in ("2011-03-01", "2016-01-01")] == ["YEM", "SALEH"]
    assert [code("أمير خان متقي", day) for day in ("2015-03-01", "2023-01-01")] == ["TAL", "AFG"]


def test_the_form_of_a_code_with_days():
    assert codes("TAL|AFG:2021-08-15..") == ("TAL", (Term("AFG", "2021-08-15", "9999-12-31"),))
    assert codes("TUN|OPP:..2011") == ("TUN", (Term("OPP", "0000-01-01", "2011-12-31"),))
    assert codes("") == (None, ())
    with pytest.raises(ValueError, match="no code with its days"):
        codes("TAL|AFG since 2021")


@pytest.mark.parametrize(
    ("state", "day", "code"),
    [("SYR", "2018-01-01", "SYR_OPP"), ("SYR", None, "SYR_OPP"), ("SYR", "2025-06-01", "OPP"), ("TUR", "2018-01-01", "OPP"), (None, None, "OPP")],
)
def test_a_code_by_the_state_spoken_of(state, day, code):
    assert by_state("OPP|SYR=SYR_OPP:..2024-12-07", state, day) == code


def test_dates_of_an_office():
    assert day_bounds("2011", "2012-06") == ("2011-01-01", "2012-06-31")
    assert day_bounds("2011-05-03", "") == ("2011-05-03", "9999-12-31")
    with pytest.raises(ValueError, match="no date"):
        day_bounds("May 2011", "")
    assert offices("mayor@FRA:2001..2014-04-05")[0].end == "2014-04-05"


def test_offices_on_a_day(book):
    checked = list(rows(Path(__file__).parent / "offices.tsv"))
    wrong = []
    for row in checked:
        found = book.holder(row["office"], row["of"], row["day"])
        if found is None or found.name != row["name"]:
            wrong.append((row["office"], row["of"], row["day"], row["name"], found and found.name))
    assert len(checked) >= 250
    assert not wrong
