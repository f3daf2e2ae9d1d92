"""Words a second and core of each stage, and of the whole pipeline.

Each component's `pipe` runs over Docs in batches as in nlp.pipe, on the bundled articles repeated and on a sample of
each shared corpus. Beside it: spaCy's blank Arabic pipeline with a sentencizer, which finds nothing.
"""

import time
from collections.abc import Iterator

import spacy
from harness import Row, corpora, demo_articles, models, peak_memory, words

from taqarub import load
from taqarub.reading import to_doc
from taqarub.records import Article

REPEAT, SAMPLE, BATCH = 20, 200, 64


def articles(items: list[dict]) -> list[Article]:
    return [
        Article(id=str(n), headline=item["headline"], paragraphs=item["body"].split("\n"), published=item.get("date"))
        for n, item in enumerate(items)
    ]


def texts() -> Iterator[tuple[str, list[Article]]]:
    yield "demo", articles(demo_articles() * REPEAT)
    for name, items in corpora(SAMPLE):
        yield name, articles(items)


def run() -> Iterator[Row]:
    for name, sample in texts():
        count = words(article.text for article in sample)
        blank = spacy.blank("ar")
        blank.add_pipe("sentencizer")
        begin = time.perf_counter()
        for _ in blank.pipe([article.text for article in sample], batch_size=BATCH):
            pass
        yield Row(name, "spacy.blank", count / (time.perf_counter() - begin), "words/s", f"{count} words")
        for model in models():
            yield from stages(load(None if model == "none" else model), model, name, sample, count)
    yield Row("peak memory", "taqarub", peak_memory(), "MB", "all of the above in one process")


def stages(nlp, model: str, name: str, sample: list[Article], count: int) -> Iterator[Row]:
    """A row a stage, from making Docs to the last component, and one for their sum."""
    list(nlp.pipe(to_doc(nlp, article) for article in sample[:8]))  # loads what is loaded late
    begin = time.perf_counter()
    docs = [to_doc(nlp, article) for article in sample]
    seconds = {"tokenizer": time.perf_counter() - begin}
    for stage, component in nlp.pipeline:
        begin = time.perf_counter()
        docs = list(component.pipe(docs, batch_size=BATCH)) if hasattr(component, "pipe") else list(map(component, docs))
        seconds[stage] = time.perf_counter() - begin
    for stage, spent in seconds.items():
        yield Row(f"{name} {stage}", model, count / spent, "words/s")
    yield Row(f"{name} all stages", model, count / sum(seconds.values()), "words/s")
