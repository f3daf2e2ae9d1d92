"""The spaCy component `taqarub_times`."""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from ..language.normal import MARKS
from ..records import Time
from .context import Context
from .finder import find
from .lexicon import lexicon
from .resolve import day_told


@Language.factory("taqarub_times", assigns=["doc._.times"])
def create_times(nlp: Language, name: str):
    return Times()


_MARKS = re.compile(f"[{MARKS}]+")
_NAMES = ("MEDIA", "PER", "ORG")  # what stands inside a name is no time


def day_of_writing(published: str | None) -> date | None:
    """The day of an ISO date, or None."""
    found = re.match(r"\d{4}-\d\d-\d\d", published or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


class Times:
    """Finds expressions of time and works out their values against the day of publication."""

    def __call__(self, doc: Doc) -> Doc:
        folded, text = doc._.folded, doc.text  # spaCy builds the text anew each time it is asked for
        ends = [folded.index(s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else []
        ctx = Context(folded.text, day_of_writing(doc._.published), ends)
        if ctx.day is not None:
            ctx.anchor = day_told(ctx.text, ctx.day)
        names = [(folded.index(e.start_char), folded.index(e.end_char)) for e in doc.ents if e.label_ in _NAMES]
        times = []
        for start, end, kind, value, by in find(ctx):
            if any(a <= start and end <= b for a, b in names) or _in_name(ctx, start, end):
                continue
            a, b = folded.original(start, end)
            marks = _MARKS.match(text, b)
            b = marks.end() if marks else b
            if text.startswith("ألان", a):
                continue  # a first name; الآن folds to the same
            times.append(Time(start=a, end=b, text=text[a:b], type=kind, value=value, by=f"times:{by}"))
        doc._.times = times
        return doc


def _in_name(ctx: Context, start: int, end: int) -> bool:
    """Whether اليوم ends the name of a paper or channel (روسيا اليوم)."""
    return ctx.text[start:end] == "اليوم" and ctx.before(start) in lexicon().contexts["media_before"]
