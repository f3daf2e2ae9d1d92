#!/usr/bin/env python3
"""How well articles of the shared corpora are put into stories, against pairs that people judged, and how little that
hangs on the order in which they come.

    .venv/bin/python scripts/measure_stories.py [--db DB] [--model MODEL] [--every N] [--shuffle]

Without --db, articles of the days around the judged ones are placed here: those that were judged, read by a model or by
rules ("none"), and every N-th other, by its words alone. With --db, what `taqarub stories --db` found there is judged.

Printed are, for each set of pairs, precision, recall and F1 of "one story" and of "copy". On those of
tests/stories/pairs.tsv settings were chosen; those of tests/stories/pairs_held.tsv are of other days and settings were
never chosen on them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from taqarub.records import Article, Record
from taqarub.stories import Sketch, assign, sketch

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpus"
PAIRS = ROOT / "tests" / "stories"
AROUND = 2  # days before and after a judged one whose articles are placed, too
LATE = 3.0  # days by which an article may come late in a shuffled run


class Pair(NamedTuple):
    """Two articles and what somebody said of them."""

    a: str
    b: str
    same: bool
    copy: bool | None  # None: not said


class Score(NamedTuple):
    """Of pairs that were said or found to be something."""

    precision: float
    recall: float
    f1: float
    pairs: int


def pairs() -> dict[str, list[Pair]]:
    """The judged pairs, by set: "chosen on" and "short" of pairs.tsv, "held out" of pairs_held.tsv."""
    found: dict[str, list[Pair]] = {"chosen on": [], "short": [], "held out": []}
    for a, b, label, part in _lines(PAIRS / "pairs.tsv"):
        found["short" if part == "short" else "chosen on"].append(Pair(a, b, label == "1", None))
    for a, b, label in _lines(PAIRS / "pairs_held.tsv"):
        found["held out"].append(Pair(a, b, label != "other", label == "copy"))
    return found


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def score(said: Iterable[bool], found: Iterable[bool]) -> Score:
    """Precision, recall and F1 of what was found, pair by pair."""
    rows = list(zip(said, found, strict=True))
    right = sum(a and b for a, b in rows)
    precision = right / max(1, sum(b for _, b in rows))
    recall = right / max(1, sum(a for a, _ in rows))
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), len(rows))


def reader(model: str | None) -> Callable[[dict], Record]:
    """What reads an article of the corpora; None: by rules."""
    from taqarub import load
    from taqarub.reading import to_doc, to_record

    nlp = load(model=model)
    return lambda item: to_record(nlp(to_doc(nlp, Article(
        id=item["id"], outlet=item["source"], published=item["date"], headline=item["headline"] or "",
        paragraphs=item["body"].split("\n"),
    ))))  # fmt: skip


def sketches(wanted: set[str], every: int, read: Callable[[dict], Record]) -> list[Sketch]:
    """Sketches of the wanted articles, which are read, and of every `every`-th other of the days around theirs, in order
    of days."""
    chosen: list[dict] = []
    for path in sorted(CORPORA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines]
        days = {_shifted(one["date"], by) for one in articles if one["id"] in wanted for by in range(-AROUND, AROUND + 1)}
        near = [one for one in articles if one["id"] in wanted or one["date"][:10] in days]
        chosen += [one for at, one in enumerate(near) if one["id"] in wanted or at % every == 0]
    chosen.sort(key=lambda one: (one["date"][:10], one["id"]))
    return [sketch(read(one) if one["id"] in wanted else _record(one)) for one in chosen]


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=by)).isoformat()


def _record(item: dict) -> Record:
    headline = item["headline"] or ""
    return Record(id=item["id"], outlet=item["source"], published=item["date"], headline=headline,
                  text=f"{headline}\n{item['body']}", body_start=len(headline) + 1)  # fmt: skip


Placed = Mapping[str, tuple[str, str | None]]  # id -> story, copy_of


def place(items: Iterable[Sketch]) -> dict[str, tuple[str, str | None]]:
    """Story and copy_of of each article."""
    return {id: (one.story, one.copy_of) for id, one in assign(items).items()}


def of_database(name: str) -> dict[str, tuple[str, str | None]]:
    """The same of a database that `taqarub stories --db` has been run on."""
    from taqarub.store import open_database
    from taqarub.store.stories import assignments

    with open_database(name) as database:
        return {id: (story, copy_of) for id, story, copy_of in assignments(database)}


def judge(placed: Placed) -> Iterator[tuple[str, str, Score]]:
    """Set, what was found, and how well, of each set of pairs; pairs of articles that were not placed are left out."""
    for name, judged in pairs().items():
        known = [pair for pair in judged if pair.a in placed and pair.b in placed]
        same = [placed[pair.a][0] == placed[pair.b][0] for pair in known]
        yield name, "one story", score([pair.same for pair in known], same)
        if any(pair.copy for pair in known):
            copies = [(placed[pair.a][1] or pair.a) == (placed[pair.b][1] or pair.b) for pair in known]
            yield name, "copy", score([bool(pair.copy) for pair in known], copies)


def agreement(a: Placed, b: Placed) -> Score:
    """Of two ways to place the same articles: pairs that are one story in both, against those that are in either."""

    def joined(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = joined(Counter((a[id][0], b[id][0]) for id in a).values())
    first, second = joined(Counter(one[0] for one in a.values()).values()), joined(Counter(one[0] for one in b.values()).values())
    precision, recall = both / max(1, second), both / max(1, first)
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), first)


def shuffled(items: list[Sketch], seed: int) -> list[Sketch]:
    """The articles as they may arrive: each up to LATE days after its day began, whatever its time."""
    drawn = random.Random(seed)
    return sorted(items, key=lambda one: (one.day or 0) + drawn.random() * LATE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--db")
    parser.add_argument("--model", default="none")
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--shuffle", action="store_true", help="place them in three other orders, too")
    options = parser.parse_args()
    wanted = {id for judged in pairs().values() for pair in judged for id in pair[:2]}
    if options.db:
        placed = of_database(options.db)
    else:
        items = sketches(wanted, options.every, reader(None if options.model == "none" else options.model))
        placed = place(items)
    stories = Counter(story for story, _ in placed.values())
    print(f"{len(placed)} articles, {len(stories)} stories, {sum(n > 1 for n in stories.values())} of more than one article, "
          f"{sum(copy is not None for _, copy in placed.values())} copies; largest {[n for _, n in stories.most_common(5)]}")  # fmt: skip
    for name, what, found in judge(placed):
        print(f"{name:10} {what:10} P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.3f}  ({found.pairs} pairs)")
    if options.shuffle and not options.db:
        for seed in (1, 2, 3):
            found = agreement(placed, place(shuffled(items, seed)))
            print(f"order {seed}    P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.3f}  ({found.pairs} pairs)")


if __name__ == "__main__":
    main()
