#!/usr/bin/env python3
"""A research run on ANERcorp: train on the first four fifths of its training file, measure on the last.

    .venv/bin/python scripts/anercorp.py SHARED OUT [--start RUN] [--epochs N]

ANERcorp is free for research and otherwise unclear, so nothing made here ships. With `--start` the run goes on from a
run of `taqarub train` (its encoder; the head is new), otherwise from the pretrained encoder.
"""

import argparse
import json
import sys
from pathlib import Path

import torch

from taqarub.language.forms import Forms
from taqarub.language.pieces import Pieces
from taqarub.language.training.corpora import ANERCORP_TYPES, entity_labels, read_anercorp
from taqarub.language.training.loop import Schedule, train
from taqarub.language.training.network import build
from taqarub.language.training.run import make_vocabulary, read_config
from taqarub.language.training.weights import read_weights

HELD = 5  # the last of so many parts


def report(message: str, step: int, total: int) -> None:
    """A line at each epoch's end and now and then between."""
    if total < 0 or step % 100 == 0:
        print(step, message, file=sys.stderr)


def main() -> None:
    """Train and print the scores."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    arguments = parser.parse_args()
    config = read_config("accurate")
    tokenizer, kept = make_vocabulary(config, arguments.shared, arguments.out, arguments.start)
    windows = read_anercorp(arguments.shared / "corpus/ner/anercorp-train.txt")
    cut = len(windows) * (HELD - 1) // HELD
    inventories = {"anercorp": entity_labels(ANERCORP_TYPES)}
    sizes, weights = read_weights()
    torch.manual_seed(config.schedule.seed)
    heads = {name: len(labels) for name, labels in inventories.items()}
    network = build(sizes, weights, tuple(config.layers), kept=kept, heads=heads, links=("source",))
    if arguments.start is not None:
        state = torch.load(arguments.start / "best.pt", weights_only=True)
        heads_of_old = ("tags", "links", "distance", "nothing")
        encoder = {key: value for key, value in state.items() if key.split(".")[0] not in heads_of_old}
        network.load_state_dict(encoder, strict=False)
    schedule = Schedule(epochs=arguments.epochs, budget=1600, rate=1.2e-4, decay=0.95, head_rate=2e-3, watch=("anercorp",))
    scores = train(
        network, windows[:cut], windows[cut:], Pieces(tokenizer), Forms(arguments.out / "forms.tsv"), inventories, schedule,
        arguments.out, report,
    )  # fmt: skip
    words = [sum(len(window.words) for window in part) for part in (windows[:cut], windows[cut:])]
    print(json.dumps({"words trained on": words[0], "words measured on": words[1], "F1 of PER, ORG, LOC": scores["anercorp"]}))


if __name__ == "__main__":
    main()
