"""`taqarub read`: outputs, errors, and quiet ends."""

import contextlib
import json
import os
import signal
import subprocess
import sys

import pytest

from taqarub.cli import frame, read


def heed_interrupts():
    """What a shell starts in the background ignores SIGINT, and so would its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


ARTICLES = [
    {"id": f"n{n}", "source": "جريدة", "date": "2018-06-12", "sentences": [f"خبر رقم {n} من بيروت", "وصل الوزير إلى بيروت."]}
    for n in range(3)
]
PAGE = "وزير الخارجية يصل إلى بيروت\nوصل وزير الخارجية المصري إلى بيروت، والتقى نظيره اللبناني في مقر الوزارة.\n"


def jsonl(items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(jsonl(ARTICLES))
    return str(path)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return str(path)


@pytest.fixture
def read_plain(taqarub):
    """Run `taqarub read` with rules only."""

    def run(*arguments, **options):
        return taqarub("read", "--model", "none", *arguments, **options)

    return run


def test_json_lines_in_the_order_of_the_inputs(read_plain, articles, page):
    result = read_plain("--jsonl", articles, page, articles)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and result.stderr == ""
    assert [r["headline"] for r in records[:3]] == [a["sentences"][0] for a in ARTICLES]
    assert records[3]["headline"] == PAGE.split("\n")[0]
    assert records[0]["text"] == "\n".join(ARTICLES[0]["sentences"])
    assert records[:3] == records[4:]


def test_one_record_is_an_object_and_several_are_a_list(read_plain, articles, page):
    one = json.loads(read_plain("--json", page).stdout)
    assert one["headline"] == PAGE.split("\n")[0]
    assert [r["id"] for r in json.loads(read_plain("--json", articles).stdout)] == ["n0", "n1", "n2"]
    assert len(json.loads(read_plain("--json", page, page).stdout)) == 2


def test_date_and_outlet_fill_what_the_page_lacks(read_plain, page):
    record = json.loads(read_plain("--json", "--date", "2021-06-22", "--outlet", "جريدة النهر", page).stdout)
    assert (record["published"], record["outlet"]) == ("2021-06-22", "جريدة النهر")
    assert json.loads(read_plain("--json", page).stdout)["published"] is None


def test_a_page_on_standard_input(read_plain):
    assert json.loads(read_plain("--json", "-", input=PAGE).stdout)["headline"] == PAGE.split("\n")[0]


def test_an_unreadable_input_is_one_line_and_the_others_are_read(read_plain, articles, tmp_path):
    missing, empty = str(tmp_path / "missing.txt"), tmp_path / "empty.txt"
    empty.write_text("")
    result = read_plain("--jsonl", missing, articles, str(empty))
    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert len(lines) == 2 and all(line.startswith("taqarub: ") for line in lines)
    assert missing in lines[0] and str(empty) in lines[1]


def test_explain_adds_where_things_come_from(read_plain, articles):
    plain, explained = (read_plain("--jsonl", *options, articles).stdout for options in ((), ("--explain",)))
    for line, more in zip(plain.splitlines(), explained.splitlines(), strict=True):
        for layer in ("entities", "times", "statements", "events"):
            assert all("by" not in item for item in json.loads(line)[layer])
            assert all("by" in item for item in json.loads(more)[layer])


def test_the_view_in_a_pipe_has_neither_colours_nor_marks(read_plain, page):
    out = read_plain(page).stdout
    assert "وصل وزير الخارجية المصري إلى بيروت" in " ".join(out.split())
    assert "\x1b" not in out and "\u2067" not in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--json", "--jsonl"], "exclude each other"),
        (["--date", "22/06/2021"], "is no day"),
        (["--model", "nosuch"], "neither fast"),
    ],
)
def test_a_wrong_command_line_is_status_2(taqarub, page, options, words):
    result = taqarub("read", *options, page, env={"COLUMNS": "300", "TERM": "dumb"})
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_pages_are_counted_as_far_as_they_can_be(articles, page, tmp_path):
    assert read.count_pages([articles, page]) == 4
    assert read.count_pages([str(tmp_path)]) == 2
    assert read.count_pages([page, "https://paper.example/1"]) is None


def process(*arguments):
    command = [sys.executable, "-m", "taqarub", "read", "--model", "none", "--jsonl", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts)


@pytest.fixture
def many(tmp_path):
    """More articles than a pipe holds records of, so that the process is still at work when the test acts."""
    path = tmp_path / "many.jsonl"
    path.write_text(jsonl({**ARTICLES[0], "id": str(n)} for n in range(2000)))
    return str(path)


def test_ctrl_c_ends_with_130_and_no_traceback(many):
    child = process(many)
    assert json.loads(child.stdout.readline())["id"] == "0"
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (frame.INTERRUPTED, b"")


def test_a_closed_pipe_ends_quietly(many):
    child = process(many)
    child.stdout.readline()
    child.stdout.close()
    errors = child.stderr.read()
    assert (child.wait(timeout=60), errors) == (frame.BROKEN_PIPE, b"")


def test_on_a_terminal_a_bar_is_shown_and_the_records_go_where_they_were_sent(articles, tmp_path):
    main, terminal = os.openpty()
    out = tmp_path / "records.jsonl"
    command = [sys.executable, "-m", "taqarub", "read", "--model", "none", "--jsonl", articles, str(tmp_path / "missing")]
    with open(out, "wb") as stream:
        child = subprocess.Popen(command, stdout=stream, stderr=terminal, env={**os.environ, "TERM": "xterm-256color"})
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # what reading gives when the terminal's other end is gone
            while piece := os.read(main, 4096):
                shown += piece
    os.close(main)
    assert child.wait(timeout=60) == 1
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["n0", "n1", "n2"]
    text = shown.decode()
    assert "reading" in text and "3/" in text
    assert "taqarub: " in text and '"id"' not in text


def test_progress_passes_everything_through_in_a_pipe(capsys):
    assert list(frame.progress(range(5), "numbers", lambda: 1 // 0)) == [0, 1, 2, 3, 4]
    assert capsys.readouterr().err == ""


def test_torch_is_hidden_only_while_spacy_is_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    with frame.without_torch(), pytest.raises(ImportError):
        import torch  # noqa: F401
    assert "torch" not in sys.modules
