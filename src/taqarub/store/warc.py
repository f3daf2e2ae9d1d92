"""Pages of a web archive (WARC, also gzipped). A corrupt record is told, and reading goes on at the next sound one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from ..pages.sources import MAX_PAGE, Failure
from ..records import Page

_CHUNK = 1 << 20
_START = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def read_warc(path: Path) -> Iterator[Page | Failure]:
    """Pages of an archive: responses with status 200 that are HTML or text, and resources of these types. Images,
    redirects and the like are no pages, and are left out.

    Args:
        path: a seekable file.

    Yields:
        Pages with address, charset and, as `origin`, file and record; a Failure for each corrupt place.
    """
    with open(path, "rb") as stream:
        zipped = stream.read(2) == b"\x1f\x8b"
        start: int | None = 0
        told = False  # whether the corrupt place that we stand before has been told
        while start is not None:
            at = -1  # where the last sound record begins
            reason = ""
            stream.seek(start)
            try:
                for record in ArchiveIterator(stream, parse_http=False):
                    begin = start + record.stream_pos
                    reason = _broken(record)
                    if reason:
                        break
                    at, told = begin, False
                    yield from _page(record, path, begin)
            except OSError as error:
                reason = str(error)
            following = _next_start(stream, max(at, start) + 1, zipped)
            if not reason and following is not None:
                reason = "a record that does not end"
            elif not reason and at < 0:
                reason = "no sound record"
            if reason and not told:
                yield Failure(f"{path}, after byte {max(at, 0)}", f"corrupt WARC record ({reason})")
                told = True
            start = following


def _broken(record: Any) -> str:
    """Why a record is not sound, or ""."""
    announced = int(record.headers.get("Content-Length", "0") or 0)
    record.freeze()
    if record.content_length < announced:
        return f"{record.content_length} of {announced} bytes"
    if record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        return "its digest does not fit"
    return ""


def _page(record: Any, path: Path, begin: int) -> Iterator[Page | Failure]:
    origin = f"{path}, record at byte {begin}"
    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    if record.record_type == WarcRecordType.response:
        record.parse_http(auto_decode="all")
        headers = record.http_headers
        if headers is None or headers.status_code != 200:
            return
        kind, charset = record.http_content_type or "text/html", record.http_charset
    elif record.record_type == WarcRecordType.resource:
        kind, charset = record.headers.get("Content-Type", "").partition(";")[0].strip(), None
    else:
        return
    if not kind.lower().startswith(_PAGES):
        return
    content = record.reader.read()
    if len(content) > MAX_PAGE:
        yield Failure(origin, f"larger than {MAX_PAGE // 1_000_000} MB; no page is")
    elif content.strip():
        yield Page(content=content, origin=origin, url=url, charset=charset,
                   kind="text" if kind.lower() == "text/plain" else "auto")  # fmt: skip


def _next_start(stream: BinaryIO, at: int, zipped: bool) -> int | None:
    """Where the next record begins, at or after an offset."""
    stream.seek(at)
    kept = b""
    while chunk := stream.read(_CHUNK):
        data = kept + chunk
        for match in _START.finditer(data):
            if match.group().startswith(b"W") != zipped and (not zipped or _is_record(data[match.start() :])):
                return at + match.start()
        kept = data[-64:]
        at += len(data) - len(kept)
    return None


def _is_record(data: bytes) -> bool:
    """Whether these bytes, zipped, begin a record: the signature of gzip alone also comes by chance."""
    try:
        found = zlib.decompressobj(31).decompress(data[:4096], 16)
        return b"WARC/".startswith(found[:5])  # of a record cut short there may be nothing to see yet
    except zlib.error:
        return False
