#!/usr/bin/env python3
"""Fit the weights of data/stories/weights.toml on the pairs of tests/stories/pairs.tsv, never on those held out.

    .venv/bin/python scripts/fit_stories.py [--model MODEL]

Prints them; a person rounds and copies them, and measures with scripts/measure_stories.py.
"""

from __future__ import annotations

import argparse

import numpy as np
from measure_stories import pairs, reader, sketches

from taqarub.stories.likeness import FEATURES, likeness

RIDGE = 0.1
RAISED = 0.5  # of the bias: in cross-validation more was right than wrong beyond the bare threshold


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method; the first column, the bias, is not penalised."""
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9), slope)
    return weights


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="reads the articles; without: rules")
    arguments = parser.parse_args()
    judged = [pair for name, found in pairs().items() if name != "held out" for pair in found]
    wanted = {id for pair in judged for id in pair[:2]}
    read = {one.id: one for one in sketches(wanted, 10**9, reader(arguments.model)) if one.id in wanted}
    x = np.array([[1.0, *likeness(read[pair.a], read[pair.b])] for pair in judged])
    weights = fit(x, np.array([pair.same for pair in judged], dtype=float))
    weights[0] += RAISED
    for name, value in zip(("bias", *FEATURES), weights, strict=True):
        print(f"{name} = {value:.2f}")


if __name__ == "__main__":
    main()
