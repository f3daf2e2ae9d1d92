"""The spaCy component `taqarub_statements`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from ..records import Span, Speaker, Statement
from .assemble import propose, spans
from .content import form_of
from .cue import Cue
from .lexicon import lexicon
from .outlets import outlet_of
from .speakers import Speakers
from .text import Text
from .voice import Voice
from .weigh import Evidence


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
        evidence = Evidence(text)
        cues = spans(text, propose(text), evidence)
        speakers = Speakers(text, evidence)
        found = [self._statement(text, cue, voice) for cue in cues for voice in speakers.of(cue)]
        # in text order; of several with the same words the one named last comes first
        found.sort(key=lambda s: (s.start, s.end, -(s.cue.start if s.cue else 0), -(s.speaker.start or 0)))
        doc._.statements = found
        return doc

    def _statement(self, text: Text, cue: Cue, voice: Voice) -> Statement:
        start, end = text.start[cue.begin] + cue.clitic, text.end[cue.end]
        return Statement(
            start=start, end=end, text=text.source[start:end], form=form_of(text, cue),
            cue=Span(start=text.start[cue.first], end=text.end[cue.last], text=text.original(cue.first, cue.last)),
            speaker=Speaker(
                start=voice.start, end=voice.end, text=voice.text, name=voice.name, role=voice.role, code=voice.code
            ),
            outlet=outlet_of(text, cue), by=cue.rule,
        )  # fmt: skip
