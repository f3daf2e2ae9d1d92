"""The spaCy component `taqarub_statements`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from ..records import Span, Speaker, Statement
from .assemble import propose, spans
from .cues import Cue
from .lexicon import lexicon
from .text import Text


@Language.factory("taqarub_statements", requires=["doc.ents"])
def create_statements(nlp: Language, name: str):
    """Who said what: writes `doc._.statements`."""
    return Statements()


class Statements:
    """Finds cues, the words they report, and who spoke them."""

    def __init__(self) -> None:
        self.lexicon = lexicon()

    def __call__(self, doc: Doc) -> Doc:
        text = Text(doc, self.lexicon)
        cues = spans(text, propose(text))
        doc._.statements = [self._statement(text, cue) for cue in cues]
        return doc

    def _statement(self, text: Text, cue: Cue) -> Statement:
        start, end = text.start[cue.begin] + cue.clitic, text.end[cue.end]
        subject = cue.subject
        speaker = Speaker()
        if subject is not None:
            a, b = text.start[subject.first], text.end[subject.last]
            speaker = Speaker(start=a, end=b, text=text.doc.text[a:b])
        return Statement(
            start=start, end=end, text=text.doc.text[start:end], form="indirect",
            cue=Span(start=text.start[cue.first], end=text.end[cue.last], text=text.original(cue.first, cue.last)),
            speaker=speaker, by=cue.rule,
        )  # fmt: skip
