"""`taqarub ingest`, `search` and `failures`, with the pipeline of rules."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest


def heed_interrupts():
    """What a shell starts in the background ignores SIGINT, and so would its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


LINES = [
    {"id": "a1", "source": "المرفأ", "date": "2021-03-02", "sentences": ["بيروت تستضيف لقاء رباعيا", "اجتمع رئيس الحكومة ووزيري خارجية الأردن ومصر مساء أمس."]},
    {"id": "a2", "source": "النهر", "date": "2021-03-05", "sentences": ["واشنطن تشدد الضغط على طهران", "أعلنت وزارة الخزانة الأمريكية عقوبات جديدة على إيران."]},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a database of two articles and a failure."""
    folder = tmp_path_factory.mktemp("desk")
    lines = [json.dumps(item, ensure_ascii=False) for item in LINES]
    (folder / "in.jsonl").write_text("\n".join([lines[0], "{no json", lines[1]]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(folder):
    """The run that makes the database."""
    command = [sys.executable, "-m", "taqarub", "ingest", str(folder / "in.jsonl"), "--db", str(folder / "desk.db")]
    return subprocess.run([*command, "--model", "none", "--processes", "2"], capture_output=True, text=True)


def test_it_says_what_it_did_and_draws_no_bar_in_a_pipe(first, folder):
    assert first.returncode == 1, first.stderr
    assert first.stdout == ""
    assert first.stderr == f"2 new, 1 could not be read (see `taqarub failures --db {folder / 'desk.db'}`)\n"


def test_failures_are_listed(first, folder, taqarub):
    result = taqarub("failures", "--db", str(folder / "desk.db"))
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{folder / 'in.jsonl'}, line 2: no JSON")
    row = json.loads(taqarub("failures", "--jsonl", "--db", str(folder / "desk.db")).stdout)
    assert row["source"] == str(folder / "in.jsonl") and row["origin"].endswith("line 2")


def test_search(first, folder, taqarub):
    db = str(folder / "desk.db")
    result = taqarub("search", "وزير الخارجية", "--db", db)
    assert "بيروت تستضيف لقاء رباعيا" in result.stdout and "2021-03-02 · المرفأ · a1" in result.stdout
    assert "ووزيري خارجية" in result.stdout and "a2" not in result.stdout
    hits = [json.loads(line) for line in taqarub("search", "", "--actor", "IRN", "--jsonl", "--db", db).stdout.splitlines()]
    assert [hit["id"] for hit in hits] == ["a2"]
    assert taqarub("search", "طهران", "--to", "2021-03-01", "--db", db).stdout == "nothing found\n"
    assert taqarub("search", "طهران", "--from", "soon", "--db", db).exit_code == 2


def test_errors_are_one_line(folder, taqarub, tmp_path):
    result = taqarub("search", "كلمة", "--db", str(tmp_path / "none.db"))
    assert result.exit_code == 1
    assert result.stderr.startswith("taqarub: ") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("how, status", [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_stopped_by_signal_it_leaves_no_process_and_goes_on_later(tmp_path, how, status, taqarub):
    source, db = tmp_path / "in.jsonl", tmp_path / "desk.db"
    with open(source, "w", encoding="utf-8") as lines:
        for n in range(4000):
            item = {"id": f"n{n}", "date": "2021-03-02", "sentences": [f"خبر رقم {n}", "وصل الوفد إلى دمشق. " * 20]}
            lines.write(json.dumps(item, ensure_ascii=False) + "\n")
    command = [sys.executable, "-m", "taqarub", "ingest", str(source), "--db", str(db), "--model", "none"]
    child = subprocess.Popen(
        [*command, "--processes", "2"], stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_interrupts,
    )  # fmt: skip
    while child.poll() is None and stored(db) == 0:
        time.sleep(0.1)
    if how == signal.SIGINT:
        os.killpg(child.pid, how)
    else:
        child.kill()
    assert child.wait(60) == status
    assert child.stderr.read() == ""  # read to its end: no worker holds it open
    before = stored(db)
    assert 0 < before < 4000
    source.write_text("\n".join(source.read_text(encoding="utf-8").splitlines()[: before + 10]), encoding="utf-8")
    result = taqarub("ingest", str(source), "--db", str(db), "--model", "none", "--processes", "1")
    assert result.exit_code == 0
    assert result.stderr == f"10 new, {before} stored before\n"


def stored(db):
    """How many articles are there by now."""
    from taqarub.store import open_database
    from taqarub.store.errors import DatabaseError
    from taqarub.store.queries import counts

    try:
        with open_database(str(db)) as database:
            return counts(database)["articles"]
    except DatabaseError:
        return 0
