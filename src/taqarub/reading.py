"""The stages in order: the one place that knows them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from .events import component as _events  # noqa: F401
from .files import component as _files  # noqa: F401
from .language import component as _words  # noqa: F401  (each import registers a component)
from .language import doc as _doc  # noqa: F401
from .names import component as _names  # noqa: F401
from .pages import read_page
from .records import DEFAULT_MODEL, Article, Page, Record, TaqarubError
from .statements import component as _statements  # noqa: F401
from .times import component as _times  # noqa: F401

STAGES = ("taqarub_words", "taqarub_names", "taqarub_times", "taqarub_statements", "taqarub_events", "taqarub_files")


def pipeline(model: str | None = DEFAULT_MODEL, settings: dict[str, dict] | None = None) -> Language:
    """The whole pipeline as a spaCy Language.

    Args:
        model: "fast", "accurate", a folder, or None for rules only.
        settings: configuration by component name, such as {"taqarub_names": {"book": "my-actors"}}.
    """
    with _unhurried():
        return _build(model, settings or {})


@contextmanager
def _unhurried() -> Iterator[None]:
    """The garbage collector at rest while books and lexicons are built, and what was built left out of its rounds: a
    third of the time of loading, and some of the time of reading.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()


def _build(model: str | None, settings: dict[str, dict]) -> Language:
    config = {"nlp": {"tokenizer": {"@tokenizers": "taqarub.Tokenizer.v1"}}}
    nlp = spacy.blank("ar", config=config)
    for stage in STAGES:
        options = dict(settings.get(stage, {}))
        if stage == "taqarub_words":
            options.setdefault("model", model)
        nlp.add_pipe(stage, config=options)
    return nlp


def to_doc(nlp: Language, article: Article) -> Doc:
    """A Doc of the article's text with what the stages need to know of the article."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc._.published = article.day
    doc._.outlet = article.outlet
    doc._.body_start = article.body_start
    return doc


def to_record(doc: Doc) -> Record:
    """What the stages found in a Doc that `to_doc` made."""
    a: Article = doc._.article
    return Record(
        id=a.id, url=a.url, outlet=a.outlet, published=a.published, headline=a.headline, label=a.label,
        byline=a.byline, dateline=a.dateline, text=doc.text, body_start=a.body_start, related=a.related,
        furniture=a.furniture, entities=doc._.entities, times=doc._.times, statements=doc._.statements,
        events=doc._.events, files=doc._.files,
    )  # fmt: skip


def read_articles(articles: Iterable[Article], nlp: Language, batch_size: int = 64) -> Iterator[Record]:
    """Articles to records, in their order, batched through the pipeline."""
    docs = (to_doc(nlp, article) for article in articles)
    for doc in nlp.pipe(docs, batch_size=batch_size):
        yield to_record(doc)


def to_articles(
    inputs: Iterable[Page | Article | TaqarubError], longest: int, on_error: Callable[[TaqarubError], None] | None = None
) -> Iterator[Article]:
    """Inputs to clean articles, in their order.

    Args:
        inputs: pages, articles, and failures to get one.
        longest: an article of more characters is refused.
        on_error: called with the error of an input that gives no article; without it the error is raised.

    Raises:
        TaqarubError: an input gives no article and there is no `on_error`.
    """
    for item in inputs:
        try:
            if isinstance(item, TaqarubError):
                raise item
            article = read_page(item) if isinstance(item, Page) else item
            if len(article.text) > longest:
                raise TaqarubError(f"{article.id}: {len(article.text)} characters; at most {longest} can be read at once")
        except TaqarubError as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        yield article


def read_inputs(
    inputs: Iterable[Page | Article | TaqarubError], nlp: Language, on_error: Callable[[TaqarubError], None] | None = None
) -> Iterator[Record]:
    """Inputs to records: `to_articles`, then `read_articles`."""
    return read_articles(to_articles(inputs, nlp.max_length, on_error), nlp)
