#!/usr/bin/env python3
"""Fit the weights of evidence for files on gold/train and tests/files/examples.tsv, measure them out of fold, and write data/files_weights.toml.

    .venv/bin/python scripts/fit_files.py --model M [--more FOLDER ...] [--write] [--errors N]

A logistic regression with a ridge penalty, fitted by Newton's method; one row an article and dossier with evidence.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from taqarub import evaluation
from taqarub.files.book import load
from taqarub.files.evidence import FEATURES, Evidence
from taqarub.reading import pipeline, to_doc
from taqarub.records import Article

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared/gold"
# What gold of two years cannot teach: articles outside a file's years, and what leads away from a file.
KEPT_BY_HAND = {
    "not live": -1.5, "against in headline": -0.5, "against in lead": 0.0, "against in body": -0.5,
    "elsewhere in headline": -0.3,
}  # fmt: skip
HEADER = """\
# Weights of evidence for files (src/taqarub/files/evidence.py). Written by scripts/fit_files.py; logistic regression
# with ridge penalty {ridge}, fitted on gold/train, annotations/ and tests/files/examples.tsv: {articles} articles and headlines. Out of fold ({folds} folds):
# precision {p:.3f}, recall {r:.3f}, F1 {f1:.3f}. Features: hits by part (headline and lead: count up to 2; body:
# log(1 + count)), see data/files.toml for the tiers. "not live", "against" and "elsewhere in headline" are set by hand.
"""


def examples() -> Iterator[tuple[str, list[str], list[str], str, str]]:
    """Day, files wanted, files allowed in addition, headline and body of each line of tests/files/examples.tsv."""
    for line in (ROOT / "tests/files/examples.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day, files, headline, body = (line + "\t").split("\t")[:4]
            words = files.replace("(", " (").split()
            yield day, [w for w in words if w[0] not in "(-"], [w.strip("()") for w in words if w[0] == "("], headline, body


def readings(model: str | None, cache: Path, more: list[Path]) -> list[dict]:
    """Folded text, body offset, actors, day and gold files of every article and headline of gold/train and of further
    folders in the form of gold."""
    if cache.is_file():
        return json.loads(cache.read_text())
    nlp = pipeline(model=model)
    for name in ("taqarub_times", "taqarub_statements", "taqarub_events", "taqarub_files"):
        nlp.remove_pipe(name)
    rows = []
    folders = [(GOLD, "train"), *((folder.parent, folder.name) for folder in more)]
    for part in (part for folder, name in folders for part in evaluation.gold_sets(folder, name)):
        items = [part.texts[i] for i in part.gold]
        for item, doc in zip(items, nlp.pipe(to_doc(nlp, evaluation.given_article(t)) for t in items), strict=True):
            folded = doc._.folded
            rows.append({
                "id": item["id"], "folded": folded.text, "body": folded.index(doc._.body_start), "day": doc._.published,
                "actors": [(folded.index(m.start), m.code) for m in doc._.mentions if m.code],
                "gold": part.gold[item["id"]]["files"], "set": part.name,
            })  # fmt: skip
    for n, (day, wanted, extra, headline, body) in enumerate(examples()):
        doc = nlp(to_doc(nlp, Article(id=str(n), headline=headline, paragraphs=[body] if body else [], published=day)))
        folded = doc._.folded
        rows.append({
            "id": str(n), "folded": folded.text, "body": folded.index(doc._.body_start), "day": day, "gold": wanted,
            "actors": [(folded.index(m.start), m.code) for m in doc._.mentions if m.code], "set": "examples",
            "either": extra,
        })  # fmt: skip
    cache.write_text(json.dumps(rows))
    return rows


def fit(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Weights by Newton's method; the bias is not penalised, features kept by hand stay."""
    fixed = np.array([KEPT_BY_HAND.get(name, 0.0) for name in FEATURES])
    free = np.array([name not in KEPT_BY_HAND for name in FEATURES])
    w = fixed.copy()
    penalty = np.full(len(FEATURES), ridge)
    penalty[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * (w - fixed)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def measure(p: np.ndarray, y: np.ndarray, floor: float, most: int = 3) -> tuple[float, float, float]:
    """Precision, recall, F1 of the choice; p and y are (articles, dossiers)."""
    ranks = (-p).argsort(1).argsort(1)
    chosen = (p >= floor) & (ranks < most)
    tp = (chosen & y).sum()
    precision, recall = tp / max(chosen.sum(), 1), tp / y.sum()
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", default=None)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--ridge", type=float, default=1.0)
    ap.add_argument("--folds", type=int, default=10)
    ap.add_argument("--more", type=Path, action="append", default=[], help="a further folder in the form of gold")
    ap.add_argument("--cache", default="/tmp/taqarub-fit-files.json")
    a = ap.parse_args()
    rows = readings(a.model, Path(a.cache), a.more)
    evidence = Evidence(load())
    slugs = evidence.matcher.slugs
    x = np.stack([evidence.features(r["folded"], r["body"], r["actors"], r["day"]) for r in rows])
    y = np.array([[s in r["gold"] for s in slugs] for r in rows])
    x[np.array([[s in r.get("either", []) for s in slugs] for r in rows])] = 0.0  # may be found or not
    rng = np.random.default_rng(7)
    fold = rng.integers(0, a.folds, len(rows))
    p = np.zeros(y.shape)
    for k in range(a.folds):
        train = x[fold != k].reshape(-1, x.shape[2])
        has = train[:, 0] > 0
        w = fit(train[has], y[fold != k].reshape(-1)[has], a.ridge)
        p[fold == k] = np.where(x[fold == k][:, :, 0] > 0, 1 / (1 + np.exp(-x[fold == k] @ w)), 0)
    sets = np.array([r["set"] for r in rows])
    for floor in (0.3, 0.35, 0.4, 0.45, 0.5):
        shown = [f"{name} " + " ".join(f"{v:.3f}" for v in measure(p[m], y[m], floor)) for name, m in
                 (("all", sets != ""), ("articles", sets == "articles"), ("headlines", sets == "headlines"), ("examples", sets == "examples"))]
        print(floor, " | ".join(shown))
    print("gold without any evidence:", int((y & (x[:, :, 0] == 0)).sum()), "of", int(y.sum()))
    floor = 0.40  # F1 is flat from 0.35 to 0.50
    for i in range(len(rows)):
        wrong = [s for j, s in enumerate(slugs) if (p[i, j] >= floor) != y[i, j]]
        if wrong and a.errors > 0:
            a.errors -= 1
            print(rows[i]["gold"], {s: round(p[i, slugs.index(s)], 2) for s in wrong}, rows[i]["folded"][:110].replace("\n", " // "))
    flat = x.reshape(-1, x.shape[2])
    has = flat[:, 0] > 0
    w = fit(flat[has], y.reshape(-1)[has], a.ridge)
    for name, value in zip(FEATURES, w, strict=True):
        print(f"  {name:24} {value:+.3f}")
    if a.write:
        precision, recall, f1 = measure(p, y, floor)
        text = HEADER.format(ridge=a.ridge, articles=len(rows), folds=a.folds, p=precision, r=recall, f1=f1)
        text += f"\n[choice]\nfloor = {floor:.2f}\nmost = 3\n\n[weights]\n"
        text += "".join(f'"{name}" = {value:.4f}\n' for name, value in zip(FEATURES, w, strict=True))
        (ROOT / "src/taqarub/data/files_weights.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
