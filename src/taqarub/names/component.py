"""The spaCy component `taqarub_names`: entities with identity, role and code, and every mention of an actor."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ..language import doc as _doc  # noqa: F401  (declares the extensions)
from .book import Book
from .context import Context
from .linker import Article
from .matching import Matcher
from .mentions import Mentions
from .spans import find_spans
from .votes import settle


@Language.factory(
    "taqarub_names",
    requires=["token.norm", "doc.ents"],
    assigns=["doc._.entities", "doc._.mentions"],
    default_config={"book": None},
)
def create_names(nlp: Language, name: str, book: str | None):
    """`book`: a folder with a user's own tables, laid over the book of actors, or None."""
    return Names(Book.load(Path(book) if book else None))


class Names:
    """Links the names of a Doc with the book of actors.

    Args:
        book: the book to link with.
    """

    def __init__(self, book: Book):
        self.book = book
        self._matcher: Matcher | None = None
        self._states = frozenset(book.state_names) - {"COM"}  # the Comoros: the guidelines use COM for companies

    def __call__(self, doc: Doc) -> Doc:
        if self._matcher is None:
            self._matcher = Matcher(self.book)
        view = self._matcher(doc)
        spans = settle(doc, view, find_spans(doc, view, self.book), self.book)
        context = Context(view, view.word_at(doc._.body_start), self._states, self._home(doc._.outlet))
        article = Article(self.book, view, spans, context, doc._.published)
        doc._.entities = article.entities()
        doc._.mentions = Mentions(article, doc._.entities).collect()
        return doc

    def _home(self, outlet: str | None) -> str | None:
        return self.book.homes.get(outlet.lower()) if outlet else None
