"""Train the judge of events on annotated articles: `python -m taqarub.events.training GOLD ... [--model M]`.

Logistic regressions with L2, by Adam over all examples, in numpy: which actors are source and target of a trigger (from
the annotated triggers that the lexicon gives), by its sentence first and then by the whole article too; whether a
candidate is an event; and whether it still is beside those kept already. The later ones learn from scores of the
earlier ones out of fold, split by article.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ..records import Article
from .assemble import Proposal, again_features, proposals
from .candidates import Candidate, Reading, read
from .elsewhere import Options, add_elsewhere
from .judge import Judge, given_source, side_features
from .lexicon import Lexicon, load

Example = tuple[list[str], int]
FOLDS = 5
SIDE_FOLDS = 3
L2 = {"source": 3.0, "target": 3.0, "event": 6.0, "again": 1.0}
LEAST = {"source": 3, "target": 3, "event": 3, "again": 2}


def fit(examples: Sequence[Example], strength: float, least: int, rounds: int = 120) -> dict[str, float]:
    """Weights by feature, "" for the constant.

    Args:
        examples: features and label (0 or 1).
        strength: of the L2 penalty.
        least: features of fewer examples are left out.
    """
    counts: dict[str, int] = {}
    for features, _ in examples:
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
    names = ["", *(f for f, n in counts.items() if n >= least)]
    ids = {name: i for i, name in enumerate(names)}
    rows, columns = [], []
    for row, (features, _) in enumerate(examples):
        found = [ids[f] for f in features if f in ids] + [0]
        columns.extend(found)
        rows.extend([row] * len(found))
    row_ids, column_ids = np.array(rows), np.array(columns)
    labels = np.array([label for _, label in examples], dtype=float)
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, rounds + 1):
        scores = np.bincount(row_ids, weights=weights[column_ids], minlength=len(labels))
        error = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - labels
        slope = np.bincount(column_ids, weights=error[row_ids], minlength=len(names)) + strength * weights
        slope[0] -= strength * weights[0]
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = 0.12 * min(1.0, 2 * (1 - step / (rounds + 1)))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > 0.005}


def gold_spans(doc: Doc, sentences: Sequence[str], events: Iterable[dict[str, Any]]) -> list[tuple[int, int, dict[str, Any]]]:
    """Where the triggers of gold events stand in the Doc's text; those that are not found are left out."""
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + 1
    found = []
    for event in events:
        begin = doc.text.find(event["trigger"], starts[event["sentence"]])
        if begin >= 0:
            found.append((begin, begin + len(event["trigger"]), event))
    return found


class Prepared:
    """An article prepared: its reading, its gold events, and which candidate's trigger is which gold event's."""

    def __init__(self, key: str, doc: Doc, lexicon: Lexicon, item: dict[str, Any], gold: dict[str, Any]):
        self.key = key
        self.reading: Reading = read(doc, lexicon)
        self.gold: list[dict[str, Any]] = gold["events"]
        self.aligned: list[tuple[Candidate, dict[str, Any]]] = []
        words = self.reading.words
        for begin, end, event in gold_spans(doc, item["sentences"], self.gold):
            for candidate in self.reading.candidates:
                if candidate.type == event["type"] and words.starts[candidate.start] < end and words.ends[candidate.end - 1] > begin:
                    self.aligned.append((candidate, event))


def sides(prepared: Iterable[Prepared], options: Mapping[int, Options]) -> tuple[list[Example], list[Example]]:
    """Examples for source and target; `options` by the id of a candidate."""
    sources: list[Example] = []
    targets: list[Example] = []
    for article in prepared:
        for candidate, event in article.aligned:
            mine = options[id(candidate)]
            given = mine if candidate.mutual else given_source(candidate, event["source"], mine)
            for code, features in mine.items():
                sources.append((list(features), int(code in event["source"])))
                targets.append((list(given[code]), int(code in event["target"])))
    return sources, targets


def matches(proposal: Proposal, event: dict[str, Any]) -> bool:
    """Whether type and both sides agree as score.py has it for `lenient`."""
    if proposal.candidate.type != event["type"]:
        return False
    pairs = ((set(proposal.source), set(event["source"])), (set(proposal.target), set(event["target"])))
    return all((a & b) or (not a and not b) for a, b in pairs)


def label(proposals: list[Proposal], gold: list[dict[str, Any]]) -> list[int]:
    """Each gold event goes to one proposal at most, those with the higher score choosing first."""
    free = list(gold)
    labels = [0] * len(proposals)
    for i in sorted(range(len(proposals)), key=lambda i: -proposals[i].score):
        hit = next((event for event in free if matches(proposals[i], event)), None)
        if hit is not None:
            labels[i] = 1
            free.remove(hit)
    return labels


def _options(articles: Iterable[Prepared], judge: Judge | None) -> dict[int, Options]:
    """What speaks for and against each side of each candidate, by the candidate's id; with a first judge also what the
    rest of the article says.
    """
    found: dict[int, Options] = {}
    for article in articles:
        candidates = article.reading.candidates
        mine = [side_features(c, article.reading.words) for c in candidates]
        if judge is not None:
            add_elsewhere(candidates, mine, judge)
        found.update((id(c), options) for c, options in zip(candidates, mine, strict=True))
    return found


def _fit_sides(part: Sequence[Prepared], options: Mapping[int, Options], prefix: str = "") -> dict[str, dict[str, float]]:
    models = zip(("source", "target"), sides(part, options), strict=True)
    return {prefix + name: fit(examples, L2[name], LEAST[name]) for name, examples in models}


def _train_sides(part: Sequence[Prepared]) -> dict[str, dict[str, float]]:
    """The first models of the sides, and the second, which learn from scores of the first out of fold."""
    plain = _options(part, None)
    first = _fit_sides(part, plain, "first ")
    options: dict[int, Options] = {}
    for fold in range(SIDE_FOLDS):
        rest = [a for i, a in enumerate(part) if i % SIDE_FOLDS != fold]
        options.update(_options(part[fold::SIDE_FOLDS], Judge(_fit_sides(rest, plain, "first "))))
    return first | _fit_sides(part, options)


def _folds(articles: Sequence[Prepared], train: Callable[[list[Prepared]], Judge]) -> list[tuple[Judge, list[Prepared]]]:
    found = []
    for fold in range(FOLDS):
        rest = [a for i, a in enumerate(articles) if i % FOLDS != fold]
        found.append((train(rest), [a for i, a in enumerate(articles) if i % FOLDS == fold]))
    return found


def event_examples(proposals: list[Proposal], gold: list[dict[str, Any]]) -> list[Example]:
    """Examples for "event": a proposal that matches any gold event, twice told or not, is one."""
    return [(p.features, int(any(matches(p, event) for event in gold))) for p in proposals]


def again_examples(proposals: list[Proposal], gold: list[dict[str, Any]]) -> list[Example]:
    """Examples for "again": in order of score, each beside those labelled as kept before it."""
    found: list[Example] = []
    kept: list[Proposal] = []
    labels = label(proposals, gold)
    for i in sorted(range(len(proposals)), key=lambda i: -proposals[i].score):
        if proposals[i].score < 0.08:
            break
        found.append((again_features(proposals[i], kept), labels[i]))
        if proposals[i].score > 0.4:
            kept.append(proposals[i])
    return found


def train(articles: Sequence[Prepared]) -> Judge:
    """A judge from articles."""
    weights = _train_sides(articles)
    events: list[Example] = []
    pool: list[tuple[list[Proposal], list[dict[str, Any]]]] = []
    for judge, held in _folds(articles, lambda rest: Judge(_train_sides(rest))):
        for article in held:
            found = proposals(article.reading, judge)
            events.extend(event_examples(found, article.gold))
            pool.append((found, article.gold))
    weights["event"] = fit(events, L2["event"], LEAST["event"])
    again: list[Example] = []
    for fold in range(FOLDS):
        rest = [e for i, (found, gold) in enumerate(pool) if i % FOLDS != fold for e in event_examples(found, gold)]
        scorer = Judge({"event": fit(rest, L2["event"], LEAST["event"])})
        for found, gold in pool[fold::FOLDS]:
            for proposal in found:
                proposal.score = scorer.score("event", proposal.features)
            again.extend(again_examples(found, gold))
    weights["again"] = fit(again, L2["again"], LEAST["again"])
    return Judge(weights)


def prepare(nlp: Language, folder: Path, lexicon: Lexicon, ids: set[str] | None = None, outside: bool = False) -> list[Prepared]:
    """The articles and headlines of a folder of gold, read by the pipeline without its events.

    Entities are the gold ones, or the model's where only events are annotated, and the scores of the heads are hidden:
    the model was trained on these articles, and a judge that learned from them would trust the heads too much.
    """
    from ..evaluation.gold import give_entities, load_lines  # only for training: data flows down everywhere else
    from ..pages.items import given_article
    from ..reading import to_doc

    found = []
    for prefix in ("", "headlines-"):
        texts = load_lines(folder / f"{prefix}texts.jsonl")
        for key, gold in load_lines(folder / f"{prefix}gold.jsonl").items():
            if ids is not None and (key in ids) == outside:
                continue
            article: Article = given_article(texts[key])
            doc = to_doc(nlp, article)
            for name, component in nlp.pipeline:
                if name not in ("taqarub_events", "taqarub_files"):
                    doc = component(doc)
                if name == "taqarub_words":
                    doc = give_entities(doc, gold) if "entities" in gold else doc
                    doc._.heads = None
            found.append(Prepared(key, doc, lexicon, texts[key], gold))
    return found


def main() -> None:
    """Train on folders of gold and write the weights with their card."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="accurate", help="splits the words and tells their classes")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data/events/judge.json")
    arguments = parser.parse_args()
    from ..reading import pipeline

    nlp = pipeline(arguments.model, {"taqarub_events": {"judge": False}})
    lexicon = load()
    articles = [article for folder in arguments.gold for article in prepare(nlp, folder, lexicon)]
    judge = train(articles)
    card = {
        "what": "weights of taqarub.events.judge: logistic regressions over binary features",
        "trained on": f"{len(articles)} annotated articles and headlines, {sum(len(a.gold) for a in articles)} events; no text is kept",
        "by": f"python -m taqarub.events.training GOLD ... --model {arguments.model}",
        "licence": "CC BY-NC-SA 4.0: some of the articles are of SaudiNewsNet",
    }
    arguments.out.write_text(json.dumps({"card": card, "weights": judge.weights}, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()
