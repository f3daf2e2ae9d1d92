"""Measure how clean pages are read: over samples of the shared corpora, what was cut, what was kept, what was left.

    measure_pages.py [--sample 2000] [--seed 1] [--show KIND] [CORPUS.jsonl.gz ...]

Each article is read by `read_fields`. Printed for each corpus: articles that raised, share of the body's characters
kept, the characters cut by kind, tails and datelines of the outlets counted before and after, and pages a second.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

from taqarub.pages.characters import repair
from taqarub.pages.text import read_fields
from taqarub.records import Article, TaqarubError

CORPORA = ("/work/shared/corpus/saudi-2015.jsonl.gz", "/work/shared/corpus/ant-2018.jsonl.gz")
# What outlets leave in bodies: counted in the raw body and in the body that was read.
TRACES = {
    "link tail (رابط الخبر)": r"رابط الخبر",
    "end mark (// انتهى //)": r"//+ ?[اإ]?انتهى|// ?انتهى",
    "dateline (CNN)": r"\A[^\n]{0,60}\(CNN[^)\n]{0,12}\)",
    "dateline (سبق- city:)": r"\A[^\n:]{0,60}سبق ?[-–][^\n:]{0,30}:",
    "dateline (عين اليوم – city)": r"(?:\A|\n)[^\n]{0,40}عين اليوم *(?:[-–ـ][^\n]{0,25})?(?=\n|\Z)",
    "gallery (Next Previous)": r"Next Previous",
    "app line (هاتفكم المحمول)": r"على هاتفكم المحمول",
    "opinion line (رأي كتابها)": r"تمثل رأي كتابها",
    "read-more line (اقرأ أيضا)": r"(?:\A|\n)\W{0,3}[اأإ]قر[اأ] أيض",
    "read-more line (للمزيد:)": r"(?:\A|\n)\W{0,3}للمزيد ?[:-]",
    "read-more line (قد يهمك)": r"(?:\A|\n)\W{0,3}قد يهمك",
    "more (...المزيد)": r"\.{2,}المزيد",
    "source (نقلا عن, last line)": r"\n\W{0,3}نقل(?:ا|اً|ًا) عن[^\n]{0,60}\Z",
    "source (خدمة «…»)": r"\n\W{0,3}خدمة «[^\n]{0,40}\Z",
    "agency line (أ ف ب)": r"\n[^\n]{0,12}أ ف ب[^\n]{0,12}(?=\n|\Z)",
    "message codes (Mobily)": r"\d{5,6} ?- ?(?:Mobily|Stc|Zain)",
    "rules (-----)": r"(?:\A|\n)[-_*=]{4,}",
}
_SOLID = re.compile(r"\S")


def _size(text: str) -> int:
    return len(_SOLID.findall(text))


def _cut(article: Article) -> list[tuple[str, str]]:
    """All that was taken out of the body, with its kind."""
    found = [(item.kind, item.text) for item in article.furniture]
    found += [("related story", story.headline) for story in article.related]
    return found


def measure(path: str, sample: int, seed: int, show: str | None) -> None:
    """Read a sample of one corpus and print what came of it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    chosen = random.Random(seed).sample(articles, min(sample, len(articles)))
    raised = 0
    before, after = Counter(), Counter()
    size_in = size_out = untouched = clean = clean_in = clean_out = 0
    cuts, cut_size = Counter(), Counter()
    started = time.process_time()
    results = []
    for a in chosen:
        try:
            results.append((a, read_fields(a["id"], a["url"], a["source"], a["date"], a["headline"], a["author"], a["body"])))
        except (TaqarubError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
            raised += 1
            print("raised", a["id"], repr(error))
    seconds = time.process_time() - started
    for a, article in results:
        raw, body = repair(a["body"]), "\n".join(article.paragraphs)
        size_in += _size(raw)
        size_out += _size(body)
        untouched += _size(raw) == _size(body)
        traces = {name: len(re.findall(pattern, raw)) for name, pattern in TRACES.items()}
        before.update(traces)
        if not any(traces.values()):
            clean, clean_in, clean_out = clean + 1, clean_in + _size(raw), clean_out + _size(body)
            if show == "clean" and _size(raw) != _size(body):
                print(f"  {a['source']}: cut {_cut(article)} byline {article.byline} dateline {article.dateline} author {a['author']}")
        for name, pattern in TRACES.items():
            after[name] += len(re.findall(pattern, body))
        for kind, text in _cut(article):
            cuts[kind] += 1
            cut_size[kind] += _size(text)
            if show and kind == show:
                print(f"  {a['source']}: {text}")
        if show == "byline" and _size(raw) != _size(body):
            print("   ", a["source"], "| author:", a["author"], "| byline:", article.byline, "| dateline:", article.dateline, "| body:", body[:60])
    print(f"{Path(path).name}: {len(chosen)} articles, {raised} raised, {len(chosen) / seconds:.0f} articles a second of CPU")
    print(f"  characters kept: {size_out} of {size_in} = {100 * size_out / max(size_in, 1):.3f} %; {untouched} bodies untouched")
    print(f"  clean articles (none of the traces below): {clean}, kept {clean_out} of {clean_in} = {100 * clean_out / max(clean_in, 1):.3f} %")
    for kind, count in cuts.most_common():
        print(f"  cut: {kind:16} {count:6} times {cut_size[kind]:8} characters")
    for name in TRACES:
        if before[name]:
            print(f"  {name:32} before {before[name]:5} after {after[name]:5}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", default=CORPORA)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print what was cut as this kind; clean: all that was cut of clean articles; byline: credits")
    options = parser.parse_args()
    for path in options.corpora:
        measure(path, options.sample, options.seed, options.show)


if __name__ == "__main__":
    main()
