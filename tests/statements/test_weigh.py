"""Lexicon and heads together."""

from __future__ import annotations

import numpy as np
import pytest

from taqarub.language.component import Words
from taqarub.language.heads import HeadOutput
from taqarub.reading import to_doc
from taqarub.records import Article
from taqarub.statements.component import Statements


def heads(doc, cue: float, content: float) -> HeadOutput:
    """Heads that give every token the same probabilities."""
    count = len(doc)
    labels = ("O", "B", "I")
    rows = {"cue": [1 - cue, cue, 1e-9], "content": [1 - content, 1e-9, content]}
    logs = {name: np.log(np.tile(np.array(row, dtype=np.float32), (count, 1))) for name, row in rows.items()}
    return HeadOutput(
        np.arange(count, dtype=np.int32), np.zeros(count, dtype=np.int32), dict.fromkeys(rows, labels), logs, {}
    )


@pytest.fixture(scope="session")
def found(tokenizer):
    def run(body: str, cue: float | None = None, content: float = 0.5) -> list[str]:
        doc = Words(None)(to_doc(tokenizer, Article(id="t", headline="", paragraphs=[body])))
        if cue is not None:
            doc._.heads = heads(doc, cue, content)
        return [statement.text for statement in Statements()(doc)._.statements]

    return run


def test_heads_drop_a_doubtful_statement(found):
    body = "ولوح الوزير بقطع العلاقات."
    assert found(body) != []
    assert found(body, cue=0.01, content=0.01) == []


def test_heads_do_not_drop_a_sure_one(found):
    body = "قال الوزير إن السعر سينخفض."
    assert found(body, cue=0.01, content=0.01) == found(body) == ["السعر سينخفض"]


def test_heads_save_a_weak_proposal(found):
    body = "تحدث الوزير عن خطة جديدة للمياه."
    assert found(body) == []
    assert found(body, cue=0.99, content=0.99) == ["خطة جديدة للمياه"]
