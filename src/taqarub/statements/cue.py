"""A cue: the word that says that something was said, with what it reports."""

from __future__ import annotations

from dataclasses import dataclass

from .inflect import Form
from .phrases import Subject


@dataclass(slots=True)
class Cue:
    """A proposed cue.

    Attributes:
        first, last: its words.
        kind: verb, participle, masdar, source (بحسب …), relay (نقل عن …), colon.
        frame: how the content is joined: an, q, bare, obj, a preposition, before (content stands before the source).
        mark: the word that joins (أن, a colon, a quotation mark, a preposition), or -1.
        begin, end: first and last word of the content (`end` is -1 until it is looked for).
        clitic: letters of the first word that do not belong to the content (the ب of بضرورة).
        weight: 0..1, how sure.
        subject: the noun phrase after the cue, if any.
        form: the analysis of a verb.
        limit: a word before which the content must end, or -1.
        rule: what proposed the cue.
        quote: the opening quotation mark the content begins with, or -1.
    """

    first: int
    last: int
    kind: str
    frame: str
    mark: int
    begin: int
    weight: float
    subject: Subject | None = None
    form: Form | None = None
    quote: int = -1
    end: int = -1
    clitic: int = 0
    rule: str = ""
    limit: int = -1
