#!/usr/bin/env python3
"""Score the pipeline on gold while developing.

    .venv/bin/python scripts/dev.py [--split train|test] [--headlines] [--oracle] [--model M] [--errors N] [--limit N]

--oracle gives the names room the gold entities, so that later stages can be worked on without recognition errors.
Work on train; run test seldom and never look at its errors.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from taqarub import evaluation
from taqarub.reading import pipeline

GOLD = Path(__file__).resolve().parents[2] / "shared/gold"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--split", default="train", choices=["train", "test"])
    ap.add_argument("--headlines", action="store_true")
    ap.add_argument("--oracle", action="store_true")
    ap.add_argument("--model", default=None)
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--limit", type=int, default=0)
    ap.add_argument("--out", help="write the records here")
    a = ap.parse_args()
    if a.errors and a.split == "test":
        sys.exit("errors of the test part are not for looking at")
    prefix = "headlines-" if a.headlines else ""
    texts = evaluation.load_lines(GOLD / a.split / f"{prefix}texts.jsonl")
    gold = evaluation.load_lines(GOLD / a.split / f"{prefix}gold.jsonl")
    if a.limit:
        gold = dict(list(gold.items())[: a.limit])
    score = evaluation.scorer(GOLD)
    nlp = pipeline(model=a.model)
    begin = time.perf_counter()
    found = {
        r["id"]: r for r in evaluation.records([texts[i] for i in gold], nlp, oracle=gold if a.oracle else None)
    }
    words = sum(len(" ".join(texts[i]["sentences"]).split()) for i in gold)
    print(f"{words} words, {words / (time.perf_counter() - begin):.0f} words/s")
    if a.out:
        Path(a.out).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found.values()))
    for name, row in score.score(texts, gold, found, a.errors).items():
        if name == "by type":
            for kind, r in row.items():
                print(f"    {kind:10} F1 {r['f1']:.3f}  P {r['precision']:.2f} R {r['recall']:.2f}  gold {r['gold']:4} found {r['found']:4}")
        elif "f1" in row:
            print(f"{name:15} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}   gold {row['gold']:5} found {row['found']:5}")
        else:
            print(f"{name:15} {row}")


if __name__ == "__main__":
    main()
