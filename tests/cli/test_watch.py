"""`taqarub watch` as a process: a real server, real signals."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taqarub.store import open_database, records

sys.path.insert(0, str(Path(__file__).parents[1] / "watch"))
from site_of_paper import Paper


@pytest.fixture
def paper():
    opened = Paper()
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path, paper):
    path = tmp_path / "feeds.toml"
    path.write_text(f'[watch]\ndelay = "0.05s"\n[[feed]]\nurl = "{paper.base}/rss"\n', encoding="utf-8")
    return path


def ids(db):
    with open_database(str(db)) as database:
        return {record.url.rpartition("/")[2] for record in records(database)}


def heed_interrupts():
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_all_that_was_fetched_stored(paper, settings, tmp_path, taqarub, how):
    names = [f"n{number}" for number in range(12)]
    paper.print(*names)
    paper.pages["robots.txt"] = "User-agent: *\nCrawl-delay: 0.2\n"
    db = tmp_path / "desk.db"
    command = [sys.executable, "-m", "taqarub", "watch", str(settings), "--db", str(db), "--model", "none", "--allow-private"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts)
    while child.poll() is None and not any(paper.fetched(name) for name in names[2:]):
        time.sleep(0.02)
    child.send_signal(how)
    assert child.wait(60) == 0, child.stderr.read()
    assert "stopping" in child.stderr.read()
    before = ids(db)
    assert 2 <= len(before) < len(names)
    assert sum(paper.fetched(name) for name in names) - len(before) <= 1  # the one that was on its way
    result = taqarub("watch", str(settings), "--db", str(db), "--model", "none", "--allow-private", "--once")
    assert result.exit_code == 0, result.stderr
    assert ids(db) == set(names)
    assert all(paper.fetched(name) == 1 for name in before)


def test_once(paper, settings, tmp_path, taqarub):
    paper.print("a")
    command = ("watch", str(settings), "--db", str(tmp_path / "desk.db"), "--model", "none", "--allow-private", "--once")
    result = taqarub(*command)
    assert result.exit_code == 0 and f"{paper.base}/rss: 1 new\n" in result.stderr and result.stdout == ""
    paper.pages["rss"] = "no feed"
    result = taqarub(*command)
    assert result.exit_code == 1 and "neither a feed, a sitemap nor a list of addresses" in result.stderr


def test_private_networks_only_when_allowed(paper, settings, tmp_path, taqarub):
    result = taqarub("watch", str(settings), "--db", str(tmp_path / "desk.db"), "--model", "none", "--once")
    assert result.exit_code == 1 and "private network" in result.stderr and not paper.asked


def test_the_example_and_what_is_amiss_with_a_file(tmp_path, taqarub):
    example = taqarub("watch", "--example")
    assert example.exit_code == 0 and "[[feed]]" in example.stdout
    (tmp_path / "feeds.toml").write_text(example.stdout.replace("articles = 20", "article = 20"), encoding="utf-8")
    result = taqarub("watch", str(tmp_path / "feeds.toml"), "--db", str(tmp_path / "desk.db"))
    assert result.exit_code == 1
    assert result.stderr == f"taqarub: {tmp_path / 'feeds.toml'}: unknown key 'article' of feed 2; known are url, outlet, every, articles\n"
    assert not (tmp_path / "desk.db").exists()
