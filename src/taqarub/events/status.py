"""Whether an event happened, goes on, is planned, is only possible, or is denied: by tense and the words about it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise

from ..language.normal import fold
from ..records import Status
from .candidates import Candidate
from .words import Words, stops

_SPEECH = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))  # done by speaking: a tense tells when it is said
_OFFERS = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "CONCEDE"))  # what one may decline
_CLAUSE = 12  # words that a clause is followed for


def core(word: str) -> str:
    """A folded word without what may stand before it: و ف, ب ل ك, ال; no word is cut to less than two letters."""
    if len(word) > 3 and word[0] in "وف":
        word = word[1:]
    for prefix in ("بال", "كال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word[1:] if len(word) > 3 and word[0] in "بل" else word


@cache
def lists() -> dict[str, frozenset[str]]:
    """The lists of data/events/status.tsv by name, folded."""
    text = (files("taqarub") / "data" / "events" / "status.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, words = line.partition("\t")
            found[name] = frozenset(fold(words).split())
    return found


def status_of(candidate: Candidate, words: Words, headline: bool) -> Status:
    """happened, ongoing, planned, possible or denied.

    Args:
        candidate: the trigger.
        words: the words of its text; up to four before it, three after it and the rest of its clause are read.
        headline: whether it stands in the headline, whose present tense tells what is over. A text of one sentence is
            read as one.
    """
    before, after, clause = _around(candidate, words)
    headline = headline or len(words.sentences) == 2
    verbal = candidate.kind in "PIpi"
    if _denied(candidate, before):
        return "denied"
    if candidate.type in _SPEECH and (verbal or candidate.cue or candidate.kind == "L"):
        return (
            "planned"
            if _future(words.forms[candidate.start], candidate) and candidate.type == "REQUEST"
            else "happened"
        )
    if _planned(candidate, words, before, after, clause):
        return "planned"
    if _possible(candidate, before, after):
        return "possible"
    if _ongoing(candidate, words, before, after, headline):
        return "ongoing"
    return "happened"


def _around(candidate: Candidate, words: Words) -> tuple[list[str], list[str], list[str]]:
    """The four words before a trigger, the three after it, and those of its clause from its head on."""
    begin, stop = words.bounds(candidate.sentence)
    before = words.forms[max(begin, candidate.start - 4) : candidate.start]
    after = words.forms[candidate.end : min(stop, candidate.end + 3)]
    clause = []
    for form in words.forms[candidate.head + 1 : min(stop, candidate.head + _CLAUSE)]:
        if stops(form):
            break
        clause.append(form)
    return before, after, clause


def _any(found: list[str], name: str) -> bool:
    """Whether one of the words, as it stands or its core, is in a list."""
    known = lists()[name]
    return any(word in known or core(word) in known for word in found)


def _denied(candidate: Candidate, before: list[str]) -> bool:
    if not before:
        return False
    nominal = candidate.kind in "MN"
    if candidate.type != "REJECT" and candidate.kind in "PIpiN" and _any(before[-1:], "not"):
        return not (before[-1] == "ما" and len(before) > 1 and before[-2] in lists()["whole"])
    if nominal and any(
        word in ("لم", "لن", "ولم", "ولن") and verb in lists()["notdone"] for word, verb in pairwise(before)
    ):
        return True
    near = before[-2:]
    return nominal and (_any(near, "refused") or (candidate.type in _OFFERS and _any(near, "declined")))


def _future(form: str, candidate: Candidate) -> bool:
    """Whether the word has the س of the future, and not one of its own (سيطر، سلم)."""
    bare = form.lstrip("وف")
    return (
        bare[:1] == "س" and len(bare) > 3 and bare[1] in "يتنا" and not candidate.pattern.lstrip("+.").startswith("س")
    )


def _planned(candidate: Candidate, words: Words, before: list[str], after: list[str], clause: list[str]) -> bool:
    form = words.forms[candidate.start]
    if candidate.kind in "Ii" and _future(form, candidate):
        return True
    if (
        candidate.kind == "L" and form[:2] in ("سي", "ست") and candidate.type != "AGREE"
    ):  # a promise is made by saying it
        return True
    nominal = candidate.kind in "MN"
    if core(form) in lists()["intends"]:
        return True
    if _any(before[-3:], "planned") or _any(after[:3], "planned"):
        return True
    if nominal and _any(before[-3:], "towards"):
        return True
    if nominal and _any(before, "eve") and not _any(before, "past"):
        return True
    return candidate.kind in "Ii" and _any(clause, "tomorrow")


def _possible(candidate: Candidate, before: list[str], after: list[str]) -> bool:
    if candidate.kind in "Pp" and before[-1:] in (["قد"], ["وقد"]):
        return False
    return _any(before[-2:], "possible") or _any(after[:2], "alleged")


def _ongoing(candidate: Candidate, words: Words, before: list[str], after: list[str], headline: bool) -> bool:
    own = candidate.end - candidate.start > 1 and words.forms[candidate.start] in lists()["ongoing"]  # تواصل القصف
    if own or _any(before[-3:], "ongoing") or _any(after, "ongoing"):
        return True
    nominal = candidate.kind not in "PIpi"
    forms = words.forms
    if nominal and (_any(before[-2:], "running") or _any(after, "running")):
        return True
    if nominal and core(forms[candidate.head]) in lists()["state"]:
        return True
    if "_".join(forms[candidate.start : candidate.end]) in lists()["phrase"]:
        return True
    if nominal and forms[candidate.head].lstrip("و")[:2] == "ال" and core(forms[candidate.head]) in lists()["definite"]:
        return True
    if candidate.kind not in "Ii" or _any(before[-3:], "past"):
        return False
    stem = candidate.pattern.lstrip("+").split("/")[0].split("=")[0].split()[0]
    if core(fold(stem)) in lists()["lasting"]:
        return True
    return not headline and core(fold(stem)) not in lists()["saying"]
