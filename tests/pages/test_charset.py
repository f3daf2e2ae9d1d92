"""Charsets told by the letters, garbled text mended, binary data refused."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taqarub.pages.charset import arabic_score, decode, mend, whole
from taqarub.records import TaqarubError

TEXT = "أكد المتحدث باسم الحكومة اليمنية، أمس الاثنين، أن وفدها سيشارك في مشاورات السويد؛ وأضاف: هل يلتزم الطرف الآخر؟ سيُعرف ذلك خلال 48 ساعة."
PAGE = f"<html><head><meta charset=utf-8><title>{TEXT}</title></head><body class='a'><p>{TEXT} مكرر</p></body></html>"
DECLARED = [None, "utf-8", "windows-1256", "iso-8859-6", "latin-1", "utf-16", "no-such-charset"]


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, PAGE], ids=["text", "page"])
def test_any_declaration_any_charset(text, encoding, declared):
    assert decode(text.encode(encoding), declared) == text


def _as(data: bytes, codec: str) -> str:
    """Decoded as a browser does it: bytes that the charset leaves open stand for themselves."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("text", [TEXT, PAGE], ids=["text", "page"])
@pytest.mark.parametrize(
    ("real", "taken_for"),
    [("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "cp1252"), ("cp1256", "latin-1"), ("iso8859-6", "latin-1")],
)
def test_garbled_text_is_mended(real, taken_for, text):
    assert mend(_as(text.encode(real), taken_for)) == text


def test_garbled_twice_over_is_mended():
    assert mend(_as(_as(TEXT.encode(), "cp1252").encode(), "cp1252")) == TEXT


def test_lost_bytes_of_fa_are_set_in_again():
    word = "وفي ملف الوفد خلاف"
    assert mend(word.encode().decode("cp1252", "ignore")) == word


def test_only_the_garbled_half_is_changed():
    garbled = _as("القمة العربية في الجزائر".encode(), "cp1252")
    assert mend(f"عنوان سليم\n{garbled}") == "عنوان سليم\nالقمة العربية في الجزائر"


@pytest.mark.parametrize("text", ["Le président français à Genève, dépêche spéciale", "Müller — Çağlar «Örnek»", TEXT, "طهران: §5 ط¸"])
def test_sound_text_stays(text):
    assert mend(text) == text


def test_truncated_utf8_is_still_utf8():
    assert decode(TEXT.encode()[:-1] + b"\xd9").startswith(TEXT[:-1])


def test_news_scores_higher_than_its_garbled_form():
    assert arabic_score(TEXT) > 40 > 0 > arabic_score(_as(TEXT.encode(), "cp1256"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04aa", bytes(range(256)) * 20, b"\x00\x01\x02" * 400])
def test_binary_is_refused_by_name(data):
    with pytest.raises(TaqarubError, match=r"\Ax\.bin: "):
        decode(data, None, "x.bin")


def test_half_a_surrogate_pair_can_be_written_out():
    assert whole("أ\ud83dب") == "أ\ufffdب"
    assert whole("\ud83d\ude00") == "😀"


def test_mending_is_linear():
    begin = time.process_time()
    for text in ("Ø" * 400_000, "ط§ " * 150_000, "Ùa" * 200_000, "Ç" * 400_000, "Ç Ç" * 150_000):
        mend(text)
    assert time.process_time() - begin < 20


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(DECLARED))
def test_any_bytes_are_text_or_an_error_of_ours(data, declared):
    try:
        decode(data, declared).encode("utf-8")
    except TaqarubError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("text", ["حفظ ظواهر الأرض", "ظ ظ", "الحفاظ ظاهر، ولفظ (ظل)"])
def test_letters_that_garbling_makes_too_stay_where_they_belong(text):
    assert mend(text) == text
