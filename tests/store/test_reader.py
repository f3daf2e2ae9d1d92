"""The pipeline as an ingest runs it."""

import msgspec
import pytest
import spacy
from spacy.language import Language

from taqarub.reading import pipeline
from taqarub.records import Article
from taqarub.store import reader as room
from taqarub.store.reader import PipelineReader
from taqarub.store.rows import Failed

ARTICLE = Article(
    id="a", published="2021-03-02", headline="وزير الخارجية المصري يصل إلى الخرطوم",
    paragraphs=["قال وزير الخارجية المصري سامح شكري إن بلاده تدعم السودان، ووقع معه اتفاقا للتعاون في مجال الكهرباء."],
)  # fmt: skip


def test_words_of_articles_do_not_stay_in_the_vocabulary_and_change_nothing(monkeypatch):
    made = []

    def kept(model):
        made.append(pipeline(model))
        return made[-1]

    monkeypatch.setattr("taqarub.reading.pipeline", kept)
    read = PipelineReader(None)()
    first = read([ARTICLE])
    [nlp] = made
    known = len(nlp.vocab.strings)
    odd = [Article(id=f"n{n}", headline=f"كلمةغريبة{n}", paragraphs=[f"لفظةنادرة{n} ولفظةأخرى{n}"]) for n in range(50)]
    assert len(read(odd)) == 50
    assert len(nlp.vocab.strings) == known
    assert "كلمةغريبة7" not in nlp.vocab.strings
    again = read([ARTICLE])
    assert msgspec.json.encode(again) == msgspec.json.encode(first)
    assert again[0].events and again[0].statements
    assert msgspec.json.encode(room.read(ARTICLE, pipeline(None))) == msgspec.json.encode(first[0])


@Language.component("breaks_on_a_word")
def breaks_on_a_word(doc):
    if "مفتاح" in doc.text:
        raise KeyError("مفتاح")
    if "قيمة" in doc.text:
        raise IndexError("قيمة")
    return doc


@pytest.mark.parametrize(("word", "said"), [("مفتاح", "KeyError"), ("قيمة", "IndexError")])
def test_a_stage_that_breaks_makes_a_failure_of_the_article(monkeypatch, word, said):
    nlp = spacy.blank("ar")
    nlp.add_pipe("breaks_on_a_word")
    monkeypatch.setattr("taqarub.reading.pipeline", lambda model: nlp)
    [found] = PipelineReader(None)()([Article(id="a", headline=f"خبر فيه {word}")])
    assert isinstance(found, Failed)
    assert found.origin == "a"
    assert "broke on it" in found.reason and said in found.reason and word in found.reason
