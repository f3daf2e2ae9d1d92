"""Where actors stand in gold articles: what links from triggers to their sides are learned from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..language import news_pipeline
from ..names import component as _names  # noqa: F401  (registers the component)
from ..reading import to_doc
from .gold import give_entities, given_article


def actor_finder() -> Callable[[dict[str, Any], dict[str, Any]], list[tuple[int, int, str]]]:
    """A function from (text, gold) of an article to (start, end, code) of the expressions that stand for an actor,
    offsets into its sentences joined by newlines: the gold entities as the names room links them, adjectives and
    common nouns.
    """
    nlp = news_pipeline(None)
    nlp.add_pipe("taqarub_names")

    def find(item: dict[str, Any], gold: dict[str, Any]) -> list[tuple[int, int, str]]:
        doc = to_doc(nlp, given_article(item))
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == "taqarub_words":
                doc = give_entities(doc, gold)
        return [(m.start, m.end, m.code) for m in doc._.mentions if m.code]

    return find
