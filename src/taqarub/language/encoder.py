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
from .forms import Forms
from .layout import Table
from .pieces import Pieces
from .windows import cut_points

NAMED = ("fast", "accurate")
FORMAT = 2  # of a model folder
LONGEST_WINDOW = 510  # pieces: the encoder has 512 places


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
    """Scores of one text's surface words. `scores`: head -> [words, labels], before any softmax; `links`:
    [words, 2 × width × links].
    """

    scores: dict[str, np.ndarray]
    links: np.ndarray
    windows: np.ndarray

    def log_probs(self, head: str) -> np.ndarray:
        """Natural log of the probabilities, [words, labels]."""
        scores = self.scores[head]
        shifted = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


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
        if self.meta.format != FORMAT:
            raise TaqarubError(
                f"{self.folder}: a model of format {self.meta.format}, this version reads {FORMAT}: train or export it anew"
            )
        self.forms = Forms(self.folder / "forms.tsv")
        self._table = Table(Pieces(self.folder / "tokenizer.json"), self.forms)
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
        *self._cuts, self._width = itertools.accumulate(map(len, self.labels.values()))
        self._reach = 2 * self.meta.width * len(self.meta.links)
        self._distance = np.array(self.meta.distance, dtype=np.float32)

    def read(self, words: list[str], spaced: list[bool], starts: list[bool]) -> Reading:
        """Score the words of one text.

        Args:
            words: surface words without white space; spaced: whether white space stands before each; starts: whether
                it begins a sentence.
        """
        if not words:
            tags, links = np.zeros((0, self._width), np.float32), np.zeros((0, self._reach), np.float32)
            return Reading(self._split(tags), links, np.zeros(0, np.int32))
        cuts = cut_points(starts)
        rows, begins = self._table.rows(words, spaced), np.array(starts)
        windows = [self._run(rows[a:b], begins[a:b]) for a, b in itertools.pairwise(cuts)]
        tags, links = (np.concatenate(parts) for parts in zip(*windows, strict=True))
        sizes = np.diff(cuts)
        return Reading(self._split(tags), links, np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))

    def _split(self, tags: np.ndarray) -> dict[str, np.ndarray]:
        return dict(zip(self.labels, np.split(tags, self._cuts, axis=1), strict=True))

    def _run(self, rows: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        layout = self._table.lay_out(rows, starts)
        if len(layout.ids) > LONGEST_WINDOW:  # words of very many pieces: read it in two halves rather than cut it off
            half = len(rows) // 2
            parts = [self._run(rows[a:b], starts[a:b]) for a, b in ((0, half), (half, len(rows)))]
            return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
        tags, links = self._session.run(None, layout.inputs())
        return tags, links

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
