"""A real cluster of several processes on this machine, whose workers die; its result equals one machine's."""

import os
import signal

import pytest
import toys
from desk import dump

from taqarub.records import TaqarubError, from_json
from taqarub.store import cluster as room
from taqarub.store import open_database, records
from taqarub.store.ingest import Options, ingest
from taqarub.store.queries import failures
from taqarub.store.sources import Sources

distributed = pytest.importorskip("distributed")
SIZE = 1500


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=60
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return toys.write_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def expected(tmp_path_factory, sources):
    """The database that one machine makes."""
    path = tmp_path_factory.mktemp("one") / "desk.db"
    with open_database(str(path), write=True) as database:
        state = ingest(database, sources, Sources(), Options(toys.make))
    assert state.counts.changed and state.counts.failed >= 5
    return path


def run(cluster, sources, path=None, make=toys.make, on_progress=lambda state: None, **options):
    if path is None:
        return room.ingest(cluster.scheduler_address, sources, Sources(), Options(make), None, on_progress=on_progress, size=SIZE, **options)
    with open_database(str(path), write=True) as database:
        return room.ingest(cluster.scheduler_address, sources, Sources(), Options(make), database, on_progress=on_progress, size=SIZE, **options)


def test_a_worker_is_killed_and_the_database_equals_one_machines(cluster, sources, expected, path):
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = client.run(os.getpid)
    assert len(set(pids.values())) == 3
    killed = []

    def kill(state):
        if state.inputs and not killed:
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    state = run(cluster, sources, path, toys.make_slow, kill)
    assert killed
    assert dump(path) == dump(expected)
    assert state.counts.added == len(dump(expected)["articles"])


def test_it_goes_on_where_another_run_stood(cluster, sources, expected, path, tmp_path):
    with open_database(str(path), write=True) as database:
        half = ingest(database, sources[:1], lambda name: list(Sources()(name))[:150], Options(toys.make))
    state = run(cluster, sources, path)
    assert dump(path) == dump(expected)
    assert state.skipped >= 140 and half.counts.added + state.counts.added == len(dump(expected)["articles"])


def test_an_input_that_kills_workers_is_listed_and_the_others_are_read(cluster, tmp_path, path):
    source = tmp_path / "x.jsonl"
    source.write_text("\n".join([toys.line(n) for n in range(20)] + [toys.line(99, word="قاتل")] + [toys.line(n) for n in range(20, 40)]), encoding="utf-8")
    before, cluster.scheduler.allowed_failures = cluster.scheduler.allowed_failures, 0
    try:
        state = run(cluster, [str(source)], path, toys.make_deadly)
    finally:
        cluster.scheduler.allowed_failures = before
    assert state.counts.added == 40
    with open_database(str(path)) as database:
        assert [(f.origin, f.reason) for f in failures(database)] == [("n99", "the process that read it died (status 7)")]
        assert len(list(records(database))) == 40


def test_parquet_out_and_in_the_database(cluster, sources, expected, path, tmp_path):
    import pyarrow.parquet

    out = tmp_path / "out"
    alone = run(cluster, sources, out=out)
    files = sorted(out.iterdir())
    assert len(files) > 10 and all(file.name.startswith("part-") for file in files)
    rows = pyarrow.parquet.read_table(out).to_pylist()
    read = [row for row in rows if row["reason"] is None]
    assert (alone.counts.added, alone.counts.failed) == (len(read), len(rows) - len(read))
    with open_database(str(expected)) as database:
        wanted = {record.id: record for record in records(database)}
        listed = {(f.origin, f.reason) for f in failures(database)}
    found = {row["id"]: from_json(row["record"]) for row in read}  # of two versions the later one
    assert found == wanted
    assert {(row["origin"], row["reason"]) for row in rows if row["reason"] is not None} == listed
    made = {file: file.stat().st_mtime_ns for file in files}
    files[3].unlink()
    run(cluster, sources, path, out=out)
    assert {file: file.stat().st_mtime_ns for file in files if file != files[3]} == {f: t for f, t in made.items() if f != files[3]}
    assert files[3].exists() and dump(path) == dump(expected)


def test_a_folder_with_results_of_another_run_is_refused(cluster, sources, tmp_path):
    (tmp_path / "part-00000-abc.parquet").write_bytes(b"")
    with pytest.raises(TaqarubError, match="holds results of another run"):
        run(cluster, sources, out=tmp_path)


def test_no_scheduler(sources, monkeypatch, tmp_path):
    monkeypatch.setattr(room, "CONNECT", 0.5)
    with pytest.raises(TaqarubError, match=r"^tcp://127.0.0.1:9: no Dask scheduler answers there$"):
        room.ingest("tcp://127.0.0.1:9", sources, Sources(), Options(toys.make), out=tmp_path)


def test_a_worker_of_another_version_is_refused(cluster, sources, tmp_path, monkeypatch):
    monkeypatch.setattr(room, "__version__", "99")
    with pytest.raises(TaqarubError, match=r"a worker has Taqarub .*, and this is 99"):
        run(cluster, sources, out=tmp_path)
