"""Archives and lists of addresses, with what is amiss in them."""

import gzip
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest

from taqarub.pages.sources import Failure
from taqarub.records import Article, Page, TaqarubError
from taqarub.store.feeds import kind, read_links
from taqarub.store.sources import Sources


def warc(n, length=None, status="200 OK", type="text/html; charset=utf-8", digest=""):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n\r\n<p>صفحة {n}</p>".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Target-URI: http://a.example/{n}\r\n{digest}"
    head += f"WARC-Date: 2021-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def broken(record):
    data = bytearray(gzip.compress(record))
    for at in range(30, 60):
        data[at] ^= 0xFF
    return bytes(data)


ONE, TWO, THREE = warc(1), warc(2), warc(3)
ZIPPED = [gzip.compress(record) for record in (ONE, TWO, THREE)]


@pytest.mark.parametrize("name, parts, pages, failures", [
    ("a.warc", [ONE, TWO, THREE], "123", 0),
    ("a.warc", [ONE, b"garbage, no record\r\n", TWO, THREE], "123", 1),
    ("a.warc", [ONE, warc(2, length=99_999), THREE], "13", 1),
    ("a.warc", [ONE, TWO, THREE[:-20]], "12", 1),
    ("a.warc", [ONE, warc(2, digest="WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"), THREE], "13", 1),
    ("a.warc", [ONE, warc(2, status="404 Not Found"), warc(4, type="image/png"), THREE], "13", 0),
    ("a.warc.gz", ZIPPED, "123", 0),
    ("a.warc.gz", [ZIPPED[0], broken(TWO), ZIPPED[2]], "13", 1),
    ("a.warc.gz", [broken(ONE), broken(TWO), ZIPPED[2]], "3", 1),
    ("a.warc.gz", [ZIPPED[0], ZIPPED[1][:60]], "1", 1),
    ("a.warc.gz", [ZIPPED[0][:60]], "", 1),
    ("a.warc", [b""], "", 1),
    ("a.warc", [b"no archive at all"], "", 1),
])  # fmt: skip
def test_archives(tmp_path, name, parts, pages, failures):
    (tmp_path / name).write_bytes(b"".join(parts))
    items = list(Sources()(str(tmp_path / name)))
    found = [item for item in items if isinstance(item, Page)]
    assert [page.url for page in found] == [f"http://a.example/{n}" for n in pages]
    assert all("صفحة" in page.content.decode() and page.charset == "utf-8" for page in found)
    amiss = [item for item in items if isinstance(item, Failure)]
    assert len(amiss) == failures, amiss
    assert all(name in item.origin and "WARC" in item.reason for item in amiss)


LONG = "<p>نص طويل يغني عن جلب الصفحة.</p>" * 40
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>جريدة المرفأ</title>
<item><title>أول</title><link>http://a.example/1</link><pubDate>Tue, 02 Mar 2021 10:00:00 GMT</pubDate><description>قصير</description></item>
<item><title>ثان</title><link>http://a.example/2</link><content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>مكرر</title><link>http://a.example/1</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>t</title><link href="http://a.example/1"/>
<updated>2021-03-02T10:00:00Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://a.example/1</loc><news:news><news:publication><news:name>المرفأ</news:name></news:publication>
<news:publication_date>2021-03-02</news:publication_date></news:news></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>http://a.example/map</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize("text, expected", [
    (RSS, [("http://a.example/1", "2021-03-02T10:00:00Z", "جريدة المرفأ"), ("http://a.example/2", None, "جريدة المرفأ")]),
    (ATOM, [("http://a.example/1", "2021-03-02T10:00:00Z", "x")]),
    (SITEMAP, [("http://a.example/1", "2021-03-02", "المرفأ")]),
    ("# mine\nhttp://a.example/1\n\nhttps://b.example/2\n", [("http://a.example/1", None, None), ("https://b.example/2", None, None)]),
])  # fmt: skip
def test_links(text, expected):
    assert [(link.url, link.published, link.outlet) for link in read_links(text.encode(), "x")] == expected


@pytest.mark.parametrize("text", ["<html><body>no feed</body></html>", "plain words", "", "http://a.example/ and words"])
def test_what_is_no_list(text):
    assert kind(text.encode()) is None
    with pytest.raises(TaqarubError, match=r"^x: neither a feed"):
        list(read_links(text.encode(), "x"))


@pytest.fixture
def sources():
    """A web of four addresses."""
    web = {"http://a.example/1": "<p>صفحة</p>", "http://a.example/rss": RSS, "http://a.example/map": SITEMAP, "http://a.example/maps": INDEX,
           "http://a.example/items": '{"id": "j", "sentences": ["عنوان", "نص"]}\n{broken'}  # fmt: skip

    def get(url, allow_private):
        if url not in web:
            raise TaqarubError(f"{url}: the server answered 404")
        return Page(content=web[url].encode(), origin=url, url=url)

    return Sources(outlet="عند الحاجة", get=get, visitor=SimpleNamespace(get=partial(get, allow_private=False)))


def test_a_feed_is_followed(sources):
    first, second = sources("http://a.example/rss")
    assert (first.url, first.published, first.outlet) == ("http://a.example/1", "2021-03-02T10:00:00Z", "جريدة المرفأ")
    assert second.url == "http://a.example/2" and "نص طويل" in second.content  # came with its text: not fetched


def test_a_sitemap_of_sitemaps(sources):
    assert [page.url for page in sources("http://a.example/maps")] == ["http://a.example/1"]


def test_no_more_of_a_list_than_wanted_and_that_is_told(sources):
    page, failure = replace(sources, most=1)("http://a.example/rss")
    assert page.url == "http://a.example/1"
    assert (failure.origin, failure.reason) == ("http://a.example/rss", "names more than 1 addresses; --most takes more of them")


def test_a_list_with_a_dead_address(sources, tmp_path):
    (tmp_path / "mine.txt").write_text("http://a.example/gone\nhttp://a.example/1\n")
    dead, page = sources(str(tmp_path / "mine.txt"))
    assert (dead.origin, dead.reason) == ("http://a.example/gone", "the server answered 404")
    assert page.outlet == "عند الحاجة"


def test_articles_at_an_address(sources):
    article, failure = sources("http://a.example/items")
    assert isinstance(article, Article) and article.id == "j"
    assert failure.origin == "http://a.example/items, line 2"


def test_a_folder_of_everything(sources, tmp_path):
    (tmp_path / "a.warc").write_bytes(ONE)
    assert [item.url for item in sources(str(tmp_path))] == ["http://a.example/1"]
    (tmp_path / "page.html").write_text("<p>صفحة</p>")
    (tmp_path / "rss.xml").write_text(RSS)
    assert len(list(sources(str(tmp_path)))) == 4


def test_a_feed_that_is_no_feed(sources, tmp_path):
    (tmp_path / "feed.rss").write_text("<html>moved</html>")
    (failure,) = sources(str(tmp_path / "feed.rss"))
    assert failure.reason == "neither a feed, a sitemap nor a list of addresses"
    (missing,) = sources(str(tmp_path / "none.rss"))
    assert missing.reason == "No such file or directory"
