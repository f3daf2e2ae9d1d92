"""A text with overlapping marks, cut at every boundary: what HTML needs, whose elements nest."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from ..records import Record

STOPS = "etsv"  # letters of marks that one can stop at; speakers and cues belong to their statement


class Mark(NamedTuple):
    """One mark: its layer's letter and place ("e3"), class, and offsets."""

    id: str
    kind: str
    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of text under the same marks; `ids` are of marks that begin here, `under` of all that it is under."""

    text: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...]
    under: tuple[str, ...] = ()


def marks_of(record: Record) -> list[Mark]:
    """All marks of a record: entities e, times t, statements s with speakers p and cues c, triggers of events v.

    The first event of a place has the mark o with its offset, too: what only knows the offset can lead there.
    """
    found = [Mark(f"e{n}", f"ent {e.type.lower()}", e.start, e.end) for n, e in enumerate(record.entities)]
    found += [Mark(f"t{n}", "time", t.start, t.end) for n, t in enumerate(record.times)]
    for n, s in enumerate(record.statements):
        found.append(Mark(f"s{n}", "say", s.start, s.end))
        if s.speaker.start is not None and s.speaker.end is not None:
            found.append(Mark(f"p{n}", "who", s.speaker.start, s.speaker.end))
        if s.cue:
            found.append(Mark(f"c{n}", "cue", s.cue.start, s.cue.end))
    places: set[int] = set()
    for n, v in enumerate(record.events):
        found.append(Mark(f"v{n}", "act-word", v.trigger.start, v.trigger.end))
        if v.trigger.start not in places:
            places.add(v.trigger.start)
            found.append(Mark(f"o{v.trigger.start}", "", v.trigger.start, v.trigger.end))
    return found


def paragraph_marks(marks: list[Mark], paragraphs: list[tuple[int, int]]) -> list[list[Mark]]:
    """The marks that touch each paragraph.

    Args:
        marks: in any order.
        paragraphs: offsets, in order, without overlap.
    """
    found: list[list[Mark]] = [[] for _ in paragraphs]
    at = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        while at < len(paragraphs) and paragraphs[at][1] <= mark.start:
            at += 1
        for place in range(at, len(paragraphs)):
            if paragraphs[place][0] >= mark.end:
                break
            found[place].append(mark)
    return found


def pieces(text: str, marks: list[Mark], start: int, end: int) -> list[Piece]:
    """The stretch of a text from start to end, cut where a mark begins or ends.

    Args:
        text: of the record.
        marks: in any order; they may nest and overlap.
        start, end: offsets of a paragraph.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(at for m in inside for at in (m.start, m.end) if start < at < end)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
        closing.setdefault(min(mark.end, end), []).append(mark)
    live: dict[str, Mark] = {}
    found = []
    for begin, stop in pairwise(cuts):
        for mark in closing.get(begin, ()):
            live.pop(mark.id, None)
        for mark in opening.get(begin, ()):
            live[mark.id] = mark
        kinds = tuple(dict.fromkeys(kind for mark in live.values() for kind in mark.kind.split()))
        begun = tuple(m.id for m in live.values() if m.start == begin)
        found.append(Piece(text[begin:stop], kinds, begun, tuple(live)))
    return found


def markup(parts: list[Piece]) -> Markup:
    """Pieces as HTML. A piece where a mark begins is a link to what is told of it; one that goes on is not.

    Made here and not in a template: an article may have thousands of marks.
    """
    html = []
    for part in parts:
        text = str(escape(part.text))
        if not part.under:
            html.append(text)
            continue
        told = [id for id in part.under if id[0] in STOPS]
        stops = [id for id in part.ids if id[0] in STOPS]
        rest = [id for id in part.ids if id not in stops[:1]]
        html += [f'<i id="{id}"></i>' for id in rest]
        classes, marks = f"m {' '.join(part.kinds)}", f' data-m="{" ".join(told)}"' if told else ""
        if stops:
            html.append(f'<a class="{classes}" id="{stops[0]}" href="#i-{stops[0]}"{marks} draggable="false">{text}</a>')
        else:
            html.append(f'<span class="{classes}"{marks}>{text}</span>')
    return Markup("".join(html))
