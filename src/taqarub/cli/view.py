"""The readable view of a record: one block a stage, colours by layer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..records import Entity, Record, Statement
from .rtl import Arabic, Bidi, ordered

ENTITY_STYLES = {"PER": "cyan", "ORG": "magenta", "GPE": "green", "LOC": "green", "MEDIA": "blue"}
TIME_STYLE, CONTENT_STYLE, CUE_STYLE = "yellow", "italic", "bold"
CONFLICT_STYLE, COOPERATION_STYLE = "bold red", "bold bright_green"


def view(record: Record, explain: bool = False, bidi: Bidi = "plain", colours: bool = True) -> RenderableType:
    """All blocks of a record; a block with nothing in it is left out.

    Args:
        record: what to show.
        explain: add which rule or model found each thing.
        bidi: how Arabic is written (cli.rtl).
        colours: say what the colours mean.
    """
    blocks: list[RenderableType] = [head(record, bidi), Arabic(coloured(record), bidi)]
    if colours:
        blocks.append(legend())
    for title, count, block in (
        ("Entities", len({e.text for e in record.entities}), entities(record, explain, bidi)),
        ("Times", len(record.times), times(record, explain, bidi)),
        ("Statements", len(record.statements), statements(record, explain, bidi)),
        ("Events", len(record.events), events(record, explain, bidi)),
        ("Files", len(record.files), Text("  " + ", ".join(record.files))),
        ("Related headlines", len(record.related), related(record, bidi)),
        ("Furniture of the page", len(record.furniture), furniture(record, bidi)),
    ):
        if count:
            blocks += [Rule(f"{title} ({count})", align="left", style="dim"), block]
    return Group(*blocks, Text())


def head(record: Record, bidi: Bidi) -> RenderableType:
    """Headline in a frame; outlet, day, byline and the like above and below it."""
    above = [record.outlet, record.published, record.url]
    below = [*record.byline, record.dateline]
    return Panel(
        Arabic(Text(record.headline or "(no headline)", style="bold"), bidi),
        title=_line(above, bidi, record.label),
        subtitle=_line(below, bidi),
        box=box.SQUARE,
        padding=(0, 1),
    )


def _line(parts: Iterable[str | None], bidi: Bidi, label: str | None = None) -> Text | None:
    shown = [ordered(Text(part), bidi) for part in parts if part]
    if label:
        shown.insert(0, ordered(Text(label, style="bold red"), bidi))
    return Text(" · ").join(shown) if shown else None


def coloured(record: Record) -> Text:
    """The body's text with a style for each layer; later ones lie over earlier ones."""
    text = Text(record.text)
    for statement in record.statements:
        text.stylize(CONTENT_STYLE, statement.start, statement.end)
        if statement.cue:
            text.stylize(CUE_STYLE, statement.cue.start, statement.cue.end)
    for entity in record.entities:
        text.stylize(ENTITY_STYLES[entity.type], entity.start, entity.end)
    for time in record.times:
        text.stylize(TIME_STYLE, time.start, time.end)
    for event in record.events:
        style = CONFLICT_STYLE if "conflict" in event.quad else COOPERATION_STYLE
        text.stylize(style, event.trigger.start, event.trigger.end)
    return text[record.body_start :]


def legend() -> Text:
    """What the colours mean: one line."""
    pairs = [
        ("person", ENTITY_STYLES["PER"]), ("body", ENTITY_STYLES["ORG"]), ("place", ENTITY_STYLES["GPE"]),
        ("media", ENTITY_STYLES["MEDIA"]), ("time", TIME_STYLE), ("cue", CUE_STYLE), ("words", CONTENT_STYLE),
        ("cooperation", COOPERATION_STYLE), ("conflict", CONFLICT_STYLE),
    ]  # fmt: skip
    return Text("  ").join([Text(word, style=style) for word, style in pairs])


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=True, show_header=True, header_style="dim", expand=True)
    for name in columns:
        wide = name.startswith("*")
        if wide:
            table.add_column(name.strip("*"), justify="right", ratio=1, min_width=24)
        else:
            table.add_column(name)
    return table


def _because(table: Table, explain: bool) -> Table:
    if explain:
        table.add_column("by", style="dim")
    return table


def _row(table: Table, cells: list[Any], by: str, explain: bool) -> None:
    table.add_row(*cells, *([Text(by or "-")] if explain else []))


def entities(record: Record, explain: bool, bidi: Bidi) -> RenderableType:
    """One row an identity: name, code, type, role, and the forms in which it is mentioned."""
    table = _because(_table("name", "code", "type", "role", "*mentions"), explain)
    groups: dict[tuple[str, str, str | None], list[Entity]] = {}
    for entity in record.entities:
        groups.setdefault((entity.name or entity.text, entity.type, entity.code), []).append(entity)
    for (name, kind, code), mentions in groups.items():
        forms: dict[str, int] = {}
        for mention in mentions:
            forms[mention.text] = forms.get(mention.text, 0) + 1
        shown = "، ".join(form if count == 1 else f"{form} ×{count}" for form, count in forms.items())
        role = next((mention.role for mention in mentions if mention.role), None)
        cells = [
            ordered(Text(name, style=ENTITY_STYLES[kind]), bidi), code or "", kind,
            ordered(Text(role or ""), bidi), Arabic(shown, bidi),
        ]  # fmt: skip
        _row(table, cells, mentions[0].by, explain)
    return table


def times(record: Record, explain: bool, bidi: Bidi) -> RenderableType:
    """One row an expression."""
    table = _because(_table("value", "type", "*words"), explain)
    for time in record.times:
        _row(table, [Text(time.value, style=TIME_STYLE), time.type, Arabic(time.text, bidi)], time.by, explain)
    return table


def _speaker(statement: Statement) -> str:
    speaker = statement.speaker
    return speaker.name or speaker.text or speaker.code or "?"


def statements(record: Record, explain: bool, bidi: Bidi) -> RenderableType:
    """One row a statement: who, and the words."""
    table = _because(_table("who", "code", "form", "cue", "*words"), explain)
    for statement in record.statements:
        who = ordered(Text(_speaker(statement), style="bold"), bidi)
        if statement.outlet:
            who = Text.assemble(who, "\nto ", ordered(Text(statement.outlet), bidi))
        cue = ordered(Text(statement.cue.text if statement.cue else ""), bidi)
        words = Arabic(" ".join(statement.text.split()), bidi)
        _row(table, [who, statement.speaker.code or "", statement.form, cue, words], statement.by, explain)
    return table


def events(record: Record, explain: bool, bidi: Bidi) -> RenderableType:
    """One row an event: who → what → whom, how certain, when, and in which words."""
    table = _because(_table("who", "what", "whom", "status", "date", "score", "*words"), explain)
    for event in record.events:
        style = CONFLICT_STYLE if "conflict" in event.quad else COOPERATION_STYLE
        what = Text(event.type + (f" {event.mode}" if event.mode else ""), style=style)
        words = [event.trigger.text]
        if event.place:
            words.append(f"في: {event.place}")
        if event.reporter:
            words.append(f"حسب: {event.reporter}")
        cells = [
            ", ".join(event.source) or "?", what, "→ " + (", ".join(event.target) or "-"), event.status,
            event.date or "", f"{event.score:+.1f}", Arabic("؛ ".join(words), bidi),
        ]  # fmt: skip
        _row(table, cells, event.by, explain)
    return table


def related(record: Record, bidi: Bidi) -> RenderableType:
    """Headlines of other stories, with their labels."""
    rows = []
    for item in record.related:
        text = Text.assemble((f"{item.label}  ", "bold red") if item.label else "", item.headline)
        rows.append(Arabic(text, bidi))
    return Group(*rows)


def furniture(record: Record, bidi: Bidi) -> RenderableType:
    """What stood in the page and is neither headline nor body."""
    table = _table("kind", "*text")
    for item in record.furniture:
        table.add_row(item.kind, Arabic(Text(item.text, style="dim"), bidi))
    return table
