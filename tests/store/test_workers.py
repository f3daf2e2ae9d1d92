"""Processes that read: what they do not come to an end with, and what becomes of them when their parent is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from toys import make_stuck

from taqarub.records import Article
from taqarub.store.rows import Failed
from taqarub.store.workers import Batch, read_apart

ITEMS = [Article(id=id, headline=headline) for id, headline in (("a", "أول"), ("s", "خبر عالق"), ("b", "ثان"))]

PARENT = """
import multiprocessing, sys, threading
sys.path.insert(0, sys.argv[1])
from toys import make_stuck
from taqarub.records import Article
from taqarub.store.workers import Batch, read_apart

def tell():
    while not multiprocessing.active_children():
        pass
    print(multiprocessing.active_children()[0].pid, flush=True)

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    list(read_apart([Batch([Article(id="s", headline="خبر عالق")], None)], make_stuck, 1))
"""


def test_what_does_not_come_to_an_end_becomes_a_failure_and_the_rest_is_read():
    [(tag, found), (_, later)] = read_apart([Batch(ITEMS, 1), Batch(ITEMS[:1], 2)], make_stuck, 2, longest=4.0)
    assert tag == 1
    assert [one.id if not isinstance(one, Failed) else (one.origin, one.reason) for one in found] == [
        "a", ("s", "took over 4 s to read"), "b",
    ]  # fmt: skip
    assert [one.id for one in later] == ["a"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_process_that_is_busy_ends_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script), str(Path(__file__).parent)], stdout=subprocess.PIPE)
    worker = int(parent.stdout.readline())
    time.sleep(3)  # by now it reads what has no end
    assert _runs(worker)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 10
    while _runs(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(pid):
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")
