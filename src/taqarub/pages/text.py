"""Plain text as scraped, and the fields of scraped JSON, read into an article."""

from __future__ import annotations

import re

from ..records import Article, Furniture, Page, TaqarubError
from .body import Draft, read_body
from .bylines import read_author
from .characters import lines, repair, tidy
from .charset import decode, mend
from .dates import line_date, parse_date
from .furniture import kind_of
from .items import page_id
from .labels import is_label, split_label
from .lexicon import key, outlets

_TITLE_TAIL = re.compile(r"\s(?:\||[-–—]|::?|»)\s(?=[^|–—»]{2,45}$)")
_BEFORE_HEADLINE = frozenset({"navigation", "section", "share", "ad", "player", "time", "tool", "rule", "comments", "subscription"})
_LONGEST_HEADLINE = 300


def _text_of(page: Page) -> str:
    return mend(page.content) if isinstance(page.content, str) else decode(page.content, page.charset, page.origin)


def _without_outlet(headline: str, outlet: str | None, draft: Draft) -> str:
    """A page title without the outlet's name behind a line or a dash."""
    matches = list(_TITLE_TAIL.finditer(headline[-60:]))
    if matches:
        match = matches[-1]
        at = max(len(headline) - 60, 0) + match.start()
        name = headline[at:].strip(" |-–—:»")
        if key(name) in outlets() or (outlet and key(name) == key(outlet)):
            draft.furniture.append(Furniture(kind="outlet", text=name))
            return headline[:at].strip()
    return headline


def _take_headline(found: list[str], draft: Draft, outlet: str | None) -> list[str]:
    """Set the draft's headline and label from the top of a page, and give the lines below it."""
    labels = []
    for number, line in enumerate(found):
        if not line:
            continue
        date = line_date(line)
        kind = kind_of(line)
        if date:
            draft.dates.append(date)
            draft.furniture.append(Furniture(kind="time", text=line))
        elif is_label(line):
            labels.append(line.strip(" .:|!#*-[]()«»\""))
            draft.furniture.append(Furniture(kind="label", text=line))
        elif kind and kind.name in _BEFORE_HEADLINE:
            draft.furniture.append(Furniture(kind=kind.name, text=line))
        elif len(line) > _LONGEST_HEADLINE:
            draft.label = "، ".join(labels) or None
            return found[number:]
        else:
            label, draft.headline = split_label(_without_outlet(line, outlet, draft))
            draft.label = "، ".join(filter(None, [*labels, label])) or None
            return found[number + 1 :]
    if labels:  # nothing but a label stood there: it is the headline
        draft.headline = draft.furniture.pop().text
    return []


def _told(draft: Draft) -> str | None:
    """The day that a line of the page tells best."""
    return min(draft.dates, key=lambda found: found[0])[1] if draft.dates else None


def _article(draft: Draft, page_id: str, url: str | None, outlet: str | None, published: str | None) -> Article:
    return Article(
        id=page_id, url=url, outlet=outlet, published=published, headline=draft.headline,
        label=draft.label, byline=draft.byline, dateline=draft.dateline, paragraphs=draft.paragraphs,
        related=draft.related, furniture=draft.furniture,
    )  # fmt: skip


def _day(published: str | None) -> str | None:
    return parse_date(published) if published else None


def read_text(page: Page) -> Article:
    """Read a page of plain text as it comes off a news site.

    The first line that is no furniture is the headline; bylines, datelines, labels, related headlines and furniture
    are kept apart from the body. The day of publication is what a line of the page tells, else page.published, else None.

    Raises:
        TaqarubError: there is no letter in the page.
    """
    found = lines(_text_of(page))
    if not any(re.search(r"[^\W\d_]", line) for line in found):
        raise TaqarubError(f"{page.origin}: {'no text in it' if any(found) else 'empty'}")
    draft = Draft()
    rest = _take_headline(found, draft, page.outlet)
    read_body(rest, draft, page.outlet)
    return _article(draft, page_id(page), page.url, page.outlet, _told(draft) or _day(page.published))


def read_fields(
    id: str,
    url: str | None,
    outlet: str | None,
    published: str | None,
    headline: str | None,
    author: str | None,
    body: str | None,
) -> Article:
    """Read the fields of an article of scraped JSON, cleaning each as a page is cleaned.

    Args:
        id, url, outlet: kept as they are.
        published: a date in any form `parse_date` reads; where it is none, a date line of the body counts.
        headline: its label is taken off.
        author: a name, or a credit such as لندن: «الشرق الأوسط», parted into byline and dateline.
        body: paragraphs parted by newlines, with whatever furniture was scraped along.
    """
    draft = Draft()
    title = tidy(repair(headline or ""))
    draft.label, draft.headline = split_label(_without_outlet(title, outlet, draft))
    credit = tidy(repair(author or ""))
    if credit:
        draft.take_credit(read_author(credit, outlet), credit)
    read_body(lines(body or ""), draft, outlet)
    return _article(draft, id, url, outlet, _day(published) or _told(draft))
