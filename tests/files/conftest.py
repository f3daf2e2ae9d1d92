"""The pipeline without a model."""

import pytest

from taqarub.reading import pipeline, to_doc
from taqarub.records import Article


@pytest.fixture(scope="session")
def nlp():
    made = pipeline(model=None)
    for name in ("taqarub_times", "taqarub_statements", "taqarub_events"):
        made.remove_pipe(name)
    return made


@pytest.fixture(scope="session")
def files(nlp):
    """Files of an article: files("headline", "body", "2018-05-01")."""

    def find(headline, body="", day="2018-05-01"):
        article = Article(id="x", headline=headline, paragraphs=[body] if body else [], published=day)
        return nlp(to_doc(nlp, article))._.files

    return find
