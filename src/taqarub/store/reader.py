"""Inputs become rows: what each process of an ingest does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..records import Article, Page, TaqarubError
from .rows import Failed, Outcome, Stored, to_stored
from .terms import lemma_terms, terms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Reader = Callable[[Sequence[Page | Article]], list[Outcome]]


class StageError(TaqarubError):
    """A stage of the pipeline broke on an article."""


@dataclass(frozen=True)
class PipelineReader:
    """Makes a Reader with a pipeline of its own; can be sent to another process."""

    model: str | None

    def __call__(self) -> Reader:
        from ..reading import pipeline

        nlp = pipeline(self.model)
        nlp.set_error_handler(_broken)  # type: ignore[arg-type]

        def read_all(items: Sequence[Page | Article]) -> list[Outcome]:
            with nlp.memory_zone():  # the words of these articles leave the vocabulary with them: memory stays flat
                return [read(item, nlp) for item in items]

        return read_all


def _broken(stage: str, component: object, docs: Sequence[Doc], error: Exception) -> None:
    """One article that breaks a stage must not end an ingest of millions."""
    raise StageError(f"the stage {stage} broke on it ({type(error).__name__}: {error})") from error


def read(item: Page | Article, nlp: Language) -> Outcome:
    """One input as rows, or why it is none."""
    from ..reading import to_articles, to_doc, to_record

    origin = item.origin if isinstance(item, Page) else item.id
    try:
        article = next(to_articles([item], nlp.max_length))
        doc = nlp(to_doc(nlp, article))
    except TaqarubError as error:
        return Failed(origin=origin, reason=" ".join(str(error).removeprefix(f"{origin}: ").split()))
    except ValueError as error:  # what spaCy makes of a stage's KeyError, without a word to the error handler
        if not isinstance(error.__cause__, KeyError):
            raise
        return Failed(origin=origin, reason=f"a stage broke on it (KeyError: {error.__cause__})")
    return _with_terms(doc, to_record(doc))


def _with_terms(doc: Doc, record) -> Stored:
    start = record.body_start
    headline = terms(token.text for token in doc if token.idx < start)
    body = terms(token.text for token in doc if token.idx >= start)
    lemmas = lemma_terms((token.norm_, token.lemma_) for token in doc) if doc.has_annotation("LEMMA") else []
    return to_stored(record, headline, body, lemmas)
