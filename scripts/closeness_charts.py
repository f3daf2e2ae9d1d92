#!/usr/bin/env python3
"""The four histories of docs/closeness.md: read what the corpora have on them, draw charts, list the evidence.

    .venv/bin/python scripts/closeness_charts.py read SHARED OUT [--model M]     records of the articles that name both
    .venv/bin/python scripts/closeness_charts.py draw OUT                        charts and evidence into docs/

`read` goes on where it was stopped. An article is read when both sides are named in its headline or body. What goes
into docs/ names events by type, sides, day, outlet and id; no text of the corpora.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from taqarub.cli.closeness import Direction, titles
from taqarub.cli.rtl import ordered
from taqarub.closeness import Evidence, Series, evidence, records_from, series
from taqarub.closeness.picture import draw
from taqarub.language.normal import fold
from taqarub.pages.items import read_item
from taqarub.reading import pipeline, read_articles
from taqarub.records import to_json

DOCS = Path(__file__).resolve().parents[1] / "docs"


class History(msgspec.Struct, frozen=True):
    """One chart: what to read, and what to draw."""

    a: str
    b: str
    file: str
    corpus: str
    words: tuple[str, str]  # both must stand in the text, folded
    published: tuple[str, str]  # days of publication to read
    days: tuple[str, str]  # days to draw
    half_life: float
    what: str  # what happened

    @property
    def name(self) -> str:
        """Name of its files."""
        return f"closeness-{self.a.lower()}-{self.b.lower()}"


AMERICA = "امريك|اميرك|واشنطن|الولايات المتحده|البيت الابيض|ترامب|اوباما|كيري|بومبيو"
HISTORIES = (
    History("IRN", "USA", "iran-nuclear", "saudi-2015.jsonl.gz", ("ايران|طهران", AMERICA), ("2015-07-20", "2015-08-11"),
            ("2015-07-21", "2015-08-08"), 7.0, "The nuclear deal of 14 July 2015 and the quarrel over it in Congress."),
    History("GBR", "RUS", "russia-uk", "ant-2018.jsonl.gz", ("روسي|موسكو|بوتين|سكريبال", "بريطاني|لندن|سكريبال|تيريزا ماي"),
            ("2018-02-15", "2018-10-15"), ("2018-02-20", "2018-06-30"), 30.0,
            "Sergei Skripal is poisoned in Salisbury on 4 March 2018; both sides expel diplomats."),
    History("PRK", "USA", "korea", "ant-2018.jsonl.gz", ("كوريا الشماليه|كوري شمالي|كيم جونغ|بيونغ", AMERICA),
            ("2018-02-01", "2018-07-15"), ("2018-02-15", "2018-07-10"), 30.0,
            "Talks from March 2018 on, the summit called off on 24 May, and held in Singapore on 12 June."),
    History("QAT", "SAU", "gulf-qatar", "ant-2018.jsonl.gz", ("قطر|الدوحه", "سعودي|الرياض"), ("2018-02-01", "2018-10-31"),
            ("2018-02-15", "2018-10-15"), 30.0, "The quarrel that began in June 2017 goes on without a way out."),
)  # fmt: skip


def wanted(corpus: Path) -> Iterator[dict]:
    """Articles of a corpus that at least one history wants."""
    mine = [h for h in HISTORIES if h.corpus == corpus.name]
    tests = [(h.published, *(re.compile(w) for w in h.words)) for h in mine]
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = fold(f"{item.get('headline') or ''}\n{item.get('body') or ''}")
            day = item.get("date") or ""
            if any(a <= day <= b and one.search(text) and two.search(text) for (a, b), one, two in tests):
                yield item


def read(shared: Path, out: Path, model: str) -> None:
    """Write OUT/records.jsonl."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "records.jsonl"
    done = {record.id for record in records_from([str(path)])} if path.is_file() else set()
    nlp = pipeline(None if model == "none" else model)
    with open(path, "a", encoding="utf-8") as stream:
        for corpus in sorted({h.corpus for h in HISTORIES}):
            items = (item for item in wanted(shared / "corpus" / corpus) if item["id"] not in done)
            for n, record in enumerate(read_articles((read_item(item) for item in items), nlp, batch_size=16), 1):
                stream.write(to_json(record) + "\n")
                if n % 100 == 0:
                    stream.flush()
                    print(f"{corpus}: {n}", flush=True)


def chart(history: History, out: Path) -> None:
    """Write the chart and its evidence into docs/."""
    h = history
    items = evidence(records_from([str(out / "records.jsonl")], (h.a, h.b)), h.a, h.b, h.file)
    items = [item for item in items if h.published[0] <= item.known <= h.days[1]]
    found = series(items, h.days, h.half_life, top=15)
    english, arabic = titles((h.a, h.b), h.file, Direction.both)
    place = DOCS / "images" / f"{h.name}.svg"
    place.parent.mkdir(exist_ok=True)
    draw(found, place, english, arabic, "svg", order=lambda text: ordered(arabic_text(text), "visual").plain)
    draw(found, out / f"{h.name}.png", english, arabic, "png")
    (DOCS / "images" / f"{h.name}.csv").write_text("".join(table(items, found)), encoding="utf-8")
    step = max(1, len(found.days) // 8)
    line = "  ".join(f"{found.days[n][5:]} {found.values[n]:+.2f}" for n in range(0, len(found.days), step))
    print(f"{h.a}-{h.b} {h.file}: {found.total} stories\n  {line}")
    for move in found.moves[:8]:
        i = move.item
        print(f"    {move.change:+.2f} {i.known} {'+'.join(i.source)} {i.type} {'+'.join(i.target)} {i.status} {i.record}")


def arabic_text(text: str):
    """A Rich text, which cli.rtl orders."""
    from rich.text import Text

    return Text(text)


def table(items: list[Evidence], found: Series) -> Iterator[str]:
    """The evidence of a chart, one item a line."""
    moves = {id(move.item): move.change for move in found.moves}
    yield "day,known,source,type,mode,target,status,score,weight,claimed,outlets,id,start,change\n"
    for i in items:
        if i.weight:
            change = f"{moves[id(i)]:+.2f}" if id(i) in moves else ""
            cells = [i.day, i.known, "+".join(i.source), i.type, i.mode or "", "+".join(i.target), i.status, f"{i.score:g}",
                     f"{i.weight:g}", i.claimed or "", "+".join(i.outlets), i.record, str(i.start), change]  # fmt: skip
            yield ",".join(cells) + "\n"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = ap.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("shared", type=Path)
    reading.add_argument("out", type=Path)
    reading.add_argument("--model", default="accurate")
    drawing = commands.add_parser("draw")
    drawing.add_argument("out", type=Path)
    a = ap.parse_args()
    if a.command == "read":
        read(a.shared, a.out, a.model)
    else:
        for history in HISTORIES:
            chart(history, a.out)


if __name__ == "__main__":
    main()
