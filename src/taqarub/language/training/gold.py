"""The project's own annotations (../shared/gold) as windows with labels and links."""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..labels import HEADS, STATUSES
from ..windows import LONGEST, cut_points
from .windows import Link, Window, blank_labels, tokenize

_BEFORE = re.compile(r"(?:^|[^\w])(?:[وف]?(?:[بكلس]|لل|لا)?)$")
_LETTER = re.compile(r"[\w\u064b-\u0652]")
# (start, end, code) of every expression that stands for an actor, in the joined text
ActorFinder = Callable[[dict[str, Any], dict[str, Any]], list[tuple[int, int, str]]]


def load(folder: Path, prefix: str = "") -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(text, gold) pairs of one folder; `prefix` "headlines-" for the headline sets."""

    def lines(name: str) -> dict[str, dict[str, Any]]:
        with open(folder / name, encoding="utf-8") as file:
            return {item["id"]: item for item in map(json.loads, filter(str.strip, file))}

    texts = lines(f"{prefix}texts.jsonl")
    return [(texts[key], gold) for key, gold in lines(f"{prefix}gold.jsonl").items()]


class GoldText:
    """One article's joined text with its words and sentences, and ways from annotations to words."""

    def __init__(self, item: dict[str, Any]):
        self.sentences = item["sentences"]
        self.text = "\n".join(self.sentences)
        self.words, self.offsets, self.spaced = tokenize(self.text)
        self.ends = [o + len(w) for o, w in zip(self.offsets, self.words, strict=True)]
        self.begins = list(np.cumsum([0] + [len(s) + 1 for s in self.sentences]))
        first = {bisect_right(self.offsets, b - 1) for b in self.begins[:-1]}
        self.starts = [i in first for i in range(len(self.words))]

    def word_at(self, offset: int) -> int:
        """Index of the word that holds the character at an offset (or the last word before it)."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Words [first, last) that a character span touches."""
        return self.word_at(start), self.word_at(end - 1) + 1

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Character span of a sentence."""
        sentence = min(max(sentence, 0), len(self.sentences) - 1)
        return self.begins[sentence], self.begins[sentence] + len(self.sentences[sentence])

    def occurrences(self, form: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where a form stands as words of the text, clitics before it allowed."""
        found, at = [], self.text.find(form, start, end)
        while at >= 0 and form:
            stop = at + len(form)
            ends_well = stop >= len(self.text) or not _LETTER.match(self.text[stop])
            if ends_well and _BEFORE.search(self.text[max(0, at - 4) : at] if at >= 4 else " " + self.text[:at]):
                found.append((at, stop))
            at = self.text.find(form, at + 1, end)
        if form.startswith("ال"):  # للسعودية: the article lost its alef after ل
            found += [(at + 2, stop) for at, stop in self.occurrences("ل" + form[1:], start, end)]
        return found


def content_span(text: GoldText, statement: dict[str, Any]) -> tuple[int, int] | None:
    """Character span of a statement's content, as score.py finds it."""
    first, last = statement["content"]
    flat = text.text.replace("\n", " ")
    begin = flat.find(first, text.bounds(statement["sentence"])[0])
    begin = begin if begin >= 0 else flat.find(first)
    end = flat.find(last, begin) if begin >= 0 else -1
    return (begin, end + len(last)) if end >= 0 else None


def nearest(places: Sequence[tuple[int, int]], to: int) -> tuple[int, int] | None:
    """The place nearest to an offset."""
    return min(places, key=lambda p: min(abs(p[0] - to), abs(p[1] - to)), default=None)


def _tag(labels: np.ndarray, first: int, last: int, begin: int, inside: int) -> None:
    labels[first] = begin
    labels[first + 1 : last] = inside


def entity_labels(text: GoldText, gold: dict[str, Any], labels: dict[str, np.ndarray]) -> list[tuple[int, int, str]]:
    """Tag every occurrence of the gold entities, longest first; give back (start, end, code) of those with a code."""
    names = HEADS["ner"]
    taken = np.zeros(len(text.text), dtype=bool)
    coded = []
    for entity in sorted(gold.get("entities", []), key=lambda e: -len(e["text"])):
        for start, end in text.occurrences(entity["text"]):
            if taken[start:end].any():
                continue
            taken[start:end] = True
            first, last = text.cover(start, end)
            at = names.index(f"B-{entity['type']}")
            _tag(labels["ner"], first, last, at, at + 1)
            if entity.get("code"):
                coded.append((start, end, entity["code"]))
    return coded


def statement_labels(text: GoldText, gold: dict[str, Any], labels: dict[str, np.ndarray]) -> list[Link]:
    """Tag cues, contents and speakers, and link each cue to its content's ends and its speaker."""
    links: list[Link] = []
    placed = [(content_span(text, s), s) for s in gold.get("statements", [])]
    for span, statement in sorted((p for p in placed if p[0]), key=lambda p: (p[0][0], -p[0][1])):  # type: ignore[index]
        first, last = text.cover(*span)  # type: ignore[misc]
        _tag(labels["content"], first, last, 1, 2)
        low, high = text.bounds(statement["sentence"])
        cue = nearest(text.occurrences(statement["cue"], low, high), span[0])  # type: ignore[index]
        if cue is None and statement["cue"] == ":":
            at = text.text.find(":", low, high)
            cue = (at, at + 1) if at >= 0 else None
        if cue is None:
            continue
        head, stop = text.cover(*cue)
        _tag(labels["cue"], head, stop, 1, 2)
        links.append(Link("begin", head, [([first], True)]))
        links.append(Link("end", head, [([last - 1], True)]))
        places = text.occurrences(statement["speaker"], low, high) if statement["speaker"] else []
        outside = [p for p in places if not span[0] <= p[0] < span[1]]  # type: ignore[index]
        speaker = nearest(outside or places, cue[0])
        if speaker is not None:
            begin, done = text.cover(*speaker)
            _tag(labels["speaker"], begin, done, 1, 2)
            links.append(Link("speaker", head, [([begin], True)]))
        elif not statement["speaker"]:
            links.append(Link("speaker", head, []))
    return links


def event_labels(
    text: GoldText, gold: dict[str, Any], labels: dict[str, np.ndarray], actors: list[tuple[int, int, str]]
) -> list[Link]:
    """Tag triggers and their status, and link each trigger to the actors near it by their codes."""
    names = HEADS["trigger"]
    links: list[Link] = []
    for event in gold.get("events", []):
        low, high = text.bounds(event["sentence"])
        place = nearest(text.occurrences(event["trigger"], low, high), low)
        if place is None:
            continue
        first, last = text.cover(*place)
        at = names.index(f"B-{event['type']}")
        _tag(labels["trigger"], first, last, at, at + 1)
        labels["status"][first] = STATUSES.index(event["status"])
        by_code: dict[str, list[int]] = {}
        for start, _, code in actors:
            by_code.setdefault(code, []).append(text.word_at(start))
        for side in ("source", "target"):
            wanted = set(event[side])
            links.append(Link(side, first, [(sorted(set(where)), code in wanted) for code, where in by_code.items()]))
    return links


def article_window(item: dict[str, Any], gold: dict[str, Any], corpus: str, actors: ActorFinder | None) -> Window:
    """A whole article as one window, to be cut by `pieces`."""
    text = GoldText(item)
    labels = blank_labels((), 0)
    count = len(text.words)
    for head, key in (
        ("ner", "entities"), ("cue", "statements"), ("content", "statements"), ("speaker", "statements"),
        ("trigger", "events"), ("time", "times"),
    ):  # fmt: skip
        if key in gold:
            labels[head] = np.zeros(count, dtype=np.int64)
    labels["status"] = np.full(count, -100, dtype=np.int64)
    coded = entity_labels(text, gold, labels)
    links = statement_labels(text, gold, labels)
    links += event_labels(text, gold, labels, actors(item, gold) if actors else coded)
    for time in gold.get("times", []):
        for start, end in text.occurrences(time["text"], *text.bounds(time["sentence"]))[:1]:
            _tag(labels["time"], *text.cover(start, end), 1, 2)
    return Window(corpus, item["id"], text.words, text.spaced, text.starts, labels, links)


def pieces(window: Window, longest: int = LONGEST) -> list[Window]:
    """Cut a window at sentence starts into windows of at most `longest` words; links that cross a cut are dropped or,
    for sides, keep the actors that are left.
    """
    cuts = cut_points(window.starts, longest)
    found = []
    for begin, end in itertools.pairwise(cuts):
        part = Window(
            window.corpus, window.id, window.words[begin:end], window.spaced[begin:end], window.starts[begin:end],
            {name: array[begin:end] for name, array in window.labels.items()},
        )  # fmt: skip
        for link in window.links:
            if begin <= link.head < end:
                groups = []
                for where, right in link.groups:
                    inside = [w - begin for w in where if begin <= w < end]
                    if inside:
                        groups.append((inside, right))
                if groups or not link.groups:
                    part.links.append(Link(link.name, link.head - begin, groups))
        found.append(part)
    return found


def read_gold(
    folder: Path, actors: ActorFinder | None = None, keep: Callable[[str], bool] = lambda key: True,
    names: tuple[str, str] = ("gold", "headlines"),
) -> list[Window]:  # fmt: skip
    """Windows of the articles and headlines of a gold folder whose ids `keep` accepts.

    Args:
        names: what the corpora of articles and of headlines are called.
    """
    found: list[Window] = []
    for prefix, corpus in zip(("", "headlines-"), names, strict=True):
        for item, gold in load(folder, prefix):
            if keep(item["id"]):
                found.extend(pieces(article_window(item, gold, corpus, actors)))
    return found
