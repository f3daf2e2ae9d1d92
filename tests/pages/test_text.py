"""Plain text read into articles: the worked example, what must not be cut, hostile input, properties."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taqarub.pages import read_page, sniff
from taqarub.pages.characters import repair
from taqarub.pages.text import read_fields, read_text
from taqarub.records import Article, Page, TaqarubError

SEED = Path("/work/shared/seed")


def read(text: str, **about) -> Article:
    return read_text(Page(content=text, origin="page.txt", **about))


def fields(body: str, headline: str = "عنوان", author: str = "", published: str | None = None) -> Article:
    return read_fields("x", None, None, published, headline, author, body)


@pytest.mark.skipif(not SEED.exists(), reason="the worked example is not on this machine")
def test_the_worked_example_to_the_letter():
    article = read_page(Page(content=(SEED / "page.txt").read_text(encoding="utf-8"), origin="page.txt"))
    expected = json.loads((SEED / "page.json").read_text(encoding="utf-8"))
    assert article.headline == expected["headline"]
    assert article.byline == expected["byline"]
    assert article.paragraphs == expected["body"]
    assert [{"headline": s.headline, "label": s.label} for s in article.related] == expected["related"]
    assert article.published is None and article.dateline is None


class TestWhatIsNotCut:
    """Sentences of news that look like furniture, datelines or bylines."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "لندن - باريس: خط جديد للقطارات يبدأ العمل في الربيع المقبل بثماني رحلات.",
            "روسيا: سنرد على العقوبات الجديدة بالمثل، وعلى كل من يشارك فيها.",
            "المزيد من القوات سيصل إلى القاعدة خلال أيام بحسب بيان الوزارة.",
            "محمد بن سلمان يصل إلى باريس في زيارة تستمر يومين يلتقي فيها ماكرون.",
            "واستقبل الملك في قصره رئيس الوزراء الجديد وأعضاء حكومته بعد أداء اليمين.",
            "انتهى الاجتماع دون اتفاق على موعد الجولة المقبلة من المحادثات.",
            "شارك في المؤتمر ثلاثون وزيرا من دول المنطقة ومنظماتها.",
            "تابعنا على مدى أسابيع مسار المفاوضات بين الجانبين في فيينا.",
            "القمة العربية - الأفريقية: خطوة أولى نحو سوق مشتركة بين القارتين.",
            "أمل كبير يحدو اللاجئين في العودة إلى قراهم قبل الشتاء المقبل.",
            "علمت «الجزيرة» أن إدارة النادي اجتمعت باللاعب قبل سفره إلى لندن.",
            "حقوق النشر تثير خلافا جديدا بين الصحف الأوروبية وشركات التقنية.",
            "رصد شريط مصور لحظات وصول الإعصار من نافذة بيت صغير",
            "طالب قراء «الوطن» شركات الطيران بمراعاة أسعار الصيف",
            "شاهد أيضا العاملون في الميناء سفينة ثانية تقترب من الرصيف.",
        ],
    )
    def test_a_first_sentence_stays_whole(self, sentence):
        body = f"{sentence}\nوقال متحدث باسم الحكومة إن التفاصيل ستعلن لاحقا."
        assert fields(body).paragraphs == body.split("\n")

    @pytest.mark.parametrize(
        "start",
        ["محمد البقال", "كريم بنشماش", "علي الأكرم", "حسن روحاني", "سعيد المتأكد", "عمر عبدالعال", "منى عراقي", "نور استقبال"],
    )
    def test_no_word_of_a_name_is_split(self, start):
        body = f"{start} كان أول من دخل القاعة في صباح ذلك اليوم.\nوبدأت الجلسة بعد ساعة."
        assert fields(body).paragraphs == body.split("\n")

    def test_chronologies_keep_their_dates(self):
        body = "فيما يلي تسلسل الأحداث.\n22 يونيو 2021\nبدأت المفاوضات في جنيف.\n3 يوليو 2021\nتوقفت المفاوضات.\nولم يحدد موعد لاستئنافها."
        article = fields(body)
        assert article.paragraphs == body.split("\n")
        assert article.published is None

    def test_the_date_of_a_document_in_the_story_is_not_the_page_s(self):
        body = "نص الرسالة كما وصلت إلى الصحيفة:\nالتاريخ: 5 - 9 - 2011\nمن الوزير إلى السفير، وبعد فقد وصلنا كتابكم."
        article = fields(body)
        assert article.paragraphs == body.split("\n") and article.published is None

    def test_a_list_of_names_at_the_end_stays(self):
        body = "ضمت القائمة أربعة لاعبين جدد هم:\nمحمد الشناوي\nأحمد حجازي\nعمر مرموش\nمصطفى محمد"
        assert fields(body).paragraphs == body.split("\n")

    def test_a_heading_with_no_stories_takes_no_body(self):
        body = "وصل الوفد صباح اليوم.\nاقرأ أيضا\nوقال رئيس الوفد إن الزيارة تستمر ثلاثة أيام وتشمل لقاءات مع الوزراء."
        article = fields(body)
        assert article.paragraphs == [body.split("\n")[0], body.split("\n")[2]]
        assert article.related == []

    def test_spelling_of_the_article_is_kept(self):
        line = "أكّد الرئيسُ تقاربًا «كبيرًا» مع الـ17 دولةً، وذلك في عام 1442هـ."
        assert fields(line).paragraphs == [line]


class TestSubheadings:
    """Short lines between paragraphs that share words with furniture."""

    @pytest.mark.parametrize("line", ["الخط الأحمر", "من هم الأكراد؟", "صور من الماضي البعيد", "حرب المزيد من الضحايا", "المشهد السياسي"])
    def test_a_subheading_stays(self, line):
        body = f"وصل الوفد صباح اليوم إلى العاصمة.\n{line}\nوقال رئيس الوفد إن الزيارة قصيرة."
        assert fields(body).paragraphs == body.split("\n")


class TestGlue:
    @pytest.mark.parametrize(
        ("glued", "name", "rest"),
        [
            ("محمد عباسأكد الوزير أن الاتفاق قائم.", "محمد عباس", "أكد الوزير أن الاتفاق قائم."),
            ("أحمد عليقال وزير الدفاع إن الحدود آمنة.", "أحمد علي", "قال وزير الدفاع إن الحدود آمنة."),
            ("عبد الله المهديوصل الرئيس إلى موسكو.", "عبد الله المهدي", "وصل الرئيس إلى موسكو."),
            ("رنا جمالأعلنت الوزارة فتح الباب للتقديم.", "رنا جمال", "أعلنت الوزارة فتح الباب للتقديم."),
            ("سارة البرقاويأدانت المنظمة قصف المستشفى.", "سارة البرقاوي", "أدانت المنظمة قصف المستشفى."),
            ("خالد سليمانبعد ساعات من القصف عاد الهدوء.", "خالد سليمان", "بعد ساعات من القصف عاد الهدوء."),
        ],
    )
    def test_a_name_without_a_space_before_the_verb(self, glued, name, rest):
        article = fields(f"{glued}\nولم تعلق الحكومة.")
        assert article.byline == [name]
        assert article.paragraphs == [rest, "ولم تعلق الحكومة."]


class TestAuthor:
    @pytest.mark.parametrize(
        ("author", "byline", "dateline"),
        [
            ("لندن: «الشرق الأوسط أونلاين»", [], "لندن: «الشرق الأوسط أونلاين»"),
            ("دبي - العربية.نت", [], "دبي - العربية.نت"),
            ("الرياض - واس", ["واس"], "الرياض - واس"),
            ("واشنطن - أ ف ب", ["أ ف ب"], "واشنطن - أ ف ب"),
            ("رويترز", ["رويترز"], None),
            ("القاهرة - أحمد الريدي", ["أحمد الريدي"], "القاهرة"),
            ("سعاد الشمراني (الرياض)", ["سعاد الشمراني"], "الرياض"),
            ("منير أبوبشيت من الدمام", ["منير أبوبشيت"], "الدمام"),
            ("كتب - علاء سعيد:", ["علاء سعيد"], None),
            ("ميشال أبونجم", ["ميشال أبونجم"], None),
            ("أ.د عبد الله الدايل", ["أ د عبد الله الدايل"], None),
            ("(زائر)", [], None),
            ("30174026-20d9-40a2-9e04-5b63346a78a6", [], None),
            ("", [], None),
        ],
    )
    def test_an_author_field(self, author, byline, dateline):
        article = fields("وصل الوفد إلى المدينة صباح اليوم.", author=author)
        assert (article.byline, article.dateline) == (byline, dateline)


class TestInput:
    @pytest.mark.parametrize("text", ["", "   \n\n", "\u200f\u200f", "---\n***", "12345"])
    def test_no_text_is_one_clear_error(self, text):
        with pytest.raises(TaqarubError, match=r"page\.txt"):
            read(text)

    def test_one_line_is_a_headline(self):
        article = read("عاجل: الحكومة تستقيل")
        assert (article.label, article.headline, article.paragraphs) == ("عاجل", "الحكومة تستقيل", [])

    def test_a_first_line_as_long_as_a_paragraph_is_body(self):
        text = "قال الوزير إن " + "الأعمال ماضية في موعدها، و" * 20 + "الافتتاح قريب."
        article = read(text)
        assert article.headline == "" and article.paragraphs == [text]

    def test_text_in_latin_letters_passes_through(self):
        article = read("A headline in English\nThe body of the story goes on here.\n")
        assert article.headline == "A headline in English"
        assert article.paragraphs == ["The body of the story goes on here."]

    def test_the_given_date_is_for_pages_that_lack_one(self):
        assert read("عنوان الخبر\n22/06/2021\nوصل الوفد إلى المدينة.", published="2020-01-02").published == "2021-06-22"
        assert read("عنوان الخبر\nوصل الوفد إلى المدينة.", published="2020-01-02").published == "2020-01-02"

    def test_no_date_is_none(self):
        assert read("عنوان الخبر\nوصل الوفد إلى المدينة اليوم.").published is None

    def test_markup_is_told_from_text(self):
        assert sniff("<!DOCTYPE html><html>") == "html"
        assert sniff(b"\xef\xbb\xbf<html lang=ar>") == "html"
        assert sniff("خبر بلا علامات\nسعر الدولار < 30") == "text"

    @pytest.mark.parametrize(
        "unit",
        ["كلمة ", "- ", "اقرأ أيضا: ", "a@", "//انتهى ", "(", "ـ", "رابط الخبر ", "\u064b", "محمد ", "22/06/2021 ", ". ", "شارك\n", "اقرأ أيضا\n", "اقرأ أيضا\nخبر قصير هنا\n", "#و "],
    )
    def test_hostile_repetition_is_read_in_linear_time(self, unit):
        def seconds(size: int) -> float:
            text = "عنوان الخبر\n" + unit * (size // len(unit))
            started = time.process_time()
            read(text)
            return time.process_time() - started

        seconds(1000)
        small, large = seconds(50_000), seconds(400_000)
        assert large < 40 * max(small, 0.02)  # eight times the text; squared it would be 64 times and more


ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئء", min_size=1, max_size=9)
PIECES = st.sampled_from(
    ["موضوعات ذات صلة", "اقرأ أيضا: ", "- ", "• ", "عاجل.. ", "القاهرة - رويترز: ", "محمد عباسأكد", "// انتهى //", "رابط الخبر: ", "(أ ف ب)", "شارك", "فيسبوك تويتر", "22/06/2021", ".", "؟", "…", ":", "«", "»", "\n", "\n\n", "كتب: ", "الكلمات المفتاحية: ", "التعليقات (2)", "Next Previous ", "&quot;", "\u200f", "ـ", "https://example.org/x"]
)
PAGES = st.lists(st.one_of(ARABIC, ARABIC, PIECES, st.just(" "), st.just("\n")), min_size=1, max_size=60).map(" ".join)


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]", repair(text)))


def everything(article: Article) -> str:
    parts = [article.headline, article.label or "", article.dateline or "", *article.byline, *article.paragraphs]
    parts += [f"{story.label or ''} {story.headline} {story.url or ''}" for story in article.related]
    return "\n".join(parts + [item.text for item in article.furniture])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_no_letter_is_lost(text):
    try:
        article = read(text)
    except TaqarubError:
        assert not letters(text)
        return
    assert not letters(text) - letters(everything(article))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_reading_a_clean_body_again_changes_nothing_but_its_edges(text):
    body = fields(text).paragraphs
    for paragraph in body:
        assert paragraph == " ".join(paragraph.split()) and paragraph


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused(text):
    try:
        article = read(text)
    except TaqarubError:
        return
    assert isinstance(article.text, str)


@settings(max_examples=100, deadline=None)
@given(st.lists(ARABIC, min_size=4, max_size=20), st.lists(ARABIC, min_size=4, max_size=20))
def test_paragraphs_of_plain_words_come_out_as_they_went_in(first, second):
    body = ["قال " + " ".join(first) + ".", "وأضاف " + " ".join(second) + "."]
    assert fields("\n".join(body)).paragraphs == body
