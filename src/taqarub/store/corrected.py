"""What a record is once the corrections of people are laid over what the machine read."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec

from ..events.plover import table as plover
from ..records import Entity, EntityType, Event, Form, Record, Span, Speaker, Statement, Status
from .anchors import FIELDS, KINDS, Anchor, Item, find, items_of, locate, same_identity, same_name
from .errors import Refused
from .follow import SIDES, followed

Action = Literal["confirm", "correct", "remove", "add"]

# what a person may say of an item; the rest (offsets, text, quad, score) follows
ALLOWED = {
    "entity": {"name", "role", "code", "type", "wikidata", "scope"},
    "statement": {"speaker", "name", "role", "code", "form", "outlet", "cue"},
    "event": {"type", "mode", "source", "target", "status", "date", "place", "reporter", "file"},
    "article": set(),
}  # fmt: skip
_CODES = ("source", "target")
FOLLOWS = "sides follow a corrected name"  # `by` of an event that nobody spoke of


class Correction(msgspec.Struct, kw_only=True):
    """What a person said of one item.

    Attributes:
        number: in the order in which they were said; 0 before it is stored.
        layer: entity, statement, event, or article: then `confirm` says that nothing is missing or wrong in it.
        value: the corrected fields. For an entity "scope" is "name" (all mentions spelt alike, the default) or
            "identity" (all mentions of the same).
        at: ISO 8601, UTC.
        withdrawn_by, withdrawn_at: who took it back, and when.
    """

    article: str
    layer: Literal["entity", "statement", "event", "article"]
    action: Action
    author: str
    anchor: Anchor = msgspec.field(default_factory=Anchor)
    value: dict[str, Any] = {}
    number: int = 0
    at: str = ""
    note: str | None = None
    withdrawn: bool = False
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None


def checked(correction: Correction) -> Correction:
    """The correction, if an item can be of what it says.

    Raises:
        Refused: a field is unknown or has a value it cannot have; the message says which.
    """
    value, layer = correction.value, correction.layer
    if layer == "article" and correction.action != "confirm":
        raise Refused("whole", "an article as a whole can only be confirmed")
    if unknown := set(value) - ALLOWED[layer]:
        raise Refused("field", f"{layer} has no field {sorted(unknown)[0]}", layer=layer, field=sorted(unknown)[0])
    if correction.action == "correct" and not set(value) - {"scope"}:
        raise Refused("nothing", "nothing is corrected")
    if not correction.author.strip():
        raise Refused("author", "a correction needs an author")
    for name, given in value.items():
        _check(layer, name, given)
    if layer == "event" and (correction.action == "add" or "type" in value):
        if value.get("type") not in {kind for kind, _ in plover()}:
            raise Refused("type", f"type: {value.get('type')} is no type of PLOVER", value=str(value.get("type")))
        if (value["type"], value.get("mode")) not in plover():
            mode = str(value.get("mode"))
            raise Refused("mode", f"mode: {value['type']} has no mode {mode}", type=str(value["type"]), value=mode)
    if correction.action == "add" and layer == "entity" and not value.get("type"):
        raise Refused("entity_type", "type: a new entity needs one")
    return correction


def _check(layer: str, name: str, value: Any) -> None:
    choices: Mapping[tuple[str, str], Sequence[str]] = {
        ("entity", "type"): get_args(EntityType), ("entity", "scope"): ("name", "identity"),
        ("statement", "form"): get_args(Form), ("event", "status"): get_args(Status),
    }  # fmt: skip
    if (layer, name) in choices:
        if value not in choices[layer, name]:
            allowed = ", ".join(choices[layer, name])
            raise Refused("choice", f"{name}: {value} is none of {allowed}", field=name, value=str(value), allowed=allowed)
    elif name in _CODES:
        if not isinstance(value, list) or not all(isinstance(code, str) and _is_code(code) for code in value):
            raise Refused("codes", f"{name}: must be a list of actor codes", field=name)
    elif value is not None and (not isinstance(value, str) or len(value) > 300 or "\x00" in value):
        raise Refused("short", f"{name}: must be a short text", field=name)
    elif name == "code" and value and not _is_code(value):
        raise Refused("code", f"code: {value} is no actor code", value=value)


def _is_code(value: str) -> bool:
    return 2 <= len(value) <= 12 and value.isascii() and value.replace("_", "").isalnum() and value == value.upper()


def laid_over(machine: Record, corrections: Iterable[Correction]) -> Record:
    """A record with corrections, in their order; each speaks of the item that the machine read.

    Args:
        machine: what was read; it is not changed.
        corrections: of this article. Withdrawn ones are passed over.
    """
    return Overlay(machine, corrections).record


class Overlay:
    """Corrections laid over what the machine read.

    Attributes:
        machine: what was read.
        record: with the corrections.
        lost: the corrections whose words do not stand in the article any more.
    """

    def __init__(self, machine: Record, corrections: Iterable[Correction]):
        self.machine, self.record = machine, copy.deepcopy(machine)
        self._pairs = {
            id(old): new
            for layer in FIELDS
            for old, new in zip(items_of(machine, layer), items_of(self.record, layer), strict=True)
        }
        self._added: list[tuple[str, Anchor, Item]] = []
        self._spoken: set[tuple[int, str]] = set()  # sides of events that a person spoke of himself
        standing = [c for c in corrections if not c.withdrawn and c.layer != "article"]
        self.lost = [c for c in standing if not self._apply(c)]
        if any(c.layer == "entity" for c in standing):
            self._follow()
        self.record.entities.sort(key=lambda item: (item.start, item.end))
        self.record.statements.sort(key=lambda item: (item.start, item.end))

    def now(self, old: Item, layer: str) -> Item | None:
        """What an item of `machine` has become; None where it was removed."""
        new = self._pairs[id(old)]
        return new if any(each is new for each in items_of(self.record, layer)) else None

    def _apply(self, correction: Correction) -> bool:
        """Lay one correction over the record. False: its words are not there any more."""
        old = find(self.machine, correction.layer, correction.anchor) if correction.action != "add" else None
        targets = self._targets(correction, old) if old is not None else self._of_added(correction)
        if not targets and correction.action == "remove":
            return locate(self.record.text, correction.anchor) is not None  # the machine does not find it any more
        if not targets:
            targets = self._restore(correction)
        for item in targets:
            if correction.action == "remove":
                self._drop(correction.layer, item)
            else:
                if isinstance(old, Event) and isinstance(item, Event):
                    self._speak(old, item, correction)
                _change(item, correction.value, self.record.text)
                item.by = f"person:{correction.author}"
                self._keep(correction.layer, item)
        if isinstance(old, Entity) and old.name and correction.action == "correct":
            self._tell_speakers(old.name, correction.value)
        return bool(targets)

    def _speak(self, old: Event, item: Event, correction: Correction) -> None:
        """What a person says of a side stands, whatever becomes of names; who confirms means the sides as they are."""
        for side in SIDES:
            if correction.action == "confirm" and (id(old), side) not in self._spoken:
                setattr(item, side, followed(self.machine, old, side, self._name))
            if correction.action == "confirm" or side in correction.value:
                self._spoken.add((id(old), side))

    def _follow(self) -> None:
        """Sides that came of a corrected name get the code that it has now."""
        for old in self.machine.events:
            item = self._pairs[id(old)]
            for side in SIDES:
                codes = followed(self.machine, old, side, self._name)
                if (id(old), side) not in self._spoken and codes != getattr(old, side):
                    setattr(item, side, codes)
                    if item.by == old.by:
                        item.by = f"{FOLLOWS}; {old.by}" if old.by else FOLLOWS

    def _name(self, old: Entity) -> Entity | None:
        found = self.now(old, "entity")
        return found if isinstance(found, Entity) else None

    def _targets(self, correction: Correction, old: Item) -> list[Item]:
        if isinstance(old, Entity):
            same: Callable = same_identity if correction.value.get("scope") == "identity" else same_name
            return [self._pairs[id(each)] for each in same(self.machine, old)]
        return [self._pairs[id(old)]]

    def _of_added(self, correction: Correction) -> list[Item]:
        """Items that an earlier correction added and this one speaks of."""
        if correction.action == "add":
            return []
        spoken = (correction.anchor.start, correction.anchor.text)
        return [
            item for layer, anchor, item in self._added
            if layer == correction.layer and (anchor.start, anchor.text) == spoken
        ]  # fmt: skip

    def _restore(self, correction: Correction) -> list[Item]:
        """What a person added, or stood by though the machine does not find it any more."""
        place = locate(self.record.text, correction.anchor)
        if place is None or (correction.action != "add" and not correction.anchor.item):
            return []
        item = _made(correction, self.machine, *place)
        items_of(self.record, correction.layer).append(item)
        self._added.append((correction.layer, correction.anchor, item))
        return [item]

    def _drop(self, layer: str, item: Item) -> None:
        kept = [each for each in items_of(self.record, layer) if each is not item]
        setattr(self.record, FIELDS[layer], kept)

    def _keep(self, layer: str, item: Item) -> None:
        """Bring back an item that an earlier correction removed."""
        items = items_of(self.record, layer)
        if not any(each is item for each in items):
            items.append(item)

    def _tell_speakers(self, name: str, value: Mapping[str, Any]) -> None:
        """Statements whose speaker is the corrected identity get what is now known of it."""
        told = {field: value[field] for field in ("name", "role", "code") if field in value}
        for statement in self.machine.statements:
            if statement.speaker.name == name:
                new = self._pairs[id(statement)]
                assert isinstance(new, Statement)
                if not new.by.startswith("person:"):
                    for field, given in told.items():
                        setattr(new.speaker, field, given)


def _made(correction: Correction, machine: Record, start: int, end: int) -> Item:
    """A new item at a place of the text."""
    text = machine.text[start:end]
    if correction.anchor.item:
        moved = start - correction.anchor.start
        item: Item = msgspec.convert(_shifted(correction.anchor.item, moved), KINDS[correction.layer])
        return item
    if correction.layer == "entity":
        return Entity(start=start, end=end, text=text, type=correction.value["type"])
    if correction.layer == "statement":
        return Statement(start=start, end=end, text=text, form="indirect", cue=None, speaker=Speaker())
    kind = plover()[correction.value["type"], correction.value.get("mode")]
    return Event(
        type=correction.value["type"], quad=kind.quad, score=kind.score, trigger=Span(start=start, end=end, text=text),
        source=[], target=[], status="happened",
    )  # fmt: skip


def _shifted(item: Any, by: int) -> Any:
    """A plain item with all its offsets moved."""
    if isinstance(item, dict):
        return {
            key: value + by if key in ("start", "end") and isinstance(value, int) else _shifted(value, by)
            for key, value in item.items()
        }  # fmt: skip
    return item


def _change(item: Item, value: Mapping[str, Any], text: str) -> None:
    if isinstance(item, Statement):
        _change_statement(item, value, text)
        return
    for field, given in value.items():
        if field != "scope":
            setattr(item, field, given)
    if isinstance(item, Event) and "type" in value:
        item.mode = value.get("mode")
        kind = plover()[item.type, item.mode]
        item.quad, item.score = kind.quad, kind.score


def _change_statement(item: Statement, value: Mapping[str, Any], text: str) -> None:
    if "speaker" in value:
        words = value["speaker"] or ""
        place = _place(text, words, item.start)
        speaker = Speaker(text=words) if place is None else Speaker(start=place[0], end=place[1], text=text[slice(*place)])
        item.speaker = speaker
    for field in ("name", "role", "code"):
        if field in value:
            setattr(item.speaker, field, value[field])
    if "cue" in value:
        place = _place(text, value["cue"] or "", item.start)
        item.cue = Span(start=place[0], end=place[1], text=text[slice(*place)]) if place else None
    for field in ("form", "outlet"):
        if field in value:
            setattr(item, field, value[field])


def _place(text: str, words: str, near: int) -> tuple[int, int] | None:
    return locate(text, Anchor(start=near, text=words)) if words else None
