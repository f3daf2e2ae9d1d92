"""The end of a story's last paragraph: link tails, end marks, an agency in brackets, a last sentence that is furniture."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.normal import fold
from .bylines import Credit, parse_credit
from .furniture import kind_of
from .lexicon import agencies, credit_words, key

_MOST = 6  # pieces taken off one paragraph: a page that ends in thousands of end marks is no article
_LONGEST = 700  # how much of the end of a paragraph is looked at
_LINK = re.compile(
    r"(?:^|(?<=\s))(?:ال)?رابط (?:الخبر|المقال|الموضوع|التقرير|المصدر|الأصلي|مختصر|المختصر)(?: (?:بصحيفة|بموقع|في|من|على) [^:\n]{1,40})? ?: ?.{1,500}$"
)
_ADDRESS = re.compile(r"(?<=[.!؟»\"]) ?(?:المصدر|الرابط|للمزيد|رابط)? ?:? ?(?:https?://|www\.)\S{3,400}$")
_END = re.compile(
    r"(?:\s?[/(\[#*]{1,3} ?(?:انتهى|إنتهى|انتهي|النهاية|تمت) ?[/)\]#*]{0,3})(?: ?[/-]? ?[\w .:/-]{0,24})?$|(?<=[.!؟»\"]) ?(?:انتهى|إنتهى|النهاية)(?: وروجع)?(?: ?[./-] ?(?:[ء-ي]{1,2}[ ./]{0,2}){0,5})?$"
)
_CONTACT = re.compile(r"(?:[A-Za-z0-9._%+@:/-]{0,90}|(?<=\s)تويتر ?: ?\S{0,60})(?:للتواصل|لمراسلة) مع الكاتب.{0,220}$|(?<=[.!؟»\"]) ?[A-Za-z0-9._%+-]{2,40}@[A-Za-z0-9.-]{3,40}$")
_AGENCY = re.compile(r"(?P<stop>[.!؟»\"])? ?[(\[] ?(?P<name>[^()\[\]]{2,40}) ?[)\]]\.?$")
# With each pattern, what must stand in the text for it to be tried at all.
_ENDINGS = (
    ("link", _LINK, ("رابط",)),
    ("link", _ADDRESS, ("http", "www.")),
    ("end", _END, ("نتهى", "نتهي", "النهاية", "تمت")),
    ("contact", _CONTACT, ("@", "الكاتب")),
)
_SENTENCE = re.compile(r"(?<=[.!؟»\"]) (?=\S)")
_CUT = frozenset({"subscription", "link", "copyright", "share", "comments", "end", "tags", "tool"})


class Tail(NamedTuple):
    """What was cut off the end of a paragraph: its kind, its text and, for a credit, what it says."""

    kind: str
    text: str
    credit: Credit | None = None


def _agency(end: str) -> tuple[int, Credit] | None:
    match = _AGENCY.search(end)
    if not match:
        return None
    names = [name for name in re.split(r"[/،,-]", match["name"]) if name.strip()]
    if not names or not all(key(name) in agencies() for name in names):
        return None
    before = end[: match.start()].rstrip()
    if not match["stop"] and (match.group().endswith(".") or fold(before.rpartition(" ")[2]) in credit_words("before_agency")):
        return None  # … وكالة الأنباء السعودية (واس).
    credit = parse_credit(match["name"])
    return (match.start() + (1 if match["stop"] else 0), credit) if credit else None


def split_tail(paragraph: str, credits: bool = True) -> tuple[str, list[Tail]]:
    """A paragraph without the furniture at its end, and what was taken off, last first.

    Args:
        paragraph: any paragraph of the story.
        credits: also take off an agency in brackets, as at the end of the last paragraph.
    """
    taken: list[Tail] = []
    while len(taken) < _MOST:
        cut = max(len(paragraph) - _LONGEST, 0)
        end = paragraph[cut:]
        found: tuple[int, str, Credit | None] | None = None
        for kind, pattern, signs in _ENDINGS:
            match = pattern.search(end) if any(sign in end for sign in signs) else None
            if match and (found is None or match.start() < found[0]):
                found = match.start(), kind, None
        if found is None and credits and (agency := _agency(end)):
            found = agency[0], "byline", agency[1]
        if found is None:
            found = _last_sentence(end)
        if found is None or (cut + found[0] == 0 and not paragraph[found[0] :].strip()):
            return paragraph, taken
        taken.append(Tail(found[1], end[found[0] :].strip(), found[2]))
        paragraph = (paragraph[:cut] + end[: found[0]]).rstrip()
        if not paragraph:
            return "", taken
    return paragraph, taken


def _last_sentence(end: str) -> tuple[int, str, None] | None:
    """The last sentence, if its wording is that of an invitation, a copyright line or another line of furniture."""
    starts = [match.end() for match in _SENTENCE.finditer(end)]
    for start in reversed(starts[-3:]):
        kind = kind_of(end[start:])
        if kind and kind.where == "any" and kind.name in _CUT:
            return start, kind.name, None
    return None
