"""What a user names (files, folders, -, addresses) opened into pages and articles, one at a time."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from ..records import Article, Page, TaqarubError
from . import fetch
from .charset import decode
from .items import page_id, read_item

MAX_PAGE = 16_000_000  # bytes of one page; the longest newspaper page is far below
MAX_LINE = 16_000_000  # bytes of one line of JSON Lines
MAX_ARRAY = 256_000_000  # bytes of a JSON array, which has to be held at once
PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text")
LINES = (".jsonl", ".ndjson", ".json")
_KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html"}
_GZIP = b"\x1f\x8b"


class Failure(TaqarubError):
    """An input, or a line of it, that could not be read. `str()` is one line: origin, colon, reason."""

    def __init__(self, origin: str, reason: str):
        self.origin, self.reason = origin, " ".join(reason.split())
        super().__init__(f"{origin}: {self.reason}")


class _Given(NamedTuple):
    """What the user said of pages that do not tell it."""

    outlet: str | None
    date: str | None


Input = Page | Article | Failure


def open_inputs(
    names: Iterable[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    date: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Input]:
    """Pages and articles of what was named, in order; memory does not grow with the size of JSON Lines files.

    Args:
        names: paths of files and folders (read recursively, in order of names, files of known suffixes), - for standard
            input, and addresses. Files hold a page of HTML or text, JSON Lines or a JSON array of articles, and
            any of them may be gzipped.
        outlet, date: for pages that do not tell them.
        allow_private: fetch addresses within private networks, too.
        stdin: what - stands for; sys.stdin.buffer where it is not given.

    Yields:
        Pages, articles, and a Failure for each input or line that cannot be read; the others go on.
    """
    given = _Given(outlet, date)
    for name in names:
        text = os.fspath(name)
        try:
            if text == "-":
                yield from _read_stream(stdin or sys.stdin.buffer, "-", "", given)
            elif fetch.is_address(text):
                yield from _read_address(text, given, allow_private)
            else:
                yield from _read_path(Path(text), given)
        except Failure as failure:
            yield failure
        except TaqarubError as error:
            yield _failure(text, error)


def _failure(origin: str, error: TaqarubError) -> Failure:
    """The error as a Failure of an origin that its message may name already."""
    reason = str(error)
    return Failure(origin, reason.removeprefix(f"{origin}: ").removeprefix("-: "))


def _read_address(url: str, given: _Given, allow_private: bool) -> Iterator[Input]:
    page = fetch.get(url, allow_private=allow_private)
    data = page.content if isinstance(page.content, bytes) else page.content.encode()
    start = data[:64].lstrip()
    if start.startswith((b"{", b"[", _GZIP)):
        yield from _read_stream(io.BytesIO(data), url, "", given)
    else:
        yield _with_id(page, given)


def _read_path(path: Path, given: _Given) -> Iterator[Input]:
    if path.is_dir():
        found = False
        for inner in walk(path):
            found = True
            yield from _guarded(inner, given)
        if not found:
            raise Failure(
                str(path), f"no pages in this folder; known are {', '.join((*PAGES, *LINES))} and .gz of them"
            )
    else:
        yield from _guarded(path, given)


def _guarded(path: Path, given: _Given) -> Iterator[Input]:
    """A file's inputs; what fails becomes a Failure that names the file."""
    try:
        with open(path, "rb") as stream:
            yield from _read_stream(stream, str(path), _suffix(path), given)
    except Failure as failure:
        yield failure
    except OSError as error:
        yield Failure(str(path), (error.strerror or str(error)).lower())
    except ValueError as error:  # a path with a NUL in it
        yield Failure(str(path).replace("\x00", "\ufffd"), str(error))


def walk(folder: Path) -> Iterator[Path]:
    """Files of known suffixes below a folder, in order of names; hidden ones and links to folders are left out."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from walk(entry)
        elif _suffix(entry) in (*PAGES, *LINES):
            yield entry


def _suffix(path: Path) -> str:
    """The suffix that tells the kind of a file, in lower case and without .gz."""
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def _read_stream(raw: BinaryIO, origin: str, suffix: str, given: _Given) -> Iterator[Input]:
    """A stream's inputs: what it holds is told by its suffix or, where that says nothing, by its first bytes."""
    stream = _buffered(raw)
    try:
        if stream.peek(2)[:2] == _GZIP:
            stream = _buffered(gzip.GzipFile(fileobj=stream))
        start = stream.peek(512)[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
        if suffix in LINES or (not suffix and start.startswith((b'{"', b"[{", b"{\n", b"[\n", b"{ ", b"[ "))):
            yield from _read_json(stream, origin, given, array=start.startswith(b"["))
        else:
            yield _with_id(_read_page(stream, origin, suffix), given)
    except EOFError:
        yield Failure(origin, "the gzip data ends too early")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Failure(origin, f"broken gzip data ({error})")


def _buffered(raw: Any) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, 1 << 16)


def _read_page(stream: io.BufferedReader, origin: str, suffix: str) -> Page:
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise Failure(origin, f"larger than {MAX_PAGE // 1_000_000} MB; no page is")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Failure(origin, "empty")
    kind: Any = _KINDS.get(suffix, "auto")
    return Page(content=data, origin=origin, kind=kind)


def _with_id(page: Page, given: _Given) -> Page:
    page.outlet, page.published = page.outlet or given.outlet, page.published or given.date
    page.id = None if page.url else page_id(page)  # with an address, the page may tell a better one
    return page


def _read_json(stream: io.BufferedReader, origin: str, given: _Given, array: bool) -> Iterator[Input]:
    if array:
        yield from _read_array(stream, origin, given)
        return
    found = False
    for number, line in _lines(stream, origin):
        if isinstance(line, Failure):
            yield line
            found = True
        elif number == 1 and line.strip() == b"{":  # one object over several lines
            yield _article(line + _rest(stream, origin), origin, given)
            return
        elif line.strip():
            found = True
            yield _article(line, f"{origin}, line {number}", given)
    if not found:
        yield Failure(origin, "empty")


def read_lines(
    stream: io.BufferedReader, origin: str, first: int = 1, outlet: str | None = None, date: str | None = None
) -> Iterator[Article | Failure]:
    """Articles of JSON Lines, or of a part of them.

    Args:
        stream: at the beginning of a line.
        origin: the file's name.
        first: number of that line in the file.
        outlet, date: for articles that do not tell them.
    """
    for number, line in _lines(stream, origin, first):
        if isinstance(line, Failure):
            yield line
        elif line.strip():
            yield _article(line, f"{origin}, line {number}", _Given(outlet, date))


def _lines(stream: io.BufferedReader, origin: str, first: int = 1) -> Iterator[tuple[int, bytes | Failure]]:
    """Lines with their numbers; one that is too long is skipped and told."""
    number = first - 1
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            yield number, Failure(f"{origin}, line {number}", f"longer than {MAX_LINE // 1_000_000} MB")
        else:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _rest(stream: io.BufferedReader, origin: str) -> bytes:
    data = stream.read(MAX_ARRAY + 1)
    if len(data) > MAX_ARRAY:
        raise Failure(
            origin, f"larger than {MAX_ARRAY // 1_000_000} MB; JSON Lines, an object a line, can be of any size"
        )
    return data


def _read_array(stream: io.BufferedReader, origin: str, given: _Given) -> Iterator[Input]:
    data = _rest(stream, origin).removeprefix(b"\xef\xbb\xbf")
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError) as error:
        raise Failure(origin, f"no JSON array ({error})") from error
    for number, item in enumerate(items, 1):
        yield _article(bytes(item), f"{origin}, item {number}", given)


def _article(data: bytes, origin: str, given: _Given) -> Article | Failure:
    """One object of JSON as an article, or why it is none."""
    try:
        return read_item(_object(data, origin), given.outlet, given.date)
    except TaqarubError as error:
        return error if isinstance(error, Failure) else _failure(origin, error)


def _object(data: bytes, origin: str) -> Any:
    """Decoded JSON, in whatever charset it is."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as first:
        try:
            return _loosely(decode(data, origin=origin))
        except (ValueError, RecursionError) as error:
            raise Failure(origin, f"no JSON ({error})") from first


def _loosely(text: str) -> Any:
    """JSON by Python's own decoder, which lets control characters and halves of surrogate pairs pass."""
    import json

    return json.loads(text, strict=False)
