"""What `ingest` can read beyond what `read` can: web archives, and lists of addresses whose pages it fetches."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..pages import fetch
from ..pages.polite import Visitor
from ..pages.sources import Failure, open_inputs, walk
from ..records import Article, Page, TaqarubError
from . import feeds
from .parquet import read_rows
from .warc import read_warc

ARCHIVES = (".warc", ".warc.gz")
TABLES = (".parquet",)
LISTS = (".xml", ".rss", ".atom", ".urls", ".xml.gz")
DEPTH = 2  # sitemaps of sitemaps
MOST = 10_000  # pages of one list

Input = Page | Article | TaqarubError


@dataclass(frozen=True)
class Sources:
    """How sources are opened; called with a name, it gives that source's inputs.

    `outlet` and `date` are for pages that do not tell them; `get` fetches an address that the user named, `visitor` those
    that a list names, at most `most` of a list.
    """

    outlet: str | None = None
    date: str | None = None
    allow_private: bool = False
    get: Callable[..., Page] = fetch.get
    visitor: Visitor = field(default_factory=Visitor)
    most: int = MOST

    def __call__(self, name: str) -> Iterator[Input]:
        """Inputs of a file, folder, address or - : pages, articles, and a Failure for each that cannot be read."""
        try:
            if fetch.is_address(name):
                yield from self._address(name)
            elif name == "-":
                yield from self._plain(name)
            elif os.path.isdir(name):
                yield from self._folder(Path(name))
            else:
                yield from self._file(Path(name))
        except TaqarubError as error:
            yield _failure(name, error)
        except (OSError, EOFError, zlib.error) as error:
            yield Failure(name, getattr(error, "strerror", None) or str(error))

    def _plain(self, name: str, data: bytes | None = None) -> Iterator[Input]:
        stdin = io.BytesIO(data) if data is not None else None
        yield from open_inputs(
            [name], outlet=self.outlet, date=self.date, allow_private=self.allow_private, stdin=stdin
        )

    def _folder(self, folder: Path) -> Iterator[Input]:
        """What `read` finds in a folder, then its archives and lists, which that leaves out."""
        paths = inside(folder)
        if not paths:
            yield from self._plain(str(folder))  # tells that there is nothing
        for path, plain in paths:
            yield from self.inside(path, plain)

    def inside(self, path: Path, plain: bool) -> Iterator[Input]:
        """Inputs of a file of a folder, as `inside` gave it."""
        yield from self._plain(str(path)) if plain else self(str(path))

    def _file(self, path: Path) -> Iterator[Input]:
        name = path.name.lower()
        if name.endswith(ARCHIVES):
            for item in read_warc(path):
                yield self._given(item) if isinstance(item, Page) else item
        elif name.endswith(TABLES):
            yield from read_rows(path, outlet=self.outlet, date=self.date)
        elif name.endswith(LISTS):
            yield from self._list(path.read_bytes(), str(path))
        else:
            if name.endswith(".txt"):
                with open(path, "rb") as stream:
                    start = stream.read(4096)
                if feeds.kind(start) == "addresses":
                    yield from self._list(path.read_bytes(), str(path))
                    return
            yield from self._plain(str(path))

    def _address(self, url: str) -> Iterator[Input]:
        page = self.get(url, allow_private=self.allow_private)
        data = page.content if isinstance(page.content, bytes) else page.content.encode()
        data = feeds.unzipped(data, url)
        if feeds.kind(data):
            yield from self._list(data, url)
        elif data[:64].lstrip().startswith((b"{", b"[")):
            for item in self._plain("-", data):
                yield Failure(url + item.origin.removeprefix("-"), item.reason) if isinstance(item, Failure) else item
        else:
            yield self._given(page)

    def _list(self, data: bytes, origin: str, depth: int = 0) -> Iterator[Input]:
        """The pages of the addresses in a list: fetched, as the user named the list."""
        for number, link in enumerate(feeds.read_links(feeds.unzipped(data, origin), origin)):
            if number >= self.most:
                yield Failure(origin, f"names more than {self.most} addresses; --most takes more of them")
                return
            try:
                if link.page:
                    yield self._given(link.page)
                    continue
                page = self.visitor.get(link.url)
                if link.more and depth < DEPTH:
                    content = page.content if isinstance(page.content, bytes) else page.content.encode()
                    yield from self._list(content, link.url, depth + 1)
                else:
                    page.outlet, page.published = page.outlet or link.outlet, page.published or link.published
                    yield self._given(page)
            except TaqarubError as error:
                yield _failure(link.url, error)

    def _given(self, page: Page) -> Page:
        page.outlet, page.published = page.outlet or self.outlet, page.published or self.date
        return page


def inside(folder: Path) -> list[tuple[Path, bool]]:
    """Files of a folder in the order in which they are read, and whether each is one that `read` knows, too; archives,
    tables and lists come after these."""
    others = sorted(
        path for path in folder.rglob("*")
        if path.name.lower().endswith(ARCHIVES + TABLES + LISTS) and not path.name.startswith(".") and path.is_file()
    )  # fmt: skip
    return [(path, True) for path in walk(folder)] + [(path, False) for path in others]


def _failure(origin: str, error: TaqarubError) -> Failure:
    return error if isinstance(error, Failure) else Failure(origin, str(error).removeprefix(f"{origin}: "))
