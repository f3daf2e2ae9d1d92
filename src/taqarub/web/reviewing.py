"""What the pages of a review show of an item, and what their forms say of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

from ..events.plover import table as plover
from ..language.normal import fold
from ..names.tables import ACTORS, rows, values
from ..records import Entity, Event, Record, Statement
from ..store.anchors import Item, sentence_around, span_of
from ..store.doubts import Doubt
from ..store.errors import Refused
from ..store.review import Correction, Reviewed

PLAIN = {
    "entity": ("type", "name", "code", "role", "wikidata"),
    "statement": ("speaker", "name", "role", "code", "form", "outlet"),
    "event": ("status", "date", "place", "reporter", "file"),
}  # fields of a form that are one text each
_CODE = re.compile(r"[A-Z0-9_]{2,12}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-W\d\d")


class Card(msgspec.Struct, kw_only=True):
    """An item as a page shows it.

    Attributes:
        id: of its element on the page.
        before, words, after: the sentence around it.
        machine: as it was read; None for what a person added. now: as it stands; None where it was removed.
        state: open, confirm, correct, remove or add: what people last said of it.
        said: corrections of it that stand, the last one first.
        why, score: of the doubt, where the queue offers it.
        error: why what was asked could not be done.
    """

    id: str
    article: str
    headline: str
    day: str | None
    outlet: str | None
    layer: str
    key: str
    before: str
    words: str
    after: str
    machine: Item | None
    now: Item | None
    state: str = "open"
    said: list[Correction] = []
    why: str = ""
    score: float | None = None
    error: str = ""

    @property
    def shown(self) -> Item | None:
        """The item as it stands; where it was removed, as it was read. None for what one person added and one removed."""
        return self.now or self.machine


def card_of(record: Record, item: Reviewed) -> Card:
    """The card of an item of an article under review."""
    shown = item.now or item.machine
    place = span_of(shown)[:2] if shown else (item.anchor.start, item.anchor.end)
    begin, stop = sentence_around(record.text, *place)
    said = standing(item)
    return Card(
        id=element(record.id, item.key), article=record.id, headline=record.headline, day=(record.published or "")[:10],
        outlet=record.outlet, layer=item.layer, key=item.key, before=record.text[begin : place[0]],
        words=record.text[slice(*place)], after=record.text[place[1] : stop], machine=item.machine, now=item.now,
        state=said[0].action if said else "open", said=said,
    )  # fmt: skip


def standing(item: Reviewed) -> list[Correction]:
    """What people said of an item and did not take back, the last first."""
    return [each for each in reversed(item.corrections) if not each.withdrawn]


def card_of_doubt(doubt: Doubt) -> Card:
    """The card of what the queue offers."""
    start, end = doubt.place
    return Card(
        id=element(doubt.article, doubt.key), article=doubt.article, headline=doubt.headline, day=doubt.day,
        outlet=doubt.outlet, layer=doubt.layer, key=doubt.key, before=doubt.sentence[:start],
        words=doubt.sentence[start:end], after=doubt.sentence[end:], machine=doubt.item, now=doubt.item, why=doubt.why,
        score=doubt.score,
    )  # fmt: skip


def element(article: str, key: str) -> str:
    """Id of an item's element, the same in queue and article."""
    return "i" + blake2b(f"{article}\0{key}".encode(), digest_size=5).hexdigest()


class Part(NamedTuple):
    """A stretch of text: the classes of the marks over it, and the key of the innermost."""

    text: str
    kinds: str
    key: str | None


def marked(text: str, items: Sequence[Reviewed]) -> list[list[Part]]:
    """The paragraphs of a text (the headline is the first), cut where an item begins or ends.

    Args:
        text: of a record.
        items: of it; those removed are not marked.
    """
    spans = [(*span_of(item.now)[:2], item) for item in items if item.now is not None]
    cuts = {at for start, end, _ in spans for at in (start, end)}
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    bounds = sorted(cuts | {at for line in lines for at in line})
    opening: dict[int, list[tuple[int, int, Reviewed]]] = {}
    for span in spans:
        opening.setdefault(span[0], []).append(span)
    live: list[tuple[int, int, Reviewed]] = []
    found: list[list[Part]] = [[] for _ in lines]
    begins = [start for start, _ in lines]
    for begin, stop in pairwise(bounds):
        live = [span for span in live if span[1] > begin] + [s for s in opening.get(begin, ()) if s[1] > begin]
        line = bisect_right(begins, begin) - 1
        if line < 0 or begin >= lines[line][1]:
            continue  # a line break
        inner = min(live, key=lambda span: (span[1] - span[0], span[2].layer != "event"), default=None)
        kinds = {_kind(item.now) for _, _, item in live if item.now} | {_state(item) for _, _, item in live}
        found[line].append(Part(text[begin:stop], " ".join(sorted(kinds - {""})), inner[2].key if inner else None))
    return found


def _kind(item: Item) -> str:
    if isinstance(item, Entity):
        return f"ent {item.type.lower()}"
    return "say" if isinstance(item, Statement) else "act-word"


def _state(item: Reviewed) -> str:
    return "done" if standing(item) else ""


def kinds() -> dict[str, list[str | None]]:
    """The types of PLOVER with their modes."""
    found: dict[str, list[str | None]] = {}
    for kind, mode in plover():
        found.setdefault(kind, []).append(mode)
    return found


def fields_of(item: Item) -> dict[str, Any]:
    """What the form of an item holds."""
    if isinstance(item, Statement):
        speaker = item.speaker
        return {"speaker": speaker.text, "name": speaker.name, "role": speaker.role, "code": speaker.code,
                "form": item.form, "outlet": item.outlet}  # fmt: skip
    if isinstance(item, Event):
        return {"kind": f"{item.type}/{item.mode or ''}", "source": item.source, "target": item.target,
                "status": item.status, "date": item.date, "place": item.place, "reporter": item.reporter,
                "file": item.file}  # fmt: skip
    return {name: getattr(item, name) for name in PLAIN["entity"]}


def said_by(layer: str, form: Mapping[str, str], now: Item | None) -> dict[str, Any]:
    """The fields in which a form differs from an item as it stands: the value of a correction.

    Args:
        layer: of the item.
        form: what was sent; fields that are not in it stay.
        now: the item; None for a new one.

    Raises:
        Refused: a code or a day is none.
    """
    old = fields_of(now) if now else {}
    found: dict[str, Any] = {}
    for name in PLAIN[layer]:
        if name in form:
            given = " ".join(form[name].split()) or None
            if name == "code" and given:
                given = code_of(given)
            if name == "date" and given and not _DAY.fullmatch(given):
                raise Refused("day", f"date: {given} is no day; write it as 2018-07-16 or 2018-07", value=given)
            if given != (old.get(name) or None):
                found[name] = given
    if layer == "event":
        for name in ("source", "target"):
            if name in form:
                codes = codes_of(form[name])
                if codes != old.get(name, []):
                    found[name] = codes
        if form.get("kind") and form["kind"] != old.get("kind"):
            kind, _, mode = form["kind"].partition("/")
            found |= {"type": kind, "mode": mode or None}
    if layer == "entity" and found and form.get("scope") == "identity":
        found["scope"] = "identity"
    return found


def codes_of(words: str) -> list[str]:
    """Actors as a form has them, "RUS، سوريا": their codes, each once.

    Raises:
        Refused: one of them is neither a code nor a name.
    """
    parts = [part.strip() for part in re.split(r"[,،;؛+\n]", words)]
    return list(dict.fromkeys(code_of(part) for part in parts if part))


def code_of(words: str) -> str:
    """The code of an actor who is named by code or by name, Arabic or English.

    Raises:
        Refused: there is no such actor.
    """
    if _CODE.fullmatch(words):
        return words
    found = _by_name().get(fold(words).casefold())
    if found is None and words.upper() in _by_name().values():
        found = words.upper()
    if found is None:
        raise Refused("nobody", f"{words} is neither a code nor a name of the book", value=words)
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Folded name of a state or an organisation -> code."""
    found: dict[str, str] = {}
    for table in ("states.tsv", "orgs.tsv"):
        for row in rows(ACTORS / table):
            if row["code"] and not row["code"].startswith("@"):
                for name in (*values(row["names_ar"]), row["name_en"]):
                    found.setdefault(fold(name).casefold(), row["code"])
    return found
