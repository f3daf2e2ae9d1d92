"""feeds.toml is checked to the last key."""

import pytest

from taqarub.pages.polite import Manners
from taqarub.records import TaqarubError
from taqarub.watch.settings import Feed, example, parse, read_settings


def test_the_example_is_read():
    settings = parse(example(), "feeds.toml")
    assert settings.manners == Manners(2.0, "mailto:desk@example.org")
    assert settings.feeds == (
        Feed("https://www.example.org/arabic/rss.xml", "Example News", 900.0, 50),
        Feed("https://agency.example.net/news-sitemap.xml", None, 300.0, 20),
    )


def test_a_url_is_enough():
    (feed,) = parse('[[feed]]\nurl = "http://a.example/rss"', "x").feeds
    assert feed == Feed("http://a.example/rss", None, 900.0, 50)


ONE = '[[feed]]\nurl = "http://a.example/rss"\n'


@pytest.mark.parametrize("text, words", [
    ("", "names no feed"),
    ("[watch]\n", "names no feed"),
    ("feed = 3", "names no feed"),
    ("[[feed]\n", "no TOML"),
    ("[[feed]]\n", "url of feed 1 must be an address"),
    ('[[feed]]\nurl = "feeds/rss.xml"', "url of feed 1 must be an address"),
    ('[[feed]]\nurl = "file:///etc/passwd"', "url of feed 1 must be an address"),
    (ONE + 'evry = "5m"', "unknown key 'evry' of feed 1; known are url, outlet, every, articles"),
    ("[watch]\nrobots = false\n" + ONE, r"unknown key 'robots' of \[watch\]"),
    ("watch = 3\n" + ONE, "must be a table"),
    ("[feeds]\n" + ONE, "unknown key 'feeds' of the file"),
    (ONE + "every = 5", "every of feed 1 must be a time"),
    (ONE + 'every = "5 minutes"', "every of feed 1 must be a time"),
    (ONE + 'every = "5s"', "every of feed 1 must be 60s or more"),
    (ONE + "articles = 0", "articles of feed 1 must be a number"),
    (ONE + "articles = true", "articles of feed 1 must be a number"),
    (ONE + "outlet = 5", "outlet of feed 1 must be a text"),
    ('[watch]\ncontact = "a\\r\\nX-Evil: 1"\n' + ONE, r"contact of \[watch\] must be a text"),
    ('[watch]\ncontact = "مكتب"\n' + ONE, "must be in ASCII"),
    (ONE + ONE, "names http://a.example/rss twice"),
])  # fmt: skip
def test_what_is_amiss_is_said(text, words):
    with pytest.raises(TaqarubError, match=words) as caught:
        parse(text, "feeds.toml")
    assert str(caught.value).startswith("feeds.toml: ") and "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(TaqarubError, match=r"none.toml: no such file or directory"):
        read_settings(tmp_path / "none.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(TaqarubError, match="not UTF-8"):
        read_settings(tmp_path / "x.toml")
