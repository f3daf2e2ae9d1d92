"""Where an export goes: under its name only when it is whole, and never over what is there unless that is asked for."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from ..records import TaqarubError
from .formats import Format

_EPOCH = (1980, 1, 1, 0, 0, 0)  # in archives, so that the same records give the same bytes
_FULL = "the disk is full"


@contextmanager
def named(target: Path | BinaryIO) -> Iterator[None]:
    """Turn errors of writing into one line that names the target. A closed pipe stays what it is.

    Raises:
        TaqarubError: the target cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TaqarubError(f"{_name(target)}: {error.strerror or error}") from error
    except sqlite3.OperationalError as error:
        said = str(error)
        raise TaqarubError(f"{_name(target)}: {_FULL if 'disk is full' in said else said}") from error


def _name(target: Path | BinaryIO) -> str:
    if isinstance(target, Path):
        return str(target)
    name = getattr(target, "name", None)
    return name.strip("<>") if isinstance(name, str) else "output"


def check(kind: Format, path: Path, force: bool) -> None:
    """See that a path can be a target, before any work is done.

    Raises:
        TaqarubError: it cannot.
    """
    if not path.parent.is_dir():
        raise TaqarubError(f"{path}: no folder {path.parent}")
    folder = bool(kind.files) and path.suffix != ".zip"
    if path.is_dir() and not folder:
        raise TaqarubError(f"{path}: is a folder; this format is written into a file")
    if folder and path.exists() and not path.is_dir():
        raise TaqarubError(f"{path}: is a file; this format is written into a folder (or a .zip)")
    if folder and path.is_dir():
        _check_folder(path, kind.files, force)
        return
    for file in (path, *([_beside(path, kind.beside)] if kind.beside else ())):
        if file.exists() and not force and not _device(file):
            raise TaqarubError(f"{file}: is there already; --force writes over it")


def _check_folder(path: Path, files: tuple[str, ...], force: bool) -> None:
    """A folder is replaced whole, so it must be empty, or of an earlier export and nothing else."""
    there = sorted(entry.name for entry in path.iterdir())
    others = [name for name in there if name not in files]
    if others:
        raise TaqarubError(f"{path}: holds other files ({others[0]}); name a folder of its own")
    if there and not force:
        raise TaqarubError(f"{path}: is there already; --force writes over it")


def _device(path: Path) -> bool:
    """Whether it is a pipe or a device, which is written to and not replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.stem + ending)


@contextmanager
def replaced(path: Path, force: bool) -> Iterator[BinaryIO]:
    """A file under another name that takes its own when all of it is on the disk; nothing stays if that fails.

    Raises:
        OSError: it cannot be written.
        TaqarubError: meanwhile there is another file of that name.
    """
    if _device(path):
        with open(path, "wb") as stream:
            yield stream
        return
    path = path.resolve()  # through a link, the file that it stands for
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists() and not force:
            raise TaqarubError(f"{path}: is there already; --force writes over it")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def save_file(path: Path, ending: str | None, force: bool, fill: Callable[[BinaryIO, BinaryIO | None], None]) -> None:
    """Write a file, and with an ending another one beside it."""
    with ExitStack() as stack:
        out = stack.enter_context(replaced(path, force))
        beside = None
        if ending and not _device(path):
            beside = stack.enter_context(replaced(_beside(path, ending), force))
        fill(out, beside)


def save_folder(path: Path, files: tuple[str, ...], force: bool, fill: Callable[[Path], None]) -> None:
    """Write a folder of files, or an archive of them where the path ends in .zip."""
    if path.suffix == ".zip" or _device(path):
        with replaced(path, force) as stream:
            send_folder(stream, fill, path.parent if not _device(path) else None)
        return
    path = path.resolve()
    part, old = (path.with_name(f".{path.name}.{os.getpid()}.{word}") for word in ("part", "old"))
    part.mkdir()
    try:
        fill(part)
        if path.is_dir():
            _check_folder(path, files, force)
            os.rename(path, old)
        try:
            os.rename(part, path)
        except OSError:
            if old.is_dir():
                os.rename(old, path)
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def send_folder(stream: BinaryIO, fill: Callable[[Path], None], near: Path | None = None) -> None:
    """Write files into a folder that is gone afterwards, and an archive of them into the stream.

    Args:
        stream: need not be seekable.
        fill: writes the files.
        near: where that folder is made; the system's place for such things by default.
    """
    with tempfile.TemporaryDirectory(prefix=".taqarub-", dir=near) as folder:
        fill(Path(folder))
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for file in sorted(Path(folder).iterdir()):
                about = zipfile.ZipInfo(file.name, _EPOCH)
                about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with open(file, "rb") as content, archive.open(about, "w", force_zip64=True) as packed:
                    shutil.copyfileobj(content, packed, 1 << 20)
