"""From surface words and the encoder's scores to the tokens of a Doc: clitics and stems, each with its attributes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.attrs import LEMMA, NORM, POS, SENT_START
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .encoder import Reading
from .forms import Forms
from .labels import CLITIC_POS, split_words
from .lemmas import UNCHANGED, apply_script
from .normal import fold_word

Split = tuple[tuple[str, ...], str, str]


@dataclass
class Surface:
    """The surface words of a text, white space among them.

    Attributes:
        texts: the words.
        trailing: bool [texts], whether a space follows; starts: whether a sentence begins.
        places: which of them are words, not white space.
    """

    texts: list[str]
    trailing: np.ndarray
    starts: np.ndarray
    places: np.ndarray

    def words(self) -> list[str]:
        """The words without white space."""
        return self.texts if len(self.places) == len(self.texts) else [self.texts[at] for at in self.places.tolist()]

    def spaced(self) -> list[bool]:
        """Whether white space stands before each word."""
        solid = np.zeros(len(self.texts), dtype=bool)
        solid[self.places] = True
        before = np.ones(len(self.texts), dtype=bool)
        before[1:] = self.trailing[:-1] | ~solid[:-1]
        return before[self.places].tolist()


@dataclass
class Tokens:
    """Tokens in order. `owner`: the word of each (white space: the word before it); `stems`, `lasts`: token of each
    word's stem, and its last token.
    """

    texts: list[str]
    trailing: np.ndarray
    starts: np.ndarray
    pos: np.ndarray
    scripts: dict[int, str]
    space: list[int]
    owner: np.ndarray
    stems: np.ndarray
    lasts: np.ndarray

    def doc(self, vocab: Vocab) -> Doc:
        """A Doc of them, without entities."""
        new = Doc(vocab, words=self.texts, spaces=self.trailing.tolist())
        if not self.texts:
            return new
        add = vocab.strings.add
        folded = list(map(fold_word, self.texts))
        values = np.empty((len(folded), 4), dtype=np.uint64)
        values[:, 0] = values[:, 1] = list(map(add, folded))
        for at, script in self.scripts.items():
            values[at, 1] = add(apply_script(script, folded[at]))
        for at in self.space:
            values[at, 1] = add(self.texts[at])
        values[:, 2] = self.pos
        values[:, 3] = np.where(self.starts, 1, -1).astype(np.int64).view(np.uint64)
        return new.from_array([NORM, LEMMA, POS, SENT_START], values)  # type: ignore[arg-type]


def tokens(surface: Surface, reading: Reading, labels: dict[str, tuple[str, ...]], forms: Forms) -> Tokens:
    """Split every surface word by the model's scores.

    Args:
        labels: of the heads.
    """
    splits = _splits(surface, reading, forms)
    texts: list[str] = []
    counts = np.ones(len(surface.texts), dtype=np.int64)
    fronts = np.zeros(len(surface.texts), dtype=np.int64)
    done = 0
    for at, (before, stem, after) in splits.items():
        texts += surface.texts[done:at]
        texts += (*before, stem, after) if after else (*before, stem)
        counts[at], fronts[at] = len(before) + 1 + bool(after), len(before)
        done = at + 1
    texts += surface.texts[done:]
    ends = np.cumsum(counts)
    begins = ends - counts
    stems = (begins + fronts)[surface.places]
    trailing, starts = np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=bool)
    trailing[ends - 1], starts[begins] = surface.trailing, surface.starts
    pos = np.full(len(texts), IDS["SPACE"], dtype=np.uint64)
    pos[stems] = np.array([IDS[name] for name in labels["pos"]], dtype=np.uint64)[reading.scores["pos"].argmax(1)]
    for at, (before, _, after) in splits.items():
        for place, piece in enumerate(before, begins[at]):
            pos[place] = IDS[CLITIC_POS.get(fold_word(piece), "PART")]
        if after:
            pos[ends[at] - 1] = IDS["PRON"]
    chosen = reading.scores["lemma"].argmax(1)
    scripts = labels["lemma"]
    changed = np.flatnonzero(np.array([script != UNCHANGED for script in scripts])[chosen])
    solid = np.zeros(len(surface.texts), dtype=np.int64)
    solid[surface.places] = 1
    return Tokens(
        texts, trailing, starts, pos,
        dict(zip(stems[changed].tolist(), [scripts[i] for i in chosen[changed].tolist()], strict=True)),
        begins[solid == 0].tolist(), np.repeat((np.cumsum(solid) - 1).clip(0), counts).astype(np.int32),
        stems, (ends - 1)[surface.places],
    )  # fmt: skip


def _splits(surface: Surface, reading: Reading, forms: Forms) -> dict[int, Split]:
    """The words of the surface that fall into several tokens, in order."""
    prefix, suffix = reading.scores["prefix"], reading.scores["suffix"]
    clitic = np.flatnonzero((prefix.argmax(1) != 0) | (suffix.argmax(1) != 0))
    places = surface.places[clitic].tolist()
    words = [surface.texts[at] for at in places]
    found: dict[int, Split] = {}
    for at, word, (before, stem, after) in zip(places, words, split_words(words, prefix[clitic], suffix[clitic]), strict=True):
        if before and forms.spoils(word, stem + after):
            continue
        if before or after:
            found[at] = before, stem, after
    return found
