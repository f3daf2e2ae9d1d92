"""Annotations that are kept without their texts, put back on the texts of a corpus.

A line of an annotation file is {"id", "sentences": [[start, end]], "entities": [[start, end, type, code]] (left out
where only events are annotated), "events": [{"trigger": [start, end], "type", "source", "target", "status", "date",
"place": [start, end] or null, "reporter": [start, end] or null}], "files": [slug]}, offsets in characters into
headline + "\\n" + body of the article with that id. An id that begins with "H" marks the headline alone of the article
whose id follows.

    python -m taqarub.language.training.marked ANNOTATIONS.jsonl CORPUS.jsonl.gz OUT

writes texts.jsonl, gold.jsonl, headlines-texts.jsonl and headlines-gold.jsonl, the form of gold, into the folder OUT.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...records import TaqarubError
from .written import Pair, write_gold

HEADLINE = "H"
_SPACE = re.compile(r"\s+")


def article_text(article: dict[str, Any], key: str) -> str:
    """What the offsets of annotation `key` count in."""
    headline = article["headline"]
    return headline if key.startswith(HEADLINE) else f"{headline}\n{article['body']}"


def put_back(annotations: Iterable[dict[str, Any]], articles: dict[str, dict[str, Any]]) -> Iterator[Pair]:
    """(text, gold) pairs in the form of gold/: "events", "files" and, where they are annotated, "entities"; no
    "statements" and "times".

    Args:
        annotations: lines as above.
        articles: the corpus's articles by id.

    Raises:
        TaqarubError: an article is missing.
    """
    for line in annotations:
        article = articles.get(line["id"].removeprefix(HEADLINE))
        if article is None:
            raise TaqarubError(f"{line['id']}: annotated, but not in the corpus")
        text = article_text(article, line["id"])

        def part(span: list[int] | None, text: str = text) -> str | None:
            return None if span is None else _SPACE.sub(" ", text[span[0] : span[1]])

        events = [
            {**event, "sentence": _sentence(line["sentences"], event["trigger"][0])}
            | {name: part(event[name]) for name in ("trigger", "place", "reporter")}
            for event in line["events"]
        ]
        gold: dict[str, Any] = {"id": line["id"], "events": events, "files": line["files"]}
        if "entities" in line:
            gold["entities"] = [{"text": part(e[:2]), "type": e[2], "code": e[3]} for e in line["entities"]]
        item = {"id": line["id"], "source": article["source"], "date": article["date"]}
        item["sentences"] = [part(span) for span in line["sentences"]]
        yield item, gold


def _sentence(sentences: list[list[int]], offset: int) -> int:
    return max((at for at, span in enumerate(sentences) if span[0] <= offset), default=0)


def take_off(item: dict[str, Any], gold: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    """The opposite of `put_back` for one article: an annotation line.

    Raises:
        ValueError: something annotated does not stand in the article's text.
    """
    text = article_text(article, item["id"])
    spans, at = [], 0
    for sentence in item["sentences"]:
        spans.append(_find(text, sentence, at, len(text)))
        at = spans[-1][1]

    def within(words: str | None, sentence: int | None = None) -> list[int] | None:
        if words is None:
            return None
        if sentence is not None:
            return _find(text, words, *spans[sentence])
        return next(iter(_places(text, words, spans)))

    events = [
        {
            "trigger": within(e["trigger"], e["sentence"]), "type": e["type"], "source": e["source"], "target": e["target"],
            "status": e["status"], "date": e["date"], "place": within(e["place"]), "reporter": within(e["reporter"]),
        }
        for e in gold["events"]
    ]  # fmt: skip
    found = {"id": item["id"], "sentences": spans, "events": events, "files": gold["files"]}
    if "entities" in gold:
        found["entities"] = [[*(within(e["text"]) or ()), e["type"], e.get("code")] for e in gold["entities"]]
    return found


def _places(text: str, words: str, spans: list[list[int]]) -> Iterator[list[int]]:
    for begin, end in spans:
        try:
            yield _find(text, words, begin, end)
        except ValueError:
            continue
    raise ValueError(words)


def _find(text: str, words: str, begin: int, end: int) -> list[int]:
    """Where words stand, any white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.compile(pattern).search(text, begin, end)
    if match is None:
        raise ValueError(words)
    return [match.start(), match.end()]


def read_corpus(path: Path, ids: set[str]) -> dict[str, dict[str, Any]]:
    """The articles of a corpus with these ids."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines)
        return {article["id"]: article for article in found if article["id"] in ids}


def main() -> None:
    """Write a folder of gold from annotations and their corpus."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.annotations.read_text(encoding="utf-8").splitlines()]
    articles = read_corpus(arguments.corpus, {line["id"].removeprefix(HEADLINE) for line in lines})
    pairs = list(put_back(lines, articles))
    write_gold(pairs, [item["id"].startswith(HEADLINE) for item, _ in pairs], arguments.out)


if __name__ == "__main__":
    main()
