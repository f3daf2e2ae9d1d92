"""A briefing as text and as Markdown, in the language that its names speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, Protocol
from urllib.parse import quote

from .lines import Brief, Happened, Source, Voice

_ADDRESS = re.compile(r"https?://[^/?#\s\\@]+(?:[/?#][^\s\\]*)?", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BLANKS = re.compile(r"\n{3,}")
_SAFE = "%/:?#@!$&()*+,;=~"
FEW = 6  # further sources that are named


class Names(Protocol):
    """The words of a language: of the interface, of actors and of files."""

    right_to_left: bool

    def word(self, key: str, **values: object) -> str:
        """Words of the interface."""
        ...

    def many(self, key: str, number: int) -> str:
        """A number with its noun."""
        ...

    def term(self, group: str, value: str | None) -> str:
        """The word for a value of the record."""
        ...

    def actor(self, code: str) -> str:
        """Name of an actor."""
        ...

    def file(self, slug: str) -> str:
        """Name of a file."""
        ...

    def day(self, value: str | None) -> str:
        """A day in words."""
        ...


class Line(NamedTuple):
    """A line: `quote` is a sentence of an article, always as it stands there."""

    kind: Literal["title", "lead", "heading", "item", "quote", "source", "note"]
    text: str
    url: str | None = None
    label: str = ""  # what stands before the address


def lines(brief: Brief, names: Names) -> Iterator[Line]:
    """The lines of a briefing."""
    yield Line("title", names.word("brief.title", file=names.file(brief.file)))
    yield Line("lead", " · ".join(part for part in (days(brief, names), made_of(brief, names)) if part))
    if brief.empty:
        yield Line("note", names.word("brief.no_lines" if brief.articles else "brief.nothing"))
        if brief.last_known:
            yield Line("note", names.word("brief.last_known", day=names.day(brief.last_known)))
        return
    yield Line("heading", names.word("brief.happened"))
    for act in brief.happened:
        yield Line("item", act_words(act, names))
        yield from _sources(act.sources, names)
    yield from _notes(names, brief.happened, "no_acts", more_acts=brief.more_acts, recalled=brief.recalled)
    yield Line("heading", names.word("brief.said"))
    for voice in brief.said:
        yield Line("item", who(voice, names) + (f" ({names.word('brief.more_said', n=voice.more)})" if voice.more else ""))
        for said in voice.said:
            yield Line("quote", " ".join(said.text.split()))
            yield _where(said.sources[0], names, names.word("brief.told_to", outlet=said.outlet) if said.outlet else "")
            yield from _also(said.sources[1:], names)
    yield from _notes(names, brief.said, "no_words", more_voices=brief.more_voices, unnamed=brief.unnamed)
    yield Line("heading", names.word("brief.moved"))
    if brief.moved:
        yield Line("note", names.word("brief.moved_note"))
    for pair in brief.moved:
        value = f"{signed(pair.before)} {'←' if names.right_to_left else '→'} {signed(pair.after)}"
        value += f" ({signed(pair.low)} … {signed(pair.high)})"
        yield Line("item", f"{names.actor(pair.a)} – {names.actor(pair.b)}: {value} · {names.many('stories', pair.stories)}")
        for cause in pair.causes:
            yield Line("note", f"{signed(cause.change)} {names.word('brief.by')} {act_words(cause.act, names)}")
            yield from _sources(cause.act.sources, names)
    yield from _notes(names, brief.moved, "no_moves")


def days(brief: Brief, names: Names) -> str:
    """The days of a briefing in words."""
    if brief.first == brief.last:
        return names.word("brief.of_day", day=names.day(brief.last))
    return names.word("brief.of_days", first=names.day(brief.first), last=names.day(brief.last))


def made_of(brief: Brief, names: Names) -> str:
    """Of how many articles it is made; "" of none."""
    if not brief.articles:
        return ""
    articles, outlets = names.many("articles", brief.articles), names.many("outlets", brief.outlets)
    return names.word("brief.made_of", articles=articles, outlets=outlets) if brief.outlets else articles


def act_words(act: Happened, names: Names) -> str:
    """Who did what to whom, and what else is known of it."""
    arrow = "←" if names.right_to_left else "→"
    joint = names.word("site.and")
    kind = names.term("type", act.type) + (f" · {names.term('mode', act.mode)}" if act.mode else "")
    parts = [joint.join(map(names.actor, act.source)) or names.word("brief.nobody"), f"{kind} ({signed(act.score, 1)})"]
    if act.target:
        parts.append(joint.join(map(names.actor, act.target)))
    about = [names.term("status", act.status), act.date, act.place]
    if act.reporter:
        about.append(names.word("brief.claimed", who=names.actor(act.reporter)))
    return f" {arrow} ".join(parts) + "  [" + " · ".join(part for part in about if part) + "]"


def who(voice: Voice, names: Names) -> str:
    """A speaker: as the article names him, his name, whom he speaks for."""
    first = voice.speaker or voice.name or ""
    rest = [voice.name if voice.name != first else None, names.actor(voice.code) if voice.code else None]
    kept = [part for part in rest if part]
    return first + (f" ({' · '.join(kept)})" if kept else "")


def _sources(sources: list[Source], names: Names) -> Iterator[Line]:
    yield Line("quote", " ".join(sources[0].sentence.split()))
    yield _where(sources[0], names)
    yield from _also(sources[1:], names)


def _where(source: Source, names: Names, more: str = "") -> Line:
    parts = [source.outlet, more, names.day(source.day), source.headline]
    words = " · ".join(" ".join(part.split()) for part in parts if part)
    return Line("source", words, address(source.url), source.article)


def _also(sources: list[Source], names: Names) -> Iterator[Line]:
    """Who else has it, an outlet once."""
    outlets = {source.outlet or source.article: source for source in sources}
    for source in list(outlets.values())[:FEW]:
        words = " ".join(f"{names.word('brief.also')} {source.outlet or ''} · {source.headline}".split())
        yield Line("source", words, address(source.url), source.article)


def _notes(names: Names, shown: list[Any], none: str, **counts: int) -> Iterator[Line]:
    if not shown:
        yield Line("note", names.word(f"brief.{none}"))
    for key, number in counts.items():
        if number:
            yield Line("note", names.word(f"brief.{key}", n=number))


def address(url: str | None) -> str | None:
    """An address out of an article as one that may become a link; else None."""
    return url if url and len(url) < 2000 and url.isprintable() and _ADDRESS.fullmatch(url) else None


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign, a real minus."""
    rounded = round(value, digits) + 0.0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.{digits}f}"


def markdown(brief: Brief, names: Names) -> str:
    """A briefing as Markdown; nothing in an article is taken for a mark or an HTML tag."""
    out = []
    for line in lines(brief, names):
        text = _MARKS.sub(r"\\\1", line.text)
        if line.kind == "title":
            out.append(f"# {text}\n")
        elif line.kind == "heading":
            out.append(f"\n## {text}\n")
        elif line.kind == "item":
            out.append(f"\n- **{text}**\n")
        elif line.kind == "quote":
            out.append(f"  > {text}\n  >")
        elif line.kind == "source":
            out.append(f"  > — {f'[{text}](<{quote(line.url, safe=_SAFE)}>)' if line.url else text}\n")
        else:
            out.append(f"\n{text}\n")
    return _BLANKS.sub("\n\n", "\n".join(out)).strip() + "\n"
