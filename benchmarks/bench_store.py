"""The database of a desk: search.

It runs over records that hold the text alone, so that all articles of the shared corpora can be stored in reasonable time.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import Row, best, corpora, corpus

from taqarub.records import Record
from taqarub.store import Filters, open_database
from taqarub.store.queries import counts
from taqarub.store.rows import to_stored
from taqarub.store.search import search
from taqarub.store.write import Entry, Writer

SEARCHED = 60_000  # at most, of each corpus
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
                writer.write([Entry(name, None, to_stored(_bare(item))) for item in items[start : start + 500]])
    with open_database(str(path)) as database:
        number = counts(database)["articles"]
        for query in QUERIES if number else ():
            seconds = best(lambda query=query: search(database, query), 5)
            yield Row(f"search {query}", "taqarub", 1000 * seconds, "ms", f"{number} articles")
        for name, query, filters in NEWEST if number else ():
            seconds = best(lambda query=query, filters=filters: search(database, query, filters, newest=True), 5)
            yield Row(f"search {name}", "taqarub", 1000 * seconds, "ms", f"{number} articles")


def _bare(item: dict) -> Record:
    headline, body = item.get("headline") or "", item.get("body") or "\n".join(item.get("sentences", ()))
    return Record(id=item["id"], outlet=item.get("source"), published=item.get("date"), headline=headline,
                  text=f"{headline}\n{body}", body_start=len(headline) + 1)  # fmt: skip
