"""A disk that really is full: a file system in memory of two megabytes, where this user may mount one."""

import os
import subprocess
import sys

import pytest
import toys
from desk import dump

from taqarub.records import Article
from taqarub.store import errors, open_database
from taqarub.store.ingest import Options, ingest
from taqarub.store.queries import counts

ARTICLES = [
    Article(id=f"n{number}", headline=f"خبر رقم {number}", paragraphs=["كلام كثير " * 80]) for number in range(1500)
]


def mount(*arguments):
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)):
        pytest.skip("a small file system cannot be mounted here (needs root on Linux)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def read(path):
    with open_database(str(path), write=True) as database:
        return ingest(database, ["here"], lambda source: iter(ARTICLES), Options(toys.make))


def test_what_was_committed_is_kept_and_the_next_run_goes_on(disk, tmp_path):
    path = disk / "desk.db"
    with pytest.raises(errors.DatabaseError, match=r"desk\.db: the disk is full; what was committed before is safe$"):
        read(path)
    with open_database(str(path)) as database:
        stored = counts(database)["articles"]
    assert 0 < stored < len(ARTICLES)
    assert mount("-o", "remount,size=64m", str(disk))
    state = read(path)
    assert (state.skipped, state.counts.added) == (stored, len(ARTICLES) - stored)
    read(tmp_path / "undisturbed.db")
    assert dump(path) == dump(tmp_path / "undisturbed.db")


def test_a_disk_with_no_room_for_a_database_is_told_in_a_line(disk):
    (disk / "filled").write_bytes(b"\0" * (2 * 1024 * 1024 - 8192))
    with (
        pytest.raises(errors.DatabaseError, match="the disk is full"),
        open_database(str(disk / "desk.db"), write=True),
    ):
        pass
