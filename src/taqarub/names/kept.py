"""The book of actors kept ready between runs: reading the tables takes half a second, loading what came of them a third.

The file lies in the user's cache folder (TAQARUB_CACHE, else XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache) under a name that
changes with every table and with the code that reads them, so a changed table is read anew. TAQARUB_CACHE="" keeps nothing.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .book import Book

_CODE = ("actors.py", "book.py", "loading.py", "spelling.py", "tables.py", "../language/normal.py")
_KEPT = 3  # files of other versions that stay beside the newest


def path_for(folder: Path) -> Path | None:
    """Where the book made of a folder of tables is kept, or None where nothing is to be kept."""
    home = os.environ.get("TAQARUB_CACHE")
    if home is None:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
        home = os.path.join(base, "taqarub")
    if not home:
        return None
    here = Path(__file__).resolve().parent
    sources = [*sorted(folder.glob("*.tsv")), *sorted((folder / "people").glob("*.tsv")), *(here / name for name in _CODE)]
    digest = hashlib.sha1(sys.version.encode(), usedforsecurity=False)
    for source in sources:
        found = source.stat()
        digest.update(f"{source}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return Path(home) / f"book-{digest.hexdigest()[:16]}.pickle"


def read(path: Path) -> Book | None:
    """The book of a file written by `write`, or None where there is no such file or it cannot be read."""
    try:
        return pickle.loads(path.read_bytes())  # the user's own cache folder
    except (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError, AttributeError, ImportError):
        return None


def write(path: Path, book: Book) -> None:
    """Keep a book; where the folder cannot be written to, the next run reads the tables again."""
    book.automaton()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="book-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(book, file, protocol=5)
        os.replace(name, path)
        others = sorted(path.parent.glob("book-*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in others[_KEPT + 1 :]:
            old.unlink(missing_ok=True)
    except OSError:
        return
