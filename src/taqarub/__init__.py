"""Taqarub (تقارب) reads Arabic news and keeps the record of international politics in it.

    import taqarub
    record = taqarub.read(page, date="2018-06-12")      # text or HTML, str or bytes
    for record in taqarub.read_many(pages): ...         # batched, in order, one at a time in memory
    nlp = taqarub.load()                                # the spaCy pipeline

Importing the package is quick: spaCy and the models are loaded by the first call that needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .records import DEFAULT_MODEL, Article, Page, Record, TaqarubError, from_json, to_builtins, to_json

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = [
    "Article", "Page", "Record", "TaqarubError", "__version__", "from_json", "load", "read", "read_many",
    "to_builtins", "to_json",
]  # fmt: skip


def load(model: str | None = DEFAULT_MODEL, settings: dict[str, dict[str, Any]] | None = None) -> Language:
    """A new spaCy pipeline.

    Args:
        model: "fast", "accurate", a folder with a model, or None for rules only.
        settings: configuration by component, such as {"taqarub_names": {"book": "my-actors"}}.
    """
    nlp: Language = import_module(".reading", __name__).pipeline(model, settings)
    return nlp


@lru_cache(maxsize=4)
def _shared(model: str | None) -> Language:
    """The pipeline that `read` and `read_many` use again and again."""
    return load(model)


def read(
    page: str | bytes | Page | Article,
    *,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    model: str | None = DEFAULT_MODEL,
    nlp: Language | None = None,
) -> Record:
    """Read one page: text as it was copied, HTML, or an Article that is clean already.

    Args:
        page: the content itself (never a path or an address), or a Page or Article that says more about it.
        date: day of publication, YYYY-MM-DD, where the page does not tell it.
        outlet: name of the outlet, likewise.
        url: where the page came from.
        model: "fast", "accurate", a folder with a model, or None for rules only.
        nlp: a pipeline from `load`, used instead of `model`.

    Raises:
        TaqarubError: the page cannot be read; the message says why.
    """
    return next(read_many([page], date=date, outlet=outlet, url=url, model=model, nlp=nlp))


def read_many(
    pages: Iterable[str | bytes | Page | Article],
    *,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    model: str | None = DEFAULT_MODEL,
    nlp: Language | None = None,
    on_error: Callable[[TaqarubError], None] | None = None,
) -> Iterator[Record]:
    """Read pages one after another, in their order; few of them are in memory at a time.

    Args:
        pages, date, outlet, url, model, nlp: as in `read`.
        on_error: called with the error of a page that cannot be read, which is then left out. Without it such a
            page raises and ends the reading.

    Raises:
        TaqarubError: a page cannot be read and there is no `on_error`.
    """
    reading = import_module(".reading", __name__)
    inputs = (
        Page(content=page, published=date, outlet=outlet, url=url) if isinstance(page, str | bytes) else page
        for page in pages
    )
    yield from reading.read_inputs(inputs, nlp or _shared(model), on_error)
