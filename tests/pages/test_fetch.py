"""Fetching from a server of our own on this machine."""

import gzip
import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from taqarub.pages import fetch
from taqarub.records import TaqarubError

PAGE = "<html><body><h1>عنوان</h1><p>نص الخبر</p></body></html>".encode("cp1256")


class Site(BaseHTTPRequestHandler):
    hits: list[str] = []  # noqa: RUF012  (one server a test session)

    def log_message(self, *_):
        pass

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Site.hits.append(self.headers["Host"] + self.path)
        path = self.path.partition("?")[0]
        try:
            getattr(self, "on_" + path.strip("/"))()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def on_page(self):
        self.answer(200, PAGE, Content_Type="text/html; charset=windows-1256")

    def on_zipped(self):
        self.answer(200, gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def on_bomb(self):
        self.answer(200, gzip.compress(b"a" * 50_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def on_hop(self):
        self.answer(302, Location="/page")

    def on_loop(self):
        self.answer(302, Location="/loop2")

    def on_loop2(self):
        self.answer(301, Location="/loop")

    def on_endless(self):
        self.answer(302, Location=f"/endless?{len(Site.hits)}")

    def on_metadata(self):
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def on_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def on_pdf(self):
        self.answer(200, b"%PDF", Content_Type="application/pdf")

    def on_gone(self):
        self.answer(404, b"no", Content_Type="text/html")

    def on_big(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x" * 100_000)

    def on_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def on_drip_head(self):
        for _ in range(200):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def on_hang(self):
        time.sleep(8)


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(url: str, reason: str, **options):
    with pytest.raises(TaqarubError, match=reason) as caught:
        fetch.get(url, **options)
    assert str(caught.value).startswith(f"{url}: ") and "\n" not in str(caught.value)


def test_page_with_its_charset(site):
    page = fetch.get(f"{site}/page", allow_private=True)
    assert (page.content, page.charset, page.url) == (PAGE, "windows-1256", f"{site}/page")


def test_gzip_is_undone(site):
    assert fetch.get(f"{site}/zipped", allow_private=True).content == PAGE


def test_redirect_is_followed_and_gives_the_last_address(site):
    page = fetch.get(f"{site}/hop", allow_private=True)
    assert (page.url, page.origin) == (f"{site}/page", f"{site}/hop")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("loop", "in a circle"), ("endless", "redirects"), ("file", "only http and https"), ("pdf", "application/pdf is no page"), ("gone", "404")],
)
def test_what_is_no_page_is_told(site, path, reason):
    refused(f"{site}/{path}", reason, allow_private=True)


@pytest.mark.parametrize("path", ["big", "bomb"])
def test_size_is_limited_while_it_comes_in(site, path):
    refused(f"{site}/{path}", "more than 1 MB", allow_private=True, max_bytes=1_000_000)


@pytest.mark.parametrize("path", ["drip", "drip_head", "hang"])
def test_time_is_limited_in_total(site, path):
    begin = time.monotonic()
    refused(f"{site}/{path}", "within 0.7 seconds|no answer in time", allow_private=True, timeout=0.7)
    assert time.monotonic() - begin < 3


def test_private_address_is_refused_before_it_is_asked(site):
    before = len(Site.hits)
    refused(f"{site}/page", "private network")
    refused(f"{site.replace('127.0.0.1', 'localhost')}/page", "private network")
    assert len(Site.hits) == before


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
     "100.64.0.1", "[fd00::1]", "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1"],
)  # fmt: skip
def test_every_way_to_write_a_private_address_is_refused(host):
    refused(f"http://{host}/x", "private network|no host named|not a web address|cannot connect", timeout=3)


def test_redirect_into_a_private_network_is_refused(site, monkeypatch):
    monkeypatch.setattr(fetch, "is_public", lambda address: not address.is_link_local)
    refused(f"{site}/metadata", "private network.*redirected to http://169.254.169.254")


def test_connects_to_the_address_that_was_checked(site, monkeypatch):
    """A name that changes its address after the check leads nowhere else."""
    real, asked = socket.getaddrinfo, []

    def rebinding(host, *rest, **more):
        if host == "paper.example":
            asked.append(host)
            return real("127.0.0.1" if len(asked) == 1 else "192.0.2.1", *rest, **more)
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = site.rpartition(":")[2]
    assert fetch.get(f"http://paper.example:{port}/page", allow_private=True).content == PAGE
    assert len(asked) == 1 and Site.hits[-1] == f"paper.example:{port}/page"


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.1.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    refused("http://paper.example/", r"private network \(10\.1\.1\.1\)")


@pytest.mark.parametrize("url", ["ftp://paper.example/x", "file:///etc/passwd", "http://", "http://[bad/", "http://paper.example:99999999/", "gopher://x"])
def test_what_is_no_web_address_is_told(url):
    refused(url, "only http|not a web address|no host", timeout=3)


@pytest.mark.parametrize(("text", "public"), [("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("::ffff:10.0.0.1", False), ("fe80::1", False)])
def test_public_addresses(text, public):
    assert fetch.is_public(ipaddress.ip_address(text)) is public
