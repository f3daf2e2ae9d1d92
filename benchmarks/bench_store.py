"""The database of a desk: ingest with one and two processes, search.

Ingest goes through whole processes, with rules only, lest a model's speed hide the database's. Search runs over records
that hold the text alone, so that all articles of the shared corpora can be stored in reasonable time.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import Row, best, corpora, corpus, demo_articles, process

from taqarub.records import Record
from taqarub.store import Filters, open_database
from taqarub.store.queries import counts
from taqarub.store.rows import to_stored
from taqarub.store.search import search
from taqarub.store.write import Entry, Writer

ARTICLES = 1000  # to ingest
SEARCHED = 60_000  # at most, of each corpus
QUERIES = ("وزير الخارجية", '"وزير الخارجية"', "الرئيس", "روسيا سوريا", "الرئيس الأمريكي دونالد ترامب", "من في على")


def run() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _ingest(Path(folder))
        yield from _search(Path(folder) / "search.db")


def _ingest(folder: Path) -> Iterator[Row]:
    pool = [item for _, items in corpora(ARTICLES // 2) for item in items] or demo_articles() * 100
    lines = [json.dumps({**item, "id": str(n)}, ensure_ascii=False) + "\n" for n, item in enumerate(pool)]
    (folder / "one.jsonl").write_text(lines[0], encoding="utf-8")
    (folder / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    for processes in (1, 2):
        seconds = {}
        for name in ("one", "all"):
            command = ("ingest", str(folder / f"{name}.jsonl"), "--db", str(folder / f"{name}{processes}.db"))
            options = ("--model", "none", "--processes", str(processes))
            seconds[name], memory = process("-m", "taqarub", *command, *options, accepted=(0, 1))  # 1: some article is no article
        speed = (len(pool) - 1) / max(seconds["all"] - seconds["one"], 1e-9)
        note = f"start-up {seconds['one']:.1f} s left out; peak of the parent {memory:.0f} MB"
        yield Row(f"ingest, {processes} processes", "taqarub", speed, "articles/s", note)


def _search(path: Path) -> Iterator[Row]:
    with open_database(str(path), write=True) as database:
        writer = Writer(database)
        for name, items in ((name, corpus(name, SEARCHED, 1)) for name, _ in corpora(1)):
            for start in range(0, len(items), 500):
                writer.write([Entry(name, None, to_stored(_bare(item))) for item in items[start : start + 500]])
    with open_database(str(path)) as database:
        number = counts(database)["articles"]
        for query in QUERIES if number else ():
            seconds = best(lambda query=query: search(database, query), 5)
            yield Row(f"search {query}", "taqarub", 1000 * seconds, "ms", f"{number} articles")
        if number:
            seconds = best(lambda: search(database, "الرئيس", Filters(since="2018-02-01"), newest=True), 5)
            yield Row("search الرئيس, newest of a time", "taqarub", 1000 * seconds, "ms", f"{number} articles")


def _bare(item: dict) -> Record:
    headline, body = item.get("headline") or "", item.get("body") or "\n".join(item.get("sentences", ()))
    return Record(id=item["id"], outlet=item.get("source"), published=item.get("date"), headline=headline,
                  text=f"{headline}\n{body}", body_start=len(headline) + 1)  # fmt: skip
