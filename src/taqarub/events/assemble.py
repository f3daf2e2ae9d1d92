"""From candidates to events: sides, judgement, one event once an article."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spacy.tokens import Doc

from ..records import Event, Span, Status
from .candidates import Candidate, Reading
from .contexts import contexts_of
from .details import date_of, place_of, reporter_of
from .elsewhere import add_elsewhere
from .judge import Judge, choose, event_features, given_source, side_features
from .plover import table
from .status import status_of

# Of the head in a side's probability. Chosen with the first model and judge; with the present ones 0 to 0.4 score alike on
# articles that neither was trained on.
HEAD_SHARE = 0.4
OFTEN = frozenset(("ASSAULT", "COERCE"))  # types of which an article tells several between the same two
FREE = frozenset(("PROTEST", "MOBILIZE", "CONCEDE"))  # types that may have no target


@dataclass(slots=True)
class Proposal:
    """A candidate with the sides chosen for it, their probabilities, its status and its score."""

    candidate: Candidate
    source: list[str]
    target: list[str]
    sure: tuple[tuple[float, ...], tuple[float, ...]]
    status: Status
    features: list[str]
    score: float = 0.0


def by_rules(reading: Reading) -> list[Proposal]:
    """What lexicon and frames alone say: every candidate with its sides."""
    found = []
    for c in reading.candidates:
        if c.source and (c.target or c.type in FREE):
            status = status_of(c, reading.words, c.start < reading.headline)
            found.append(Proposal(c, c.source, c.target, ((), ()), status, [], 1.0))
    return found


def by_judge(reading: Reading, judge: Judge) -> list[Proposal]:
    """Every candidate with the sides that the judge prefers, and the judge's score."""
    found = proposals(reading, judge)
    for proposal in found:
        proposal.score = _trusted(judge.score("event", proposal.features), proposal.candidate)
    return found


def proposals(reading: Reading, judge: Judge) -> list[Proposal]:
    """Every candidate that has the sides its type needs, not yet scored."""
    options = [side_features(c, reading.words) for c in reading.candidates]
    add_elsewhere(reading.candidates, options, judge)
    found = (propose(c, mine, reading, judge) for c, mine in zip(reading.candidates, options, strict=True))
    return [proposal for proposal in found if proposal is not None]


def propose(c: Candidate, options: dict[str, set[str]], reading: Reading, judge: Judge) -> Proposal | None:
    """The sides of one candidate, or None where it has not what its type needs.

    Args:
        options: what speaks for and against each code that may be a side.
    """
    sources = {code: _mixed(judge.score("source", features), c, code, 0) for code, features in options.items()}
    if c.mutual:
        targets = {code: _mixed(judge.score("target", features), c, code, 1) for code, features in options.items()}
        both = {code: max(sources[code], targets[code]) for code in options}
        parties = choose(both, 0.5)
        if len(parties) < 2:
            parties = sorted(both, key=lambda code: -both[code])[:2] if sum(v > 0.2 for v in both.values()) > 1 else parties
        source = target = parties
        sure = (tuple(both[code] for code in parties),) * 2
    else:
        source = choose(sources)
        given = given_source(c, source, options)
        targets = {code: _mixed(judge.score("target", features), c, code, 1) for code, features in given.items()}
        target = choose(targets)
        sure = tuple(sources[code] for code in source), tuple(targets[code] for code in target)
    if not source or (not target and c.type not in FREE):
        return None
    status = status_of(c, reading.words, c.start < reading.headline)
    return Proposal(c, source, target, sure, status, event_features(c, reading, status, (source, target), sure))


def _mixed(score: float, c: Candidate, code: str, side: int) -> float:
    """A side's probability by the rules' judge and by the head's link, where there is one."""
    if c.trust is None or code not in c.links:
        return score
    return HEAD_SHARE * c.links[code][side] + (1 - HEAD_SHARE) * score


def _trusted(score: float, c: Candidate) -> float:
    """An event's score with what the head says of its trigger, weighed as on articles that neither was trained on."""
    if c.trust is None:
        return score
    logits = [math.log(max(p, 1e-3) / max(1 - p, 1e-3)) for p in (score, c.trust)]
    return 1 / (1 + math.exp(-(0.95 * logits[0] + 0.1 * logits[1] + 0.35)))


def again_features(proposal: Proposal, kept: list[Proposal]) -> list[str]:
    """How an event stands to those of the article that scored higher: the same act told again, or another."""
    c = proposal.candidate
    source, target = set(proposal.source), set(proposal.target)
    dyad = [p for p in kept if set(p.source) & source and (set(p.target) & target or not (p.target or target))]
    pair = [p for p in dyad if p.candidate.type == c.type]
    kind = c.type
    n, score = min(len(pair), 4), int(proposal.score * 20)
    overlap = any(p.candidate.start < c.end and c.start < p.candidate.end for p in kept)
    near = min((abs(p.candidate.sentence - c.sentence) for p in pair), default=9)
    last = pair[-1] if pair else None
    return [
        f"b{score}", f"n{n}", f"{kind}n{n}", f"over{overlap:d}", f"{min(score // 2, 9)}over{overlap:d}", f"{min(score // 2, 9)}n{n}",
        f"word{any(p.candidate.pattern == c.pattern for p in pair):d}n{n}", f"near{min(near, 4)}", f"{kind}near{min(near, 2)}",
        f"dyad{min(len(dyad), 4)}", f"dyadhere{any(p.candidate.sentence == c.sentence for p in dyad):d}",
        f"st{any(p.status == proposal.status for p in pair):d}n{n}", f"same{min(sum(p.candidate.type == kind for p in kept), 3)}",
        f"exact{any(set(p.source) == source and set(p.target) == target for p in pair):d}n{n}",
        f"kinds{(last.candidate.kind if last else '') + c.kind}", f"kept{min(len(kept) // 2, 6)}",
        f"head{last is not None and last.candidate.sentence == 0:d}{c.sentence == 0:d}",
    ]  # fmt: skip


def _same(a: Proposal, b: Proposal) -> bool:
    """Whether two proposals are one event told twice, by type, sides and status."""
    one, two = a.candidate, b.candidate
    if one.type != two.type or set(a.source) != set(b.source) or set(a.target) != set(b.target):
        return False
    return one.type not in OFTEN or one.pattern == two.pattern or one.sentence == two.sentence


def settle(proposals: list[Proposal], judge: Judge, floor: float) -> list[Proposal]:
    """Best first, each judged once more beside those kept already; those over the floor, in text order."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: -p.score):
        if proposal.score < 0.08:
            break
        if any(_same(proposal, other) for other in kept):
            continue
        if judge.score("again", again_features(proposal, kept)) >= floor:
            kept.append(proposal)
    return sorted(kept, key=lambda p: p.candidate.start)


def to_event(proposal: Proposal, reading: Reading, doc: Doc, text: str) -> Event:
    """The record of an event; `text` is that of the Doc, which spaCy puts together anew whenever it is asked."""
    c = proposal.candidate
    words = reading.words
    start, end = int(words.starts[c.start]), int(words.ends[c.end - 1 if c.end - c.start <= 4 else c.head])
    kind = table().get((c.type, c.mode)) or table()[c.type, None]
    return Event(
        type=c.type, mode=c.mode, quad=kind.quad, score=kind.score,
        trigger=Span(start=start, end=end, text=text[start:end]), source=proposal.source, target=proposal.target,
        status=proposal.status, date=date_of(c, reading, doc._.times), place=place_of(c, reading, doc._.entities),
        reporter=reporter_of(c, doc._.statements), contexts=contexts_of(c, words),
        by=f"{'head' if c.entry is None else c.pattern} {proposal.score:.2f}",
    )  # fmt: skip
