"""Records from files."""

import gzip

import pytest

from taqarub.closeness import records_from
from taqarub.records import TaqarubError, to_json


def test_plain_and_gz_and_codes(record, event, tmp_path):
    one, two = record("1", "2021-06-21", event()), record("2", "2021-06-22", event(target=["TUR"]))
    (tmp_path / "a.jsonl").write_text(to_json(one) + "\n\n", encoding="utf-8")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(to_json(two) + "\n")
    paths = [str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl.gz")]
    assert list(records_from(paths)) == [one, two]
    assert list(records_from(paths, ["TUR"])) == [two]


def test_errors_name_the_place(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 3}\n', encoding="utf-8")
    with pytest.raises(TaqarubError, match=r"a\.jsonl, line 1"):
        list(records_from([str(tmp_path / "a.jsonl")]))
    with pytest.raises(TaqarubError, match=r"none\.jsonl"):
        list(records_from([str(tmp_path / "none.jsonl")]))
