"""A pipeline of words and times alone, by rule."""

import pytest
import spacy

from taqarub.language import component as _words  # noqa: F401
from taqarub.times import component as _times  # noqa: F401


@pytest.fixture(scope="session")
def nlp():
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "taqarub.Tokenizer.v1"}}})
    nlp.add_pipe("taqarub_words")
    nlp.add_pipe("taqarub_times")
    return nlp


@pytest.fixture(scope="session")
def read(nlp):
    """Times of a text written on a day."""

    def run(text, day="2019-05-15"):  # a Wednesday, week 20, 10 Ramadan 1440
        doc = nlp.make_doc(text)
        doc._.published = day
        for _, component in nlp.pipeline:
            doc = component(doc)
        return doc._.times

    return run


@pytest.fixture(scope="session")
def found(read):
    """(text, value) of the times of a text, texts checked against their offsets."""

    def run(text, day="2019-05-15"):
        times = read(text, day)
        assert all(text[t.start : t.end] == t.text for t in times)
        return [(t.text, t.value) for t in times]

    return run
