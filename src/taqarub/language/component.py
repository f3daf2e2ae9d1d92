"""The spaCy component `taqarub_words`: clitics, sentences, word classes, lemmas, raw entities and the heads' scores."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from .clitics import split_by_rule
from .doc import carry
from .encoder import Encoder, Reading, model_folder
from .forms import Forms
from .heads import HeadOutput
from .labels import CLITIC_POS, OPENING, TOUCHING, decode_bio, spans, split_word
from .lemmas import apply_script
from .normal import fold_word
from .sentences import sentence_starts
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
        surface = [token.text for token in doc]
        trailing = [bool(token.whitespace_) for token in doc]
        flags = sentence_starts(surface, trailing)
        solid = [not word.isspace() for word in surface]
        places = [at for at, is_word in enumerate(solid) if is_word]
        words = [surface[at] for at in places]
        spaced = [at == 0 or trailing[at - 1] or not solid[at - 1] for at in places]
        reading = encoder.read(words, spaced, [flags[at] for at in places])
        build = _Builder(surface, trailing, flags, solid)
        build.words(reading, encoder.labels, encoder.forms)
        new = build.doc(doc.vocab)
        new._.heads = HeadOutput(
            np.array(build.owner, dtype=np.int32).clip(0, max(len(words) - 1, 0)),
            reading.windows,
            encoder.labels,
            {head: reading.log_probs[head] for head in _SHOWN if head in reading.log_probs},
            encoder.link_arrays(reading.links),
        ) if words else None
        _set_entities(new, build, reading, encoder.labels, [flags[at] for at in places])
        return carry(doc, new)


class _Builder:
    """Collects the tokens of the new Doc, word by word."""

    def __init__(self, surface: list[str], trailing: list[bool], flags: list[bool], solid: list[bool]):
        self.surface, self.trailing, self.flags, self.solid = surface, trailing, flags, solid
        self.texts: list[str] = []
        self.spaces: list[bool] = []
        self.starts: list[bool | int | None] = []
        self.pos: list[str] = []
        self.lemmas: list[str] = []
        self.owner: list[int] = []  # word of each token
        self.stems: list[int] = []  # token of each word's stem
        self.lasts: list[int] = []  # last token of each word

    def words(self, reading: Reading, labels: dict[str, tuple[str, ...]], forms: Forms) -> None:
        """Add every surface token, split by the model's scores."""
        prefix, suffix = reading.log_probs["prefix"], reading.log_probs["suffix"]
        clitic = (prefix.argmax(1) != 0) | (suffix.argmax(1) != 0)
        pos = [labels["pos"][i] for i in reading.log_probs["pos"].argmax(1)]
        scripts = [labels["lemma"][i] for i in reading.log_probs["lemma"].argmax(1)]
        at = -1
        for word, space, start, is_word in zip(self.surface, self.trailing, self.flags, self.solid, strict=True):
            if not is_word:
                self._add(word, space, start, "SPACE", word, at)
                continue
            at += 1
            before, stem, after = split_word(word, prefix[at], suffix[at]) if clitic[at] else ((), word, "")
            if before and forms.spoils(word, stem + after):
                before, stem, after = (), word, ""
            for piece in before:
                self._add(piece, False, start, CLITIC_POS.get(fold_word(piece), "PART"), fold_word(piece), at)
                start = False
            self.stems.append(len(self.texts))
            self._add(stem, space and not after, start, pos[at], apply_script(scripts[at], fold_word(stem)), at)
            if after:
                self._add(after, space, False, "PRON", fold_word(after), at)
            self.lasts.append(len(self.texts) - 1)

    def _add(self, text: str, space: bool, start: bool, pos: str, lemma: str, owner: int) -> None:
        self.texts.append(text)
        self.spaces.append(space)
        self.starts.append(start)
        self.pos.append(pos)
        self.lemmas.append(lemma)
        self.owner.append(owner)

    def doc(self, vocab) -> Doc:
        """The new Doc, without entities."""
        new = Doc(
            vocab, words=self.texts, spaces=self.spaces, sent_starts=self.starts, pos=self.pos, lemmas=self.lemmas
        )
        set_norms(new)
        return new


def _set_entities(doc: Doc, build: _Builder, reading: Reading, labels: dict[str, tuple[str, ...]], starts: list[bool]) -> None:
    """Raw entities: from the stem of the first word to the end of the last."""
    if not build.stems:
        return
    tags = decode_bio(labels["ner"], reading.log_probs["ner"], np.array(starts), TOUCHING, OPENING)
    doc.set_ents(
        [Span(doc, build.stems[begin], build.lasts[end - 1] + 1, label=kind) for begin, end, kind in spans(tags)]
    )
