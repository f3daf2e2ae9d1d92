"""Readers of the public corpora, on files made in their form."""

import pytest

pytest.importorskip("torch")

from taqarub.language.training.corpora import ANERCORP_TYPES, entity_labels, read_anercorp


def test_anercorp_sentences_end_at_full_stops_and_its_miscellany_is_no_entity(tmp_path):
    rows = ["زار O", "خالد B-PERS", "العمري I-PERS", "صنعاء B-LOC", ". O", "كأس B-MISC", "آسيا I-MISC", "في O", "الدوحة B-LOC"]
    path = tmp_path / "anercorp.txt"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    labels = entity_labels(ANERCORP_TYPES)
    windows = read_anercorp(path)
    assert [window.words for window in windows] == [["زار", "خالد", "العمري", "صنعاء", "."], ["كأس", "آسيا", "في", "الدوحة"]]
    tags = [[labels[tag] for tag in window.labels["anercorp"]] for window in windows]
    assert tags == [["O", "B-PERS", "I-PERS", "B-LOC", "O"], ["O", "O", "O", "B-LOC"]]
