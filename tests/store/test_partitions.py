"""Cut into partitions, sources give what they give whole, and call it the same."""

import msgspec
import pytest
from toys import write_sources

from taqarub.records import TaqarubError
from taqarub.store.partitions import plan
from taqarub.store.sources import Sources


def told(items):
    return [str(item) if isinstance(item, TaqarubError) else msgspec.json.encode(item) for item in items]


@pytest.mark.parametrize("size", [1, 1000, 10**9])
def test_partitions_give_what_the_sources_give(tmp_path, size):
    names, sources = write_sources(tmp_path), Sources(outlet="عند الحاجة", date="2020-01-01")
    partitions = list(plan(names, size))
    assert [partition.number for partition in partitions] == list(range(len(partitions)))
    assert len(partitions) >= {1: 150, 1000: 20, 10**9: 2}[size]
    for name in names:
        cut = [item for partition in partitions if partition.source == name for item in partition.inputs(sources)]
        assert told(cut) == told(sources(name))


def test_a_zipped_file_is_cut_into_few_parts(tmp_path):
    import gzip

    with gzip.open(tmp_path / "x.jsonl.gz", "wt") as stream:
        stream.writelines(f'{{"id": "{n}", "sentences": ["خبر"]}}\n' for n in range(1000))
    partitions = list(plan([str(tmp_path / "x.jsonl.gz")], 1))
    assert 32 <= len(partitions) <= 64
    ids = [item.id for partition in partitions for item in partition.inputs(Sources())]
    assert ids == [str(n) for n in range(1000)]


def test_a_zipped_file_that_ends_too_early_gives_what_it_has(tmp_path):
    import gzip

    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(f'{{"id": "{n}", "sentences": ["خبر"]}}' for n in range(9000)).encode())[:-300])
    cut = [item for partition in plan([str(path)], 1000) for item in partition.inputs(Sources())]
    assert told(cut) == told(Sources()(str(path))) and len(cut) > 1 and "too early" in str(cut[-1])


def test_names_of_results_change_with_the_file_and_the_reading(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "1", "sentences": ["خبر"]}\n')
    (first,) = plan([str(path)])
    name = first.name("a")
    assert name == next(plan([str(path)])).name("a") and name.startswith("part-00000-")
    assert first.name("b") != name
    path.write_text('{"id": "2", "sentences": ["خبر آخر"]}\n')
    assert next(plan([str(path)])).name("a") != name


@pytest.mark.parametrize("name, words", [("http://a.example/rss", "files and folders that all workers see"), ("-", "files and folders"), ("/no/where", "no such file")])
def test_what_cannot_be_cut(name, words):
    with pytest.raises(TaqarubError, match=words):
        list(plan([name]))


def test_a_file_that_a_worker_does_not_see(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": "1", "sentences": ["خبر"]}\n')
    (partition,) = plan([str(tmp_path / "x.jsonl")])
    (tmp_path / "x.jsonl").unlink()
    with pytest.raises(TaqarubError, match="must lie where all workers see them"):
        list(partition.inputs(Sources()))
