"""The encoder at work: onnxruntime, int8, one window at a time.

Dynamic quantisation scales activations over everything that runs together, so windows run one by one: a text's result
does not depend on what is read beside it. A window of 150 words fills the arithmetic units as well as a batch does.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ..records import TaqarubError
from .forms import FEATURES, Forms
from .pieces import Pieces
from .windows import cut_points

NAMED = ("fast", "accurate")


class Meta(msgspec.Struct, kw_only=True):
    """meta.json beside a model: its heads in the order of the output, its links, and where it comes from."""

    format: int
    name: str
    heads: dict[str, list[str]]
    links: list[str]
    width: int
    distance: list[list[float]]
    nothing: list[float]
    licence: str = ""
    trained: dict[str, Any] = {}


@dataclass
class Reading:
    """Scores of one text's surface words. `log_probs`: head -> [words, labels]; `links`: [words, 2 × width × links]."""

    log_probs: dict[str, np.ndarray]
    links: np.ndarray
    windows: np.ndarray


def model_folder(name: str | Path) -> Path:
    """Where a model lies: one that ships with the package, or a folder of the user's.

    Raises:
        TaqarubError: there is none.
    """
    folder = Path(str(resources.files("taqarub") / "models" / str(name))) if str(name) in NAMED else Path(name)
    if not (folder / "model.onnx").is_file():
        raise TaqarubError(f"{name}: no model here (expected {folder / 'model.onnx'})")
    return folder


class Encoder:
    """A model folder, loaded: model.onnx, tokenizer.json, forms.tsv, meta.json.

    Args:
        name: "fast", "accurate" or a folder.
        threads: of one run; one process a core is faster than one process with several threads.
    """

    def __init__(self, name: str | Path, threads: int = 1):
        import onnxruntime

        self.folder = model_folder(name)
        self.meta = msgspec.json.decode((self.folder / "meta.json").read_bytes(), type=Meta)
        self.pieces = Pieces(self.folder / "tokenizer.json")
        self.forms = Forms(self.folder / "forms.tsv")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena keeps what the longest window needed (some 20 MB: a window is bounded); without it every big tensor
        # is mapped anew, and page faults take most of the time. A plan of memory for each size of window only adds.
        options.enable_cpu_mem_arena = True
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.labels = {name: tuple(labels) for name, labels in self.meta.heads.items()}
        self._cuts = np.cumsum([len(labels) for labels in self.labels.values()])[:-1]
        self._distance = np.array(self.meta.distance, dtype=np.float32)

    def read(self, words: list[str], spaced: list[bool], starts: list[bool]) -> Reading:
        """Score the words of one text.

        Args:
            words: surface words without white space; spaced: whether white space stands before each; starts: whether
                it begins a sentence.
        """
        cuts = cut_points(starts) if words else [0]
        tags, links = [], []
        for begin, end in itertools.pairwise(cuts):
            tag, link = self._run(words[begin:end], spaced[begin:end], starts[begin:end])
            tags.append(tag)
            links.append(link)
        total = sum(len(labels) for labels in self.labels.values())
        scores = np.concatenate(tags) if tags else np.zeros((0, total), dtype=np.float32)
        sizes = np.diff(cuts)
        return Reading(
            dict(zip(self.labels, map(_log_softmax, np.split(scores, self._cuts, axis=1)), strict=True)),
            np.concatenate(links) if links else np.zeros((0, 2 * self.meta.width * len(self.meta.links)), np.float32),
            np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        )

    def _run(self, words: list[str], spaced: list[bool], starts: list[bool]) -> tuple[np.ndarray, np.ndarray]:
        ids, first, last = self.pieces.lay_out(words, spaced, starts)
        if len(ids) > 510:  # words of very many pieces: read it in two halves rather than cut it off
            half = len(words) // 2
            parts = [self._run(words[a:b], spaced[a:b], starts[a:b]) for a, b in ((0, half), (half, len(words)))]
            return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
        known = np.zeros((len(ids), FEATURES), dtype=np.int64)
        known[first] = [self.forms.features(word) for word in words]
        tags, links = self._session.run(
            None,
            {
                "ids": np.array([ids], dtype=np.int64),
                "mask": np.ones((1, len(ids)), dtype=np.float32),
                "first": np.array([first], dtype=np.int64),
                "last": np.array([last], dtype=np.int64),
                "forms": known[None],
            },
        )
        return tags[0], links[0]

    def link_arrays(self, links: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray, float]]:
        """The links of `Reading.links` by name, as HeadOutput takes them."""
        width = self.meta.width
        return {
            name: (
                links[:, 2 * at * width : (2 * at + 1) * width],
                links[:, (2 * at + 1) * width : (2 * at + 2) * width],
                self._distance[at],
                self.meta.nothing[at],
            )
            for at, name in enumerate(self.meta.links)
        }


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
