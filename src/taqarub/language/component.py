"""The spaCy component `taqarub_words`: clitics, sentences, word classes, lemmas, raw entities and the heads' scores."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.attrs import SPACY
from spacy.language import Language
from spacy.tokens import Doc, Span

from .clitics import split_by_rule
from .doc import carry
from .encoder import Encoder, model_folder
from .heads import HeadOutput
from .labels import OPENING, TOUCHING, decode_bio, spans
from .sentences import sentence_starts
from .tokens import Surface, Tokens, tokens
from .words import set_norms

# Heads that later stages ask for; the others are used up here
_SHOWN = ("ner", "cue", "content", "speaker", "time", "trigger", "status", "pos")


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
        self._encoder: Encoder | None = None
        if model is not None:
            model_folder(model)  # fails now rather than at the first text

    def __getstate__(self) -> dict:
        return {"model": self.model, "_encoder": None}  # each process loads its own session

    @property
    def encoder(self) -> Encoder | None:
        """The loaded model, or None where there is none to load."""
        if self._encoder is None and self.model is not None:
            self._encoder = Encoder(self.model)
        return self._encoder

    def __call__(self, doc: Doc) -> Doc:
        encoder = self.encoder
        return self._by_rule(doc) if encoder is None else self._by_model(doc, encoder)

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Docs of surface words to Docs of clitics and stems. Texts are read one by one whatever the batch: see
        language.encoder.
        """
        yield from map(self, stream)

    def to_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files into a folder."""
        if self.model is not None:
            shutil.copytree(model_folder(self.model), path, dirs_exist_ok=True)

    def from_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> Words:
        """Use the model in a folder that `to_disk` wrote."""
        if (Path(path) / "model.onnx").is_file():
            self.model, self._encoder = str(path), None
        return self

    def _by_rule(self, doc: Doc) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        surface = [token.text for token in doc]
        for token, start in zip(doc, sentence_starts(surface, [bool(token.whitespace_) for token in doc]), strict=True):
            pieces = split_by_rule(token.text)
            words.extend(pieces)
            spaces.extend([False] * (len(pieces) - 1) + [bool(token.whitespace_)])
            starts.extend([start] + [False] * (len(pieces) - 1))
        new = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
        set_norms(new)
        return carry(doc, new)

    def _by_model(self, doc: Doc, encoder: Encoder) -> Doc:
        surface = _surface(doc)
        words = surface.words()
        starts = surface.starts[surface.places]
        reading = encoder.read(words, surface.spaced(), starts.tolist())
        found = tokens(surface, reading, encoder.labels, encoder.forms)
        new = found.doc(doc.vocab)
        if words:
            shown = {head: reading.log_probs(head) for head in _SHOWN if head in reading.scores}
            new._.heads = HeadOutput(
                found.owner, reading.windows, encoder.labels, shown, encoder.link_arrays(reading.links)
            )
            _set_entities(new, found, shown["ner"], encoder.labels["ner"], starts)
        return carry(doc, new)


def _surface(doc: Doc) -> Surface:
    texts = [token.text for token in doc]
    trailing = doc.to_array(SPACY).astype(bool)
    solid = [not text.isspace() for text in texts]
    starts = np.array(sentence_starts(texts, trailing.tolist()), dtype=bool)
    return Surface(texts, trailing, starts, np.flatnonzero(solid))


def _set_entities(doc: Doc, found: Tokens, log_probs: np.ndarray, labels: tuple[str, ...], starts: np.ndarray) -> None:
    """Raw entities: from the stem of the first word to the end of the last."""
    tags = decode_bio(labels, log_probs, starts, TOUCHING, OPENING)
    doc.set_ents(
        [Span(doc, found.stems[begin], found.lasts[end - 1] + 1, label=kind) for begin, end, kind in spans(tags)]
    )
