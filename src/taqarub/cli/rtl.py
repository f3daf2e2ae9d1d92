"""Arabic on a terminal.

A terminal with bidirectional text orders a line as a whole, so each line of Arabic is isolated (U+2067 … U+2069) and
Latin words and dates in it once more (U+2066 … U+2069): neither the columns beside it nor a date within it get torn.
A terminal without shows letters in the order they come; for it the line can be put in visual order here, with joined
letter forms. Either way lines are broken first and set to the right.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, Self

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

Bidi = Literal["marks", "visual", "plain"]

RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
_LATIN = re.compile(r"[A-Za-z0-9٠-٩][A-Za-z0-9٠-٩.,:/%+\-_@ ]*[A-Za-z0-9٠-٩%]|[A-Za-z0-9٠-٩]")
_ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# Terminals known to order nothing by themselves.
_NO_BIDI = {"vscode", "alacritty", "xterm.js", "Hyper", "Tabby", "WezTerm"}


def bidi_of(terminal: bool) -> Bidi:
    """How Arabic is to be written: as TAQARUB_BIDI says (marks, visual, plain), else by the terminal's name."""
    wish = os.environ.get("TAQARUB_BIDI", "")
    if wish in ("marks", "visual", "plain"):
        return wish  # type: ignore[return-value]
    if not terminal:
        return "plain"
    named = {os.environ.get("TERM_PROGRAM", ""), os.environ.get("TERM", "")}
    return "visual" if named & _NO_BIDI or "WT_SESSION" in os.environ else "marks"


class Arabic:
    """A Rich renderable: text broken into lines and set to the right, each line ordered by `bidi`."""

    def __init__(self, text: Text | str, bidi: Bidi = "plain", style: str = ""):
        self.text = Text(text, style=style) if isinstance(text, str) else text
        self.bidi = bidi

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        for line in self.text.wrap(console, width):
            line.rstrip()
            pad = max(0, width - line.cell_len)
            yield Text(" " * pad) + ordered(line, self.bidi)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def ordered(line: Text, bidi: Bidi) -> Text:
    """One line of text, ready to be written; its styles go along."""
    if bidi == "plain" or not _ARABIC.search(line.plain):
        return line
    return _isolated(line) if bidi == "marks" else _visual(line)


def _isolated(line: Text) -> Text:
    pieces: list[Text | str] = [RLI]
    at = 0
    for match in _LATIN.finditer(line.plain):
        pieces += [line[at : match.start()], LRI, line[match.start() : match.end()], PDI]
        at = match.end()
    return Text.assemble(*pieces, line[at:], PDI)


class _Cell:
    """Letters that stand in one place: a base with its marks, and the base's offset for the style."""

    __slots__ = ("at", "letters")

    def __init__(self, letters: str, at: int):
        self.letters, self.at = letters, at

    def with_letters(self, letters: str) -> Self:
        self.letters = letters
        return self


def _visual(line: Text) -> Text:
    """Right-to-left order written out: cells reversed, Latin and numbers turned back, brackets mirrored."""
    cells = _cells(shaped(line.plain))
    forward: set[int] = set()
    for match in _LATIN.finditer(line.plain):
        forward.update(range(match.start(), match.end()))
    result: list[_Cell] = []
    run: list[_Cell] = []
    for cell in reversed(cells):
        if cell.at in forward:
            run.append(cell)
            continue
        result += reversed(run)
        run = []
        result.append(cell.with_letters(cell.letters.translate(_MIRROR)))
    result += reversed(run)
    return Text.assemble(*_styled(line, result))


def _styled(line: Text, cells: Iterable[_Cell]) -> Iterator[Text]:
    for cell in cells:
        piece = line[cell.at]
        piece.plain = cell.letters
        yield piece


def _cells(text: str) -> list[_Cell]:
    cells: list[_Cell] = []
    for at, letter in enumerate(text):
        if unicodedata.combining(letter) and cells:
            cells[-1].letters += letter
        else:
            cells.append(_Cell(letter, at))
    return cells


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Letter -> its presentation forms (isolated, final, initial, medial), as Unicode decomposes them."""
    forms: dict[str, dict[str, str]] = {}
    for code in [*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)]:
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {}).setdefault(kind.strip("<>"), chr(code))
    return forms


def shaped(text: str) -> str:
    """Letters in the forms they take when joined, one for one, so that offsets stay."""
    forms = _forms()
    letters = list(text)
    bases = [i for i, letter in enumerate(text) if not unicodedata.combining(letter)]
    for k, i in enumerate(bases):
        mine = forms.get(text[i])
        if mine is None:
            continue
        before = forms.get(text[bases[k - 1]], {}) if k else {}
        after = forms.get(text[bases[k + 1]], {}) if k + 1 < len(bases) else {}
        joins_before = "initial" in before or text[bases[k - 1]] == "ـ" if k else False
        joins_after = "initial" in mine and ("final" in after or (k + 1 < len(bases) and text[bases[k + 1]] == "ـ"))
        kind = ("medial" if joins_after else "final") if joins_before else ("initial" if joins_after else "isolated")
        letters[i] = mine.get(kind) or mine.get("isolated") or text[i]
    return "".join(letters)
