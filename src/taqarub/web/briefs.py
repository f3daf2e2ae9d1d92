"""Briefings in the words of the desk: as a piece of a page, as a page that stands alone, as an Atom feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markupsafe import Markup

from ..briefing.lines import Brief, Source
from ..briefing.writing import address, days, made_of
from .labels import actor_name, file_name
from .rendering import TEMPLATES, day_name, environment
from .words import Language, words_in

ATOM = "http://www.w3.org/2005/Atom"
STYLE = TEMPLATES.parent / "static" / "brief.css"
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
Link = Callable[[Source], str | None]


class Names:
    """What `briefing.writing` asks of a language, from the tables of the desk."""

    def __init__(self, language: Language):
        self._words = words_in(language)
        self.right_to_left = language == "ar"
        self.language = language

    def word(self, key: str, **values: object) -> str:
        """Words of the interface."""
        return self._words(key, **values)

    def many(self, key: str, number: int) -> str:
        """A number with its noun."""
        return self._words.many(key, number)

    def term(self, group: str, value: str | None) -> str:
        """The word for a value of the record."""
        return self._words.name(group, value)

    def actor(self, code: str) -> str:
        """Name of an actor."""
        return actor_name(code, self.language)

    def file(self, slug: str) -> str:
        """Name of a file."""
        return file_name(slug, self.language)

    def day(self, value: str | None) -> str:
        """A day in words."""
        return day_name(value, self._words)


def body(brief: Brief, language: Language, link: Link) -> Markup:
    """The lines of a briefing as a piece of HTML.

    Args:
        brief: what it says.
        language: of the labels; sentences stay as they are.
        link: address of a source; None: no link.
    """
    words, names = words_in(language), Names(language)
    template = environment().get_template("brief_body.html")
    return Markup(template.render(
        b=brief, w=words, lang=language, link=link, names=names, actor=names.actor, day=names.day,
        arrow="←" if names.right_to_left else "→", outside=_outside,
    ))  # fmt: skip


def _outside(source: Source) -> tuple[str, str] | None:
    """Where a source was published, and the name of that site."""
    url = address(source.url)
    return (url, urlsplit(url).hostname or url) if url else None


def alone(brief: Brief, language: Language) -> str:
    """A whole page that needs no desk: the style is in it, and sources lead to where they were published."""
    names = Names(language)
    return environment().get_template("brief_alone.html").render(
        b=brief, w=words_in(language), lang=language, style=Markup(STYLE.read_text(encoding="utf-8")),
        title=names.word("brief.title", file=names.file(brief.file)), days=days(brief, names), made_of=made_of(brief, names),
        body=body(brief, language, lambda source: address(source.url)),
    )  # fmt: skip


def feed(file: str, briefs: Sequence[Brief], language: Language, base: str) -> bytes:
    """An Atom feed of a file: one entry a day with news.

    Args:
        file: slug.
        briefs: of one day each, the newest first.
        language: of the labels.
        base: address of the desk, without a slash at its end.
    """
    names = Names(language)
    page, itself = f"{base}/files/{file}", f"{base}/files/{file}/feed.atom?lang={language}"
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": language})
    _add(root, "id", f"urn:taqarub:brief:{file}")
    _add(root, "title", names.word("brief.feed_title", file=names.file(file)))
    _add(root, "updated", max((_moment(b) for b in briefs), default="1970-01-01T00:00:00Z"))
    _add(_add(root, "author"), "name", "Taqarub")
    _add(root, "link", rel="self", href=itself, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=page, type="text/html")
    for brief in briefs:
        entry = _add(root, "entry")
        _add(entry, "id", f"urn:taqarub:brief:{file}:{brief.last}")
        _add(entry, "title", f"{names.file(file)}: {names.day(brief.last)}")
        _add(entry, "updated", _moment(brief))
        _add(entry, "link", rel="alternate", href=f"{base}/brief?file={file}&day={brief.last}&lang={language}", type="text/html")
        _add(entry, "summary", _summary(brief, names))
        html = body(brief, language, lambda source: address(source.url))
        _add(entry, "content", f'<div dir="{"rtl" if names.right_to_left else "ltr"}">{html}</div>', type="html")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _summary(brief: Brief, names: Names) -> str:
    acts = len(brief.happened) + brief.more_acts
    counts = [made_of(brief, names), names.many("events", acts) if acts else ""]
    return " · ".join(part for part in counts if part)


def _moment(brief: Brief) -> str:
    """When a briefing was last news: the latest publication, in the form that Atom asks for."""
    try:
        found = datetime.fromisoformat(brief.updated or brief.last)
    except ValueError:
        found = datetime.fromisoformat(brief.last)
    stamp = found.isoformat(timespec="seconds")
    return stamp.replace("+00:00", "Z") if found.tzinfo else f"{stamp}Z"


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = _FORBIDDEN.sub("", text) if text is not None else None
    return child
