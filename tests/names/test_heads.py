"""Heads of state, of government and foreign ministers in real articles: ids and offsets only, skipped without the corpora."""

import gzip
import json
from pathlib import Path

import pytest
import spacy
from spacy.util import filter_spans

from taqarub.names.tables import rows
from taqarub.reading import to_doc
from taqarub.records import Article

SHARED = Path(__file__).resolve().parents[3] / "shared/corpus"
MARKED = list(rows(Path(__file__).parent / "heads.tsv"))


def article(item):
    """An article of the corpora, its text headline, newline, body."""
    return Article(
        id=item["id"], headline=item["headline"], paragraphs=item["body"].split("\n"), published=item["date"], outlet=item["source"]
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")
def test_heads_are_linked_to_the_right_person():
    wanted = {row["id"]: row for row in MARKED}
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "taqarub.Tokenizer.v1"}}})
    words = nlp.add_pipe("taqarub_words")
    names = nlp.add_pipe("taqarub_names")
    wrong = []
    seen = 0
    for corpus in sorted({row["corpus"] for row in MARKED}):
        with gzip.open(SHARED / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.split('"', 4)[3] not in wanted:  # {"id": "…": cheaper than reading the JSON
                    continue
                item = json.loads(line)
                row = wanted[item["id"]]
                doc = words(to_doc(nlp, article(item)))
                start, end = int(row["start"]), int(row["end"])
                span = doc.char_span(start, end, label="PER", alignment_mode="expand")
                doc.set_ents(filter_spans([span]))
                names(doc)
                found = {e.name for e in doc._.entities if e.start < end and start < e.end}
                seen += 1
                if row["name"] not in found:
                    wrong.append((row["id"], start, row["name"], found))
    assert seen >= 300
    assert len(wrong) / seen <= 0.05, wrong
