"""Where a phrase stands to a trigger, and which slot of an entry's frame that is.

The slots of frames: S subject, O object, G what a noun governs (زيارة الرئيس), adj nationality at a noun (غارة روسية),
W the speaker in whose words the trigger stands, a preposition (بين, من قبل …), or an actor code for a fixed side.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from .lexicon import Entry, Match
from .phrases import Phrase, preposition
from .words import Words, stops

_VERB = "PIpi"
_SUBORDINATE = frozenset(["ان", "انه", "انها", "انهم", "التي", "الذي", "الذين", "والتي", "والذي", "حيث", "اذا", "عندما", "حين", "بينما", "فيما", "لكن", "لان", "اذ", "وان", "بان", "كما"])
_PASSIVE = frozenset(["تم", "يتم", "وتم", "ويتم", "سيتم", "جري", "يجري", "جرت", "تجري", "ستجري", "سيجري", "تمت", "وتمت"])


@dataclass(slots=True)
class Placed:
    """A phrase seen from a trigger: `slot` by position, `role` the slot of a frame it may fill, `gap` in words, `verbs`
    between the two, and whether a verb stands right before the phrase (`led`).
    """

    phrase: Phrase
    slot: str
    role: str
    gap: int
    crossed: bool
    verbs: int = 0
    led: bool = False


def _crossed(words: Words, begin: int, end: int) -> bool:
    return any(stops(form) or form in _SUBORDINATE for form in words.forms[begin:end])


def _near(phrase: Phrase, end: int, words: Words) -> str:
    """G or adj for a bare phrase right after a noun, and how far off its name is."""
    gap = phrase.name - end
    if phrase.kind == "adjective" and gap <= 0:
        return "adj0"
    if phrase.kind == "adjective" and gap <= 2:
        same = all(word[-1] == words.forms[phrase.name][-1] and word[-1] in "هي" for word in words.forms[end : phrase.name])
        return f"adj{gap}" if same else f"G{gap}"
    return f"G{min(max(gap, 0), 4)}"


def place(words: Words, row: list[Phrase], start: int, end: int, verbal: bool, stop: int = 0) -> list[Placed]:
    """All phrases of the sentence placed about a trigger at words [start, end); `stop`: where its complement ends."""
    found: list[Placed] = []
    after = 0
    before = [p for p in row if p.last < start]
    for back, phrase in enumerate(reversed(before), 1):
        crossed = _crossed(words, phrase.last + 1, start)
        slot = f"B{min(back, 4)}" + (f":{phrase.prep}" if phrase.prep else "")
        found.append(Placed(phrase, slot, "", start - phrase.last - 1, crossed))
    found.reverse()
    slot = ""
    for phrase in row:
        if phrase.last < start:
            continue
        crossed = _crossed(words, end, max(end, phrase.first))
        gap = max(phrase.first - end, 0)
        own = phrase.first < end <= phrase.name or phrase.first < stop <= phrase.name  # the trigger itself leads the phrase: what governs it governs the trigger
        if own:
            after += 1
            slot = f"V{min(after, 4)}" if verbal else _near(phrase, end, words)
        elif phrase.joined and slot and found and found[-1].phrase.last >= start:
            pass
        elif phrase.prep:
            slot = "p:" + phrase.prep
        elif slot[:3] == "adj" and phrase.kind == "adjective" and phrase.name - found[-1].phrase.last <= 2:
            pass
        elif verbal:
            after += 1
            slot = f"V{min(after, 4)}"
        elif phrase.first <= end + 1 and not after:
            after += 1
            slot = _near(phrase, end, words)
        else:
            after += 1
            slot = f"N{min(after, 4)}"
        found.append(Placed(phrase, slot, "", gap, crossed))
    for item in found:
        left, right = (item.phrase.last + 1, start) if item.phrase.last < start else (end, max(end, item.phrase.first))
        item.verbs = int(words.verbs[right] - words.verbs[left])
        item.led = item.phrase.first > 0 and bool(words.verbs[item.phrase.first] > words.verbs[item.phrase.first - 1])
    return found


def passive(words: Words, match: Match, placed: list[Placed]) -> bool:
    """Whether the form is passive for sure, or by what stands about it (تم + verbal noun; قتل with one bare phrase)."""
    if match.kind in "piS":
        return True
    return match.kind == "M" and match.head > 0 and words.forms[match.head - 1] in _PASSIVE


def _subject_before(placed: list[Placed], words: Words, start: int) -> Placed | None:
    """The bare phrase before a verb that is its subject: right before it, or with only names and relatives between."""
    for item in reversed(placed):
        if item.phrase.last >= start:
            continue
        if item.phrase.prep or item.gap > 6:
            continue
        between = words.forms[item.phrase.last + 1 : start]
        if any(stops(form) or form == "،" for form in between) and item.gap > 4:
            return None
        return item
    return None


def fill(words: Words, match: Match, entry: Entry, placed: list[Placed], start: int, end: int) -> bool:
    """Name the roles of the placed phrases; returns whether the clause is passive."""
    if match.kind not in _VERB:
        return _fill_nominal(words, match, entry, placed)
    voice = passive(words, match, placed)
    bare = [item for item in placed if item.slot[0] == "V" and not item.crossed]
    groups: list[list[Placed]] = []
    for item in bare:
        if groups and groups[-1][0].slot == item.slot:
            groups[-1].append(item)
        else:
            groups.append([item])
    subject = _subject_before(placed, words, start)
    close = bool(groups) and groups[0][0].gap <= 2
    order = ["S", "O"]
    if voice:
        order = ["O"]
        if subject is not None and not groups:
            subject.role = "O"
    elif subject is not None and (subject.gap <= 3 or not close) and not _verb_first(words, start):
        subject.role = "S"
        for item in placed:
            if item.phrase.joined and item.phrase.last < start and item.slot[:2] in ("B1", "B2") and not item.phrase.prep:
                item.role = "S"
        _join_before(placed, start)
        order = ["O"]
    elif match.pronoun:
        order = ["S"]
    for role, group in zip(order, groups, strict=False):
        for item in group:
            item.role = role
    for item in placed:
        if item.slot[:2] == "p:":
            item.role = item.slot[2:]
    return voice


def _fill_nominal(words: Words, match: Match, entry: Entry, placed: list[Placed]) -> bool:
    voice = passive(words, match, placed)
    for item in placed:
        slot = item.slot
        if slot[0] == "G" or slot[:3] == "adj":
            item.role = slot.rstrip("01234")
        elif slot[:2] == "p:":
            item.role = slot[2:]
        elif slot == "N1" and not item.crossed:
            item.role = "O"
        elif slot == "B1" and item.gap <= 1 and not item.crossed and match.kind in "NLAS":
            item.role = "S"
    if match.kind in "LA" and "O" in entry.target:
        for item in placed:
            if item.role in ("G", "adj") and item.phrase.last >= match.start:
                item.role = "O"
    if match.kind == "M":
        _fill_masdar(entry, placed, voice)
    return voice


def _fill_masdar(entry: Entry, placed: list[Placed], voice: bool) -> None:
    """A verbal noun's nationality is its subject; what it governs is its subject if the object has its preposition."""
    roles = {item.role for item in placed if item.role and not item.crossed}
    if entry.mutual:
        for item in placed:
            if item.role in ("adj", "G", "بين", "مع", "ب", "ل", "O"):
                item.role = "S"
        return
    agent = "adj" in roles or "من قبل" in roles or voice
    prepared = any(slot in roles for slot in entry.target if slot not in ("O", "G")) or "ل" in roles or "علي" in roles
    for item in placed:
        if item.role == "adj":
            item.role = "S"
        elif item.role == "G":
            item.role = "O" if agent or ("O" in entry.target and not prepared) else "S"
        elif item.role in ("ل", "علي", "ب") and "O" in entry.target and item.role not in entry.target:
            item.role = "O"


def _join_before(placed: list[Placed], start: int) -> None:
    """Phrases that و joins to a subject before the verb are subjects with it."""
    for left, right in itertools.pairwise(placed):
        if right.role == "S" and right.phrase.joined and right.phrase.last < start and not left.phrase.prep:
            left.role = "S"


def _verb_first(words: Words, start: int) -> bool:
    """Whether the trigger opens its clause, as a verb in narration does (و + verb, أن + verb, after a comma)."""
    if start == 0:
        return True
    before = words.forms[start - 1]
    if before in ("قد", "وقد", "لم", "لن", "سوف", "لا") and start > 1:
        before = words.forms[start - 2]
    return (words.forms[start][0] == "و" and len(words.forms[start]) > 3) or stops(before) or before in ("،", "و", "-", "ان", "حيث", "بعدما", "عندما", "كما", "فيما", "بينما")


def slots_of(entry: Entry, item: Placed) -> tuple[int, int]:
    """Ranks (1 best, 0 none) of a placed phrase in the source and in the target slots of an entry."""
    role = item.role
    if not role:
        return 0, 0
    source, target = _rank(entry.source, role), _rank(entry.target, role)
    if role == "O" and not source and not target:  # what a complement of the verb governs (أجّل هدم القرية)
        target = _rank(entry.target, "G") or _rank(entry.target, "adj")
    if not source and not target and item.phrase.outer != item.phrase.prep:
        return _rank(entry.source, item.phrase.outer), _rank(entry.target, item.phrase.outer)
    return source, target


def _rank(slots: tuple[str, ...], role: str) -> int:
    return slots.index(role) + 1 if role in slots else 0


def agent(words: Words, at: int) -> bool:
    """Whether word `at` begins من قبل or على يد."""
    return preposition(words, at) == "من قبل"
