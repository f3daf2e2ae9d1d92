"""The spaCy component `taqarub_words`: clitics, sentences, word classes, raw entities and the heads' scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from .clitics import split_by_rule
from .doc import carry
from .sentences import sentence_starts
from .words import set_norms


@Language.factory(
    "taqarub_words",
    assigns=["token.norm", "token.is_sent_start", "token.pos", "token.lemma", "doc.ents", "doc._.heads"],
    default_config={"model": None},
)
def create_words(nlp: Language, name: str, model: str | None):
    """`model`: "fast", "accurate", a folder with a model, or None (rules only: no entities, no heads)."""
    return Words(model)


class Words:
    """Splits a Doc of surface words into clitics and stems; gives a new Doc of the same text."""

    def __init__(self, model: str | None = None):
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Docs of surface words to Docs of clitics and stems."""
        for doc in stream:
            yield self._by_rule(doc)

    def _by_rule(self, doc: Doc) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool] = []
        surface = [token.text for token in doc]
        for token, start in zip(doc, sentence_starts(surface), strict=True):
            pieces = split_by_rule(token.text)
            words.extend(pieces)
            spaces.extend([False] * (len(pieces) - 1) + [bool(token.whitespace_)])
            starts.extend([start] + [False] * (len(pieces) - 1))
        new = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
        set_norms(new)
        return carry(doc, new)
