"""A text as the words that events are looked for in: surface words of the folded text, whatever split its clitics.

Clitics are taken off by `morphology.shells` where a lexicon or a preposition is looked for, so that the lexicon finds
the same whether or not a model has split the tokens.
"""

from __future__ import annotations

import re

import numpy as np
from spacy.symbols import VERB
from spacy.tokens import Doc

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_|\n")
_NOTHING = np.zeros((0, 4), np.int64)
_STOP = frozenset(".!?؟؛:…\n")


class Words:
    """The words of a Doc.

    Attributes:
        forms: folded words, marks of punctuation among them.
        starts, ends: int32, offsets into the original text.
        sentences: first word of each sentence, and the number of words at the end.
        sentence_of: for each word its sentence.
        tokens: for each word the token of the Doc it starts in.
        verbs: int32, how many words before each are verbs by their word class: none without a model.
        classes: for each word the word class (a symbol of spaCy) of its longest token; empty without a model.
    """

    __slots__ = ("classes", "ends", "forms", "sentence_of", "sentences", "starts", "tokens", "verbs")

    def __init__(self, doc: Doc):
        folded = doc._.folded
        spans = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded.text)]
        self.forms = [form for form, _, _ in spans]
        begin = np.fromiter((start for _, start, _ in spans), dtype=np.int32, count=len(spans))
        end = np.fromiter((stop for _, _, stop in spans), dtype=np.int32, count=len(spans))
        self.starts = folded.offsets[begin] if len(spans) else begin
        self.ends = folded.offsets[end - 1] + 1 if len(spans) else end
        shape = doc.to_array(["LENGTH", "SPACY", "SENT_START", "POS"]).astype(np.int64) if len(doc) else _NOTHING
        token_ends = np.cumsum(shape[:, 0] + shape[:, 1])
        first = token_ends[np.flatnonzero(shape[:, 2] == 1)] - shape[shape[:, 2] == 1, :2].sum(axis=1)
        bounds = np.searchsorted(self.starts, first)
        self.sentences = [*dict.fromkeys(bounds.tolist()), len(spans)]
        if self.sentences[0] != 0:
            self.sentences.insert(0, 0)
        self.sentence_of = np.searchsorted(self.sentences, np.arange(len(spans)), side="right") - 1
        self.tokens = np.minimum(np.searchsorted(token_ends, self.starts, side="right"), max(len(doc) - 1, 0))
        self.verbs = _verbs(shape[:, 3], token_ends - shape[:, 1], self.starts, self.ends)
        self.classes = _classes(shape, token_ends, self.starts, self.ends) if shape[:, 3].any() else []

    def at(self, offset: int) -> int:
        """The word that holds, or first follows, an original offset."""
        return int(np.searchsorted(self.ends, offset, side="right"))

    def bounds(self, sentence: int) -> tuple[int, int]:
        """First word of a sentence and the word after its last."""
        return self.sentences[sentence], self.sentences[sentence + 1]


def _verbs(classes: np.ndarray, token_ends: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Running count of words with a verb in them, [words + 1]."""
    at = token_ends[classes == VERB] - 1  # the last letter of each verb
    hit = np.searchsorted(at, ends) > np.searchsorted(at, starts)
    return np.concatenate([[0], np.cumsum(hit)]).astype(np.int32)


def _classes(shape: np.ndarray, token_ends: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> list[int]:
    """The class of the longest token of each word: what is left when clitics are split off."""
    ends_of_tokens = token_ends - shape[:, 1]
    first = np.searchsorted(ends_of_tokens, starts, side="right")
    last = np.searchsorted(ends_of_tokens - shape[:, 0], ends)
    found = []
    for a, b in zip(first.tolist(), last.tolist(), strict=True):
        rows = shape[a : max(b, a + 1)]
        found.append(int(rows[rows[:, 0].argmax(), 3]) if len(rows) else 0)
    return found


def stops(form: str) -> bool:
    """Whether a mark ends a clause for good."""
    return form in _STOP
