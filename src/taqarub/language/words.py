"""Words and sentences of raw text, before any model: the tokenizer of the pipeline."""

from __future__ import annotations

import re

import numpy as np
from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from .normal import MARKS, fold_word

_LETTERS = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
_WORD = re.compile(
    rf"[{_LETTERS}{MARKS}]+"  # Arabic
    r"|[0-9٠-٩]+(?:[.,:/٫٬\-][0-9٠-٩]+)*"  # numbers, dates, times of day
    r"|[^\W\d_\u0600-\u06ff]+(?:['’.-][^\W\d_\u0600-\u06ff]+)*"  # Latin and other scripts
    r"|\n+|[^\S\n]+"  # white space
    r"|\.{2,}|.",  # ellipsis, any other sign by itself
    re.DOTALL,
)
_HALVES = re.compile("[\ud800-\udfff]")  # halves of surrogate pairs: spaCy's strings cannot hold them


@registry.tokenizers("taqarub.Tokenizer.v1")
def create_tokenizer():
    """The factory that a spaCy config names."""
    return lambda nlp: Tokenizer(nlp.vocab)


class Tokenizer:
    """Text to surface words, nothing lost but lone surrogates (U+FFFD stands in their place): a single space after a word is its `whitespace_`, any other white space is
    a token of its own. Clitics are split later, by the model (component `taqarub_words`).
    """

    def __init__(self, vocab: Vocab):
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces = _WORD.findall(_HALVES.sub("\ufffd", text))
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces:
            if piece == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs) -> Tokenizer:
        return self

    def to_disk(self, path, **kwargs) -> None:
        """Nothing to write: the rules are code."""

    def from_disk(self, path, **kwargs) -> Tokenizer:
        return self


def set_norms(doc: Doc) -> None:
    """Give every token its folded form as `norm_`."""
    if len(doc):
        add = doc.vocab.strings.add
        norms = [add(fold_word(token.text)) for token in doc]
        doc.from_array([NORM], np.array(norms, dtype=np.uint64)[:, None])  # type: ignore[arg-type]
