"""An article becomes words: normal forms, sentences, clitics, word classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import DEFAULT_MODEL

if TYPE_CHECKING:
    from spacy.language import Language


def news_pipeline(model: str | None = DEFAULT_MODEL) -> Language:
    """A spaCy Language with this room only: tokens with clitics split, sentences, word classes, lemmas, entities.

    Args:
        model: "fast", "accurate", a folder, or None for rules only.
    """
    import spacy

    from . import component, doc  # noqa: F401  (register the component and the extensions)

    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "taqarub.Tokenizer.v1"}}})
    nlp.add_pipe("taqarub_words", config={"model": model})
    nlp.meta.update(name="taqarub_news", license="Apache-2.0", author="Taqarub")
    return nlp
