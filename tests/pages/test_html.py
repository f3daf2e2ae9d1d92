"""HTML pages in the style of many outlets, each with the article that is in it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taqarub.pages.html import read_html
from taqarub.records import Article, Page, TaqarubError

HERE = Path(__file__).parent / "html"
ADDRESSES = {"channel": "https://paris.example/ar/amp/x?utm=1", "wordpress": "https://sawtatlas.example/?p=812"}  # the others tell theirs
PAGES = sorted(path.stem for path in HERE.glob("*.html"))


def article(name: str, encoding: str = "utf-8", **more) -> Article:
    data = (HERE / f"{name}.html").read_text(encoding="utf-8")
    return read_html(Page(content=data.encode(encoding), origin=name, url=ADDRESSES.get(name), **more))


def plain(found: Article) -> dict:
    related = [{"headline": r.headline, "label": r.label, "url": r.url} for r in found.related]
    return {
        "url": found.url, "outlet": found.outlet, "published": found.published, "headline": found.headline, "label": found.label,
        "byline": found.byline, "dateline": found.dateline, "paragraphs": found.paragraphs, "related": related,
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_the_article_that_is_in_it(name):
    wanted = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    found = article(name)
    kept = wanted.pop("furniture", {})
    shown = plain(found)
    assert {field: shown[field] for field in wanted} == wanted
    for kind, texts in kept.items():
        assert [line.text for line in found.furniture if line.kind == kind] == texts


@pytest.mark.parametrize("name", PAGES)
def test_furniture_and_other_headlines_are_not_in_the_body(name):
    found = article(name)
    body = "\n".join(found.paragraphs)
    assert all(story.headline not in body for story in found.related)
    for word in ("فيسبوك", "جميع الحقوق", "طباعة", "مشاهدة", "الوسوم", "24 نوفمبر 2026"):
        assert word not in body


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
def test_charset_does_not_matter(name, encoding):
    try:
        found = article(name, encoding, charset="iso-8859-1")
    except UnicodeEncodeError:
        pytest.skip("the page has signs that this charset lacks")
    assert plain(found) == plain(article(name))


def test_given_day_and_outlet_stand_in_only_where_the_page_is_silent():
    page = "<html><body><h1>الحكومة تقر الموازنة الجديدة</h1><p>أقرت الحكومة اللبنانية مشروع الموازنة بعد جلسة طويلة ترأسها رئيس الوزراء في السراي.</p></body></html>"
    found = read_html(Page(content=page, published="2019-07-01", outlet="بيروت الآن"))
    assert (found.published, found.outlet) == ("2019-07-01", "بيروت الآن")
    assert read_html(Page(content=page)).published is None
    told = article("graph", published="1999-01-01", outlet="x")
    assert (told.published[:10], told.outlet) == ("2023-05-18", "شبكة الأفق")


def test_double_encoded_page_is_mended():
    text = (HERE / "egyptian.html").read_text(encoding="utf-8")
    garbled = text.encode().decode("latin-1")
    assert plain(read_html(Page(content=garbled.encode()))) == plain(article("egyptian"))


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_ten_thousand_levels_are_read(tag):
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    body = "<p>قال وزير الخارجية الكويتي إن بلاده ستواصل جهود الوساطة بين الأطراف الخليجية حتى تسوية الخلاف.</p>"
    page = f"<html><body><h1>الكويت تواصل الوساطة الخليجية</h1>{f'<{tag}>' * 10_000}{body}{closing * 10_000}</body></html>"
    found = read_html(Page(content=page, origin="deep"))
    assert found.headline == "الكويت تواصل الوساطة الخليجية"
    assert any("ستواصل جهود الوساطة" in paragraph for paragraph in found.paragraphs)


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"<html></html>", b"<html><body><p>Nothing in Arabic here at all.</p></body></html>", b"%PDF-1.4 <html>", b"<p>" + bytes(range(32)) * 40],
)
def test_page_without_arabic_is_one_clear_line(content):
    with pytest.raises(TaqarubError, match=r"\Abad\.html: [^\n]+\Z"):
        read_html(Page(content=content, origin="bad.html"))


def test_halves_of_surrogate_pairs_and_nul_do_no_harm():
    page = "<html><body><h1>عنوان\ud800 الخبر\x00</h1><p>نص الخبر \udfff الذي نشرته الوكالة صباح اليوم\x00 من بيروت.</p></body></html>"
    found = read_html(Page(content=page))
    found.text.encode("utf-8")
    assert "\x00" not in found.text and "الخبر" in found.headline


_PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<ul><li>", "</li></ul>", "<a href='http://[bad'>", "</a>", "<h1>", "</h1>", "<table><tr><td>", "</table>",
     "<script type='application/ld+json'>", "</script>", '{"@type":"NewsArticle","datePublished":[{}],"author":[[1]]}', "<time datetime='0000-99-99'>",
     "<meta property='article:published_time' content='99999999999999'>", "<base href='//'>", "<form>", "</form>", "<!--", "-->", "اقرأ أيضا", "موضوعات ذات صلة",
     "أعلنت الوزارة أن المحادثات ستبدأ غدا في العاصمة.", "&#1575;&#xD800;", "\x00", "<figure><figcaption>", "<br>", "<link rel=canonical href='http://[x'>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_gives_an_article_or_an_error_of_ours(markup):
    try:
        found = read_html(Page(content=markup))
    except TaqarubError:
        return
    assert isinstance(found, Article)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1256", "utf-16", "idna", "rot13", "\x00"]))
def test_any_bytes_give_an_article_or_an_error_of_ours(data, charset):
    for content in (data, b"<html><p>" + data):
        try:
            read_html(Page(content=content, charset=charset))
        except TaqarubError as error:
            assert "\n" not in str(error)
