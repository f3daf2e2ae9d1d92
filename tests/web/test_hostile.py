"""Addresses that nobody in his senses would write: no page ever breaks, and nothing of them is run."""

import random
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient

from taqarub.web import create_app

VALUES = [
    "", "0", "²", "٣", "-1", "99999", "2018-07-16", "0001-01-01", "9999-12-31", "2018-13-40", "RUS", "ISR", "\x00", "' OR 1=1 --",
    "<script>alert(2)</script>", "a" * 300, "csv", "json", "jsonl", "polecat", "gdelt", "icews", "records", "parquet", "all", "year",
    "beside", "deeds", "closeness", "events", "statements", "moves", "behind", "pairs", "stories", "facets", "companions", "CONSULT",
    '"', '"لافروف"', "لافروف", "NEAR(", "2018-07", "0000-01", "٠٠٠٠-01", "e0 v0 s0", "syria", "%", "Sergey Lavrov", "visit/1",
]  # fmt: skip
NAMES = [
    "q", "actor", "outlet", "file", "type", "from", "to", "month", "limit", "format", "list", "lang", "span", "day", "days", "a", "b",
    "direction", "with", "part", "newest", "wide", "moved", "article", "who", "marks",
]  # fmt: skip
PLACES = [
    "/", "/moved", "/files/syria", "/files/syria/day", "/files/{}", "/actor/RUS", "/actor/{}", "/actor/Sergey Lavrov", "/articles/visit/1",
    "/articles/{}", "/search", "/search/facets", "/mention", "/told",
    "/brief", "/files/syria/feed.atom", "/files/{}/feed.atom", "/review", "/review/articles/{}", "/review/item", "/review/log",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_address_breaks_a_page(known_desk, seed):
    client = TestClient(create_app(known_desk), base_url="http://127.0.0.1", raise_server_exceptions=False)
    dice = random.Random(seed)
    answered = 0
    for _ in range(60):
        place = dice.choice(PLACES).format(quote(dice.choice(VALUES), safe=""))
        query = urlencode([(dice.choice(NAMES), dice.choice(VALUES)) for _ in range(dice.randint(0, 5))])
        answer = client.get(f"{place}?{query}", follow_redirects=False)
        assert answer.status_code < 500, f"{place}?{query}"
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert" not in answer.text, f"{place}?{query}"
        answered += answer.status_code == 200
    assert answered > 20
