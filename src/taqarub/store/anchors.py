"""Items of a record that corrections speak of: found again by their text, the words around it and their offset."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from ..language.normal import Folded, fold
from ..records import Entity, Event, Record, Statement

Layer = Literal["entity", "statement", "event", "article"]
Item = Entity | Statement | Event
_STOPS = re.compile(r"[.!؟?…][»”\")\]]*\s+|\n\s*")
KINDS: dict[str, type] = {"entity": Entity, "statement": Statement, "event": Event}
LETTERS = {"entity": "e", "statement": "s", "event": "v"}
FIELDS = {"entity": "entities", "statement": "statements", "event": "events"}  # layer -> field of the record
AROUND = 30  # characters kept of the text on either side
LIKE = 0.5  # intersection over union from which two statements are the same one, read slightly otherwise


class Anchor(msgspec.Struct, kw_only=True):
    """What finds an item again: where it stood, its text, the words around it, and the item as the machine read it.

    For an event the text is that of its trigger. `item` is empty for what a person added, and for a whole article.
    """

    start: int = 0
    end: int = 0
    text: str = ""
    before: str = ""
    after: str = ""
    item: dict[str, Any] = {}


def span_of(item: Item) -> tuple[int, int, str]:
    """Where an item stands: of an event its trigger."""
    place = item.trigger if isinstance(item, Event) else item
    return place.start, place.end, place.text


def anchor_at(text: str, start: int, end: int, item: Item | None = None) -> Anchor:
    """The anchor of a stretch of a text, and of the item that stands there."""
    return Anchor(
        start=start, end=end, text=text[start:end], before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND], item=msgspec.to_builtins(item) if item else {},
    )  # fmt: skip


def items_of(record: Record, layer: str) -> list[Item]:
    """The items of a layer."""
    found: list[Item] = getattr(record, FIELDS[layer])
    return found


def keys_of(items: Iterable[Item], layer: str) -> Iterator[str]:
    """A short name for each item of one layer of an article, by where it stands: e12-18; of events with their type."""
    seen: Counter[str] = Counter()
    for item in items:
        start, end, _ = span_of(item)
        key = f"{LETTERS[layer]}{start}-{end}" + (f".{item.type}" if isinstance(item, Event) else "")
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}.{seen[key]}"


def find(record: Record, layer: str, anchor: Anchor) -> Item | None:
    """The item of a record that an anchor means, or None.

    It stands where the anchor's text stands now, though it may be cut a little otherwise; of several there it is the
    one most like the old. A name may also stand elsewhere: what is said of one mention holds for all.
    """
    place = locate(record.text, anchor)
    if place is None:
        return None
    best: tuple[float, int, Item] | None = None
    for item in items_of(record, layer):
        start, end, text = span_of(item)
        shared = _overlap((start, end), place)
        if layer == "entity":
            if fold(text) != fold(anchor.text):
                continue
        elif shared < (LIKE if layer == "statement" else 0.01):
            continue
        rank = (_unlike(item, anchor.item) - shared, abs(start - place[0]))
        if best is None or rank < best[:2]:
            best = (*rank, item)
    return best[2] if best else None


def same_name(record: Record, entity: Entity) -> Iterator[Entity]:
    """All mentions with the same text that the machine took for the same: what is said of one holds for all."""
    wanted = (fold(entity.text), entity.type, entity.name)
    return (e for e in record.entities if (fold(e.text), e.type, e.name) == wanted)


def same_identity(record: Record, entity: Entity) -> Iterator[Entity]:
    """All mentions of one identity, in whatever form; an unlinked name is only like itself."""
    if entity.name is None:
        return same_name(record, entity)
    return (e for e in record.entities if (e.name, e.type) == (entity.name, entity.type))


def locate(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where the text of an anchor stands now: of its occurrences (alike when folded) the one with the most of the same
    words around it, and of several like that the one nearest to where it stood.
    """
    folded, words = Folded(text), fold(anchor.text)
    before, after = fold(anchor.before), fold(anchor.after)
    best: tuple[int, int, tuple[int, int]] | None = None
    for at in _occurrences(folded.text, words):
        span = folded.original(at, at + len(words))
        end = at + len(words)
        around = _common(folded.text[max(0, at - len(before)) : at][::-1], before[::-1])
        around += _common(folded.text[end : end + len(after)], after)
        rank = (-around, abs(span[0] - anchor.start))
        if best is None or rank < best[:2]:
            best = (*rank, span)
    return best[2] if best else None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, in which a stretch of a text stands: offsets without white space around them."""
    first, last = 0, len(text)
    for match in _STOPS.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= max(end - 1, start):
            last = match.start() + (text[match.start()] != "\n")
            break
    return first, first + len(text[first:last].rstrip())


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / ((one[1] - one[0] + other[1] - other[0] - shared) or 1)


def _unlike(item: Item, old: dict[str, Any]) -> int:
    """How many fields that tell twins apart differ (at most 3)."""
    names = ("type", "source", "target") if isinstance(item, Event) else ("type", "name", "form")
    return sum(name in old and getattr(item, name, None) != old[name] for name in names)
