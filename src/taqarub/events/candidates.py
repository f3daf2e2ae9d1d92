"""Candidates for events: triggers by the lexicon and by the trained head, with the phrases about them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc

from ..records import Statement
from .gate import Gate
from .lexicon import Entry, Lexicon, Match
from .phrases import Phrase, phrases
from .slots import Placed, fill, place, slots_of
from .words import Words, stops

HEAD_FLOOR = 0.25  # a trigger that only the head sees must have this probability
SPEECH = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE"))


@dataclass(slots=True)
class Candidate:
    """A trigger with all that may be its sides.

    Attributes:
        entry: the lexicon's entry, or None where only the head saw the trigger.
        start, end, head: words of the trigger, and the one that governs.
        speaker: code of who says it, `cue` whether the trigger is the verb of saying itself; `statement` which.
        before: phrases of the sentence before, for subjects that are left out.
        headline: the actors of the headline, in its order.
        prior: sides by rule of the candidate before it in the sentence, which a verb joined by و shares.
        source, target, ranks: the sides by rule, and the ranks of the slots that gave them.
        article: the actors that the article names most, for sides that the sentence leaves out.
        trust: probability of the type by the head; None without a model.
        links: code -> (probability as source, as target) by the head.
    """

    type: str
    mode: str | None
    mutual: bool
    entry: Entry | None
    kind: str
    start: int
    end: int
    head: int
    sentence: int
    placed: list[Placed]
    passive: bool
    pronoun: str
    pattern: str
    speaker: str | None = None
    cue: bool = False
    statement: int | None = None
    before: list[Phrase] = field(default_factory=list)
    article: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    prior: tuple[list[str], list[str]] = ((), ())  # type: ignore[assignment]
    trust: float | None = None
    links: dict[str, tuple[float, float]] = field(default_factory=dict)
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    ranks: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Reading:
    """A Doc read for events: its words, its phrases by sentence, its candidates in text order."""

    words: Words
    rows: list[list[Phrase]]
    candidates: list[Candidate]
    headline: int  # words of the headline


class _Voices:
    """Which statement a place of the text stands in."""

    def __init__(self, statements: list[Statement]):
        self._order = sorted(range(len(statements)), key=lambda i: statements[i].start)
        self._starts = [statements[i].start for i in self._order]
        self._statements = statements
        self._cues = sorted((s.cue.start, s.cue.end, i) for i, s in enumerate(statements) if s.cue and s.cue.text != ":")

    def content(self, offset: int) -> int | None:
        """The shortest statement whose words hold the offset."""
        best = None
        for at in range(bisect_right(self._starts, offset) - 1, max(-1, bisect_right(self._starts, offset) - 9), -1):
            s = self._statements[self._order[at]]
            if s.start <= offset < s.end and (best is None or s.end - s.start < self._length(best)):
                best = self._order[at]
        return best

    def _length(self, i: int) -> int:
        return self._statements[i].end - self._statements[i].start

    def cue(self, start: int, end: int) -> int | None:
        """The statement whose cue overlaps [start, end)."""
        for a, b, i in self._cues[max(0, bisect_right(self._cues, (end,)) - 3) :]:
            if a >= end:
                break
            if b > start:
                return i
        return None


def _barrier(words: Words) -> list[bool]:
    return [stops(form) or form == "،" for form in words.forms]


def read(doc: Doc, lexicon: Lexicon) -> Reading:
    """Find the candidates of a Doc."""
    words = Words(doc)
    rows = phrases(words, doc._.mentions, doc._.entities)
    barrier = _barrier(words)
    voices = _Voices(doc._.statements)
    gate = Gate(doc)
    found: list[Candidate] = []
    for sentence, row in enumerate(rows):
        begin, stop = words.bounds(sentence)
        matches = lexicon.find(words.forms[begin:stop], barrier[begin:stop])
        matches = [m for m in matches if gate.passes(words, m.kind, m.head + begin, m.pronoun, m.size)]
        for match in _longest(_by_class(matches, words, begin), lexicon):
            moved = Match(match.entry, match.start + begin, match.end + begin, match.head + begin, match.kind,
                          match.prefix, match.pronoun, match.size)  # fmt: skip
            found.append(_candidate(words, row, rows[sentence - 1] if sentence else [], sentence, moved, lexicon.entries))
    if doc._.heads is not None:
        found = _with_heads(doc, words, rows, found)
    counts = Counter(code for row in rows for phrase in row for code in phrase.codes)
    article = tuple(code for code, _ in counts.most_common(6))
    found.sort(key=lambda c: (c.start, c.end))
    headline = tuple(dict.fromkeys(code for phrase in rows[0] for code in phrase.codes)) if doc._.body_start and rows else ()
    last: Candidate | None = None
    for candidate in found:
        candidate.article, candidate.headline = article, headline
        _voice(candidate, words, voices, doc._.statements)
        _sides_by_rule(candidate)
        if last is not None and last.sentence == candidate.sentence and last.start < candidate.start:
            candidate.prior = (last.source, last.target)
        last = candidate
    return Reading(words, rows, found, words.at(doc._.body_start) if doc._.body_start else 0)


_LEADS = frozenset(("و", "،", "ان", "التي", "الذي", "الذين", "قد", "وقد", "لم", "لن", "سوف", "-", ":", "حيث", "بعدما", "كما", "فيما"))


def _by_class(matches: list[Match], words: Words, begin: int) -> list[Match]:
    """Of words that may be read as verb and as noun, the reading that the word class or the place speaks for."""
    both: dict[int, set[bool]] = {}
    for match in matches:
        both.setdefault(match.start, set()).add(match.kind in "PIpi")
    return [
        m for m in matches
        if m.size > 1 or len(both[m.start]) == 1 or (m.kind in "PIpi") == _is_verb(words, begin + m.start, begin)
    ]  # fmt: skip


def _is_verb(words: Words, at: int, begin: int) -> bool:
    if words.verbs[-1]:
        return bool(words.verbs[at + 1] > words.verbs[at])
    after = words.forms[at + 1] if at + 1 < len(words.forms) else ""
    if after in ("بين", "من", "في", "علي") or (after.endswith(("ي", "يه")) and after[:2] != "ال"):
        return False  # a nationality without article, or a preposition: what a noun has after it
    return at == begin or words.forms[at - 1] in _LEADS or words.forms[at][0] == "و"


def _longest(matches: list[Match], lexicon: Lexicon) -> list[Match]:
    """Of the matches with one type whose words overlap, the one with the most words; on a tie the first."""
    kept: list[Match] = []
    order = sorted(matches, key=lambda m: (-m.size, m.size > 1 and m.kind not in "PIpi", m.end - m.start, m.start, _weight(m)))
    taken: set[tuple[str, int]] = set()
    for match in order:
        kind = lexicon.entries[match.entry].type
        keys = [(kind, place) for place in range(match.start, match.start + 1)] + [(kind, match.end - 1)]
        if not any(key in taken for key in keys):
            kept.append(match)
            taken.update(keys)
    kept.sort(key=lambda m: m.start)
    return kept


def _weight(match: Match) -> int:
    return "NLPIMASpi".index(match.kind)


def _candidate(
    words: Words, row: list[Phrase], before: list[Phrase], sentence: int, match: Match, entries: list[Entry]
) -> Candidate:
    entry = entries[match.entry]
    verbal = match.kind in "PIpi"
    end = match.end
    if match.end - match.start > match.size:  # phrases inside a gap stand after the head
        end = match.head + 1
    placed = place(words, row, match.start, end, verbal, match.end)
    voice = fill(words, match, entry, placed, match.start, end)
    return Candidate(
        entry.type, entry.mode, entry.mutual, entry, match.kind, match.start, match.end, match.head, sentence, placed,
        voice, match.pronoun, entry.pattern, before=before,
    )  # fmt: skip


def _voice(candidate: Candidate, words: Words, voices: _Voices, statements: list[Statement]) -> None:
    start, end = int(words.starts[candidate.start]), int(words.ends[candidate.head])
    cue = voices.cue(start, end)
    content = voices.content(start)
    if cue is not None:
        candidate.cue, candidate.statement = True, cue
        candidate.speaker = statements[cue].speaker.code
    elif content is not None:
        candidate.statement, candidate.speaker = content, statements[content].speaker.code


def _with_heads(doc: Doc, words: Words, rows: list[list[Phrase]], found: list[Candidate]) -> list[Candidate]:
    heads = doc._.heads
    labels = heads.labels["trigger"]
    probs = heads.probs("trigger")[words.tokens]
    kinds = sorted({label[2:] for label in labels if label != "O"})
    begins = np.stack([probs[:, labels.index("B-" + kind)] for kind in kinds], axis=1)
    inner = np.stack([probs[:, labels.index("I-" + kind)] for kind in kinds], axis=1)
    mass = begins + inner
    known = {(c.type, place) for c in found for place in range(c.start, c.end)}
    for place_, column in zip(*np.nonzero(mass > HEAD_FLOOR), strict=True):
        at, kind = int(place_), kinds[int(column)]
        if (kind, at) in known or not words.forms[at][0].isalnum():
            continue
        end = at + 1
        while end < len(words.forms) and end - at < 3 and inner[end, column] > HEAD_FLOOR:
            end += 1
        known.update((kind, p) for p in range(at, end))
        sentence = int(words.sentence_of[at])
        placed = place(words, rows[sentence], at, end, False)
        for item in placed:
            item.role = ""
        found.append(
            Candidate(kind, None, False, None, "H", at, end, at, sentence, placed, False, "", words.forms[at],
                      before=rows[sentence - 1] if sentence else [])
        )  # fmt: skip
    _links(heads, words, found, mass, kinds)
    return found


def _links(heads: object, words: Words, found: list[Candidate], mass: np.ndarray, kinds: list[str]) -> None:
    """Write on the candidates what the heads say of their type and sides."""
    for candidate in found:
        column = kinds.index(candidate.type)
        spots = list(range(candidate.start, candidate.end))
        values = mass[spots, column]
        candidate.trust = float(values.max())
        at = int(words.tokens[spots[int(values.argmax())]])
        names = [(item.phrase, int(words.tokens[place_])) for item in candidate.placed
                 for place_ in {item.phrase.name, item.phrase.last}]  # fmt: skip
        names += [(phrase, int(words.tokens[phrase.name])) for phrase in candidate.before]
        if not names:
            continue
        tokens = [token for _, token in names]
        source = heads.link("source", [at], tokens)[0]  # type: ignore[attr-defined]
        target = heads.link("target", [at], tokens)[0]  # type: ignore[attr-defined]
        for (phrase, _), s, t in zip(names, source.tolist(), target.tolist(), strict=True):
            for code in phrase.codes:
                old = candidate.links.get(code, (0.0, 0.0))
                candidate.links[code] = (max(old[0], s), max(old[1], t))


def _sides_by_rule(candidate: Candidate) -> None:
    """The sides as the entry's frame has them, the first slot that is filled deciding."""
    entry = candidate.entry
    if entry is None:
        return
    (source, s), (target, t) = _side(candidate, entry.source, 0), _side(candidate, entry.target, 1)
    if not source and "S" in entry.source and candidate.kind in "PIA" and not candidate.passive:
        source = _left_out(candidate, target)
    if entry.mutual:
        both = list(dict.fromkeys([*source, *target]))
        source = target = both if len(both) > 1 else []
    else:
        target = [code for code in target if code not in source] or [c for c in target if candidate.type in ("ASSAULT", "ACCUSE", "COERCE")]
    candidate.source, candidate.target, candidate.ranks = source, target, (s, t)


def _side(candidate: Candidate, slots: tuple[str, ...], side: int) -> tuple[list[str], int]:
    """Codes of the first slot that is filled, and its rank; 9 for a side that no slot fills."""
    entry = candidate.entry
    assert entry is not None
    for rank, slot in enumerate(slots, 1):
        if slot == "W" and candidate.speaker:
            return [candidate.speaker], rank
        if slot.isupper() and slot.isascii() and len(slot) > 1:
            return [slot], rank + 4
        codes = [code for item in candidate.placed if not item.crossed and slots_of(entry, item)[side] == rank
                 for code in item.phrase.codes]  # fmt: skip
        if codes:
            return list(dict.fromkeys(codes)), rank
    return [], 9


def _left_out(candidate: Candidate, target: list[str]) -> list[str]:
    """The subject that a verb leaves out: the speaker at a verb of saying, else who stood before."""
    if candidate.cue and candidate.speaker:
        return [candidate.speaker]
    for item in reversed(candidate.placed):
        if item.phrase.last < candidate.start and not item.phrase.prep and not set(item.phrase.codes) & set(target):
            return list(item.phrase.codes)
    if candidate.speaker and candidate.type in SPEECH:
        return [candidate.speaker]
    for phrase in candidate.before:
        if not phrase.prep and not set(phrase.codes) & set(target):
            return list(phrase.codes)
    return []
