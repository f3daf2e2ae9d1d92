"""Single properties of the files room."""

import time

import pytest

from taqarub.files import dossiers
from taqarub.files.book import load
from taqarub.files.choice import file_of
from taqarub.files.evidence import FEATURES, Evidence, Weights
from taqarub.files.matcher import TIERS, Matcher
from taqarub.language.normal import fold
from taqarub.reading import pipeline, to_doc
from taqarub.records import Article, Event, Span, TaqarubError

SHARED = ["gulf-iran", "gulf-qatar", "iran-nuclear", "israel-iran", "turkey-pkk", "turkey-us", "russia-us", "russia-uk", "us-election", "ethiopia-dam", "western-sahara", "south-china-sea", "syria", "yemen", "iraq", "libya", "palestine", "lebanon", "isis", "terrorism", "ukraine", "korea", "khashoggi", "migration", "oil", "trade", "brexit", "sudan", "afghanistan", "sahel", "venezuela", "myanmar", "kashmir", "cyprus", "covid", "climate"]


@pytest.fixture(scope="module")
def evidence():
    return Evidence(load())


def make_event(source, target):
    return Event(
        type="CONSULT", quad="verbal cooperation", score=4.0, trigger=Span(start=0, end=1, text="ا"), source=source,
        target=target, status="happened",
    )  # fmt: skip


def test_the_slugs_are_the_shared_ones():
    assert sorted(dossiers()) == sorted(SHARED)


def test_every_dossier_is_filled():
    for dossier in dossiers().values():
        assert len(dossier.phrases) >= 10, dossier.slug
        assert dossier.ar and dossier.en and dossier.years[0] <= dossier.years[1]


def test_an_entry_is_not_in_two_tiers_of_a_dossier():
    for dossier in dossiers().values():
        strong = [fold(e) for name in ("phrases", "words", "names", "weak", "hints") for e in getattr(dossier, name)]
        twice = {e for e in strong if strong.count(e) > 1}
        assert not twice, f"{dossier.slug}: {twice}"


def test_weights_are_there_for_every_feature():
    assert len(Weights().vector) == len(FEATURES)
    assert (Weights().vector != 0).sum() >= len(FEATURES) - 3


@pytest.mark.parametrize(
    ("text", "slug", "tier", "count"),
    [
        ("بحث الوزيران الملف السوري", "syria", "phrases", 1),
        ("وبالملف السوري وللملف السوري", "syria", "phrases", 2),
        ("السوريون والسورية وبالسوريين لسوريا", "syria", "names", 4),
        ("تشاديون", "sahel", "weak", 1),
        ("تشادول", "sahel", "weak", 0),
        ("مستعدن للسفر", "yemen", "words", 0),  # عدن inside a word
        ("في عدن، ومن عدن.", "yemen", "words", 2),
        ("القضيّة الفلسطينيّة", "palestine", "phrases", 1),
        ("أوبك+ وأوبك بلس", "oil", "phrases", 1),
        ("أوبك+ وأوبك بلس", "oil", "words", 2),
    ],
)
def test_matching(text, slug, tier, count):
    matcher = Matcher(load())
    assert matcher.count(fold(text)).counts[matcher.slugs.index(slug), TIERS.index(tier)] == count


def test_phrases_that_name_a_file_count_most(files):
    assert files("جلسة مغلقة حول الملف السوري في نيويورك")[0] == "syria"
    assert files("وزير الخارجية يعرض موقف بلاده من القضية الفلسطينية")[0] == "palestine"
    assert files("جولة جديدة حول أزمة سد النهضة")[0] == "ethiopia-dam"
    assert files("غروسي: البرنامج النووي الإيراني يتقدم بسرعة")[0] == "iran-nuclear"


def test_at_most_three_and_none_without_evidence(files):
    crowded = "سوريا واليمن والعراق وليبيا وفلسطين ولبنان والسودان وأفغانستان على جدول أعمال القمة"
    assert len(files(crowded)) <= 3
    assert files("افتتاح معرض للزهور في حديقة عامة") == []
    assert files("") == []


def test_a_file_that_is_not_live_needs_more(files):
    headline = "إصابات بفيروس كورونا"
    assert files(headline, day="2020-04-01") == ["covid"]
    inside, outside = dossiers()["covid"].live("2020-04-01"), dossiers()["covid"].live("2014-04-01")
    assert inside and not outside


def test_the_headline_weighs_more_than_a_passing_word(files):
    body = "وكان الوزير قد زار طوكيو العام الماضي. وسبق له أن عمل في اليمن."
    assert "yemen" not in files("وزير الزراعة يفتتح موسم الحصاد", body)
    assert "yemen" in files("الحوثيون يقصفون مأرب", body)


def test_a_users_own_file(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[files.silk-road]\nar = "طريق الحرير"\nen = "Belt and Road"\nphrases = ["طريق الحرير", "الحزام والطريق"]\n'
        '[files.syria]\nnames = ["خربة الزيت"]\n',
        encoding="utf-8",
    )
    nlp = pipeline(model=None, settings={"taqarub_files": {"extra": str(mine)}})
    find = lambda headline: nlp(to_doc(nlp, Article(id="x", headline=headline, published="2018-01-01")))._.files  # noqa: E731
    assert find("قمة مبادرة الحزام والطريق تنطلق في بكين")[0] == "silk-road"
    assert find("اشتباكات في خربة الزيت")[0] == "syria"
    assert find("اشتباكات في إدلب")[0] == "syria"


@pytest.mark.parametrize(
    ("text", "words"),
    [("[files.x", "mine.toml"), ('[files.x]\nphrase = ["a"]', "phrase"), ('[files.x]\nyears = "2018"', "years")],
)
def test_a_users_file_that_is_wrong_is_named(tmp_path, text, words):
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(TaqarubError, match=words):
        load(mine)
    with pytest.raises(TaqarubError, match="nowhere"):
        load(tmp_path / "nowhere.toml")


def test_an_event_takes_the_file_of_its_sides_and_sentence(evidence):
    slugs = evidence.matcher.slugs
    found = [0.0] * len(slugs)
    found[slugs.index("syria")], found[slugs.index("russia-us")] = 0.95, 0.6
    article = ["syria", "russia-us"]

    def where(source, target, sentence):
        return file_of(make_event(source, target), fold(sentence), article, found, evidence, "2021-06-21")

    assert where(["RUS", "USA"], ["RUS", "USA"], "تقارب روسي أمريكي في الملف السوري") == "syria"
    assert where(["USA"], ["RUS"], "التقى بايدن بوتين في جنيف") == "russia-us"
    assert where(["RUS"], ["SYR"], "موسكو تساعد بإمدادات القمح") == "syria"
    assert where(["USA"], ["IRN"], "فرضت واشنطن عقوبات على طهران") == "iran-nuclear"
    assert where(["FRA"], ["DEU"], "اجتمع الجانبان في باريس") == "syria"  # nothing of its own: the article's file


def test_an_event_of_an_article_without_a_file_has_one_only_between_its_sides(evidence):
    found = [0.0] * len(evidence.matcher.slugs)
    assert file_of(make_event(["FRA"], ["DEU"]), "", [], found, evidence, "2018-01-01") is None
    assert file_of(make_event(["IND"], ["PAK"]), "", [], found, evidence, "2018-01-01") == "kashmir"


def test_speed(evidence):
    """Of the stage's 20,000 words a second, matching and features take a part."""
    text = fold("عنوان عن سوريا واليمن\n" + "قال وزير الخارجية الروسي إن بلاده تتابع الملف السوري مع واشنطن وأنقرة. " * 60)
    words = text.count(" ") * 20
    begin = time.process_time()
    for _ in range(20):
        evidence.features(text, 22, [(0, "SYR"), (30, "RUS")], "2018-01-01")
    assert words / (time.process_time() - begin) > 60_000
