"""What stands before every page: names, tokens, users, forged forms, sizes, rates, and errors that tell nothing."""

import re

import pytest
from fastapi.testclient import TestClient

from taqarub.briefing.writing import address
from taqarub.records import TaqarubError
from taqarub.store import open_database
from taqarub.web import create_app
from taqarub.web.accounts import Accounts, fits, hashed, read_users
from taqarub.web.limits import Buckets, answers_to
from taqarub.web.security import own_address

TOKEN = "a-long-enough-secret"


@pytest.fixture
def db(tmp_path):
    path = str(tmp_path / "desk.db")
    open_database(path, write=True).close()
    return path


def client_of(db, base="http://127.0.0.1:8000", **settings):
    app = create_app(db, **settings)

    @app.post("/change")
    def change():
        return {"changed": True}

    @app.get("/broken")
    def broken():
        raise RuntimeError("secret path /home/huda")

    app.post("/api/change")(change)
    app.get("/api/broken")(broken)
    return TestClient(app, base_url=base, raise_server_exceptions=False)


def csrf(client, path="/login"):
    return re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)[1]


def test_headers_of_every_answer(db):
    client = client_of(db)
    for path in ("/", "/static/desk.css", "/nothing", "/broken"):
        headers = client.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"] and "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_session_cookie_is_for_this_site_and_no_script(db):
    cookie = client_of(db).get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
def test_a_name_that_was_pointed_here_is_refused(db, host):
    assert client_of(db).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    ("header", "served", "known"),
    [("localhost:8000", "127.0.0.1", True), ("[::1]:8000", "127.0.0.1", True), ("192.168.1.5", "127.0.0.1", False),
     ("192.168.1.5:80", "0.0.0.0", True), ("desk.local", "0.0.0.0", False), ("desk.local:80", "desk.local", True),
     ("[::1", "127.0.0.1", False)],
)  # fmt: skip
def test_names_of_the_desk(header, served, known):
    assert answers_to(header, served) is known


def test_beyond_the_loopback_somebody_must_be_asked(db, tmp_path):
    with pytest.raises(TaqarubError, match="others could look"):
        create_app(db, host="0.0.0.0")
    with pytest.raises(TaqarubError, match="too short"):
        create_app(db, host="0.0.0.0", token="1234")
    with pytest.raises(TaqarubError, match="no-such"):
        create_app(db, host="0.0.0.0", users=tmp_path / "no-such.toml")


def test_token_by_login_page(db):
    client = client_of(db, base="http://10.0.0.5", host="0.0.0.0", token=TOKEN)
    asked = client.get("/search?q=x", follow_redirects=False)
    assert asked.status_code == 303 and asked.headers["location"] == "/login?next=%2Fsearch%3Fq%3Dx"
    form = {"csrf": csrf(client), "name": "هدى", "word": "wrong-wrong-wrong", "next": "//evil.example"}
    assert client.post("/login", data=form).status_code == 403
    entered = client.post("/login", data=form | {"word": TOKEN}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert client.get("/", follow_redirects=False).status_code == 200
    before = dict(client.cookies)
    assert client.post("/logout", data={"csrf": csrf(client)}, follow_redirects=False).status_code == 303
    client.cookies.update(before)
    assert client.get("/", follow_redirects=False).status_code == 303  # an ended session is not taken again


def test_token_for_the_api(db):
    client = client_of(db, base="http://10.0.0.5", host="0.0.0.0", token=TOKEN)
    assert client.get("/api/x").status_code == 401
    assert client.get("/api/x", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 404
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}, follow_redirects=False).status_code == 303
    assert client.post("/api/change", headers={"authorization": f"Bearer {TOKEN}"}).json() == {"changed": True}


def test_users_with_passwords(db, tmp_path):
    users = tmp_path / "users.toml"
    users.write_text(f'[users]\n"هدى" = "{hashed("correct horse")}"\n', encoding="utf-8")
    client = client_of(db, base="http://10.0.0.5", host="0.0.0.0", users=users)
    form = {"csrf": csrf(client), "name": "هدى", "word": "correct horse"}
    assert client.post("/login", data=form | {"name": "سمير"}).status_code == 403
    assert client.post("/login", data=form, follow_redirects=False).status_code == 303
    assert client.get("/", follow_redirects=False).status_code == 200
    fresh = client_of(db, base="http://10.0.0.5", host="0.0.0.0", users=users)
    assert fresh.get("/api/x", auth=("هدى".encode(), b"correct horse")).status_code == 404
    assert fresh.get("/api/x", auth=("هدى".encode(), b"wrong")).status_code == 401


def test_hashes_differ_and_fit():
    one, other = hashed("كلمة سر"), hashed("كلمة سر")
    assert one != other and fits("كلمة سر", one) and not fits("كلمة", one)


@pytest.mark.parametrize("text", ["", "[users]\nhuda = 'plain'", "[users]\nhuda = 'scrypt$1$1$1$x$y'", "= nonsense"])
def test_a_file_of_users_must_be_one(tmp_path, text):
    path = tmp_path / "users.toml"
    path.write_text(text)
    with pytest.raises(TaqarubError, match=r"users\.toml"):
        read_users(path)


def test_forged_cookies_are_nobodys():
    accounts = Accounts(TOKEN, {})
    cookie = accounts.cookie(accounts.begin("هدى"))
    assert accounts.session(cookie).user == "هدى"
    body, _, signed = cookie.rpartition(".")
    others = Accounts(TOKEN, {})
    for forged in (body, f"{body}.", f"{body}.{signed[:-1]}", "a.b.c.d", "", others.cookie(others.begin("هدى"))):
        assert accounts.session(forged) is None


def test_a_change_needs_the_word_of_its_session(db):
    client, other = client_of(db), client_of(db)
    right = csrf(client)
    assert client.post("/change", data={"csrf": right}).json() == {"changed": True}
    assert client.post("/change", headers={"x-csrf-token": right}).status_code == 200
    assert client.post("/change").status_code == 403
    assert client.post("/change", data={"csrf": csrf(other)}).status_code == 403
    assert client.post("/change", json={"csrf": right}).status_code == 403


def test_a_change_that_another_site_asks_for_is_refused(db):
    client = client_of(db)
    form = {"csrf": csrf(client)}
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"referer": "http://127.0.0.1:9000/"},
                    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):  # fmt: skip
        assert client.post("/change", data=form, headers=headers).status_code == 403
    assert client.post("/change", data=form, headers={"origin": "http://127.0.0.1:8000"}).status_code == 200
    api = client_of(db)
    assert api.post("/api/change").status_code == 200  # no browser asks: a script on this machine
    assert api.post("/api/change", headers={"origin": "http://evil.example"}).status_code == 403


def test_sizes(db):
    client = client_of(db)
    assert client.post("/change", content=b"x" * 300_000).status_code == 413
    assert client.post("/change", content=(b"x" * 50_000 for _ in range(9))).status_code == 413
    assert client.get("/?q=" + "x" * 9000).status_code == 414


def test_rates(db):
    client = client_of(db, token=TOKEN)
    form = {"csrf": csrf(client), "name": "x", "word": "guess"}
    statuses = [client.post("/login", data=form).status_code for _ in range(8)]
    assert statuses[:6] == [403] * 6 and statuses[6:] == [429] * 2
    bucket = Buckets(3, 0.0001)
    assert [bucket.take("a") for _ in range(4)] == [True] * 3 + [False] and bucket.take("b")


def test_an_error_tells_a_number_and_nothing_else(db, caplog):
    client = client_of(db)
    page, found = client.get("/broken?q=secret"), client.get("/api/broken").json()
    assert page.status_code == 500 and "huda" not in page.text and "RuntimeError" not in page.text
    number = re.search(r"\b[0-9a-f]{8}\b", page.text)[0]
    assert any(number in each.getMessage() for each in caplog.records)
    assert set(found) == {"type", "title", "status", "detail", "reference"} and "huda" not in str(found)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " https://a.example", "JaVaScRiPt:x", "//a.example", "https://a@b.example/",
     "https:/a", "vbscript:x", "https://a.example/\x00", "https://a.example/\u202e", "java\nscript:x", None, ""],
)  # fmt: skip
def test_addresses_that_never_become_links(url):
    assert address(url) is None


def test_addresses_that_do():
    for url in ("https://a.example", "http://a.example:8080/x?y=1#z", "https://a.example/خبر/1"):
        assert address(url) == url


@pytest.mark.parametrize("value", ["//evil", "/\\evil", "http://evil", "x", "", "/a\nb", "javascript:x"])
def test_other_sites_are_no_place_to_go_on_to(value):
    assert own_address(value) == "/"
