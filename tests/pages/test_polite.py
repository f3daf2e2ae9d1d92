"""Robots, pauses and patience, on a web without network and a clock without time."""

import httpx
import pytest

from taqarub.pages import fetch
from taqarub.pages.answers import Answer, Refused, Unreachable, seconds
from taqarub.pages.polite import Forbidden, Manners, Visitor
from taqarub.records import TaqarubError


class Web:
    """Answers by address: a text, an error, or a list of them for one request after another; ("to", address) redirects."""

    def __init__(self, **pages):
        self.pages = {name.replace("_", "."): value for name, value in pages.items()}
        self.now, self.asked, self.slept, self.agents = 0.0, [], [], set()

    def visitor(self, **manners):
        return Visitor(Manners(**manners), clock=lambda: self.now, sleep=self.sleep, ask=self.ask)

    def sleep(self, left):
        self.slept.append(left)
        self.now += left

    def ask(self, url, allow_private, headers, before):
        at = url
        while True:
            before(at)
            self.asked.append((round(self.now, 1), at))
            self.agents.add(headers["User-Agent"])
            found = self.find(at)
            if not isinstance(found, tuple):
                return Answer(200, httpx.Headers({"content-type": "text/html"}), found.encode(), at)
            at = found[1]

    def find(self, at):
        host, _, path = at.partition("://")[2].partition("/")
        found = self.pages.get(host, {}).get(path, Refused(f"{at}: the server answered 404", 404))
        if isinstance(found, list):
            found = found.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


def refused(status, wait=None):
    return Refused(f"x: the server answered {status}", status, wait)


def test_robots_are_asked_once_and_obeyed():
    web = Web(a_example={"robots.txt": "User-agent: *\nDisallow: /hidden\n", "1": "one", "hidden/2": "two"})
    visitor = web.visitor(delay=0)
    assert visitor.get("http://a.example/1").content == b"one"
    with pytest.raises(Forbidden, match=r"^http://a.example/hidden/2: robots.txt of the site does not allow it$"):
        visitor.get("http://a.example/hidden/2")
    assert [url for _, url in web.asked] == ["http://a.example/robots.txt", "http://a.example/1"]


def test_rules_for_us_by_name_win_and_patterns_are_understood():
    rules = "User-agent: *\nAllow: /\n\nUser-agent: taqarub\nDisallow: /*.pdf$\n"
    web = Web(a_example={"robots.txt": rules, "x.pdf": "p", "x": "x"})
    with pytest.raises(Forbidden):
        web.visitor(delay=0).get("http://a.example/x.pdf")
    assert web.visitor(delay=0).get("http://a.example/x").content == b"x"


def test_where_there_are_no_robots_all_is_allowed():
    web = Web(a_example={"1": "one"})
    assert web.visitor(delay=0).get("http://a.example/1").content == b"one"


@pytest.mark.parametrize("error", [refused(503), Unreachable("x: no answer in time")])
def test_robots_that_cannot_be_read_allow_nothing_for_now(error):
    web = Web(a_example={"robots.txt": [error], "1": "one"})
    visitor = web.visitor(delay=0)
    with pytest.raises(Unreachable, match=r"robots\.txt cannot be read"):
        visitor.ask("http://a.example/1")
    assert visitor.wait("http://a.example/1") > 0
    web.pages["a.example"]["robots.txt"] = ""
    assert visitor.get("http://a.example/1").content == b"one"


def test_a_pause_between_requests_to_a_host_and_none_between_hosts():
    web = Web(a_example={"1": "one", "2": "two"}, b_example={"1": "one"})
    visitor = web.visitor(delay=3)
    for url in ("http://a.example/1", "http://b.example/1", "http://a.example/2"):
        visitor.get(url)
    assert web.asked == [(0, "http://a.example/robots.txt"), (3, "http://a.example/1"), (3, "http://b.example/robots.txt"),
                         (6, "http://b.example/1"), (6, "http://a.example/2")]  # fmt: skip


@pytest.mark.parametrize("rule, pause", [("Crawl-delay: 7", 7), ("Request-rate: 1/20", 20), ("Crawl-delay: 1", 2)])
def test_robots_can_ask_for_a_longer_pause(rule, pause):
    web = Web(a_example={"robots.txt": f"User-agent: *\n{rule}\n", "1": "one", "2": "two"})
    visitor = web.visitor(delay=2)
    visitor.get("http://a.example/1")
    visitor.get("http://a.example/2")
    assert [at for at, _ in web.asked] == [0, pause, 2 * pause]


def test_a_redirect_is_held_to_the_robots_of_where_it_leads():
    web = Web(a_example={"go": ("to", "http://b.example/in")}, b_example={"robots.txt": "User-agent: *\nDisallow: /in", "in": "x"})
    with pytest.raises(Forbidden, match=r"http://b\.example/in"):
        web.visitor(delay=1).get("http://a.example/go")
    assert "http://b.example/in" not in [url for _, url in web.asked]


def test_it_waits_as_long_as_a_server_asks():
    web = Web(a_example={"robots.txt": "", "1": [refused(429, 50.0), "one"]})
    assert web.visitor(delay=1).get("http://a.example/1").content == b"one"
    assert web.asked[-1][0] - web.asked[-2][0] == 50


def test_a_server_that_asks_for_an_hour_is_left_alone():
    web = Web(a_example={"robots.txt": "", "1": refused(503, 3600.0), "2": "two"})
    visitor = web.visitor(delay=1)
    with pytest.raises(Refused, match="503"):
        visitor.get("http://a.example/1")
    asked = len(web.asked)
    with pytest.raises(Unreachable, match="left alone for 3600 more seconds"):
        visitor.get("http://a.example/2")
    assert len(web.asked) == asked


def test_backing_off_grows_and_ends_with_the_errors():
    web = Web(a_example={"robots.txt": "", "1": [Unreachable("x: no answer")] * 4 + ["one"]})
    visitor, pauses = web.visitor(delay=0), []
    for _ in range(4):
        with pytest.raises(Unreachable):
            visitor.ask("http://a.example/1")
        pauses.append(visitor.wait("http://a.example/1"))
    for number, pause in enumerate(pauses):
        assert 1 * 2**number <= pause <= 3 * 2**number  # half to one and a half of 2, 4, 8, 16
    visitor.ask("http://a.example/1")
    assert visitor.wait("http://a.example/1") == 0


def test_what_will_not_pass_is_not_tried_again():
    web = Web(a_example={"robots.txt": ""})
    with pytest.raises(TaqarubError, match="404"):
        web.visitor(delay=0).get("http://a.example/gone")
    assert len(web.asked) == 2


def test_who_runs_it_is_told():
    web = Web(a_example={"1": "one"})
    web.visitor(contact="mailto:desk@example.org").get("http://a.example/1")
    assert web.agents == {"Mozilla/5.0 (compatible; taqarub; +https://pypi.org/project/taqarub/; mailto:desk@example.org)"}
    assert fetch.AGENT == "taqarub"


def test_retry_after():
    assert seconds("120") == 120
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds("soon") is None and seconds("") is None
