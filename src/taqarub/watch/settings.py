"""feeds.toml: which feeds to follow, and how. data/watch/feeds.toml explains its form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from ..pages.fetch import is_address
from ..pages.polite import Manners
from ..records import TaqarubError

LEAST = 60.0  # seconds between two visits to a feed
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WATCH = ("every", "articles", "delay", "contact")
_FEED = ("url", "outlet", "every", "articles")


class Feed(NamedTuple):
    """One feed. `every` are seconds; `articles` are fetched of it at most, each time."""

    url: str
    outlet: str | None = None
    every: float = 900.0
    articles: int = 50


class Settings(NamedTuple):
    """What to follow, and how to behave."""

    feeds: tuple[Feed, ...]
    manners: Manners = Manners(delay=2.0)


def example() -> str:
    """A feeds.toml with comments."""
    return (files("taqarub") / "data" / "watch" / "feeds.toml").read_text(encoding="utf-8")


def read_settings(path: Path) -> Settings:
    """Read a feeds.toml.

    Raises:
        TaqarubError: it cannot be read, or something in it is not as it should be; one line that says what.
    """
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise TaqarubError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise TaqarubError(f"{path}: is not UTF-8") from error


def parse(text: str, name: str) -> Settings:
    """The text of a feeds.toml; `name` is what errors call it.

    Raises:
        TaqarubError: as in `read_settings`.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TaqarubError(f"{name}: no TOML ({error})") from error
    reader = _Reader(name)
    reader.known(given, ("watch", "feed"), "of the file")
    watch = given.get("watch", {})
    if not isinstance(watch, dict):
        raise reader.error("[watch] must be a table")
    reader.known(watch, _WATCH, "of [watch]")
    blocks = given.get("feed", [])
    if not isinstance(blocks, list) or not blocks or not all(isinstance(block, dict) for block in blocks):
        raise reader.error("names no feed; write a [[feed]] block with its url")
    feeds = tuple(reader.feed(block, watch, number) for number, block in enumerate(blocks, 1))
    urls = [feed.url for feed in feeds]
    for url in urls:
        if urls.count(url) > 1:
            raise reader.error(f"names {url} twice")
    contact = reader.text(watch, "contact", "of [watch]")
    if contact and not contact.isascii():
        raise reader.error("contact of [watch] must be in ASCII: it goes into a header")
    return Settings(feeds, Manners(reader.time(watch, "delay", "of [watch]", 2.0, 0.0), contact))


class _Reader:
    """Reads values; its errors name the file."""

    def __init__(self, name: str):
        self.name = name

    def error(self, reason: str) -> TaqarubError:
        return TaqarubError(f"{self.name}: {reason}")

    def known(self, table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in keys:
                raise self.error(f"unknown key {key!r} {where}; known are {', '.join(keys)}")

    def feed(self, block: Mapping[str, Any], watch: Mapping[str, Any], number: int) -> Feed:
        where = f"of feed {number}"
        self.known(block, _FEED, where)
        url = self.text(block, "url", where)
        if not url or not is_address(url) or not url.startswith(("http://", "https://")):
            raise self.error(f"url {where} must be an address (https://…)")
        both = {**{key: watch[key] for key in ("every", "articles") if key in watch}, **block}
        articles = both.get("articles", Feed._field_defaults["articles"])
        if type(articles) is not int or articles < 1:
            raise self.error(f"articles {where} must be a number, 1 or more")
        every = self.time(both, "every", where, Feed._field_defaults["every"], LEAST)
        return Feed(url, self.text(block, "outlet", where), every, articles)

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str | None:
        value = table.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip() or not value.isprintable()):
            raise self.error(f"{key} {where} must be a text")
        return value

    def time(self, table: Mapping[str, Any], key: str, where: str, default: float, least: float) -> float:
        value = table.get(key)
        if value is None:
            return default
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", value) if isinstance(value, str) else None
        if not match:
            raise self.error(f'{key} {where} must be a time such as "90s", "15m" or "2h"')
        seconds = float(match[1]) * _UNITS[match[2]]
        if seconds < least:
            raise self.error(f"{key} {where} must be {least:g}s or more")
        return seconds
