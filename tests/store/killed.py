"""A process that ingests and kills itself, by SIGKILL, before the n-th command that it gives the database.

The reader is a toy: no pipeline, so that a test can afford many deaths.
"""

import multiprocessing
import os
import signal

from sqlalchemy import event

from taqarub.pages.sources import open_inputs
from taqarub.records import Record
from taqarub.store import ingest
from taqarub.store.database import open_database
from taqarub.store.rows import Failed, to_stored


def make():
    def read(items):
        return [_read(item) for item in items]

    return read


def _read(item):
    if "فاسد" in item.headline:
        return Failed(origin=item.id, reason="فاسد")
    return to_stored(Record(id=item.id, outlet=item.outlet, published=item.published, headline=item.headline, text=item.text,
                            body_start=item.body_start))  # fmt: skip


def make_deadly():
    """A reader that dies of one article."""
    def read(items):
        if any("قاتل" in item.headline for item in items):
            os._exit(7)
        return make()(items)

    return read


def ingest_until(path, sources, number):
    """Ingest; before the `number`-th command to the database (0: never) die. Returns how many there were."""
    left = [number]

    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    ingest.COMMIT = 10
    with open_database(str(path), write=True) as database:
        event.listen(database._engine, "before_cursor_execute", count)
        event.listen(database._engine, "commit", count)
        ingest.ingest(database, sources, lambda name: open_inputs([name]), ingest.Options(make))
    return -left[0]


def run(path, sources, number=0):
    """`ingest_until` in a process of its own, forked so that many deaths take little time. Returns exit code, commands."""
    context = multiprocessing.get_context("fork")
    commands = context.Value("i", 0)

    def work():
        commands.value = ingest_until(path, sources, number)

    process = context.Process(target=work)
    process.start()
    process.join()
    return process.exitcode, commands.value
