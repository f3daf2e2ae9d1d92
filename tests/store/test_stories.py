"""Stories in the database."""

import pytest
from desk import entity, event, record, store

from taqarub.store import open_database
from taqarub.store.stories import assignments, place, related, story, story_of

TEXT = (
    "وقعت الحكومة السودانية والمعارضة في الدوحة أمس اتفاقا لوقف القتال في الإقليم الغربي يبدأ تنفيذه مطلع الشهر المقبل "
    "بإشراف مراقبين من الاتحاد الأفريقي وبحضور ممثلين عن دول الجوار"
)


def deal(id, day, body=TEXT, **fields):
    return record(id, "اتفاق في الدوحة لوقف القتال بالسودان", body, published=day, **fields)


def test_only_new_articles_are_placed_and_the_rest_stays(database):
    store(database, deal("a", "2019-05-01"), deal("b", "2019-05-02", "عاجل " + TEXT))
    assert place(database) == 2
    assert list(assignments(database)) == [("a", "a", None), ("b", "a", "a")]
    assert place(database) == 0
    store(database, deal("c", "2019-05-03"), record("d", "أسعار القطن ترتفع في بورصة نيويورك", published="2019-05-03"))
    assert place(database) == 2
    assert story_of(database) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert story(database, "a") == ["a", "b", "c"]


def test_a_changed_article_is_placed_anew(database):
    store(database, deal("a", "2019-05-01"), deal("b", "2019-05-01"))
    place(database)
    store(database, record("b", "مهرجان للسينما في قرطاج", "يفتتح المهرجان بفيلم من تونس", published="2019-05-01"))
    assert place(database) == 1
    assert story_of(database) == {"a": "a", "b": "b"}


def test_an_article_that_gave_a_story_its_name_and_changes_leaves_it_to_the_others(database):
    store(database, deal("a", "2019-05-01"), deal("b", "2019-05-01"), deal("c", "2019-05-02"))
    place(database)
    assert story_of(database) == {"a": "a", "b": "a", "c": "a"}
    store(database, record("a", "مهرجان للسينما في قرطاج", "يفتتح المهرجان بفيلم من تونس", published="2019-05-01"))
    assert place(database) == 3
    assert list(assignments(database)) == [("a", "a", None), ("b", "b", None), ("c", "b", "b")]


def test_one_that_comes_late_joins_what_was_published_after_it(database):
    store(database, deal("later", "2019-05-03"), record("x", "أسعار القطن ترتفع", "في نيويورك", published="2019-05-09"))
    place(database)
    store(database, deal("late", "2019-05-02"))
    assert place(database) == 1
    assert list(assignments(database)) == [("later", "later", "late"), ("x", "x", None), ("late", "later", None)]


def test_articles_that_arrive_bit_by_bit_come_to_the_stories_of_all_at_once(tmp_path):
    articles = [deal(f"d{day}{n}", f"2019-05-{day:02}", f"{TEXT} رقم {n}") for day in (1, 3, 20) for n in range(3)]
    articles.append(record("none", "رياح قوية على الساحل", "تحذر الأرصاد من أمواج عالية"))
    with open_database(str(tmp_path / "once"), write=True) as once, open_database(str(tmp_path / "bits"), write=True) as bits:
        store(once, *articles)
        place(once)
        for one in articles:
            store(bits, one)
            assert place(bits) == 1
        assert list(assignments(once)) == list(assignments(bits))
        assert len(set(story_of(once).values())) == 3


def test_what_was_placed_before_a_run_was_broken_off_stays(database):
    class Stopped(Exception):
        pass

    def stop(placed):
        raise Stopped

    store(database, deal("a", "2019-05-01"), deal("b", "2019-05-02"))
    with pytest.raises(Stopped):
        place(database, stop)
    assert story_of(database) == {"a": "a", "b": "a"}
    assert place(database) == 0


def test_related_by_actors_events_and_file_and_not_by_a_word(database):
    sides = {"entities": [entity("السودان", "Sudan", "SDN"), entity("قطر", "Qatar", "QAT")],
             "events": [event("AGREE", ["SDN"], ["QAT"])], "files": ["darfur"]}  # fmt: skip
    store(
        database, deal("a", "2019-05-01", **sides), record("b", "لقاء آخر", "نص", published="2019-07-01", **sides),
        record("c", "الدوحة تستضيف مباراة ودية بين فريقين من الإقليم", "يحضرها جمهور كبير مطلع الشهر", published="2019-09-01"),
    )  # fmt: skip
    place(database)
    rows = related(database, "a")
    assert [row[0] for row in rows] == ["b"]
    assert "file darfur" in rows[0][3] and "event AGREE QAT+SDN" in rows[0][3]
    assert related(database, "none") == []
