import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from taqarub.language.sentences import sentence_starts
from taqarub.language.words import Tokenizer

TOKENIZE = Tokenizer(spacy.blank("ar").vocab)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقال بوتين، إن", ["وقال", "بوتين", "،", "إن"]),
        ("«روسيا اليوم»:", ["«", "روسيا", "اليوم", "»", ":"]),
        ("12.5 مليون في 22/06/2021", ["12.5", "مليون", "في", "22/06/2021"]),
        ("الساعة 10:30...", ["الساعة", "10:30", "..."]),
        ("قوات US-led هناك", ["قوات", "US-led", "هناك"]),
        ("سطر\nآخر", ["سطر", "\n", "آخر"]),
        ("تقاربًا روسيًا", ["تقاربًا", "روسيًا"]),
    ],
)
def test_words(text, words):
    assert [token.text for token in TOKENIZE(text)] == words


@given(st.text(max_size=80))
def test_nothing_is_lost(text):
    assert TOKENIZE(text).text == text


@given(st.text(alphabet="ابكلم .،؟!\n\"»«…0د", max_size=80))
def test_sentences_begin_at_words(text):
    words = [token.text for token in TOKENIZE(text)]
    flags = sentence_starts(words)
    assert len(flags) == len(words)
    assert not words or flags[0]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصل الوفد. ثم غادر.", 2),
        ("قال د. أحمد النجار إن الاجتماع انتهى. وغادر.", 2),
        ("التقى أ.د. منى الخطيب أمس", 1),
        ("«لن نقبل ذلك». وأضاف أن الأمر انتهى", 2),
        ("قال: «هذا قرارنا.» وغادر القاعة", 2),
        ("بلغ 12.5 مليون برميل. وتراجع", 2),
        ("هل توافق إيران؟ لا جواب بعد", 2),
        ("العنوان بلا نقطة\nالفقرة الأولى", 2),
        ("صمت... ثم تكلم", 2),
        ("نقلت بي.بي.سي عن مصدر قوله ذلك.وأضافت أنه صحيح", 2),
    ],
)
def test_sentence_counts(text, sentences):
    doc = TOKENIZE(text)
    assert sum(sentence_starts([t.text for t in doc], [bool(t.whitespace_) for t in doc])) == sentences
