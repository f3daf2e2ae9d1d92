"""From proposed cues to statements without speakers: which stand, what is inside what, where each ends."""

from __future__ import annotations

from .content import Stops, content_end, trim
from .cue import Cue
from .cues import find_cues, shorten
from .headline import find_headings
from .phrases import COMMAS, STOPS
from .sources import find_relays, find_sources
from .text import Text
from .trailing import claimed, find_trailing
from .voice import bare
from .weigh import Evidence

ACCEPT = 0.5
_AND = frozenset(("ومن", "وفي", "وقد", "ولم", "وعن", "ولا", "ولن", "وكل", "وهي", "وهو"))


def propose(text: Text) -> list[Cue]:
    """All proposed cues, one for each stretch of content, in text order."""
    found = [*find_cues(text), *find_relays(text), *find_headings(text)]
    trailing = [cue for cue in find_trailing(text) if not claimed(text, cue, found)]
    attributing = {cue.first for cue in trailing}
    # a verb that attributes the quotation before it has no object or bare clause after it
    found = [cue for cue in found if cue.first not in attributing or cue.frame in ("an", "q")]
    best: dict[int, Cue] = {}
    for cue in [*found, *(cue for cue in trailing if cue.frame != "before")]:
        if cue.begin >= len(text) or (text.words[cue.begin] in STOPS and cue.begin + 1 >= len(text)):
            continue
        rival = best.get(cue.begin)
        if rival is None:
            best[cue.begin] = cue
            continue
        winner, loser = (cue, rival) if _rank(cue) > _rank(rival) else (rival, cue)
        best[cue.begin] = winner
        again = shorten(text, loser, winner.first) if loser.first < winner.first else None
        if again is not None and again.begin not in best:
            best[again.begin] = again
    cues = sorted(best.values(), key=lambda cue: cue.first)
    sources = [*find_sources(text), *(cue for cue in trailing if cue.frame == "before")]
    taken = {cue.first for cue in cues}
    sources = [s for s in sources if s.first not in taken and s.last not in taken]
    for cue in cues:
        if cue.rule == "colon:headline" and cue.weight < 0.85:
            cue.weight = _backed(text, cue, cues)
    return sorted([*cues, *sources], key=lambda cue: cue.first)


def _backed(text: Text, heading: Cue, cues: list[Cue]) -> float:
    """A place before a headline's colon speaks if the body's first statement is that of its people."""
    assert heading.subject is not None
    name = text.name_at.get(heading.subject.first)
    if name is None or name.kind not in ("GPE", "LOC") or heading.weight < 0.35:
        return heading.weight
    lead = next((c for c in cues if c.first > heading.first and c.subject is not None and c.weight >= ACCEPT), None)
    if lead is None or lead.subject is None or text.sentence[lead.first] - text.sentence[heading.first] > 3:
        return heading.weight
    stem = bare(text.words[heading.subject.first])[:4]
    spoken = text.words[lead.subject.first : lead.subject.last + 1]
    if any(stem in bare(word) for word in spoken):
        return max(heading.weight, 0.7)
    code = name.code
    if code and any(n.code == code for n in text.names if lead.subject.first <= n.first <= lead.subject.last):
        return max(heading.weight, 0.65)
    return heading.weight * 0.7


def _rank(cue: Cue) -> tuple[float, int]:
    strict = cue.form is not None and "strict" in cue.form.verb.flags
    return (round(cue.weight * (0.8 if strict else 1.0), 3), cue.first)


def spans(text: Text, cues: list[Cue], evidence: Evidence) -> list[Cue]:
    """Give the accepted cues their ends; drop what is empty, doubtful or only repeats."""
    doubtful = [cue for cue in cues if cue.weight >= evidence.lowest]
    accepted = [cue for cue in doubtful if cue.weight + evidence.of_cue(cue) + evidence.hope >= ACCEPT]
    _find_ends(text, accepted)
    kept = _settle(text, [cue for cue in accepted if _has_words(text, cue)], evidence)
    if len(kept) < len(accepted):
        _find_ends(text, kept)
    return [cue for cue in kept if _has_words(text, cue)]


def _find_ends(text: Text, cues: list[Cue]) -> None:
    stops = Stops(text, cues)
    for cue in cues:
        if cue.frame not in ("before", "trail"):
            cue.end = content_end(text, cue, stops)
    for cue in cues:
        if cue.frame == "before":
            _before(text, cue, cues)


def _has_words(text: Text, cue: Cue) -> bool:
    return cue.end >= cue.begin >= 0 and text.words[cue.begin][0].isalnum()


def _before(text: Text, source: Cue, cues: list[Cue]) -> None:
    """Content of a source that follows its words: a statement that it interrupts, else the sentence before it from
    the last connective that starts an account of its own."""
    for cue in cues:
        if cue is not source and cue.end >= 0 and cue.first < source.first < cue.begin and cue.frame != "before":
            source.begin, source.end, source.clitic, source.quote = cue.begin, cue.end, cue.clitic, cue.quote
            return
    words = text.words
    number = text.sentence[source.first]
    if source.first - text.bounds[number][0] <= 1 and number:
        # a sentence of its own after the words: … في برلين. وفقا للألمانية.
        first, past = text.bounds[number - 1]
        source.begin, source.end = first, trim(text, first, past - 1)
        return
    begin = _past_dateline(text, source)
    for cue in cues:
        if cue.kind == "source" and cue.subject is not None and begin < cue.subject.last < source.first:
            begin = cue.subject.last + 1
    for word in range(begin + 1, source.first - 2):
        if words[word - 1] in COMMAS or words[word - 1] == '"' or words[word] in ("وهو", "فيما", "بينما"):
            begin = (
                max(begin, word + text.lexicon.phrase_at("accounts", words, word))
                if text.lexicon.phrase_at("accounts", words, word)
                else begin
            )
    while begin < source.first and (
        words[begin] in COMMAS or words[begin] in STOPS or words[begin] in ('"', "-", "و", "--")
    ):
        source.quote = begin if words[begin] == '"' else source.quote
        begin += 1
    if source.first - begin < 3:
        return
    source.begin = begin
    head = words[begin]
    if head[0] == "و" and (len(head) > 3 or head in _AND) and head not in text.lexicon.sets["w_words"]:
        source.clitic = 1
    source.end = trim(text, begin, source.first - 1)


def _past_dateline(text: Text, source: Cue) -> int:
    """The first word of a sentence after its dateline: دبي، الإمارات (CNN)-- أصدر …"""
    first = text.bounds[text.sentence[source.first]][0]
    for word in range(first + 1, min(first + 12, source.first)):
        spaced = text.source[text.end[word] : text.end[word] + 1].isspace()
        if (text.words[word] in ("--", "—") or (text.words[word] in ("–", "-") and spaced)) and word + 1 < source.first:
            return word + 1
    return first


def _settle(text: Text, cues: list[Cue], evidence: Evidence) -> list[Cue]:
    """The cues that stand: a statement inside another's words counts less, the heads add what they see."""
    kept: list[Cue] = []
    trailing = [cue for cue in cues if cue.frame == "trail"]
    for cue in cues:
        outer = next((o for o in [*kept, *trailing] if o.begin <= cue.first <= o.end and o is not cue and o.kind != "source"), None)
        score = cue.weight
        if outer is not None and cue.kind in ("verb", "participle", "masdar", "relay"):
            score *= _nested(text, cue, outer)
        if score + evidence.of_cue(cue) + evidence.of_content(cue) >= ACCEPT:
            kept.append(cue)
    return kept


def _nested(text: Text, cue: Cue, outer: Cue) -> float:
    """A statement inside another's words counts where it is marked well."""
    if cue.frame == "q" and cue.quote >= 0:
        return 0.8
    if (
        cue.form is not None
        and cue.form.verb.lemma == "قال"
        and cue.kind == "verb"
        and text.words[cue.mark] not in ("ان", '"', ":")
    ):
        return 0.8  # طائرة قالت إنها …
    return 0.45
