"""Gold annotations: articles in their `sentences` form are read and scored by gold/score.py."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ..pages.items import given_article, iso_day  # noqa: F401  (also for the callers of this room)
from ..reading import to_doc, to_record
from ..records import TaqarubError, to_builtins

SETS = {"articles": "", "headlines": "headlines-"}


def load_lines(path: Path) -> dict[str, dict[str, Any]]:
    """JSON Lines keyed by "id"."""
    with open(path, encoding="utf-8") as lines:
        return {item["id"]: item for item in map(json.loads, filter(str.strip, lines))}


def scorer(gold: Path) -> ModuleType:
    """The module gold/score.py.

    Raises:
        TaqarubError: there is none.
    """
    path = gold / "score.py"
    spec = importlib.util.spec_from_file_location("taqarub_gold_score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise TaqarubError(f"{path}: no scorer here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def give_entities(doc: Doc, gold: dict[str, Any]) -> Doc:
    """Set doc.ents to every occurrence of the gold entities: measures later stages without recognition errors."""
    spans: list[Span] = []
    for entity in gold.get("entities", []):
        at = doc.text.find(entity["text"])
        while at >= 0:
            span = doc.char_span(at, at + len(entity["text"]), label=entity["type"])
            if span is not None:
                spans.append(span)
            at = doc.text.find(entity["text"], at + 1)
    doc.set_ents(filter_spans(spans))
    return doc


def records(texts: Iterable[dict[str, Any]], nlp: Language, oracle: dict[str, Any] | None = None) -> Iterator[dict]:
    """Records of gold texts as plain dicts; with `oracle`, entities are the gold ones."""
    if oracle is None:
        for doc in nlp.pipe(to_doc(nlp, given_article(item)) for item in texts):
            yield to_builtins(to_record(doc))
        return
    for item in texts:
        doc = to_doc(nlp, given_article(item))
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == "taqarub_words":
                doc = give_entities(doc, oracle[item["id"]])
        yield to_builtins(to_record(doc))


class GoldSet(msgspec.Struct):
    """One set of gold: texts and annotations by id, and the records that were found for them."""

    name: str  # "articles" or "headlines"
    texts: dict[str, dict[str, Any]]
    gold: dict[str, dict[str, Any]]
    found: dict[str, dict[str, Any]] = {}
    seconds: float = 0.0

    @property
    def words(self) -> int:
        """Words of the annotated texts, split at white space."""
        return sum(len(sentence.split()) for i in self.gold for sentence in self.texts[i]["sentences"])


def gold_sets(gold: Path, split: str) -> list[GoldSet]:
    """The sets of one part of gold: its articles, and its headlines where it has them.

    Args:
        gold: the folder with score.py and a folder a part.
        split: "test" or "train".

    Raises:
        TaqarubError: the part is not there.
    """
    sets = []
    for name, prefix in SETS.items():
        texts, annotations = gold / split / f"{prefix}texts.jsonl", gold / split / f"{prefix}gold.jsonl"
        if texts.is_file() and annotations.is_file():
            sets.append(GoldSet(name, load_lines(texts), load_lines(annotations)))
    if not sets:
        raise TaqarubError(f"{gold / split}: no texts.jsonl with gold.jsonl here")
    return sets


def read_set(part: GoldSet, nlp: Language, oracle: bool = False) -> Iterator[dict[str, Any]]:
    """Read the annotated texts of a set, keep the records in it, and give them one by one as they are done."""
    begin = time.perf_counter()
    for record in records([part.texts[i] for i in part.gold], nlp, part.gold if oracle else None):
        part.found[record["id"]] = record
        part.seconds = time.perf_counter() - begin
        yield record
