import pytest
from hypothesis import given
from hypothesis import strategies as st

from taqarub.language.normal import Folded, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("تقارُبًا", "تقاربا"),
        ("إلى الأُمم المتّحدة", "الي الامم المتحده"),
        ("الـرئـيـس", "الرييس"),
        ("٢٢ حزيران ۲۰۲۱", "22 حزيران 2021"),
        ("«مسؤول»", '"مسوول"'),
        ("ایران و کشور", "ايران و كشور"),
        ("\u202bالخبر\u202c", "الخبر"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_offsets_lead_back_over_dropped_marks():
    source = "قالَ الرّئيسُ إنّ"
    folded = Folded(source)
    start = folded.text.index("الرييس")
    assert source[slice(*folded.original(start, start + 6))] == "الرّئيس"
    assert folded.index(source.index("إ")) == folded.text.index("ان")


@given(st.text(alphabet="ابتأإآىةًٌَُِّْـ٣ «»\u200f\u202babc", max_size=60))
def test_folded_text_is_the_fold_and_offsets_rise(source):
    folded = Folded(source)
    assert folded.text == fold(source)
    assert len(folded.offsets) == len(folded.text) + 1
    assert all(a < b for a, b in zip(folded.offsets, folded.offsets[1:], strict=False))
    assert all(fold(source[o]) == c for o, c in zip(folded.offsets, folded.text, strict=False))
