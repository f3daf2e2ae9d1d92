import json
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taqarub.language import news_pipeline
from taqarub.language.encoder import NAMED
from taqarub.records import TaqarubError

SHIPPED = [name for name in NAMED if (Path(str(resources.files("taqarub"))) / "models" / name).is_dir()]
TEXT = (
    "وزير خارجية فرنسا يلتقي نظيره اللبناني في بيروت\n"
    "قال وزير الخارجية الفرنسي جان إيف لودريان إن بلاده ستدعم لبنان وستقف مع شعبه. "
    "وأضاف: «نعمل مع الأمم المتحدة». وبحث لودريان وبو حبيب أوضاع اللاجئين."
)


@pytest.fixture(scope="module", params=SHIPPED)
def nlp(request):
    return news_pipeline(request.param)


def tokens(doc):
    return [token.text for token in doc]


def test_nothing_is_lost_and_clitics_are_split(nlp):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    words = tokens(doc)
    at = words.index("أضاف")
    assert words[at - 1] == "و"
    assert words[words.index("شعب") + 1] == "ه"
    assert "وزير" in words and "فرنسا" in words and "لبنان" in words
    assert words[words.index("دعم") - 1] == "س" if "دعم" in words else "ستدعم" in words or "تدعم" in words


def test_sentences_word_classes_and_lemmas(nlp):
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 4
    by_word = {token.text: token for token in doc}
    assert by_word["قال"].pos_ == "VERB"
    assert by_word["في"].pos_ == "ADP"
    assert by_word["لودريان"].pos_ == "PROPN"
    assert by_word["المتحدة"].norm_ == "المتحده"
    assert by_word["قال"].lemma_ == "قال"


def test_entities(nlp):
    found = {(ent.text, ent.label_) for ent in nlp(TEXT).ents}
    assert ("لبنان", "GPE") in found
    assert ("فرنسا", "GPE") in found
    assert ("بيروت", "GPE") in found
    assert ("الأمم المتحدة", "ORG") in found
    assert any(text.endswith("لودريان") and label == "PER" for text, label in found)


def test_heads_answer_by_token(nlp):
    doc = nlp(TEXT)
    heads = doc._.heads
    cue = heads.probs("cue")
    assert cue.shape == (len(doc), 3)
    assert cue.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    said = tokens(doc).index("قال")
    assert cue[said, 1] > 0.5
    pointed = heads.point("speaker", [said], list(range(len(doc))))
    assert pointed.shape == (1, len(doc) + 1)
    assert pointed.sum() == pytest.approx(1.0, abs=1e-4)


def test_the_same_result_whatever_the_batch(nlp):
    other = "التقى الرئيس الأوكراني وفدا من الكونغرس الأمريكي في كييف."
    alone = nlp(TEXT)
    among = list(nlp.pipe([other, TEXT, other * 30], batch_size=3))[1]
    assert tokens(alone) == tokens(among)
    assert (alone._.heads.log_probs("ner") == among._.heads.log_probs("ner")).all()


def test_several_processes():
    nlp = news_pipeline()
    texts = [TEXT, "زار رئيس وزراء العراق طهران.", "", "خبر"]
    alone = [tokens(nlp(text)) for text in texts]
    assert [tokens(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_to_disk_and_back(tmp_path):
    nlp = news_pipeline()
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert tokens(again(TEXT)) == tokens(nlp(TEXT))
    assert [e.text for e in again(TEXT).ents] == [e.text for e in nlp(TEXT).ents]


def test_the_installed_package():
    nlp = spacy.load("ar_taqarub_news")
    assert [e.label_ for e in nlp("زار الرئيس الفرنسي إيمانويل ماكرون القاهرة.").ents] == ["PER", "GPE"]


def test_a_model_that_is_not_there():
    with pytest.raises(TaqarubError, match="no-such-model: no model here"):
        news_pipeline("no-such-model")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "ا" * 1_000_000,
        "بلامسافات" * 3000,
        "قال\x00 الوزير \udc80 إن",
        "این متن فارسی است و نام ندارد",
        "یہ اردو ہے",
        "שלום לכולם",
        "Nothing Arabic here",
        "😀😀🇸🇦 قال 🤝 الوزير",
        "\u202b\u200f\u200fقال\u202c",
        "». .. !! ؟؟ ((( )))",
        "ﺍﻟﺮﺋﻴﺲ ﺍﻟﺮﻭﺳﻲ",
    ],
    ids=range(13),
)
def test_strange_texts(text):
    doc = shared_pipeline()(text)
    assert doc.text == text.replace("\udc80", "\ufffd")


_LOADED: list = []


def shared_pipeline():
    if not _LOADED:
        _LOADED.append(news_pipeline())
    return _LOADED[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.one_of(st.sampled_from("وبالفكسمنه ةىأإًٌّـ .،:«»\"\n"), st.characters()), max_size=120))
def test_offsets_are_right_for_any_text(text):
    doc = shared_pipeline()(text)
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)  # the tokenizer's stand-in, as long as what it stands for
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert all(text[e.start_char : e.end_char] == e.text for e in doc.ents)


@pytest.mark.parametrize("text", ["هذا كتاب جيد عن الطبخ.", "1 2 3 4 5", "... !!! ؟؟؟", "و في من إلى على"])
def test_no_names_from_nothing(text):
    assert not shared_pipeline()(text).ents


@pytest.mark.skipif("fast" not in SHIPPED, reason="the model fast is not here")
def test_a_model_of_another_format_is_refused(tmp_path):
    folder = shutil.copytree(Path(str(resources.files("taqarub"))) / "models/fast", tmp_path / "old")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"format": 1}), encoding="utf-8")
    with pytest.raises(TaqarubError, match="format 1"):
        news_pipeline(str(folder))("قال الوزير.")
