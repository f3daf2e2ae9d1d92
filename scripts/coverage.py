#!/usr/bin/env python3
"""Share of PER and ORG mentions of world politics in the shared corpora that get a code, and the top of what the book lacks.

    .venv/bin/python scripts/coverage.py [--model accurate] [--sample 400] [--top 40]

World politics: sections internationalNews, middleEast, politic of ANT; of SaudiNewsNet (which has no sections) articles that
name two states or more. A sample is drawn with a fixed seed.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from taqarub.reading import pipeline, read_articles
from taqarub.records import Article

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus"
# last part of `by`: the book lists the name, or the name itself or the role beside it says whose it is
KNOWN = (":book", ":pattern", ":pattern+context", ":role", ":role+context", ":adjective", ":kin", ":byline", ":ambiguous", "keeps")
SECTIONS = ("international", "middle", "politic", "world")


def chosen(sample: int) -> list[Article]:
    """Articles of world politics, half from each corpus."""
    rng = random.Random(11)
    found: list[Article] = []
    for name in ("ant-2018", "saudi-2015"):
        with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            items = [json.loads(line) for line in lines]
        rng.shuffle(items)
        part = [
            Article(id=i["id"], headline=i["headline"], paragraphs=i["body"].split("\n"), published=i["date"], outlet=i["source"])
            for i in items
            if not i.get("section") or any(word in i["section"] for word in SECTIONS)
        ]
        found += part[: sample // 2 if name == "ant-2018" else sample * 2]
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", default="accurate")
    ap.add_argument("--sample", type=int, default=400)
    ap.add_argument("--top", type=int, default=40)
    ap.add_argument("--types", default="PER,ORG")
    a = ap.parse_args()
    nlp = pipeline(model=a.model)
    for stage in ("taqarub_times", "taqarub_statements", "taqarub_events", "taqarub_files"):
        if stage in nlp.pipe_names:
            nlp.remove_pipe(stage)
    mentions: Counter[tuple[str, bool]] = Counter()
    in_book: Counter[tuple[str, bool]] = Counter()
    lacking: Counter[tuple[str, str]] = Counter()
    read = 0
    for record in read_articles(chosen(a.sample), nlp):
        if len({e.code for e in record.entities if e.type == "GPE" and e.code}) < 2:
            continue
        read += 1
        for e in record.entities:
            if e.type in a.types.split(","):
                mentions[e.type, e.code is not None] += 1
                known = e.by.endswith(KNOWN)
                in_book[e.type, known] += 1
                if not known:
                    lacking[e.type, e.text] += 1
        if read >= a.sample:
            break
    print(f"{read} articles")
    for kind in a.types.split(","):
        total = mentions[kind, True] + mentions[kind, False]
        print(f"{kind}: {total} mentions, with a code {mentions[kind, True] / max(total, 1):.3f}, known by book, pattern or role {in_book[kind, True] / max(total, 1):.3f}")
    for (kind, text), count in lacking.most_common(a.top):
        print(f"{count:5} {kind} {text}")


if __name__ == "__main__":
    main()
