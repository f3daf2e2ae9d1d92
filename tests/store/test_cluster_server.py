"""The cluster writing to a real PostgreSQL server: the same rows as one machine's, though a worker is killed."""

import os
import signal

import pytest
import toys
from test_cluster import SIZE, cluster, sources  # noqa: F401  # fixtures
from test_server import address, dump, server  # noqa: F401  # fixtures

from taqarub.store import cluster as room
from taqarub.store import open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.sources import Sources
from taqarub.store.stories import assignments, place

distributed = pytest.importorskip("distributed")


def test_a_worker_is_killed_and_the_server_holds_what_one_machine_stores(cluster, sources, address):  # noqa: F811
    with open_database(address, write=True) as database:
        alone = ingest(database, sources, Sources(), Options(toys.make))
    expected = dump(address)
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed = []

    def kill(state):
        if state.inputs and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    with open_database(address, write=True) as database:
        state = room.ingest(
            cluster.scheduler_address, sources, Sources(), Options(toys.make_slow), database, on_progress=kill, size=SIZE
        )
        assert killed
        assert state.counts.added == alone.counts.added
    assert dump(address) == expected
    with open_database(address, write=True) as database:
        assert place(database) == alone.counts.added  # stories, too, are found and kept there
        assert len(list(assignments(database))) == alone.counts.added
        assert place(database) == 0
