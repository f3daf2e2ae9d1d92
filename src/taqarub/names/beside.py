"""What the words right before or after an unknown name tell of him, beside a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .roles import AFFAIRS
from .spans import Span

if TYPE_CHECKING:
    from .persons import Persons

_SKIPPED = frozenset("،,\"'«“(#")
_KIN = frozenset((
    "ابن", "ابنه", "ابنت", "نجل", "نجله", "كريمه", "كريمت", "شقيق", "شقيقه", "شقيقت", "اخ", "اخو", "اخي", "اخت", "والد", "والده",
    "والدت", "ام", "زوج", "زوجه", "زوجت", "عم", "خال", "حفيد", "حفيدت", "صهر", "ارمله", "ارملت", "توام",
))  # fmt: skip
_HIS = frozenset(("ه", "ها", "هم", "هما"))
_SIGNED = frozenset(("كتب", "كتبت", "تصوير", "اعداد", "تقرير", "متابعه", "حوار", "تغطيه", "بقلم", "عدسه"))
_DASHES = frozenset(("-", "–", "—", "_", "/", "|", "\n", "("))


def beside(people: Persons, span: Span) -> tuple[str | None, str]:
    """Code and rule that the neighbouring words give; (None, "unknown") where they say nothing.

    Args:
        people: the people of the article.
        span: the name.
    """
    words, at = people.view.words, span.start - 1
    if _signs(people, span):
        return "MED", "byline"
    skipped = False
    while at >= 0 and words[at] in _SKIPPED and span.start - at < 3:
        at, skipped = at - 1, True
    if at < 0:
        return None, "unknown"
    code = people.book.adjective(words[at])
    if at and words[at - 1] in AFFAIRS:
        return None, "unknown"  # الخبير في الشؤون الإيرانية
    if skipped and any(r.start <= at < r.end and r.person not in (None, span.start) for r in people.roles.values()):
        return None, "unknown"  # لافروف، وزير الخارجية الروسي، فلان
    if code and not code.startswith("@") and not (skipped and words[at].endswith("ه")):
        return code, "adjective"  # "البريطاني، فلان", but not "الشرطة البريطانية، فلان"
    if _is_kin(people, at):
        code = people.owner(span.start)
        return code, "kin" if code else "unknown"
    return None, "unknown"


def _is_kin(people: Persons, at: int) -> bool:
    """Whether a word says whose child, brother or wife the next one is: نجله, زوجت|ه."""
    words, glued = people.view.words, people.view.glued
    if glued[at] and words[at] in _HIS and at > 0:
        return words[at - 1] in _KIN
    return any(words[at].endswith(end) and words[at].removesuffix(end) in _KIN for end in ("ه", "ها", "هم", "هما")) and len(words[at]) > 3


def _signs(people: Persons, span: Span) -> bool:
    """Whether the name is that of the writer: the first words of the body with a dash after them, or after كتب, تصوير."""
    words = people.view.words
    before = words[span.start - 1] if span.start else ""
    if before in (":", "/") and span.start > 1:
        before = words[span.start - 2]
    if before in _SIGNED and (span.start < 3 or words[span.start - 2] in ("\n", "(", "-", ".") or words[span.start - 1] in (":", "/")):
        return True
    if not people.body <= span.start <= people.body + 1:
        return False
    after = words[span.end] if span.end < len(words) else ""
    return after in _DASHES
