"""The spaCy component `taqarub_files`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from .book import load
from .choice import choose, file_of
from .evidence import Evidence, Weights, probabilities


@Language.factory("taqarub_files", assigns=["doc._.files"], default_config={"extra": None})
def create_files(nlp: Language, name: str, extra: str | None) -> Files:
    """The component. `extra`: path of a user's own file of dossiers, of the form of data/files.toml."""
    return Files(extra)


class Files:
    """Writes doc._.files, best first, and the file of each event."""

    def __init__(self, extra: str | None = None):
        self.book = load(extra)
        self.evidence = Evidence(self.book)
        self.weights = Weights()

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        folded = doc._.folded
        body = folded.index(doc._.body_start) if doc._.body_start else 0
        actors = [(folded.index(m.start), m.code) for m in doc._.mentions if m.code]
        found = probabilities(self.evidence.features(folded.text, body, actors, doc._.published), self.weights)
        doc._.files = choose(self.evidence.matcher.slugs, found, self.weights)
        if doc._.events:
            bounds = [folded.index(s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else []
            for event in doc._.events:
                at = folded.index(event.trigger.start)
                event.file = file_of(event, sentence(folded.text, at, bounds), doc._.files, found, self.evidence, doc._.published)
        return doc


def sentence(text: str, at: int, bounds: list[int]) -> str:
    """The sentence of a folded text around an offset; bounds are the ends of its sentences."""
    start = max((b for b in bounds if b <= at), default=0)
    end = min((b for b in bounds if b > at), default=len(text))
    return text[start:end]
