import numpy as np
import pytest

from taqarub.language import news_pipeline
from taqarub.language.heads import HeadOutput
from taqarub.language.labels import HEADS
from taqarub.names.book import Book
from taqarub.names.matching import Matcher
from taqarub.names.spans import Span
from taqarub.names.votes import settle

BOOK = Book.load()
NER = HEADS["ner"]


@pytest.fixture(scope="module")
def read():
    nlp, matcher = news_pipeline(None), Matcher(BOOK)

    def make(text, beliefs):
        """A Doc and its View; `beliefs`: word -> {label: probability}, the rest goes to O."""
        doc = nlp(text)
        rows = np.full((len(doc), len(NER)), 1e-9)
        for token in doc:
            for label, chance in beliefs.get(token.text, {}).items():
                rows[token.i, NER.index(label)] = chance
        rows[:, 0] = np.maximum(1 - rows[:, 1:].sum(axis=1), 1e-9)
        own = np.arange(len(doc), dtype=np.int32)
        doc._.heads = HeadOutput(own, np.zeros_like(own), {"ner": NER}, {"ner": np.log(rows)}, {})
        return doc, matcher(doc)

    return make


def span(view, word, kind, by="model"):
    at = view.words.index(word)
    return Span(at, at + 1, kind, by)


def test_what_the_recogniser_hardly_believes_is_no_name(read):
    doc, view = read("ندد المحتجون بقرار مجدول", {"مجدول": {"B-PER": 0.2}})
    assert settle(doc, view, [span(view, "مجدول", "PER")], BOOK) == []


def test_the_book_needs_less(read):
    doc, view = read("زار الوفد تقسيم ثم كركوك", {"تقسيم": {"B-LOC": 0.01}, "كركوك": {"B-GPE": 0.2}})
    spans = [span(view, "تقسيم", "LOC", "book"), span(view, "كركوك", "GPE", "book")]
    assert [view.words[s.start] for s in settle(doc, view, spans, BOOK)] == ["كركوك"]


def test_the_surest_place_gives_the_type_of_all(read):
    doc, view = read("بنكيران يرد وبنكيران يصمت", {"بنكيران": {"B-PER": 0.7, "B-GPE": 0.2}})
    spans = [Span(0, 1, "GPE", "model")]
    assert [s.type for s in settle(doc, view, spans, BOOK)] == ["PER"]


def test_without_a_model_nothing_changes(read):
    doc, view = read("زار الوفد كركوك", {})
    doc._.heads = None
    spans = [span(view, "كركوك", "GPE", "book")]
    assert settle(doc, view, spans, BOOK) is spans


def test_an_adjective_of_nationality_is_no_name(read):
    text = "التقى الوزير الروسي محمود المصري ثم ودع المصري"
    sure = {"الروسي": {"B-PER": 0.9}, "محمود": {"B-PER": 0.9}, "المصري": {"B-PER": 0.5, "I-PER": 0.5}}
    doc, view = read(text, sure)
    whole = Span(view.words.index("محمود"), view.words.index("محمود") + 2, "PER", "model")
    last = Span(len(view.words) - 1, len(view.words), "PER", "model")
    kept = settle(doc, view, [span(view, "الروسي", "PER"), whole, last], BOOK)
    assert [view.slice(s.start, s.end) for s in kept] == ["محمود المصري", "المصري"]


def test_the_common_noun_of_a_name_is_no_name(read):
    beliefs = {"الميناء": {"B-LOC": 0.9}, "ميناء": {"B-LOC": 0.9}, "الحديدة": {"I-LOC": 0.9}}
    doc, view = read("وصلت السفينة إلى الميناء قبل ميناء الحديدة", beliefs)
    long = view.words.index("ميناء")
    spans = [span(view, "الميناء", "LOC"), Span(long, long + 2, "LOC", "model")]
    assert settle(doc, view, spans, BOOK) == [spans[1]]


def test_nouns_that_stand_for_one_body_stay(read):
    doc, view = read("قصف التحالف مواقع", {"التحالف": {"B-ORG": 0.8}})
    assert len(settle(doc, view, [span(view, "التحالف", "ORG")], BOOK)) == 1
