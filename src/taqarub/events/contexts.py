"""PLOVER contexts of an event, by the words of its sentence (data/events/contexts.tsv)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import ahocorasick

from ..language.normal import fold
from .candidates import Candidate
from .words import Words


@cache
def _automaton() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    text = (files("taqarub") / "data" / "events" / "contexts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, stems = line.split("\t")
        for stem in stems.split():
            key = " " + fold(stem).replace("_", " ")
            found.add_word(key, sorted({*found.get(key, ()), name}))
    found.make_automaton()
    return found


def contexts_of(candidate: Candidate, words: Words) -> list[str]:
    """Contexts whose stems begin a word (clitics aside) of the event's sentence, in order of the alphabet."""
    begin, stop = words.bounds(candidate.sentence)
    parts = []
    for form in words.forms[begin:stop]:
        bare = form.lstrip("وف") if len(form) > 4 else form
        for prefix in ("بال", "كال", "لل", "ال"):
            if bare.startswith(prefix) and len(bare) > len(prefix) + 2:
                bare = bare[len(prefix) :]
                break
        parts.append(bare)
    text = " " + " ".join(parts)
    return sorted({name for _, names in _automaton().iter(text) for name in names})
