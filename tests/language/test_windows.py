from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from taqarub.language.windows import cut_points


def test_windows_are_whole_sentences():
    starts = [i % 40 == 0 for i in range(200)]
    assert cut_points(starts, 100) == [0, 80, 160, 200]


def test_a_long_sentence_is_cut_inside():
    assert cut_points([True] + [False] * 249, 100) == [0, 100, 200, 250]


@given(st.lists(st.booleans(), min_size=1, max_size=400), st.integers(5, 60))
def test_windows_cover_everything_and_none_is_too_long(starts, longest):
    cuts = cut_points(starts, longest)
    assert cuts[0] == 0 and cuts[-1] == len(starts)
    assert all(a < b for a, b in pairwise(cuts))
    assert all(b - a <= 2 * longest for a, b in pairwise(cuts))
