"""What is remembered of each feed, in the database beside the articles, so that a restart goes on where it stood."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, select

from ..records import TaqarubError
from ..store import schema
from ..store.database import Database
from ..store.feeds import Link

FEW = 3  # articles that may change at once; more than that and than half of a feed: its dates say nothing


class Waiting(msgspec.Struct, kw_only=True):
    """An article that a feed names and that is not fetched yet."""

    url: str
    published: str | None = None
    outlet: str | None = None
    updated: str | None = None
    tries: int = 0


class FeedState(msgspec.Struct, kw_only=True):
    """Of one feed: what a conditional request needs, when it may be asked again (seconds since 1970), what of it is
    stored (address: when it was changed) and what is still to be fetched."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    blocked: float = 0.0
    errors: int = 0
    known: dict[str, str | None] = {}
    waiting: list[Waiting] = []

    def conditions(self) -> dict[str, str]:
        """Headers that make a server answer 304 where nothing is new."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}

    def take(self, links: Iterable[Link]) -> list[Link]:
        """Note what a feed names now: what is new or changed is to wait, or, where it came whole, is given back."""
        named = {link.url: link for link in links}
        if not named:
            return []  # an empty feed is mostly one that is being repaired
        changed = {
            url for url, link in named.items()
            if url in self.known and link.updated and self.known[url] not in (None, link.updated)
        }  # fmt: skip
        old = {url for url in self.known if url in named}
        if len(changed) > max(FEW, len(old) / 2):
            changed = set()
        self.known = {url: named[url].updated for url in old - changed}
        new = [link for url, link in named.items() if url not in self.known]
        queued = {item.url for item in self.waiting}
        self.waiting += [
            Waiting(url=link.url, published=link.published, outlet=link.outlet, updated=link.updated)
            for link in new if not link.page and link.url not in queued
        ]  # fmt: skip
        return [link for link in new if link.page]

    def done(self, url: str, updated: str | None) -> None:
        """An article is stored, or will never be."""
        self.known[url] = updated
        self.waiting = [item for item in self.waiting if item.url != url]


def load(database: Database, url: str) -> FeedState:
    """What is remembered of a feed; nothing where it is new.

    Raises:
        TaqarubError: it is no such memory.
    """
    query = select(schema.meta.c.value).where(schema.meta.c.key == _key(url))
    with database.reading() as connection:
        found = connection.execute(query).scalar()
    try:
        return msgspec.json.decode(found, type=FeedState) if found else FeedState()
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise TaqarubError(f"{database.name}: what it remembers of {url} cannot be read ({error})") from error


def save(database: Database, states: Iterable[tuple[str, FeedState]]) -> None:
    """Remember states, all or none of them.

    Raises:
        DatabaseError: the database cannot be written.
    """
    with database.transaction() as connection:
        for url, state in states:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == _key(url)))
            connection.execute(schema.meta.insert().values(key=_key(url), value=msgspec.json.encode(state).decode()))


def _key(url: str) -> str:
    return f"watch {url}"
