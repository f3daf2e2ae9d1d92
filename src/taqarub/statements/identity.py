"""Identity: whom an office or a noun (المسؤول، الوزير البريطاني، الأخير) means."""

from __future__ import annotations

from dataclasses import replace

from .phrases import COMMAS
from .subjects import Said
from .text import Name, Text
from .voice import Voice, bare

Titles = list[tuple[frozenset[str], Name]]  # offices that stand before people's names, with the person


def identify(text: Text, said: Said, titles: Titles, voice: Voice) -> Voice:
    """Name a voice that is known only by office or noun: المسؤول، الوزير البريطاني."""
    if voice.named or not voice.words or not voice.text:
        return voice
    if voice.words <= {"اخير", "اخيره"}:
        return _latter(text, said, voice)
    for _, voices in reversed(said):
        for other in voices:
            if other.words >= voice.words and (other.named or (other.code and voice.code in (None, other.code))):
                return _known_as(voice, other)
    for title, name in titles:
        if title >= voice.words and len(voice.words) >= 1 and voice.person:
            return _known_as(voice, None, name)
    return voice


def _latter(text: Text, said: Said, voice: Voice) -> Voice:
    """الأخير: the person named last before, who has not just spoken."""
    spoken = {v.name for _, voices in said[-1:] for v in voices}
    people = [n for n in text.names if n.kind == "PER" and n.last < voice.first and n.name not in spoken]
    return _known_as(voice, None, people[-1]) if people else voice


def _known_as(voice: Voice, other: Voice | None, name: Name | None = None) -> Voice:
    if other is not None:
        return replace(
            voice, name=other.name, named=other.named, role=voice.role or other.role, code=voice.code or other.code
        )
    assert name is not None
    return replace(voice, name=name.name or name.text, named=True, role=name.role, code=voice.code or name.code)


def titled(text: Text) -> Titles:
    """Offices that stand before people's names in the text: (their words, the person)."""
    found: Titles = []
    nouns, sets = text.lexicon.nouns, text.lexicon.sets
    for name in text.names:
        if name.kind != "PER":
            continue
        words: set[str] = set()
        at, title = name.first - 1, False
        if at >= 0 and text.words[at] in COMMAS:
            at -= 1
        while at >= 0 and name.first - at <= 9 and text.sentence[at] == text.sentence[name.first]:
            here = text.words[at]
            if not here.isalnum() or here in sets["ends_phrase"] or here in sets["time_words"]:
                break
            if here in text.lexicon.complements:
                break
            if here in text.lexicon.forms and here not in nouns:
                break
            words.add(bare(here))
            title = title or (here in nouns and nouns[here].kind in ("title", "person"))
            at -= 1
        if title:
            found.append((frozenset(words), name))
    return found
