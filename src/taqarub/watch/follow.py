"""The round of the feeds: who is asked next, and what becomes of the answers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ..pages.answers import Answer, Refused, Unreachable, to_page
from ..pages.polite import Visitor
from ..records import Page, TaqarubError
from ..store.database import Database, open_database
from ..store.errors import Busy
from ..store.feeds import read_links, unzipped
from ..store.reader import Reader
from ..store.rows import Failed, input_digest
from ..store.workers import MakeReader
from ..store.write import Counts, Entry, Writer
from . import state
from .settings import Feed, Settings
from .stop import Stop, Stopped

FULL, OLD = 16, 30.0  # pages, and seconds, until what was fetched is stored
SOON = 5.0  # with nothing to do for longer than that it is stored at once
TRIES = 3  # of an article whose server does not answer
DAY = 86400.0
PATIENCE = 120.0  # a single pass waits no longer than that for a host
BUSY, LAST_WAIT = 2.0, 10.0  # seconds between tries to write while another process does; altogether when stopping
_ACCEPT = {"Accept": "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"}


@dataclass
class _Followed:
    """A feed on its round."""

    feed: Feed
    state: state.FeedState
    left: int = 0  # articles that may still be fetched before it is asked again
    asked: bool = False
    found: Counts = field(default_factory=Counts)  # since it was last told


class _Task(NamedTuple):
    """What can be done, and from when on; of what can be done now, articles come first."""

    at: float
    order: int
    followed: _Followed


class _Item(NamedTuple):
    """A page, or the reason why there is none, on its way into the database."""

    followed: _Followed
    url: str
    updated: str | None
    result: Page | Failed


class Follower:
    """Follows feeds.

    Args:
        settings: of read_settings.
        database: path or address, opened only while something is stored: other commands may write in between.
        make: makes the reader of pages.
        allow_private: ask also in private networks.
        stop: tells when to stop.
        tell, complain: take lines for the user: what was found, and what is amiss.
    """

    def __init__(
        self, settings: Settings, database: str, make: MakeReader, *, allow_private: bool = False, stop: Stop | None = None,
        tell: Callable[[str], None] = lambda line: None, complain: Callable[[str], None] = lambda line: None,
    ):  # fmt: skip
        self.settings, self.address = settings, database
        self.stop = stop or Stop()
        self.tell, self.complain = tell, complain
        self.visitor = Visitor(settings.manners, allow_private, sleep=self.stop.sleep)
        self.counts = Counts()
        self.amiss = 0  # feeds that could not be read, so far
        self._items: list[_Item] = []
        self._changed: dict[str, _Followed] = {}  # feeds whose state is not stored yet
        self._since = 0.0  # when the first of them changed
        with self._open() as opened:
            self._feeds = [_Followed(feed, state.load(opened, feed.url)) for feed in settings.feeds]
        self._read: Reader = make()

    def run(self, once: bool = False) -> Counts:
        """Follow until stopped, or ask each feed once. What was fetched is stored before this returns.

        Raises:
            DatabaseError: the database cannot be written. Nothing is lost: what is not stored is fetched again.
        """
        try:
            while not self.stop.wanted:
                task = self._next(once)
                now = time.time()
                if self._changed and (task is None or self._is_time(now, task.at)):
                    self._store()
                elif task is None:
                    break
                else:
                    self.stop.sleep(task.at - now)
                    self._do(task)
        except Stopped:
            self.tell("stopping")
        self._end(once)
        return self.counts

    def _end(self, once: bool) -> None:
        cut = [f for f in self._feeds if f.left > 0 and f.state.waiting and f.feed.url not in self._changed]
        for followed in self._feeds:
            followed.left = 0
            if once and not followed.asked and not self.stop.wanted:
                self.amiss += 1
                self.complain(f"{followed.feed.url}: is to be left alone until {_clock(followed.state.blocked)}")
        self._store()
        for followed in cut:
            self._report(followed)

    def _next(self, once: bool) -> _Task | None:
        """What comes first; None where a single pass is over."""
        now = time.time()
        tasks = []
        for followed in self._feeds:
            feed, kept = followed.feed, followed.state
            if followed.left > 0 and kept.waiting:
                tasks.append(_Task(now + self.visitor.wait(kept.waiting[0].url), 0, followed))
            if not (once and followed.asked):
                due = max(kept.blocked, 0.0 if once else kept.due, now + self.visitor.wait(feed.url))
                tasks.append(_Task(due, 1, followed))
        if once:
            tasks = [task for task in tasks if task.at <= now + PATIENCE]
        return min(tasks, key=lambda task: (max(task.at, now), task.order), default=None)

    def _is_time(self, now: float, next_task: float) -> bool:
        return len(self._items) >= FULL or now - self._since >= OLD or next_task - now >= SOON

    def _do(self, task: _Task) -> None:
        if task.order:
            self._ask(task.followed)
        else:
            self._fetch(task.followed)

    # a feed

    def _ask(self, followed: _Followed) -> None:
        feed, kept = followed.feed, followed.state
        followed.asked, followed.left = True, feed.articles
        kept.due = time.time() + feed.every * random.uniform(0.95, 1.05)  # lest all feeds are asked at one moment
        try:
            with self.stop.interruptible():
                answer = self.visitor.ask(feed.url, {**_ACCEPT, **kept.conditions()})
            whole = self._links(followed, answer)
        except TaqarubError as error:
            self._fail(followed, error)
            return
        kept.errors, kept.blocked = 0, 0.0
        self._touch(followed)
        if answer.status != 304:
            kept.etag, kept.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        for item in whole:
            self._items.append(item)

    def _links(self, followed: _Followed, answer: Answer) -> list[_Item]:
        """What a feed names goes into its state; articles that came whole come back."""
        if answer.status == 304:
            return []
        feed = followed.feed
        links = list(read_links(unzipped(answer.body, feed.url), feed.url))
        if any(link.more for link in links):
            raise TaqarubError(f"{feed.url}: a sitemap of sitemaps; name one of these: {links[0].url} …")
        whole = []
        for link in followed.state.take(links):
            assert link.page is not None
            link.page.outlet, link.page.origin = feed.outlet or link.outlet, link.url
            whole.append(_Item(followed, link.url, link.updated, link.page))
        return whole

    def _fail(self, followed: _Followed, error: TaqarubError) -> None:
        """A feed that cannot be read is left alone, longer each time, and told."""
        feed, kept = followed.feed, followed.state
        kept.errors += 1
        pause = min(feed.every * 2 ** min(kept.errors - 1, 10), DAY) * random.uniform(0.75, 1.25)
        asked = error.wait or 0.0 if isinstance(error, Refused) else 0.0
        kept.blocked = time.time() + max(pause, asked)
        self.amiss += 1
        reason = _reason(error, feed.url)
        self.complain(f"{feed.url}: {reason}; asked again at {_clock(kept.blocked)}")
        self._touch(followed)
        self._items.append(_Item(followed, feed.url, None, Failed(origin=feed.url, reason=reason)))

    # an article

    def _fetch(self, followed: _Followed) -> None:
        kept = followed.state
        item = kept.waiting[0]
        self._touch(followed)
        try:
            with self.stop.interruptible():
                page = to_page(self.visitor.ask(item.url), item.url)
        except TaqarubError as error:
            passing = isinstance(error, Unreachable) or (isinstance(error, Refused) and error.passing)
            item.tries += not (isinstance(error, Refused) and error.status == 429)
            if passing and item.tries < TRIES:
                kept.waiting.append(kept.waiting.pop(0))  # others of this feed first
                return
            result: Page | Failed = Failed(origin=item.url, reason=_reason(error, item.url))
        else:
            page.outlet, page.published = followed.feed.outlet or item.outlet, item.published
            result = page
        followed.left -= 1
        kept.waiting.remove(item)
        self._items.append(_Item(followed, item.url, item.updated, result))

    # storing

    def _touch(self, followed: _Followed) -> None:
        if not self._changed:
            self._since = time.time()
        self._changed[followed.feed.url] = followed

    def _store(self) -> None:
        """Read and store what was fetched, then remember that: killed in between, it is fetched again."""
        if not self._changed:
            return
        entries = {url: self._entries(followed) for url, followed in self._changed.items()}
        with self._open() as database:
            writer = Writer(database)
            for url, followed in self._changed.items():
                settled = [(url, item.url) for item in self._items if item.followed is followed]
                settled += [(url, url)] if not followed.state.errors else []
                counts = writer.write(entries[url], settled=settled)
                followed.found = followed.found.plus(counts)
                self.counts = self.counts.plus(counts)
            for item in self._items:
                if item.url != item.followed.feed.url:
                    item.followed.state.done(item.url, item.updated)
            state.save(database, [(url, followed.state) for url, followed in self._changed.items()])
        done, self._items, self._changed = self._changed, [], {}
        for followed in done.values():
            self._report(followed)

    def _entries(self, followed: _Followed) -> list[Entry]:
        entries = []
        for item in self._items:
            if item.followed is followed:
                if isinstance(item.result, Page):
                    entry = Entry(followed.feed.url, input_digest(item.result), self._read([item.result])[0])
                else:
                    entry = Entry(followed.feed.url, None, item.result)
                entries.append(entry)
        return entries

    def _open(self) -> Database:
        """The database for writing, as soon as nobody else writes to it."""
        begin, told = time.time(), False
        while True:
            try:
                return open_database(self.address, write=True)
            except Busy as error:
                if self.stop.wanted and time.time() - begin > LAST_WAIT:
                    raise
                if not told:
                    self.complain(f"{str(error).partition(';')[0]}; waiting for its end")
                    told = True
                time.sleep(BUSY)

    def _report(self, followed: _Followed) -> None:
        if followed.left > 0 and followed.state.waiting:
            return  # more of it is on the way
        found, rest = followed.found, len(followed.state.waiting)
        followed.found = Counts()
        parts = [f"{found.added} new"] if found.added else []
        parts += [f"{found.changed} changed"] if found.changed else []
        parts += [f"{found.failed} could not be read"] if found.failed else []
        parts += [f"{rest} left for the next time"] if rest else []
        if parts:
            self.tell(f"{followed.feed.url}: {', '.join(parts)}")


def _clock(moment: float) -> str:
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M")


def _reason(error: TaqarubError, url: str) -> str:
    return " ".join(str(error).removeprefix(f"{url}: ").split())
