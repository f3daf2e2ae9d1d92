"""A page of HTML read into an article: trafilatura finds the body, the markup and the text's rules do the rest."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ..language.normal import fold
from ..records import Article, Furniture, Page, TaqarubError
from .blocks import Blocks, Taken
from .body import Draft, read_body
from .bylines import read_author
from .characters import repair, tidy
from .charset import decode, mend
from .dates import line_date, parse_date
from .extract import find_body
from .items import page_id
from .labels import split_label
from .lexicon import key, outlets
from .links import anchors, text_of
from .metadata import Metadata, absolute, is_name, outlet_name, read_metadata

_MAX = 16_000_000  # characters of a page
_MAX_ELEMENTS = 150_000
_DEEPEST = 60  # levels that a flattened page keeps; a table counts one and makes three
_SHORT = 250  # a body of fewer letters is looked for again
_ARABIC = re.compile(r"[\u0621-\u064a]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_LOOSE = frozenset(
    [
        "p",
        "li",
        "td",
        "tr",
        "th",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "dd",
        "dt",
        "option",
        "source",
        "area",
        "base",
        "col",
        "embed",
        "wbr",
        "param",
        "script",
        "style",
    ]
)
_CELLS = frozenset(["li", "td", "tr", "th", "dd", "dt"])
_NUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TITLE_PARTS = re.compile(r"\s(?:\||[-–—]|::?|»|•|/)\s")


def _flatten(text: str) -> str:
    """The markup with the tags below a depth taken away: what nests thousands of levels deep has no layout to lose."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name, empty = match.groups()
        if name.lower() in _LOOSE or empty:
            return " " if depth >= _DEEPEST and name.lower() in _CELLS else match.group()
        if closing:
            depth = max(depth - 1, 0)
            return match.group() if depth < _DEEPEST else " "
        depth += 1
        return match.group() if depth <= _DEEPEST else " "

    return _TAG.sub(keep, text)


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )


def parse(text: str, origin: str) -> HtmlElement:
    """Markup as a tree.

    Raises:
        TaqarubError: there is nothing in it.
    """
    data = _NUL.sub("", text)
    for attempt in (data, None):
        try:
            parser = _parser()
            tree = lxml_html.document_fromstring(
                (_flatten(data) if attempt is None else attempt).encode("utf-8", "replace"), parser=parser
            )
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
            if attempt is None:
                raise TaqarubError(f"{origin}: no markup that can be read") from error
            continue
        if attempt is None or not any("depth" in entry.message for entry in parser.error_log):
            return tree
    raise TaqarubError(f"{origin}: no markup that can be read")


def _strip(tree: HtmlElement) -> None:
    """Take scripts out, and the form that some servers wrap around the whole page."""
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    for form in list(tree.iter("form")):
        if form.getparent() is not None and len("".join(form.itertext())) > _SHORT:
            form.drop_tag()


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, fold(a)[:200], fold(b)[:200], autojunk=False).ratio()


def _headline(tree: HtmlElement, meta: Metadata) -> str:
    """The page's headline: the h1 that its metadata agrees with, else what the metadata says."""
    told = [_without_site(text, meta) for text in meta.headlines]
    told = [text for text in told if text]
    titles = [text for tag in tree.iter("h1") if 1 < len(text := text_of(tag)) <= 400]
    titles = [text for text in titles if not _is_site(text, meta)]
    if not titles:
        return told[0] if told else ""
    if not told:
        return titles[0]
    best = max(titles[:8], key=lambda text: max(_likeness(text, other) for other in told))
    if max(_likeness(best, other) for other in told) >= 0.5 or any(
        key(best) in key(other) or key(other)[:40] in key(best) for other in told
    ):
        return best
    h1 = next((text for text in titles if len(text.split()) >= 4), None)
    return told[0] if len(told[0].split()) >= 4 or h1 is None else h1


def _outlet_of_title(tree: HtmlElement, meta: Metadata) -> str | None:
    """The outlet's name that the title bears before or behind what is the h1 as well, or known outlets' names."""
    title = tidy(repair(next((tag.text_content() for tag in tree.iter("title")), "")))
    heads = {key(text_of(tag)) for tag in tree.iter("h1")} | {key(text) for text in meta.headlines if text != title}
    for match in _TITLE_PARTS.finditer(title):
        for headline, name in (
            (title[: match.start()], title[match.end() :]),
            (title[match.end() :], title[: match.start()]),
        ):
            if key(name) in outlets() or (key(headline) in heads and len(name.split()) <= 4):
                return outlet_name(name)
    return None


def _is_site(name: str, meta: Metadata) -> bool:
    return key(name) in outlets() or bool(meta.outlet and key(name) == key(meta.outlet))


def _without_site(title: str, meta: Metadata) -> str:
    """A title without the site's name before or behind it."""
    while True:
        parts = list(_TITLE_PARTS.finditer(title))
        if not parts:
            return "" if _is_site(title, meta) else title
        head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
        if (
            _is_site(tail, meta)
            or (meta.outlet and key(meta.outlet) in key(tail) and len(tail) < len(meta.outlet) + 25)
            or _is_host(tail, meta)
        ):
            title = head.strip()
            continue
        first = title[: parts[0].start()]
        if _is_site(first, meta) and len(title[parts[0].end() :].split()) >= 3:
            title = title[parts[0].end() :].strip()
            continue
        sign = parts[-1].group().strip()
        if sign in "|»•::" and len(tail.split()) <= 3 and len(head.split()) >= 4:
            title = head.strip()  # a section, or a name that is told nowhere else
            continue
        return title


def _is_host(name: str, meta: Metadata) -> bool:
    return bool(re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", name.strip()))


def _credits(draft: Draft, meta: Metadata, taken: Taken, outlet: str | None) -> None:
    """Bylines of the markup, then those of the metadata that say something new."""
    for text in dict.fromkeys(taken.bylines):
        date = line_date(text)
        if date:
            draft.dates.append(date)
            draft.furniture.append(Furniture(kind="time", text=text))
        elif is_name(text, outlet):
            credit = read_author(_undated(text), outlet)
            if credit.byline or credit.dateline:
                draft.take_credit(credit, text)
            else:
                draft.furniture.append(Furniture(kind="byline", text=text))
        else:
            draft.furniture.append(Furniture(kind="byline", text=text))
    if not draft.byline:
        for author in dict.fromkeys(meta.authors):
            if is_name(author, outlet):
                draft.take_credit(read_author(author, outlet), author)


def _undated(text: str) -> str:
    """A byline without the date behind it: كتب محمد علي - الثلاثاء 22 يونيو 2021."""
    parts = re.split(r"\s+[-–|•,،]\s+|\s{2,}", text)
    kept = [part for part in parts if not line_date(part)]
    return " - ".join(kept) if 0 < len(kept) < len(parts) else text


def read_html(page: Page) -> Article:
    """Read a page of HTML clean.

    Args:
        page: its content as bytes (the charset is worked out) or text.

    Returns:
        The article. The day of publication is what the page's metadata tells, else page.published, else what a line
        of the page, its address or its last change tells, else None; the outlet is the page's own, else page.outlet.

    Raises:
        TaqarubError: there is no Arabic article in it; one line that names page.origin.
    """
    content = page.content
    text = mend(content) if isinstance(content, str) else decode(content, page.charset, page.origin)
    if len(text) > _MAX:
        raise TaqarubError(f"{page.origin}: {len(text) // 1_000_000} MB of markup; no page has that much")
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise TaqarubError(f"{page.origin}: empty")
    tree = parse(text, page.origin)
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise TaqarubError(f"{page.origin}: more than {_MAX_ELEMENTS} elements; no page has that many")
    return _article(tree, page)


def _article(tree: HtmlElement, page: Page) -> Article:
    base_tag = next(tree.iter("base"), None)
    meta = read_metadata(tree, page.url)
    meta.outlet = meta.outlet or _outlet_of_title(tree, meta)
    outlet = meta.outlet or page.outlet
    base = (base_tag.get("href") if base_tag is not None else None) or page.url or meta.url
    headline = _headline(tree, meta)
    _strip(tree)
    links = anchors(tree)
    taken = Blocks(tree, base, headline).take()
    found = find_body(tree, meta.body)
    draft = Draft()
    draft.label, draft.headline = split_label(tidy(repair(headline)))
    if not draft.label and taken.labels:
        draft.label = taken.labels[0]
    read_body(_below(found, headline), draft, outlet)
    inner = draft.related
    known = {key(story.headline) for story in taken.related}
    draft.related = taken.related + [story for story in inner if key(story.headline) not in known]
    for story in draft.related:
        story.url = story.url or absolute(base, links.get(key(story.headline)))
    draft.furniture = taken.furniture + draft.furniture
    for line in taken.times:
        iso = parse_date(line)
        if iso:
            draft.dates.append(line_date(line) or (1, iso))
    body_credits, draft.byline = draft.byline, []
    _credits(draft, meta, taken, outlet)
    draft.byline += [name for name in body_credits if fold(name) not in {fold(known) for known in draft.byline}]
    if not _ARABIC.search(draft.headline + "".join(draft.paragraphs)):
        raise TaqarubError(f"{page.origin}: no Arabic text in it")
    best = min(draft.dates, default=None, key=lambda date: date[0])
    given = parse_date(page.published) if page.published else None
    published = meta.published or given or (best[1] if best else None) or meta.weak
    return Article(
        id=page.id or meta.url or page_id(page), url=meta.url or page.url, outlet=outlet, published=published,
        headline=draft.headline, label=draft.label, byline=draft.byline, dateline=draft.dateline,
        paragraphs=draft.paragraphs, related=draft.related, furniture=draft.furniture,
    )  # fmt: skip


def _below(found: list[str], headline: str) -> list[str]:
    """The lines below the headline, where the body's begin with it."""
    for number, line in enumerate(found[:4]):
        if key(line) == key(headline):
            return found[number + 1 :] if number == 0 else found[:number] + found[number + 1 :]
    return found
