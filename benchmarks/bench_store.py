"""The database of a desk: search, copies and stories, and closeness, over all articles of the shared corpora.

It runs over records that hold the text alone, so that all of them can be stored in reasonable time; every tenth is given
an event of two actors, for closeness.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import Row, best, corpora, corpus

from taqarub.closeness import evidence, series
from taqarub.records import Event, Record, Span
from taqarub.store import Filters, open_database
from taqarub.store.database import Database
from taqarub.store.queries import between, counts
from taqarub.store.rows import to_stored
from taqarub.store.search import search
from taqarub.store.stories import place, story_of
from taqarub.store.write import Entry, Writer

SEARCHED = 60_000  # at most, of each corpus
WITH_EVENT = 10  # one article in so many has an event of the two
QUERIES = ("وزير الخارجية", '"وزير الخارجية"', "الرئيس", "روسيا سوريا", "الرئيس الأمريكي دونالد ترامب", "من في على")
NEWEST = (
    ("الرئيس, newest first", "الرئيس", Filters()),
    ("الرئيس, newest of a time", "الرئيس", Filters(since="2018-02-01")),
    ("من في على, newest first", "من في على", Filters()),
)


def run() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _search(Path(folder) / "search.db")


def _search(path: Path) -> Iterator[Row]:
    with open_database(str(path), write=True) as database:
        writer = Writer(database)
        for name, items in ((name, corpus(name, SEARCHED, 1)) for name, _ in corpora(1)):
            for start in range(0, len(items), 500):
                writer.write([Entry(name, None, to_stored(_bare(start + at, item))) for at, item in enumerate(items[start : start + 500])])
        number = counts(database)["articles"]
        if number:
            yield _stories(database, number)
    with open_database(str(path)) as database:
        for query in QUERIES if number else ():
            seconds = best(lambda query=query: search(database, query), 5)
            yield Row(f"search {query}", "taqarub", 1000 * seconds, "ms", f"{number} articles")
        for name, query, filters in NEWEST if number else ():
            seconds = best(lambda query=query, filters=filters: search(database, query, filters, newest=True), 5)
            yield Row(f"search {name}", "taqarub", 1000 * seconds, "ms", f"{number} articles")


        if number:
            yield _closeness(database, number)


def _stories(database: Database, number: int) -> Row:
    begin, used = time.perf_counter(), time.process_time()
    place(database)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - used
    stories = len(set(story_of(database).values()))
    return Row("copies and stories of all", "taqarub", seconds, "s", f"{number} articles, {stories} stories; {cpu:.0f} s of CPU")


def _closeness(database: Database, number: int) -> Row:
    found: list[Any] = []

    def measure() -> None:
        found[:] = evidence(between(database, "USA", "RUS"), "USA", "RUS", None, "both", story_of(database))
        series(found)

    seconds = best(measure, 3)
    return Row("closeness of a pair", "taqarub", seconds, "s", f"{number} articles, {len(found)} events of the two")


def _bare(number: int, item: dict) -> Record:
    headline, body = item.get("headline") or "", item.get("body") or "\n".join(item.get("sentences", ()))
    text, events = f"{headline}\n{body}", []
    if number % WITH_EVENT == 0:
        events.append(Event(type="CONSULT", quad="VCOOP", score=(1.0, 4.0, -2.0)[number % 3], trigger=Span(start=0, end=1, text=text[:1]),
                            source=["USA"], target=["RUS"], status="happened", date=(item.get("date") or "")[:10] or None))  # fmt: skip
    return Record(id=item["id"], outlet=item.get("source"), published=item.get("date"), headline=headline, text=text,
                  body_start=len(headline) + 1, events=events)  # fmt: skip
