import itertools

import numpy as np
import pytest

from taqarub.language.labels import BIO, PREFIXES, SUFFIXES, bio, cut, decode_bio, spans, split_word


def scores(inventory, **chances):
    row = np.full(len(inventory), -9.0)
    for label, chance in chances.items():
        row[inventory.index("" if label == "none" else label)] = np.log(chance)
    return row


@pytest.mark.parametrize(
    ("word", "prefix", "suffix", "pieces"),
    [
        ("وبروسيا", "و+ب", "", (("و", "ب"), "روسيا", "")),
        ("للشعب", "ل", "", (("ل",), "لشعب", "")),
        ("قاله", "", "ه", ((), "قال", "ه")),
        ("وَبِلادِهِم", "و", "هم", (("وَ",), "بِلادِ", "هِم")),
    ],
)
def test_cut_keeps_vowel_signs_with_their_letters(word, prefix, suffix, pieces):
    assert cut(word, prefix, suffix) == pieces
    before, stem, after = pieces
    assert "".join(before) + stem + after == word


def test_letters_overrule_the_scores():
    # the head wants a clitic that is not there: the best that the letters allow is taken
    before, stem, after = split_word(
        "بوتين", scores(PREFIXES, **{"و": 0.9, "none": 0.08, "ب": 0.02}), scores(SUFFIXES, **{"ها": 0.9, "none": 0.1})
    )
    assert (before, stem, after) == ((), "بوتين", "")


def test_a_word_is_never_all_clitics():
    before, stem, after = split_word(
        "به", scores(PREFIXES, **{"ب": 0.9, "none": 0.1}), scores(SUFFIXES, **{"ه": 0.6, "none": 0.4})
    )
    assert (before, stem, after) == (("ب",), "ه", "")


def test_viterbi_gives_no_inside_without_a_beginning():
    labels = bio(("PER", "ORG"))
    rows = np.log(np.array([
        [0.30, 0.30, 0.40 - 0.02, 0.01, 0.01],  # I-PER alone would win, but nothing is open
        [0.10, 0.05, 0.45, 0.01, 0.39],
        [0.90, 0.04, 0.02, 0.02, 0.02],
    ]))  # fmt: skip
    assert decode_bio(labels, rows) == ["B-PER", "I-PER", "O"]


def test_two_beginnings_side_by_side_are_one_name():
    labels = bio(("GPE",))
    rows = np.log(np.array([[0.2, 0.7, 0.1], [0.1, 0.5, 0.4]]))  # أبو ظبي, whose second word looks like a name of its own
    assert decode_bio(labels, rows) == ["B-GPE", "B-GPE"]
    assert decode_bio(labels, rows, touching=2.0) == ["B-GPE", "I-GPE"]


def test_spans_end_at_breaks():
    rows = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.2, 0.1, 0.7]]))
    assert decode_bio(BIO, rows, np.array([True, False, True])) == ["B", "I", "O"]
    assert decode_bio(BIO, rows) == ["B", "I", "I"]


def test_spans():
    assert spans(["O", "B-PER", "I-PER", "B-GPE", "O"]) == [(1, 3, "PER"), (3, 4, "GPE")]
    assert spans(["B", "I"]) == [(0, 2, "")]
    assert decode_bio(BIO, np.zeros((0, 3))) == []


@pytest.mark.parametrize("seed", range(6))
def test_viterbi_finds_the_best_of_all_sequences(seed):
    chance = np.random.default_rng(seed)
    labels = bio(("PER", "ORG"))
    rows, breaks = chance.normal(size=(6, 5)) * 2, chance.random(6) < 0.3

    def worth(path):
        total, before = 0.0, "O"
        for at, label in enumerate(labels[i] for i in path):
            begins = at == 0 or breaks[at]
            if label[0] == "I" and (begins or before[0] == "O" or before[2:] != label[2:]):
                return -np.inf
            if label[0] == "B" and not begins:
                total -= 0.2 if before == "O" else 2.0
            total, before = total + rows[at, path[at]], label
        return total

    best = max(itertools.product(range(5), repeat=6), key=worth)
    assert decode_bio(labels, rows, breaks, touching=2.0, opening=0.2) == [labels[i] for i in best]
