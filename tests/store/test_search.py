"""Search on a few articles; the same tests run on PostgreSQL in test_server.py."""

import pytest
from desk import entity, event, record, store

from taqarub.records import TaqarubError
from taqarub.store.queries import Filters, records
from taqarub.store.rows import to_stored
from taqarub.store.search import parse, search, snip
from taqarub.store.terms import stem
from taqarub.store.write import Entry, Writer

ARTICLES = [
    record("talks", "لقاء رباعي في عمان", "اجتمع رئيس الحكومة ووزيري خارجية العراق ومصر لبحث ملف المياه.", outlet="الضفة",
           published="2021-03-02", files=["gerd"], entities=[entity("مصر", "Egypt", "EGY"), entity("العراق", "Iraq", "IRQ")],
           events=[event("CONSULT", ["EGY"], ["IRQ"])]),
    record("visit", "وزير الخارجية يصل إلى موسكو", "يبحث الوزير الوضع الخارجي لشركات الطاقة.", outlet="النهر", published="2021-03-05T10:00:00Z",
           files=["syria"], entities=[entity("موسكو", "Moscow", "RUS"), entity("مصر", "Egypt", "EGY")],
           events=[event("AID", ["RUS"], ["SYR"])]),
    record("trade", "الخارجية تنفي والوزير يؤكد", "قال وزير المال إن الخارجية لم تبلغ.", outlet="النهر", published=None),
]  # fmt: skip


@pytest.fixture
def desk(database):
    store(database, *ARTICLES)
    return database


def ids(hits):
    return [hit.id for hit in hits]


def test_words_are_found_in_any_form(desk):
    assert sorted(ids(search(desk, "وزير الخارجية"))) == ["talks", "trade", "visit"]
    assert ids(search(desk, "لمياه")) == [] and ids(search(desk, "المياه")) == ["talks"]


def test_phrases_stand_together(desk):
    assert sorted(ids(search(desk, '"وزير الخارجية"'))) == ["talks", "visit"]
    assert ids(search(desk, "«خارجية مصر»")) == []
    assert ids(search(desk, '"عمان اجتمع"')) == []  # not over the end of the headline


def test_the_headline_weighs_more(desk):
    assert ids(search(desk, "موسكو")) == ["visit"]
    assert ids(search(desk, "وزير خارجية"))[0] in ("visit", "trade")


def test_lemmas_find_broken_plurals(desk):
    many = to_stored(record("many", "مؤتمر", "حضر وزراء"), ["مؤتمر"], ["حضر", "وزرا"], [stem("وزير")])
    Writer(desk).write([Entry("here", None, many)])
    assert "many" in ids(search(desk, "الوزير"))
    assert "many" not in ids(search(desk, '"حضر وزير"'))


@pytest.mark.parametrize("filters, expected", [
    ({"actors": ["EGY"]}, {"talks", "visit"}), ({"actors": ["Moscow"]}, {"visit"}), ({"actors": ["EGY", "IRQ"]}, {"talks"}),
    ({"actors": ["SYR"]}, {"visit"}), ({"outlets": ["النهر"]}, {"visit", "trade"}), ({"files": ["gerd", "syria"]}, {"talks", "visit"}),
    ({"since": "2021-03-05"}, {"visit"}), ({"until": "2021-03-04"}, {"talks"}), ({"since": "2021-03-02", "until": "2021-03-05"}, {"talks", "visit"}),
    ({"types": ["consult"]}, {"talks"}), ({"types": ["AID"], "actors": ["EGY"]}, set()), ({"types": ["AID"], "actors": ["RUS"]}, {"visit"}),
])  # fmt: skip
def test_filters(desk, filters, expected):
    assert set(ids(search(desk, "وزير", Filters(**filters)))) == expected
    assert {item.id for item in records(desk, Filters(**filters))} == expected


def test_order_and_limit(desk):
    assert ids(search(desk, "وزير", newest=True)) == ["visit", "talks", "trade"]
    assert ids(search(desk, "", Filters(files=["gerd", "syria"]), limit=1)) == ["visit"]


def test_what_comes_with_a_hit(desk):
    hit = search(desk, '"وزير خارجية"', Filters(files=["gerd"]))[0]
    assert (hit.day, hit.outlet, hit.files) == ("2021-03-02", "الضفة", ["gerd"])
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["ووزيري", "خارجية"]


@pytest.mark.parametrize("query", ["", "  ", '""', "؟!", "« »"])
def test_a_query_without_words_is_refused(desk, query):
    with pytest.raises(TaqarubError, match="no word"):
        search(desk, query)


@pytest.mark.parametrize("query", ["AND OR NOT", 'x" OR "', "a*", "headline:x", "NEAR(a b)", "'; DROP TABLE articles; --", "ن" * 5000, "\x00 غربال", "a' & 'b"])
def test_signs_of_the_index_own_language_are_words(desk, query):
    assert search(desk, query) == []


def test_common_words_count_only_in_quotes_or_alone(desk):
    assert parse("الوضع في موسكو") == parse("الوضع موسكو")
    assert parse('"في عمان"') == [["في", stem("عمان")]]
    assert ids(search(desk, "في")) == ["talks"]


def test_parse():
    assert parse('مجلس "الأمن الدولي" مجلس') == [["امن", "دول"], ["مجلس"]]


def test_snippet_is_where_most_words_are():
    body = "كلام عن مصر. " + "حشو طويل لا شأن له. " * 40 + "وفي الختام شكرت مصر العراق على الدعم."
    snippet, marks = snip(body, {stem("مصر"), stem("العراق")})
    assert [snippet[start:end] for start, end in marks] == ["مصر", "العراق"]
    assert len(snippet) <= 200
