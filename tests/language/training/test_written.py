from pathlib import Path

import pytest

from taqarub.language.training.written import read_written
from taqarub.records import TaqarubError

TEXT = """### t-1 | 2022-05-06 | الأفق
{أنقرة|GPE|TUR} ترحب بوفد {كييف|GPE|UKR}
استقبل الوزير {مولود تشاووش أوغلو|PER|TUR} وفدا من {كييف|GPE|UKR} في فندق لم يُسمَّ.
V 0|ترحب|SUPPORT|TUR|UKR|happened|-|-|-
V 1|استقبل|CONSULT|TUR,UKR|TUR,UKR|happened|2022-05|كييف|-
F ukraine

### t-2 | 2022-05-07 | الأفق
أمطار على المدينة
F -
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_marks_become_entities_and_leave_the_text(written):
    (item, gold), (second, _) = read_written(written(TEXT))
    assert item["sentences"][0] == "أنقرة ترحب بوفد كييف"
    assert [(e["text"], e["type"], e["code"]) for e in gold["entities"]] == [
        ("أنقرة", "GPE", "TUR"), ("كييف", "GPE", "UKR"), ("مولود تشاووش أوغلو", "PER", "TUR"),
    ]  # fmt: skip
    assert gold["files"] == ["ukraine"]
    assert second["sentences"] == ["أمطار على المدينة"]


def test_events(written):
    (_, gold), _ = read_written(written(TEXT))
    assert gold["events"][1] == {
        "sentence": 1, "trigger": "استقبل", "type": "CONSULT", "source": ["TUR", "UKR"], "target": ["TUR", "UKR"],
        "status": "happened", "date": "2022-05", "place": "كييف", "reporter": None,
    }  # fmt: skip


@pytest.mark.parametrize("wrong", ["V 0|تهاجم|ASSAULT|TUR|UKR|happened|-|-|-", "V 7|ترحب|SUPPORT|TUR|UKR|happened|-|-|-", "V 0|ترحب"])
def test_a_wrong_line_is_named(written, wrong):
    with pytest.raises(TaqarubError, match=r"a\.txt, line 7"):
        list(read_written(written(TEXT.replace("\n### t-2", wrong + "\n### t-2"))))


def test_the_articles_of_the_repository_can_be_read():
    files = sorted((Path(__file__).parents[3] / "annotations/written").glob("*.txt"))
    assert sum(1 for path in files for _ in read_written(path)) > 250
