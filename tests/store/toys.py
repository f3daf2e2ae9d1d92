"""Readers without the pipeline, which workers of a cluster can import, and sources of all kinds."""

import gzip
import json
import os
import time

from taqarub.records import Page, Record
from taqarub.store.rows import Failed, to_stored


def make():
    return lambda items: [_read(item) for item in items]


def make_slow():
    def read(items):
        time.sleep(0.05)
        return make()(items)

    return read


def make_deadly():
    def read(items):
        if any("قاتل" in _text(item) for item in items):
            os._exit(7)
        return make()(items)

    return read


def make_stuck():
    def read(items):
        while any("عالق" in _text(item) for item in items):
            time.sleep(0.01)
        return make()(items)

    return read


def _text(item):
    return item.content.decode() if isinstance(item, Page) else item.text


def _read(item):
    text = _text(item)
    if "فاسد" in text:
        return Failed(origin=item.origin if isinstance(item, Page) else item.id, reason="فاسد")
    headline = text.partition("\n")[0]
    return to_stored(Record(id=item.id or item.url, outlet=item.outlet, published=item.published, headline=headline, text=text,
                            body_start=len(headline) + 1), headline.split(), text.split(), ["جذر"])  # fmt: skip


def line(number, id=None, word="خبر"):
    return json.dumps({"id": id or f"n{number}", "source": "جريدة", "date": "2022-05-01",
                       "sentences": [f"{word} رقم {number}", f"وصل الوفد رقم {number} إلى عمان"]}, ensure_ascii=False)  # fmt: skip


def warc(n):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>صفحة {n}</p>".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Target-URI: http://a.example/{n}\r\n"
    head += f"WARC-Date: 2021-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def write_sources(folder):
    """A folder and a file of everything: lines (also zipped, broken, twice, changed), pages, an archive with a corrupt
    record, a table, an array. Returns their names."""
    import pyarrow
    import pyarrow.parquet

    desk = folder / "desk"
    desk.mkdir()
    lines = [line(n) for n in range(120)]
    lines[7], lines[23], lines[31] = "{broken", line(23, word="فاسد"), ""
    (desk / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with gzip.open(desk / "b.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join([line(n) for n in range(100, 180)] + [line(5), line(3, id="n3", word="مصحح")]))
    (desk / "c.html").write_text("<html><body><p>صفحة وحدها</p></body></html>", encoding="utf-8")
    (desk / "d.json").write_text("[" + ",\n".join(line(n) for n in range(300, 310)) + "]", encoding="utf-8")
    (desk / "e.jsonl").write_text("", encoding="utf-8")
    (desk / "f.warc").write_bytes(warc(1) + b"garbage, no record\r\n" + warc(2))
    rows = [json.loads(line(n)) for n in range(400, 430)] + [{"id": "none", "source": "جريدة"}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), desk / "g.parquet", row_group_size=8)
    (desk / "h.parquet").write_bytes(b"no table")
    more = folder / "more.jsonl"
    more.write_text("\n".join(line(n, word="مصحح" if n == 50 else "خبر") for n in range(50, 60)), encoding="utf-8")
    return [str(desk), str(more)]
