from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from taqarub.language.forms import Forms
from taqarub.language.layout import Table
from taqarub.language.pieces import Pieces
from taqarub.language.sentences import sentence_starts

FOLDER = Path(str(resources.files("taqarub"))) / "models/fast"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the model fast is not here")
WORDS = ["استقبل", "رئيس", "الوزراء", "وفدا", "من", "مجلس", "التعاون", ".", "وقالت", "مصادر", "«", "دبلوماسية", "»", "إن", "المحادثات", "ستستأنف"]
SPACED = [word != "»" and word != "." for word in WORDS]


@pytest.fixture(scope="module")
def parts():
    return Pieces(FOLDER / "tokenizer.json"), Forms(FOLDER / "forms.tsv")


def test_a_window_is_laid_out_as_training_lays_it_out(parts):
    pieces, forms = parts
    starts = sentence_starts(WORDS)
    assert sum(starts) == 2
    found = Table(pieces, forms)
    layout = found.lay_out(found.rows(WORDS, SPACED), np.array(starts))
    ids, first, last = pieces.lay_out(WORDS, SPACED, starts)
    assert layout.ids.tolist() == ids
    assert layout.first.tolist() == first
    assert layout.last.tolist() == last
    assert [tuple(row) for row in layout.forms.tolist()] == [forms.features(word) for word in WORDS]


def test_a_full_table_forgets_and_goes_on(parts):
    table = Table(*parts, remembered=20)
    starts = np.array(sentence_starts(WORDS))
    before = table.lay_out(table.rows(WORDS, SPACED), starts)
    table.rows([f"كلمة{n}" for n in range(50)], [True] * 50)  # more at once than it remembers: read all the same
    assert table.rows(["كلمة49"], [True]).tolist() == [0]  # forgotten
    after = table.lay_out(table.rows(WORDS, SPACED), starts)
    assert all(np.array_equal(after.inputs()[name], array) for name, array in before.inputs().items())


def test_the_table_grows(parts):
    table = Table(*parts)
    words = [f"مدينة{n}" for n in range(3000)]
    rows = table.rows(words, [True] * len(words))
    assert len(set(rows.tolist())) == 3000
    assert np.array_equal(table.rows(words[:5], [True] * 5), rows[:5])
