"""Ingest with one and two processes, and the floor of what reading costs: trafilatura and spaCy's blank pipeline.

Ingest goes through whole processes, as a desk starts it; the start and the first articles are left out. The floor is
what a program pays that gets the text out of HTML pages of the same articles and cuts it into sentences, and reads nothing in it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
import trafilatura
from bench_pages import as_html
from harness import Row, corpora, demo_articles, models

ARTICLES = {"none": 3000, "fast": 500, "accurate": 200}  # to ingest with each model
FLOOR = 300
STARTED = 64  # articles of the run that is taken for the start-up: two batches a process, so that each of them starts
EVERY = 0.5  # seconds between two looks at the memory; a look is not free, and the cores are all at work


def run() -> Iterator[Row]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    pool = [item for _, items in corpora(max(ARTICLES.values()) // 2) for item in items] or demo_articles() * 100
    yield _floor(pool[:FLOOR])
    with tempfile.TemporaryDirectory() as folder:
        for model in models():
            yield from _ingest(Path(folder), model, pool[:: max(1, len(pool) // ARTICLES.get(model, FLOOR))])


def _floor(pool: list[dict]) -> Row:
    pages = [as_html(item["headline"] + "\n" + item["body"]) for item in pool]
    blank = spacy.blank("ar")
    blank.add_pipe("sentencizer")
    begin = time.process_time()
    for page in pages:
        blank((trafilatura.extract(page) or "")[:1_000_000])
    return Row("extract and split", "trafilatura + spacy.blank", len(pages) / (time.process_time() - begin), "articles/s and core")


def _ingest(folder: Path, model: str, pool: list[dict]) -> Iterator[Row]:
    lines = [json.dumps({**item, "id": str(n)}, ensure_ascii=False) + "\n" for n, item in enumerate(pool)]
    (folder / "few.jsonl").write_text("".join(lines[:STARTED]), encoding="utf-8")
    (folder / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    alone = 0.0
    for processes in (1, 2):
        first, used, _ = _watched(folder, "few", model, processes)
        seconds, used_by_all, peak = _watched(folder, "all", model, processes)
        speed = (len(pool) - STARTED) / max(seconds - first, 1e-9)
        alone = alone or speed
        cpu = 1000 * (used_by_all - used) / (len(pool) - STARTED)
        share = "" if processes == 1 else f"{speed / processes / alone:.0%} of {processes} times one; "
        note = f"{share}{cpu:.1f} ms of CPU an article; the first {STARTED} ({first:.1f} s with the start) left out; peak of all processes {peak:.0f} MB"
        yield Row(f"ingest, {processes} processes", model, speed, "articles/s", note)


def _watched(folder: Path, name: str, model: str, processes: int) -> tuple[float, float, float]:
    """Seconds, seconds of CPU, and peak memory in MB of an ingest and the processes that it starts."""
    database = folder / f"{name}-{model}-{processes}.db"
    command = ("ingest", str(folder / f"{name}.jsonl"), "--db", str(database), "--model", model, "--processes", str(processes))
    before, begin = os.times(), time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "taqarub", *command], stderr=subprocess.DEVNULL)
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, _memory(child.pid))
        time.sleep(EVERY)
    seconds, after = time.perf_counter() - begin, os.times()
    if child.returncode not in (0, 1):  # 1: some article is no article
        raise RuntimeError(f"{' '.join(command)}: exit status {child.returncode}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, used, peak


def _memory(pid: int) -> float:
    """Memory of a process and its children in MB; what several of them share counts once. 0 where Linux does not tell."""
    total = 0.0
    for each in (pid, *_children(pid)):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
