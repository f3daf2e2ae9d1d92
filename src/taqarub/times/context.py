"""What surrounds an expression: the day of writing, the sentence, and whether it speaks of what lies ahead."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache

from .lexicon import alternatives, lexicon

NEAR = 60  # characters in which a clue of tense counts
_AGE = re.compile(r"(?:عمر|البالغ|يبلغ|تبلغ|سن\s|سنه\s)")
_OF_AGE = re.compile(r"\s*(?:من\s+(?:ال)?عمر|من\s+العمر)")


@cache
def clues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of clues: what lies ahead, the same with verbs of what is scheduled (for weekdays only), and verbs of
    reporting that close it off.
    """
    words = lexicon().contexts
    spurious = alternatives(words["not_future"])
    future = rf"(?<!\w)و?(?:(?!{spurious})س[يتن]\w{{3,}}|{alternatives(words['future'])}(?!\w))"
    coming = rf"{future}|(?<!\w)و?{alternatives(words['scheduled'])}(?!\w)"
    return re.compile(future), re.compile(coming), re.compile(rf"(?<!\w)[وف]?(?:{alternatives(words['report'])})(?!\w)")


class Context:
    """A text being read for times.

    Attributes:
        text: the folded text.
        day: the day of writing or None; `anchor` is what اليوم means here, which a weekday in the text can move.
        year: the last year named, with the offset at which its sentence ends.
    """

    def __init__(self, text: str, day: date | None, ends: list[int]):
        self.text, self.day, self.anchor, self.ends = text, day, day, ends
        self.year: tuple[int, int] | None = None
        self.month: tuple[str, int] | None = None
        self.last: date | None = None

    def sentence(self, at: int) -> tuple[int, int]:
        """Bounds of the sentence around an offset."""
        i = bisect_right(self.ends, at)
        return (self.ends[i - 1] if i else 0), (self.ends[i] if i < len(self.ends) else len(self.text))

    def before(self, at: int) -> str:
        """The word right before an offset, without a leading conjunction; empty at the start of a sentence."""
        left = self.text[max(0, at - 30) : at].rstrip(' "(،,')
        found = re.search(r"(\w+)$", left)
        return found.group(1) if found else ""

    def leads(self, at: int, kind: str) -> bool:
        """Whether the word before is one of a list of contexts, with و or ف before it or not."""
        word, words = self.before(at), lexicon().contexts[kind]
        return word in words or (len(word) > 2 and word[0] in "وف" and word[1:] in words)

    def ahead(self, start: int, weekday: bool = False) -> bool:
        """Whether a clue of the future stands shortly before, with no verb of reporting in between."""
        future, coming, report = clues()
        begin, _ = self.sentence(start)
        clause = self.text[max(begin, start - NEAR) : start]
        ends = [found.end() for found in (coming if weekday else future).finditer(clause)]
        return bool(ends) and not report.search(clause, ends[-1])

    def ahead_around(self, start: int, end: int) -> bool:
        """As `ahead`, or a clue right after in the same clause."""
        future, _, _ = clues()
        _, stop = self.sentence(start)
        after = re.split(r"[،,.\"]", self.text[end : min(stop, end + 30)])[0]
        return self.ahead(start) or bool(future.search(after))

    def is_age(self, start: int, end: int, unit: str) -> bool:
        """Whether a number of years is someone's age."""
        if unit not in "YM":
            return False
        left, right = self.text[max(0, start - 28) : start], self.text[end : end + 14]
        if _AGE.search(left) or _OF_AGE.match(right):
            return True
        if left.rstrip().endswith("(") and right.lstrip().startswith(")"):
            return True
        return left.rstrip().endswith(("،", ",")) and right.lstrip().startswith(("،", ",")) and unit == "Y"
