"""Cells of text tables: lists, and text that a spreadsheet would take for a formula.

A spreadsheet runs a cell that begins with = + - or @ as a formula, even when it came from a news page. Such a text gets
an apostrophe before it, the sign by which spreadsheets themselves mark text; so does a text that begins with an
apostrophe, so that `plain` gives back exactly what was there. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

MARK = "'"
AT_ONCE = 1 << 13  # characters that wait to be written
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠" + MARK)
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def guarded(text: str) -> str:
    """The text as a spreadsheet can show it without running it."""
    return MARK + text if text[:1] in _FORMULA and text else text


def plain(cell: str) -> str:
    """What a cell said before it was `guarded`."""
    return cell[1:] if cell.startswith(MARK) else cell


def joined(values: Sequence[str]) -> str:
    """A list in one cell: values separated by "; "."""
    return "; ".join(value.replace(";", ",") for value in values)


def cell(value: Any, tabs: bool = False) -> Any:
    """A value as a cell: nothing for None, lists joined, text guarded, numbers as they are.

    Args:
        value: str, number, list of str, or None.
        tabs: make line breaks and tabs spaces, for tables whose readers know no quoting.
    """
    if value is None:
        return ""
    text = joined(value) if isinstance(value, list | tuple) else value
    if not isinstance(text, str):
        return text
    return guarded(_BREAKS.sub(" ", text).strip() if tabs else text)


class Rows:
    """Writes rows of cells to a stream of bytes, which stays open.

    Args:
        stream: where to.
        tabs: separated by tabs, every row on one line; else as CSV (RFC 4180) with a byte-order mark, for spreadsheets.
        quoted: whether a cell with a quotation mark is quoted.
    """

    def __init__(self, stream: BinaryIO, tabs: bool, quoted: bool = True):
        self._tabs = tabs
        self._stream = stream
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(
            self._buffer, delimiter="\t" if tabs else ",", lineterminator="\n" if tabs else "\r\n",
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, quotechar='"' if quoted else None,
        )  # fmt: skip
        if not tabs:
            stream.write(b"\xef\xbb\xbf")

    def header(self, names: Iterable[str]) -> None:
        """The names of the columns."""
        self._writer.writerow(list(names))

    def add(self, values: Iterable[Any]) -> None:
        """One row."""
        self._writer.writerow([cell(value, self._tabs) for value in values])
        if self._buffer.tell() > AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Send what is waiting."""
        self._stream.write(self._buffer.getvalue().encode("utf-8", "replace"))
        self._buffer.seek(0)
        self._buffer.truncate()
