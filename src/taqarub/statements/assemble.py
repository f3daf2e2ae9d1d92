"""From proposed cues to statements without speakers: which stand, what is inside what, where each ends."""

from __future__ import annotations

from .content import Stops, content_end, trim
from .cues import Cue, find_cues
from .headline import find_headings
from .phrases import COMMAS, STOPS
from .sources import find_relays, find_sources
from .text import Text

ACCEPT = 0.5


def propose(text: Text) -> list[Cue]:
    """All proposed cues, one for each stretch of content, in text order."""
    found = [*find_cues(text), *find_relays(text), *find_headings(text)]
    best: dict[int, Cue] = {}
    for cue in found:
        if cue.begin >= len(text) or text.words[cue.begin] in STOPS and cue.begin + 1 >= len(text):
            continue
        rival = best.get(cue.begin)
        if rival is None or _rank(cue) > _rank(rival):
            best[cue.begin] = cue
    cues = sorted(best.values(), key=lambda cue: cue.first)
    sources = list(find_sources(text))
    taken = {cue.first for cue in cues}
    return sorted([*cues, *(s for s in sources if s.first not in taken)], key=lambda cue: cue.first)


def _rank(cue: Cue) -> tuple[float, int]:
    strict = cue.form is not None and "strict" in cue.form.verb.flags
    return (round(cue.weight * (0.8 if strict else 1.0), 3), cue.first)


def spans(text: Text, cues: list[Cue]) -> list[Cue]:
    """Give the accepted cues their ends; drop what is empty and what only repeats."""
    cues = [cue for cue in cues if cue.weight >= ACCEPT]
    stops = Stops(text, cues)
    for cue in cues:
        if cue.frame != "before":
            cue.end = content_end(text, cue, stops)
    for cue in cues:
        if cue.frame == "before":
            _before(text, cue, cues)
    return _settle(text, [cue for cue in cues if cue.end >= cue.begin >= 0])


def _before(text: Text, source: Cue, cues: list[Cue]) -> None:
    """Content of a source that follows its words: another's statement it closes or interrupts, or the clause before."""
    first = text.bounds[text.sentence[source.first]][0]
    begin = first
    for cue in cues:
        if cue is source or cue.end < 0:
            continue
        if cue.first < source.first < cue.begin and cue.frame not in ("before",):
            source.begin, source.end, source.clitic, source.quote = cue.begin, cue.end, cue.clitic, cue.quote
            return
        if cue.begin < source.first and source.first - cue.end <= 4 and cue.end < source.first and cue.kind != "source":
            source.begin, source.end, source.clitic, source.quote = cue.begin, cue.end, cue.clitic, cue.quote
            return
        if cue.end < source.first and text.sentence[cue.end] == text.sentence[source.first]:
            begin = max(begin, cue.end + 1)
        if cue.kind == "source" and cue.subject is not None and cue.subject.last < source.first:
            begin = max(begin, cue.subject.last + 1) if text.sentence[cue.first] == text.sentence[source.first] else begin
    words = text.words
    while begin < source.first and (words[begin] in COMMAS or words[begin] in STOPS or words[begin] in ('"', "-", "و")):
        begin += 1
    if source.first - begin < 3:
        return
    source.begin = begin
    if words[begin][0] == "و" and len(words[begin]) > 3 and words[begin] not in text.lexicon.sets["w_words"]:
        source.clitic = 1
    source.end = trim(text, begin, source.first - 1)


def _settle(text: Text, cues: list[Cue]) -> list[Cue]:
    kept: list[Cue] = []
    for cue in cues:
        outer = next((o for o in kept if o.begin <= cue.first <= o.end and o is not cue and o.kind != "source"), None)
        if outer is not None and cue.kind in ("verb", "participle", "masdar", "relay"):
            cue.weight *= _nested(text, cue, outer)
        if cue.weight >= ACCEPT:
            kept.append(cue)
    return kept


def _nested(text: Text, cue: Cue, outer: Cue) -> float:
    """A statement inside another's words counts where it is marked well."""
    if cue.frame == "q" and cue.quote >= 0:
        return 0.8
    return 0.45
