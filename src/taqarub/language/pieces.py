"""Words to the pieces of the encoder's vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

from tokenizers import Tokenizer as PieceTokenizer
from tokenizers.pre_tokenizers import Metaspace

from .normal import MARKS

_MARKS = re.compile(f"[{MARKS}]")
LONGEST_WORD = 16  # pieces of one word; the rest of a longer one is not looked at
_REMEMBERED = 200_000


class Pieces:
    """Encodes words one by one and remembers them. A sign without white space before it has no mark of beginning; a
    word always has one, so that it is the same word behind a quotation mark as behind a space.

    Attributes:
        begin, end, pad, unknown: ids of the special pieces.
    """

    def __init__(self, path: Path | str):
        self._spaced = PieceTokenizer.from_file(str(path))
        self._glued = PieceTokenizer.from_file(str(path))
        self._spaced.pre_tokenizer = Metaspace(prepend_scheme="always")
        self._glued.pre_tokenizer = Metaspace(prepend_scheme="never")
        for tokenizer in (self._spaced, self._glued):
            tokenizer.no_padding()
            tokenizer.no_truncation()
        self.begin, self.pad, self.end, self.unknown = map(self._special, ("<s>", "<pad>", "</s>", "<unk>"))
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def _special(self, piece: str) -> int:
        found = self._spaced.token_to_id(piece)
        if found is None:
            raise ValueError(f"the tokenizer has no piece {piece}")
        return found

    def encode(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Ids of a word's pieces, at least one, at most LONGEST_WORD."""
        spaced = spaced or word[0].isalnum()
        key = (word, spaced)
        found = self._known.get(key)
        if found is None:
            plain = _MARKS.sub("", word[:200]).encode("utf-8", "replace").decode() or word[:1]
            tokenizer = self._spaced if spaced else self._glued
            ids = tokenizer.encode(plain, add_special_tokens=False).ids[:LONGEST_WORD]
            found = tuple(ids) or (self.unknown,)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found

    def lay_out(
        self, words: list[str], spaced: list[bool], starts: list[bool]
    ) -> tuple[list[int], list[int], list[int]]:
        """(ids, first, last) of a window: pieces with a closing sign between sentences, and where each word's first
        and last pieces stand.
        """
        ids = [self.begin]
        first: list[int] = []
        last: list[int] = []
        for word, space, start in zip(words, spaced, starts, strict=True):
            if start and len(ids) > 1:
                ids.append(self.end)
            first.append(len(ids))
            ids.extend(self.encode(word, space))
            last.append(len(ids) - 1)
        ids.append(self.end)
        return ids, first, last
