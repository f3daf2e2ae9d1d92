"""Which sentence of a record's text something stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from ..language.sentences import sentence_starts
from ..records import Record

# coarser than the tokenizer of the pipeline, which would bring spaCy with it: only what sentence_starts asks for
_PIECE = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*|[^\W\d_]+|\n+|[^\S\n]+|\.{2,}|.", re.DOTALL)


class Sentences:
    """The sentences of a record: 0 is the headline, 1 the first one of the body."""

    def __init__(self, record: Record):
        self.record = record

    @cached_property
    def _starts(self) -> list[int]:
        text, body = self.record.text, self.record.body_start
        words: list[str] = []
        spaces: list[bool] = []
        places: list[int] = []
        for match in _PIECE.finditer(text, body):
            piece = match[0]
            if piece == " " and words and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
                places.append(match.start())
        flags = sentence_starts(words, spaces)
        found = [place for place, flag in zip(places, flags, strict=True) if flag]
        return [0, *found] if body else found or [0]

    def number(self, offset: int) -> int:
        """The number of the sentence at an offset; a text without a headline begins with 1."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return index + (self.record.body_start == 0)

    def text(self, start: int, end: int) -> str:
        """The sentences that hold [start, end), as they stand, without white space around them."""
        starts = self._starts
        first = max(bisect_right(starts, start) - 1, 0)
        last = bisect_right(starts, max(start, end - 1))
        return self.record.text[starts[first] : starts[last] if last < len(starts) else None].strip()
