"""The spaCy component `taqarub_events`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from .assemble import by_judge, by_rules, settle, to_event
from .candidates import read
from .judge import load_judge
from .lexicon import load


@Language.factory("taqarub_events", default_config={"judge": True, "floor": 0.16})
def create_events(nlp: Language, name: str, judge: bool, floor: float) -> Events:
    """The component. `judge`: let the trained scores choose; without, lexicon and frames alone. `floor`: the score an
    event must reach.
    """
    return Events(judge, floor)


class Events:
    """Writes doc._.events from mentions, statements, times and, where a model is there, its heads."""

    def __init__(self, judge: bool = True, floor: float = 0.16):
        self.lexicon = load()
        self.judge = load_judge() if judge else None
        self.floor = floor

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        reading = read(doc, self.lexicon)
        if self.judge is None:
            kept = by_rules(reading)
        else:
            kept = settle(by_judge(reading, self.judge), self.judge, self.floor)
        text = doc.text
        doc._.events = [to_event(proposal, reading, doc, text) for proposal in kept]
        return doc
