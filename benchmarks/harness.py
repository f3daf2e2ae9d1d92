"""What benchmarks share: rows, timing, and texts to run on."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "src" / "taqarub" / "data" / "demo"
MODELS = ROOT / "src" / "taqarub" / "models"
CORPORA = ROOT.parent / "shared" / "corpus"


class Row(NamedTuple):
    """One number: what was measured, of which system, and its unit."""

    what: str
    system: str
    value: float
    unit: str
    note: str = ""


def models() -> list[str]:
    """The models that are there, and "none" for rules alone."""
    return [*sorted(path.parent.name for path in MODELS.glob("*/model.onnx")), "none"]


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the quickest of several runs: other load on the machine only ever adds."""
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def words(texts: Iterable[str]) -> int:
    """Words, split at white space."""
    return sum(len(text.split()) for text in texts)


def demo_files(*suffixes: str) -> list[Path]:
    """The bundled pages of some kinds, such as ".txt"."""
    return [path for path in sorted(DEMO.iterdir()) if path.suffix in suffixes]


def demo_articles() -> list[dict]:
    """The bundled articles that are JSON Lines: {"id", "source", "date", "headline", "body"}."""
    return [json.loads(line) for path in demo_files(".jsonl") for line in path.read_text(encoding="utf-8").splitlines()]


def corpus(name: str, count: int, step: int = 25) -> list[dict]:
    """Every `step`-th article of a shared corpus until there are `count`; none where the corpus is not there."""
    path = CORPORA / f"{name}.jsonl.gz"
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in itertools.islice(lines, 0, count * step, step)]


def corpora(count: int) -> Iterator[tuple[str, list[dict]]]:
    """A sample of each shared corpus that is there."""
    for path in sorted(CORPORA.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        yield name, corpus(name, count)


def process(*arguments: str, stdin: bytes = b"", accepted: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Run this Python with arguments. Returns its seconds and its peak memory in MB; `accepted` are the exit statuses
    that count as success.

    Raises:
        RuntimeError: it failed.
    """
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert child.stdin is not None and child.stderr is not None
    child.stdin.write(stdin)
    child.stdin.close()
    errors = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accepted:
        raise RuntimeError(f"{' '.join(arguments)}: {errors[-500:]}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def peak_memory() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
