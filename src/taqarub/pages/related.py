"""Other stories that stand in a page: blocks under a heading, read-more lines, inserts in the middle of a paragraph."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..language.normal import Folded, fold
from ..records import Related
from .furniture import kind_of
from .labels import split_label
from .lexicon import opens_sentence, rows

BULLET = re.compile(r"(?:[-–—•●▪■◾◆►▶»*·○◦←‹>✔✅🔴🔵🔹🔸📌+]{1,3}|\d{1,2} ?[-.)](?!\d))\s*(?=\S)")
_URL = re.compile(r"\(?(?:https?://|www\.)[^\s)]{3,400}\)?")
_LONGEST_ITEM = 170
_MOST_WORDS = 26
_MOST_ITEMS = 40
_BETWEEN = frozenset({"time", "player", "ad", "rule", "section", "comments", "caption"})  # stand between items of a block
_SIGN = r"(?: ?(?:[:：/|\\]|\.{2,5}|…|[-–—]{1,3}(?= ))){1,4} ?"
_NEXT = r"(?: (?:على|من|في) (?:موقع|موقعنا|الجزيرة نت|العربي الجديد|عربي21|سكاي نيوز عربية|بي بي سي|الحرة|هذا الموضوع|هذا الملف|نفس الموضوع|القسم))?"


class Insert(NamedTuple):
    """A read-more insert: its span in the paragraph, its heading and the headline behind it."""

    start: int
    end: int
    heading: str
    headline: str


@cache
def _headings(*uses: str) -> str:
    chosen = set()
    for row in rows("related.tsv"):
        heading, use = row.split("\t")
        if use in uses:
            chosen.add(fold(heading).lower())
    return "(?:" + "|".join(re.escape(name) for name in sorted(chosen, key=len, reverse=True)) + ")"


@cache
def _heading_line() -> re.Pattern[str]:
    every = _headings("block", "colon", "bare")
    return re.compile(rf"[^\w]{{0,6}}(?:و)?{every}{fold(_NEXT)}[^\w]{{0,6}}")


@cache
def _opening() -> re.Pattern[str]:
    """A line that begins with a heading and goes on with a headline."""
    return re.compile(rf"[^\w]{{0,6}}(?:{_headings('colon', 'bare')}{fold(_NEXT)}{_SIGN}|{_headings('bare')} )(?=\S)")


@cache
def _inside() -> re.Pattern[str]:
    """A heading within a paragraph: behind the end of a sentence, or in a bracket."""
    headings = _headings("colon", "bare")
    return re.compile(rf"(?:(?<=[.!؟\"…)\]]) ?|(?P<open>[\[(]) ?)(?P<heading>{headings}{fold(_NEXT)}{_SIGN})(?=\S)")


def is_heading(line: str) -> bool:
    """Whether a line is a heading of a block of other stories, and no more."""
    return len(line) <= 80 and bool(_heading_line().fullmatch(fold(line).lower()))


def opening(line: str) -> tuple[str, str] | None:
    """The heading and the headline of a read-more line (اقرأ أيضا: …), or None."""
    if len(line) > _LONGEST_ITEM + 60:
        return None
    folded = Folded(line)
    match = _opening().match(folded.text.lower())
    if not match:
        return None
    start = int(folded.offsets[match.end()])
    heading, headline = line[:start].strip(), line[start:].strip()
    sure = bool(re.search(r"[:：|/.…-]$", heading))
    if len(headline.split()) < 2 or (not sure and (headline.endswith(".") or len(line) > _LONGEST_ITEM)):
        return None
    if re.search(r"[.؟!] (?=\S+ \S+ \S+ \S)", headline) and headline.endswith("."):
        return None  # a headline and then a sentence: an insert
    return heading, headline


def item(line: str) -> Related:
    """A line of a block as a related story: bullet and label off, its address apart."""
    bullet = BULLET.match(line)
    text = line[bullet.end() :] if bullet else line
    address = _URL.search(text)
    if address:
        text = (text[: address.start()] + " " + text[address.end() :]).strip(" -–|:")
    label, headline = split_label(" ".join(text.split()))
    return Related(headline=headline, label=label, url=address.group().strip("()") if address else None)


def _looks_like_headline(line: str) -> bool:
    """Whether a line without a bullet reads as a headline: short, without a final stop, not a sentence that goes on."""
    words = line.split()
    if len(line) > _LONGEST_ITEM or not 2 <= len(words) <= _MOST_WORDS:
        return False
    if line.endswith((".", "،", ":", "؛", '."', ".»", ".”")) and not line.endswith(("..", "...")):
        return False
    first = words[0].strip("\"'«»“”")
    if opens_sentence(first):
        return first[0] not in "وف" and len(line) <= 60
    return not fold(first).startswith(("وكان", "وفي", "ومن", "وعلي", "كما", "فيما", "يذكر", "يشار"))


def _bulleted(lines: list[str], at: int) -> list[int]:
    found: list[int] = []
    while at < len(lines) and len(found) < _MOST_ITEMS:
        line = lines[at]
        if line and not BULLET.match(line):
            break
        if line and len(line) <= 2 * _LONGEST_ITEM:
            found.append(at)
        at += 1
    return found


def _unbulleted(lines: list[str], at: int, gap_before: bool) -> list[int]:
    found: list[int] = []
    gap, spaced = gap_before, False
    while at < len(lines) and len(found) < _MOST_ITEMS:
        line = lines[at]
        at += 1
        if not line:
            gap = True
            continue
        if found and gap and not spaced and not (len(found) == 1 and gap_before):
            break  # items stood close, and a blank line ends them
        kind = kind_of(line)
        if kind and kind.name in _BETWEEN and kind.name != "caption":
            gap = False
            continue
        if kind or is_heading(line) or opening(line) or BULLET.match(line) or not _looks_like_headline(line):
            break
        spaced = spaced or (bool(found) and gap)
        found.append(at - 1)
        gap = False
    return found


def block(lines: list[str], heading: int) -> list[int]:
    """The lines that hold the stories under the heading at an index of the tidied lines.

    With bullets: the lines with bullets. Without: lines that read as headlines; a blank line ends the block unless
    blank lines part its items too, and so does a line that reads as a sentence.
    """
    at = heading + 1
    gap = False
    while at < len(lines):
        kind = kind_of(lines[at]) if lines[at] else None
        if lines[at] and not (kind and kind.name in _BETWEEN):
            break
        gap = gap or not lines[at]
        at += 1
    if at >= len(lines):
        return []
    return _bulleted(lines, at) if BULLET.match(lines[at]) else _unbulleted(lines, at, gap)


def _insert_end(text: str, start: int, opened: str | None) -> int | None:
    """Where an insert whose headline begins at `start` ends: its bracket, its stop, the verb of the next sentence, or
    the end of the paragraph. None where it cannot be told.
    """
    limit = min(len(text), start + _LONGEST_ITEM + 60)
    if opened:
        close = text.find(")" if opened == "(" else "]", start, limit)
        if close > 0:
            return close + 1
    stop = re.compile(r"(?<!\.)[.؟!](?=\s|$)").search(text, start, limit)
    for words, match in enumerate(re.finditer(r"\S+", text[start:limit]), 1):
        word = match.group()
        if stop and start + match.start() > stop.start():
            break
        if words > 3 and word[0] == "و" and opens_sentence(word[1:]):
            return start + match.start()
    if stop:
        return stop.end()
    return len(text) if limit == len(text) else None


def inserts(paragraph: str) -> list[Insert]:
    """Read-more inserts in a paragraph, in order: اقرأ أيضا: … behind a sentence, or in brackets."""
    folded = Folded(paragraph)
    found: list[Insert] = []
    for match in _inside().finditer(folded.text.lower()):
        start = int(folded.offsets[match.start()])
        after = int(folded.offsets[match.end()])
        if found and start < found[-1].end:
            continue
        end = _insert_end(paragraph, after, match["open"])
        if end is None:
            continue
        heading = paragraph[int(folded.offsets[match.start("heading")]) : after].strip()
        found.append(Insert(start, end, heading, paragraph[after:end].strip(" .)]")))
    return found
