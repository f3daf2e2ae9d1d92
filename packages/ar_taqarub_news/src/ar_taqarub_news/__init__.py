"""What `spacy.load("ar_taqarub_news")` loads: tokens with clitics split, sentences, word classes, lemmas, entities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language

__version__ = "0.1.0"


def load(
    vocab: Any = True, disable: Iterable[str] = (), enable: Iterable[str] = (), exclude: Iterable[str] = (),
    config: dict[str, Any] | None = None,
) -> Language:  # fmt: skip
    """The pipeline. `config={"model": "accurate"}` takes the larger model; the other arguments are spaCy's."""
    from taqarub.language import news_pipeline

    nlp = news_pipeline(**(config or {}))
    wanted = set(enable) or set(nlp.pipe_names)
    for name in list(nlp.pipe_names):
        if name in set(exclude):
            nlp.remove_pipe(name)
        elif name in set(disable) or name not in wanted:
            nlp.disable_pipe(name)
    return nlp
