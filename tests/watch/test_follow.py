"""Following the feeds of a real server on this machine, read by rules alone."""

import time
from types import SimpleNamespace

import pytest

from taqarub.pages.polite import Manners
from taqarub.records import Page, Record
from taqarub.store import open_database
from taqarub.store.queries import failures, old_versions, records
from taqarub.store.rows import to_stored
from taqarub.watch import Feed, Follower, Settings, state
from taqarub.watch.state import FeedState

from site_of_paper import page, rss  # isort: skip


def reader():
    """A toy: the headline is the page's title."""
    def read(items):
        return [_read(item) for item in items]

    return read


def _read(item: Page):
    text = item.content if isinstance(item.content, str) else item.content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    return to_stored(Record(id=item.url, url=item.url, outlet=item.outlet, published=item.published, headline=title, text=text, body_start=0))


@pytest.fixture
def desk(tmp_path, paper):
    """Follow the paper's feed: desk.once() gives what was told and complained of."""
    path = str(tmp_path / "desk.db")

    def once(*feeds, **options):
        settings = Settings(feeds or (Feed(f"{paper.base}/rss", **options),), Manners(0.01))
        told, amiss = [], []
        follower = Follower(settings, path, reader, allow_private=True, tell=told.append, complain=amiss.append)
        counts = follower.run(once=True)
        return SimpleNamespace(counts=counts, told=told, amiss=amiss)

    def stored():
        with open_database(path) as database:
            return {record.id.rpartition("/")[2]: record for record in records(database)}

    def failed():
        with open_database(path) as database:
            return {failure.origin.rpartition("/")[2]: failure.reason for failure in failures(database)}

    return SimpleNamespace(path=path, once=once, stored=stored, failed=failed)


def test_what_is_new_is_fetched_and_only_that(paper, desk):
    paper.print("a", "b")
    first = desk.once()
    assert first.told == [f"{paper.base}/rss: 2 new"] and not first.amiss
    paper.print("b", "c")
    assert desk.once().counts.added == 1
    assert {name: paper.fetched(name) for name in "abc"} == {"a": 1, "b": 1, "c": 1}
    assert sorted(desk.stored()) == ["a", "b", "c"]
    record = desk.stored()["a"]
    assert (record.outlet, record.published, record.headline) == ("المرفأ", "2021-03-02T10:00:00Z", "خبر a من عمان")


def test_an_unchanged_feed_answers_304_also_after_a_restart(paper, desk):
    paper.print("a")
    desk.once()
    desk.once()
    assert [status for path, status in paper.statuses if path == "rss"] == [200, 304]
    assert paper.fetched("a") == 1


def test_the_name_of_the_outlet_can_be_given(paper, desk):
    paper.print("a")
    desk.once(outlet="النهر")
    assert desk.stored()["a"].outlet == "النهر"


def test_no_more_articles_than_wanted_and_the_others_the_next_time(paper, desk):
    paper.print(*"abcde")
    assert desk.once(articles=2).told == [f"{paper.base}/rss: 2 new, 3 left for the next time"]
    paper.print("f")  # by now the feed names another one alone
    assert desk.once(articles=2).told == [f"{paper.base}/rss: 2 new, 2 left for the next time"]
    desk.once(articles=2)
    assert sorted(desk.stored()) == list("abcdef")


def test_an_article_that_changed_is_a_new_version(paper, desk):
    days = dict.fromkeys("abc", "2021-03-02T10:00:00Z")
    paper.print(*"abc", updated=days.items())
    desk.once()
    paper.pages["a"] = page("خبر a مصحح")
    paper.print(*"abc", updated={**days, "a": "2021-03-02T12:00:00Z"}.items())
    assert desk.once().told == [f"{paper.base}/rss: 1 changed"]
    assert desk.stored()["a"].headline == "خبر a مصحح"
    with open_database(desk.path) as database:
        assert [old.headline for old in old_versions(database, f"{paper.base}/a")] == ["خبر a من عمان"]
    assert paper.fetched("b") == 1


def test_a_feed_that_calls_everything_changed_is_not_believed(paper, desk):
    names = "abcdefgh"
    for hour in (10, 11, 12):
        paper.print(*names, updated=dict.fromkeys(names, f"2021-03-02T{hour}:00:00Z").items())
        desk.once()
    assert all(paper.fetched(name) == 1 for name in names)


def test_articles_that_come_whole_are_not_fetched(paper, desk):
    body = "<p>نص طويل يغني عن جلب الصفحة.</p>" * 40
    entry = f"<item><title>كامل</title><link>{paper.base}/w</link><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    paper.pages["rss"] = rss(paper.base).replace("<channel>", f"<channel>{entry}").replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    assert desk.once().counts.added == 1
    assert paper.fetched("w") == 0 and desk.stored()["w"].headline == "كامل"
    assert desk.once().counts == (0, 0, 0, 0)


def test_robots_are_obeyed(paper, desk):
    paper.pages["robots.txt"] = "User-agent: *\nDisallow: /b\n"
    paper.print("a", "b")
    desk.once()
    assert paper.fetched("b") == 0 and paper.fetched("robots.txt") == 1
    assert desk.failed() == {"b": "robots.txt of the site does not allow it"}
    desk.once()
    assert "b" in desk.failed()  # still told, and still not asked for
    paper.pages["robots.txt"] = "User-agent: *\nDisallow: /\n"
    assert "robots.txt of the site does not allow it; asked again at " in desk.once().amiss[0]


def test_a_feed_that_is_no_feed_is_told_and_left_alone_until_it_is_one(paper, desk):
    paper.pages["rss"] = page("انتقلت الصفحة")
    assert desk.once().amiss[0].startswith(f"{paper.base}/rss: neither a feed, a sitemap nor a list of addresses; asked again at ")
    assert desk.failed() == {"rss": "neither a feed, a sitemap nor a list of addresses"}
    paper.print("a")
    assert "is to be left alone until" in desk.once().amiss[0]
    assert paper.fetched("rss") == 1
    unblock(desk, paper)
    assert desk.once().counts.added == 1 and desk.failed() == {}


def unblock(desk, paper):
    with open_database(desk.path, write=True) as database:
        url = f"{paper.base}/rss"
        kept = state.load(database, url)
        kept.blocked = 0.0
        state.save(database, [(url, kept)])


def test_a_sitemap_of_sitemaps_is_told(paper, desk):
    paper.pages["rss"] = f"<?xml version='1.0'?><sitemapindex><sitemap><loc>{paper.base}/map</loc></sitemap></sitemapindex>"
    assert f"a sitemap of sitemaps; name one of these: {paper.base}/map" in desk.once().amiss[0]


def test_one_bad_feed_does_not_keep_the_others(paper, desk):
    paper.print("a", feed="good")
    result = desk.once(Feed(f"{paper.base}/none"), Feed("http://127.0.0.1:1/rss"), Feed(f"{paper.base}/good"))
    assert result.counts.added == 1
    assert "the server answered 404" in result.amiss[0] or "the server answered 404" in result.amiss[1]
    assert len(result.amiss) == 2


def test_retry_after_is_heeded_and_nothing_is_lost(paper, desk):
    paper.print("a", "b")
    paper.pages["a"] = (429, {"Retry-After": "3600"})
    begin = time.monotonic()
    result = desk.once()
    assert time.monotonic() - begin < 30
    assert desk.failed() == {}
    assert result.told[-1].endswith("left for the next time")
    paper.pages["a"] = page("خبر a من عمان")
    desk.once()  # a new start knows nothing of the hour: it may ask again, and gets all
    assert sorted(desk.stored()) == ["a", "b"]


def test_a_busy_feed_is_asked_again_when_it_said(paper, desk):
    paper.pages["rss"] = (503, {"Retry-After": "7200"})
    desk.once()
    with open_database(desk.path) as database:
        kept = state.load(database, f"{paper.base}/rss")
    assert 7190 < kept.blocked - time.time() < 7210 and kept.errors == 1


def test_an_article_that_does_not_come_is_tried_three_times_and_listed(paper, desk, monkeypatch):
    monkeypatch.setattr("taqarub.pages.polite.FIRST_BACKOFF", 0.01)
    paper.print("a", "b")
    paper.pages["a"] = 500
    desk.once()
    assert paper.fetched("a") == 3 and sorted(desk.stored()) == ["b"]
    assert desk.failed() == {"a": "the server answered 500 Internal Server Error"}


def test_state_of_an_empty_feed_keeps_what_is_known():
    kept = FeedState(known={"http://a.example/1": None})
    assert kept.take([]) == [] and kept.known


def test_another_writer_is_waited_for(paper, desk, monkeypatch):
    import threading

    paper.print("a")
    monkeypatch.setattr("taqarub.watch.follow.BUSY", 0.05)
    other = open_database(desk.path, write=True)
    threading.Timer(0.5, lambda: other._lock.release()).start()
    result = desk.once()
    assert result.counts.added == 1
    assert result.amiss == [f"{desk.path}: another taqarub is writing to it; waiting for its end"]
