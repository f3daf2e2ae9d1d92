"""The recogniser asked again: one name has one type in an article, and what it hardly believes in is no name.

The book proposes names that the recogniser passed over, and the recogniser tags the same word differently from sentence
to sentence. For every form the best score over the places where it was found decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc

from ..language.labels import ENTITY_TYPES
from .book import Book
from .matching import View
from .spans import Span

# Probabilities below which a form is dropped: found by the recogniser, or known to the book
BELIEVED = 0.35
KNOWN = 0.05


def settle(doc: Doc, view: View, spans: list[Span], book: Book) -> list[Span]:
    """Spans that the recogniser's scores bear out, each form with one type; all of them where no model is loaded."""
    if doc._.heads is None or not spans:
        return spans
    spans = _without_adjectives(view, _without_bare_nouns(view, spans, book), book)
    forms: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        forms[_key(view, span)].append(span)
    scores = _scores(doc, view, spans)
    kept: set[int] = set()
    for found in forms.values():
        best = np.max([scores[id(span)] for span in found], axis=0)
        known = any("book" in span.by for span in found)
        if best.max() < (KNOWN if known else BELIEVED):
            continue
        kind = Counter(span.type for span in found).most_common(1)[0][0] if known else ENTITY_TYPES[int(best.argmax())]
        for span in found:
            span.type = kind
            kept.add(id(span))
    return [span for span in spans if id(span) in kept]


def _without_bare_nouns(view: View, spans: list[Span], book: Book) -> list[Span]:
    """Drop what is but the common noun of a longer name (مجلس، ميناء، وكالة الأنباء)."""
    return [s for s in spans if s.end - s.start > 2 or "book" in s.by or _key(view, s) not in book.bare]


def _without_adjectives(view: View, spans: list[Span], book: Book) -> list[Span]:
    """Drop lone nationality adjectives (الروسي), which name nobody unless somebody in the article bears the word as the
    last of his names (محمود المصري … المصري).
    """
    surnames = {view.words[s.end - 1] for s in spans if s.type == "PER" and s.end - s.start > 1}

    def lone(span: Span) -> bool:
        word = view.words[span.start]
        return span.end - span.start == 1 and "book" not in span.by and word not in surnames and bool(book.adjective(word))

    return [span for span in spans if not lone(span)]


def _key(view: View, span: Span) -> str:
    """The form without its article, which لل hides."""
    form = " ".join(view.words[span.start : span.end])
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def _scores(doc: Doc, view: View, spans: list[Span]) -> dict[int, np.ndarray]:
    """id of a span -> for each of ENTITY_TYPES the geometric mean of the tags' probabilities over its words."""
    heads = doc._.heads
    labels, logs, owners = heads.labels["ner"], heads.log_probs("ner"), heads.words
    begin = [labels.index(f"B-{kind}") for kind in ENTITY_TYPES]
    inside = [labels.index(f"I-{kind}") for kind in ENTITY_TYPES]
    starts = doc.to_array([IDX]).ravel().astype(np.int64)
    found = {}
    for span in spans:
        tokens = np.searchsorted(starts, view.starts[span.start : span.end], side="right") - 1
        _, first = np.unique(owners[tokens], return_index=True)  # a word's clitics say the same as the word
        rows = logs[tokens[np.sort(first)]]
        found[id(span)] = np.exp((rows[0, begin] + rows[1:, inside].sum(axis=0)) / len(rows))
    return found
