"""The worked example, where it is at hand: nine statements, each with its speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from taqarub import evaluation
from taqarub.language.component import Words
from taqarub.reading import to_doc, to_record
from taqarub.records import Entity, to_builtins
from taqarub.statements.component import Statements

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "seed/gold.jsonl").exists(), reason="the worked example is not part of the project")
def test_worked_example(tokenizer):
    texts = evaluation.load_lines(SHARED / "seed/text.jsonl")
    gold = evaluation.load_lines(SHARED / "seed/gold.jsonl")
    doc = evaluation.give_entities(
        Words(None)(to_doc(tokenizer, evaluation.given_article(texts["seed"]))), gold["seed"]
    )
    known = {entity["text"]: entity for entity in gold["seed"]["entities"]}
    doc._.entities = [
        Entity(
            start=e.start_char,
            end=e.end_char,
            text=e.text,
            type=e.label_,
            name=known[e.text]["name"],
            code=known[e.text]["code"],
        )
        for e in doc.ents
    ]
    record = to_builtins(to_record(Statements()(doc)))
    row = evaluation.scorer(SHARED / "gold").score(texts, gold, {"seed": record})["attributed"]
    assert (row["gold"], row["found"], row["f1"]) == (9, 9, 1.0)
    assert "روسيا اليوم" in [statement["outlet"] for statement in record["statements"]]
