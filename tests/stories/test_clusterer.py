"""Copies and stories, on news made up for it."""

from taqarub.records import Record
from taqarub.stories import Assignment, Clusterer, assign, sketch
from taqarub.stories.likeness import likeness, probability

QUAKE = (
    "ضرب زلزال بقوة ست درجات ولاية بجاية الجزائرية فجر الثلاثاء وتسبب في انهيار عشرات المنازل القديمة وسط المدينة. "
    "وقالت الحماية المدنية إن فرق الإنقاذ انتشلت أربعة قتلى من تحت الأنقاض ونقلت ستين جريحا إلى مستشفى الولاية. "
    "وأعلنت السلطات المحلية فتح المدارس لإيواء العائلات المتضررة وإرسال خيام وأغطية من الولايات المجاورة."
)
OTHER = (
    "هز زلزال عنيف بلغت قوته ست درجات مدينة بجاية في الجزائر صباح اليوم وأسفر عن سقوط قتلى وجرحى وانهيار منازل. "
    "وواصلت فرق الإنقاذ التابعة للحماية المدنية البحث عن ناجين تحت الأنقاض."
)
BETWEEN = (
    "قال مسؤول في الحماية المدنية إن زلزالا قوته ست درجات هز ولاية بجاية الجزائرية، وإن فرق الإنقاذ تبحث عن ناجين تحت أنقاض "
    "منازل انهارت وسط المدينة، بعدما نقل جرحى إلى المستشفى وسقط أربعة قتلى."
)
VISIT = "استقبل وزير الخارجية العماني في مسقط مبعوث الأمم المتحدة وبحث معه فرص استئناف المفاوضات وتبادل الأسرى."


def record(id, day, outlet, headline, body):
    return Record(
        id=id, published=day, outlet=outlet, headline=headline, text=f"{headline}\n{body}", body_start=len(headline) + 1
    )


ONE = record("a", "2021-03-02", "x", "زلزال يضرب بجاية الجزائرية ويوقع أربعة قتلى", QUAKE)
CUT = record(
    "b", "2021-03-02", "y", "زلزال يضرب بجاية الجزائرية ويوقع 4 قتلى", "وكالات - " + QUAKE[: len(QUAKE) * 3 // 4]
)
TOLD = record("c", "2021-03-02", "z", "قتلى وجرحى في زلزال هز مدينة بجاية بالجزائر", OTHER)
APART = record("d", "2021-03-02", "z", "مسقط: وزير الخارجية يستقبل المبعوث الأممي", VISIT)


def placed(*records):
    return assign(sketch(one) for one in records)


def test_a_reprint_with_a_new_first_line_and_a_cut_end_is_a_copy():
    found = placed(ONE, CUT, APART)
    assert (found["a"].copy_of, found["b"].copy_of, found["d"].copy_of) == (None, "a", None)
    assert found["b"].story == "a"


def test_two_tellings_of_one_event_are_one_story_and_no_copies():
    found = placed(ONE, TOLD, APART)
    assert found["c"].story == "a" and found["c"].copy_of is None and found["d"].story == "d"
    assert "same day" in found["c"].reason


def test_order_of_arrival_gives_the_same_groups():
    for order in ((CUT, TOLD, APART, ONE), (TOLD, ONE, APART, CUT), (APART, CUT, ONE, TOLD)):
        found = placed(*order)
        assert len({found[id].story for id in "abc"}) == 1 and found["d"].story == "d"


def test_an_original_that_comes_late_becomes_the_original():
    late = record("e", "2021-03-01", "w", ONE.headline, QUAKE)
    found = placed(ONE, CUT, late)
    assert (found["e"].copy_of, found["a"].copy_of, found["b"].copy_of) == (None, "e", "e")


def test_months_later_it_is_another_story():
    later = record("f", "2021-06-02", "x", ONE.headline, QUAKE)
    assert placed(ONE, later)["f"].story == "f"


def test_two_stories_that_turn_out_to_be_one_are_renamed_outside_the_window_too():
    clusterer = Clusterer()
    old = record("old", "2021-03-01", "x", ONE.headline, QUAKE)
    clusterer.seed(sketch(old), Assignment(id="old", story="first", copy_of=None, score=1.0, reason=""))
    apart = record("young", "2021-03-02", "y", TOLD.headline, OTHER)
    clusterer.seed(sketch(apart), Assignment(id="young", story="second", copy_of=None, score=1.0, reason=""))
    between = record("new", "2021-03-02", "z", "زلزال بجاية: أربعة قتلى وستون جريحا", BETWEEN)
    found = {row.id: row.story for row in clusterer.add(sketch(between))}
    assert clusterer.renamed == [
        ("second", "first")
    ]  # articles of "second" that have left the window are renamed by this
    assert found == {"new": "first", "young": "first"}


FEAST = "أقام رجل الأعمال سعود المرشدي حفل زفاف نجله فيصل مساء 14 رجب في قاعة الأفراح بالخرج، وحضره 320 ضيفا من الأهل والأصدقاء، فألف مبروك."
WEDDING = (
    "وسط فرحة الأهل احتفل العميد نايف الدغيثر بزفاف ابنه تركي على كريمة بدر الحمدان، وتوافد إلى صالة النخيل في عنيزة أكثر من 450 مهنئا "
    "من زملائه في الحرس ليلة 16 رجب، تهانينا للعروسين."
)


def test_notices_of_one_kind_are_not_one_story():
    found = placed(
        record("a", "2021-03-02", "x", "المرشدي يحتفل بزفاف نجله فيصل", FEAST),
        record("b", "2021-03-02", "y", "الدغيثر يحتفل بزفاف ابنه تركي", WEDDING),
    )
    assert found["a"].story != found["b"].story


def test_headlines_that_name_a_column_are_not_one_story():
    found = placed(record("a", "2021-03-02", "x", "كاريكاتير", ""), record("b", "2021-03-02", "y", "كاريكاتير", ""))
    assert found["a"].story != found["b"].story


def test_numbers_that_stand_in_both_speak_for_one_story_and_numbers_of_their_own_against_it():
    def report(id, points, volume):
        body = f"أنهى مؤشر البورصة تعاملات اليوم على تراجع قدره {points} نقطة بتداولات بلغت {volume} مليونا."
        return sketch(record(id, "2021-03-02", id, "البورصة تغلق على تراجع", body))

    same = likeness(report("a", 71, 480), report("b", 71, 480))
    other = likeness(report("a", 71, 480), report("b", 38, 655))
    assert (same.numbers, same.odds) == (2 / 3, 0.0) and (other.numbers, other.odds) == (0.0, 0.5)
    assert probability(same) > probability(other) + 0.1
