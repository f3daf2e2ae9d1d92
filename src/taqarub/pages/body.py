"""The lines below the headline parted into body, bylines, related stories and furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ..language.normal import fold
from ..records import Furniture, Related
from . import related
from .bylines import Credit, is_lone_name, parse_credit
from .dates import line_date, parse_date
from .furniture import EDGE, LONGEST, kind_of, tag_heading
from .labels import is_label, split_label
from .lead import split_lead
from .tail import split_tail

_HEAD_LINES = 14  # how far below the headline bylines and dates are looked for
_TAIL_LINES = 40
_LONGEST_CREDIT = 90
_DECKS = 3  # subheadings that may stand above the byline
_GALLERY = re.compile(r"(?:(?:.{0,600}? )?(?:Next Previous|Previous Next)|التالي السابق|السابق التالي) (?=\S)")
_LETTER = re.compile(r"[^\W_]")
_TOLD = re.compile("نشر|تحديث|published|updated", re.IGNORECASE)  # التاريخ: … may be the date of a document in the story


@dataclass
class Draft:
    """What has been read so far. `dates` holds (rank, ISO day): the lowest rank is the day of publication."""

    headline: str = ""
    label: str | None = None
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    dates: list[tuple[int, str]] = field(default_factory=list)

    def take_credit(self, credit: Credit, text: str) -> None:
        """Add a credit; where byline and dateline do not hold all of its text, the text is kept as furniture."""
        fresh = [name for name in credit.byline if fold(name) not in {fold(known) for known in self.byline}]
        self.byline.extend(fresh)
        taken = " ".join(fresh)
        if credit.dateline and not self.dateline:
            self.dateline = credit.dateline
            taken = f"{credit.dateline} {taken}"
        if Counter(_LETTER.findall(text)) - Counter(_LETTER.findall(taken)):
            self.furniture.append(Furniture(kind="byline", text=text))


@dataclass
class _Line:
    """A line and what it was found to be; None is body so far."""

    text: str
    kind: str | None = None
    credit: Credit | None = None
    story: Related | None = None


def _mark_blocks(texts: list[str], lines: list[_Line]) -> None:
    """Mark what a line is by its wording wherever it stands: related stories, tags, furniture."""
    at = 0
    while at < len(texts):
        text, line = texts[at], lines[at]
        at += 1
        if not text or line.kind or len(text) > LONGEST:
            continue
        if related.is_heading(text):
            line.kind = "related"
            for item in related.block(texts, at - 1):
                lines[item].kind, lines[item].story = "story", related.item(texts[item])
            continue
        read_more = related.opening(text)
        if read_more:
            line.kind, line.story = "story", related.item(read_more[1])
        elif tag_heading().fullmatch(fold(text)):
            line.kind = "tags"
            while at < len(texts) and len(texts[at].split()) <= 4 and not texts[at].endswith((".", ":", "؟")) and not related.is_heading(texts[at]):
                if texts[at]:
                    lines[at].kind = "tags"
                at += 1
        else:
            kind = kind_of(text)
            if kind and kind.where not in EDGE:
                line.kind = kind.name


def _mark_inserted(lines: list[_Line]) -> None:
    """Mark headlines of other stories that stand between paragraphs behind a label: شاهد.. …, بالفيديو: …"""
    body = [number for number, line in enumerate(lines) if line.text and not line.kind]
    for number in body[1:-1]:
        text = lines[number].text
        if len(text) <= 150 and not text.endswith((".", ":", "،")):
            label, headline = split_label(text)
            if label and text.startswith(label[:4]) and len(headline.split()) > 2:
                lines[number].kind, lines[number].story = "story", Related(headline=headline, label=label)


def _credit_of(text: str, outlet: str | None) -> Credit | None:
    """A line above or below the body as a credit: no sentence, and surely a credit or a lone name."""
    if len(text) > _LONGEST_CREDIT or (text.endswith((".", "؟", "!")) and len(text.split()) > 4):
        return None
    credit = parse_credit(text, outlet)
    if credit and (credit.sure or is_lone_name(text) or (credit.dateline and len(text.split()) <= 3 and "؟" not in text)):
        return credit
    return None


def _mark_edge(line: _Line, draft: Draft, outlet: str | None, where: str) -> bool:
    """Mark a line at the edge of the body if it is furniture there. Whether it was."""
    date = line_date(line.text)
    kind = kind_of(line.text)
    if date:
        draft.dates.append(date)
        line.kind = "time"
    elif kind and kind.where in ("any", "edge", where):
        line.kind = kind.name
    elif where == "head" and is_label(line.text):
        line.kind = "label"
        draft.label = draft.label or line.text.strip(" .:|!#*-[]()«»\"")
    elif where == "head" and draft.headline and _same(line.text, draft.headline):
        line.kind = "headline"
    else:
        line.credit = _credit_of(line.text, outlet)
        if line.credit is None:
            return False
        line.kind = "byline"
        written = parse_date(line.text)
        if written:
            draft.dates.append((1, written))
    return True


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W", "", fold(a)) == re.sub(r"\W", "", fold(b))


def _mark_head(lines: list[_Line], draft: Draft, outlet: str | None) -> None:
    """Mark bylines, dates and furniture above the body; up to three subheadings may stand before them."""
    seen, decks, marked = 0, 0, []
    for line in lines:
        if not line.text or line.kind:
            continue
        seen += 1
        if seen > _HEAD_LINES:
            break
        trial, dates, label = _Line(line.text), len(draft.dates), draft.label
        if not _mark_edge(trial, draft, outlet, "head"):
            decks += 1
            if decks > _DECKS or len(line.text) > 200 or line.text.endswith((".", "،", ":")):
                break
            continue
        if decks and trial.kind not in ("time", "byline"):
            del draft.dates[dates:]
            draft.label = label
            break
        marked.append((line, trial))
    if decks and sum(trial.credit is not None for _, trial in marked) > 2:
        return  # a list of names
    for line, trial in marked:
        line.kind, line.credit = trial.kind, trial.credit


def _mark_tail(lines: list[_Line], draft: Draft, outlet: str | None) -> None:
    """Mark names, sources, dates and furniture below the body. A list of three names or more is body."""
    body = [line for line in lines if line.text and not line.kind]
    names: list[_Line] = []
    for line in body[:0:-1][:_TAIL_LINES]:
        if not _mark_edge(line, draft, outlet, "tail"):
            break
        if line.credit:
            names.append(line)
    if len(names) > 2:
        for line in names:
            line.kind = line.credit = None


def _mark_told_dates(lines: list[_Line], draft: Draft) -> None:
    """Mark lines within the body that say when the page was published or updated in so many words."""
    for line in lines:
        if line.text and not line.kind:
            date = line_date(line.text)
            if date and date[0] != 1 and _TOLD.search(fold(line.text)):
                draft.dates.append(date)
                line.kind = "time"


def _part_inserts(paragraph: str, draft: Draft) -> str:
    """The paragraph without read-more inserts; they go to the related stories."""
    kept, last = [], 0
    for insert in related.inserts(paragraph):
        draft.furniture.append(Furniture(kind="related", text=insert.heading))
        draft.related.append(related.item(insert.headline))
        kept.append(paragraph[last : insert.start].rstrip())
        last = insert.end
    if not kept:
        return paragraph
    return " ".join(" ".join([*kept, paragraph[last:].strip()]).split())


def _shape(paragraphs: list[str], draft: Draft, outlet: str | None) -> None:
    """Take credits off the first paragraph, tails off the last, inserts out of all."""
    for number, paragraph in enumerate(paragraphs):
        if number == 0 and (lead := split_lead(paragraph, outlet)):
            draft.take_credit(lead.credit, lead.text)
            paragraph = lead.rest
        paragraph = _part_inserts(paragraph, draft)
        paragraph, tails = split_tail(paragraph, credits=number == len(paragraphs) - 1)
        for tail in tails:
            if tail.credit:
                draft.take_credit(tail.credit, tail.text)
            else:
                draft.furniture.append(Furniture(kind=tail.kind, text=tail.text))
        if paragraph:
            draft.paragraphs.append(paragraph)


def read_body(texts: list[str], draft: Draft, outlet: str | None) -> None:
    """Part the tidied lines below a headline into the draft's body, byline, related stories and furniture.

    Args:
        texts: lines of `characters.lines`; empty ones part blocks.
        draft: added to; its headline and label are known.
        outlet: the page's outlet, a part of its credits.
    """
    lines: list[_Line] = []
    for text in texts:
        gallery = _GALLERY.match(text)
        if gallery:
            draft.furniture.append(Furniture(kind="player", text=gallery.group().strip()))
            text = text[gallery.end() :]
        lines.append(_Line(text))
    texts = [line.text for line in lines]
    _mark_blocks(texts, lines)
    _mark_head(lines, draft, outlet)
    _mark_tail(lines, draft, outlet)
    _mark_told_dates(lines, draft)
    _mark_inserted(lines)
    paragraphs: list[str] = []
    last = max((number for number, line in enumerate(lines) if line.text and line.kind is None), default=len(lines))
    below: list[_Line] = []
    for number, line in enumerate(lines):
        if not line.text:
            continue
        if line.kind is None:
            paragraphs.append(line.text)
        elif line.story:
            draft.related.append(line.story)
            _keep_remainder(line, draft)
        elif line.credit and number > last:
            below.append(line)
        elif line.credit:
            draft.take_credit(line.credit, line.text)
        else:
            draft.furniture.append(Furniture(kind=line.kind, text=line.text))
    _shape(paragraphs, draft, outlet)
    for line in below:
        if line.credit:
            draft.take_credit(line.credit, line.text)


def _keep_remainder(line: _Line, draft: Draft) -> None:
    """Keep the heading of a read-more line (اقرأ أيضا:), which is no part of the story's headline."""
    read_more = related.opening(line.text)
    if read_more:
        draft.furniture.append(Furniture(kind="related", text=read_more[0]))
