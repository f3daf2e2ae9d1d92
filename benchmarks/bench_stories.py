"""Stories and near copies, beside rensa's MinHash on the same articles; closeness of a pair of actors.

Two days of papers that all print the wires, read by their words alone: sketches, then stories and copies; what copies
rensa finds at the Jaccard likeness that its users take for near duplicates, and how many of the copies that people
marked (tests/stories/pairs_held.tsv) each finds. Closeness runs over records made up for it, from the database on.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from harness import ROOT, Row, best, corpora, corpus, demo_articles, peak_memory
from rensa import RMinHash, RMinHashLSH

from taqarub.closeness import evidence, series
from taqarub.records import Event, Record, Span
from taqarub.store import open_database
from taqarub.store.queries import between
from taqarub.store.rows import to_stored
from taqarub.store.stories import place, story_of
from taqarub.store.write import Entry, Writer
from taqarub.stories import Sketch, assign, sketch

DAYS = ("2015-08-03", "2015-08-04")
WORDS, JACCARD, PERMUTATIONS, BANDS = 4, 0.5, 128, 32
RECORDS, BETWEEN = 6_000, 1_500  # of the made-up desk, and of those with an event between the two


def run() -> Iterator[Row]:
    marked = _marked()
    wanted = {id for pair in marked for id in pair}
    pool = [one for name, _ in corpora(1) for one in corpus(name, 100_000, 1) if one["date"][:10] in DAYS or one["id"] in wanted]
    records = [_record(one) for one in sorted(pool or demo_articles(), key=lambda one: one["date"])]
    begin = time.process_time()
    sketches = [sketch(one) for one in records]
    yield Row("sketches", "taqarub", len(records) / (time.process_time() - begin), "articles/s", f"{len(records)} articles")
    begin = time.process_time()
    placed = assign(sketches)
    note = f"{len({one.story for one in placed.values()})} stories"
    yield Row("stories and copies", "taqarub", len(records) / (time.process_time() - begin), "articles/s", note)
    yield from _copies(records, sketches, {id: one.copy_of or id for id, one in placed.items()}, marked)
    yield Row("peak memory", "taqarub", peak_memory(), "MB")
    with tempfile.TemporaryDirectory() as folder:
        yield from _desk(str(Path(folder) / "desk.db"))


def _copies(records: list[Record], sketches: list[Sketch], roots: dict[str, str], marked: list[tuple[str, str]]) -> Iterator[Row]:
    ours = {(one.id, roots[one.id]) for one in sketches if roots[one.id] != one.id}
    known = [pair for pair in marked if pair[0] in roots and pair[1] in roots]
    found = sum(roots[a] == roots[b] for a, b in known)
    yield Row("articles that are copies", "taqarub", len(ours), "articles", f"{found} of {len(known)} that people marked")
    begin = time.process_time()
    index = RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS)
    hashes: list[RMinHash] = []
    theirs: dict[str, str] = {}
    for number, one in enumerate(records):
        words = one.text[one.body_start :].split()
        hashed = RMinHash(num_perm=PERMUTATIONS, seed=1)
        hashed.update([" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))])
        near = [at for at in index.query(hashed) if hashes[at].jaccard(hashed) >= JACCARD]
        first = records[min(near)].id if near and len(words) > WORDS else one.id
        theirs[one.id] = theirs.get(first, first)
        hashes.append(hashed)
        index.insert(number, hashed)
    seconds = time.process_time() - begin
    yield Row("copies alone", "rensa", len(records) / seconds, "articles/s", f"MinHash of {WORDS} words, Jaccard {JACCARD}")
    found = sum(theirs[a] == theirs[b] for a, b in known)
    both = sum(theirs[a] != a for a, _ in ours)
    count = sum(theirs[id] != id for id in theirs)
    yield Row("articles that are copies", "rensa", count, "articles",
              f"{found} of {len(known)} that people marked; {both} are copies for both, {count - both} for rensa alone, "
              f"{len(ours) - both} for us alone")  # fmt: skip


def _marked() -> list[tuple[str, str]]:
    path = ROOT / "tests" / "stories" / "pairs_held.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(a, b) for a, b, label in rows if label == "copy"]


def _record(item: dict) -> Record:
    headline = item["headline"] or ""
    return Record(id=item["id"], outlet=item["source"], published=item["date"], headline=headline,
                  text=f"{headline}\n{item['body']}", body_start=len(headline) + 1)  # fmt: skip


def _desk(path: str) -> Iterator[Row]:
    drawn = random.Random(1)
    with open_database(path, write=True) as database:
        writer = Writer(database)
        for start in range(0, RECORDS, 500):
            writer.write([Entry("made up", None, to_stored(_made_up(number, drawn))) for number in range(start, start + 500)])
        begin = time.perf_counter()
        place(database)
        yield Row("stories of a database", "taqarub", RECORDS / (time.perf_counter() - begin), "articles/s", f"{RECORDS} short ones")
    with open_database(path) as database:

        def measure() -> None:
            items = evidence(between(database, "USA", "RUS"), "USA", "RUS", None, "both", story_of(database))
            assert series(items).total

        note = f"{BETWEEN} of {RECORDS} articles have an event of the two"
        yield Row("closeness of a pair", "taqarub", best(measure), "s", note)


def _made_up(number: int, drawn: random.Random) -> Record:
    day = f"20{10 + number % 16}-{1 + number // 16 % 12:02}-{1 + number // 192 % 28:02}"
    sides = ("USA", "RUS") if number % (RECORDS // BETWEEN) == 0 else ("FRA", "EGY")
    words = " ".join(f"كلمة{drawn.randrange(50_000)}" for _ in range(60))
    text = f"خبر رقم {number}\n{words}"
    event = Event(type="CONSULT", quad="VCOOP", score=drawn.choice((1.0, 4.0, -2.0)), trigger=Span(start=0, end=3, text="خبر"),
                  source=[sides[0]], target=[sides[1]], status="happened", date=day)  # fmt: skip
    return Record(id=f"m{number}", outlet="made up", published=day, headline=f"خبر رقم {number}", text=text,
                  body_start=text.index("\n") + 1, events=[event])  # fmt: skip
