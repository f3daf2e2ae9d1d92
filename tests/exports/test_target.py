"""Where exports go: whole or not at all, never over what is there, and one line when it cannot be."""

import io
import os
import resource
import stat
import tracemalloc
import zipfile
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from taqarub import TaqarubError, from_json
from taqarub.exports import FORMATS, Filters, chosen, write
from taqarub.exports.columns import TABLES
from taqarub.store import open_database
from taqarub.store import records as stored
from taqarub.store.rows import to_stored
from taqarub.store.write import Entry, Writer

FOLDERS = [name for name, kind in FORMATS.items() if kind.files]
FILES = [name for name, kind in FORMATS.items() if not kind.files]


def broken(records):
    yield from records
    raise RuntimeError("the reader broke")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_stays_when_the_records_break_off(records, tmp_path, format):
    with pytest.raises(RuntimeError):
        write(broken(records), format, tmp_path / "out")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_there_is_not_written_over(records, tmp_path, format):
    path = tmp_path / "out"
    write(records[:1], format, path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(TaqarubError, match=f"{path}: is there already"):
        write(records, format, path)
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(RuntimeError):
        write(broken(records), format, path, force=True)
    assert sorted(tmp_path.rglob("*")) == before  # the old one stays until the new one is whole
    write(records, format, path, force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_file_beside_is_not_written_over_either(records, tmp_path):
    (tmp_path / "out.sentences.tsv").write_text("mine")
    with pytest.raises(TaqarubError, match=r"out\.sentences\.tsv: is there already"):
        write(records, "gdelt", tmp_path / "out.tsv")
    assert (tmp_path / "out.sentences.tsv").read_text() == "mine"


@pytest.mark.parametrize("format", FOLDERS)
def test_a_folder_with_other_files_is_left_alone(records, tmp_path, format):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(TaqarubError, match="holds other files"):
        write(records, format, tmp_path, force=True)
    assert os.listdir(tmp_path) == ["thesis.docx"]


def test_what_cannot_be_a_target(records, tmp_path):
    (tmp_path / "file").write_text("")
    for format, path, said in (
        ("csv", tmp_path / "file", "is a file"), ("jsonl", tmp_path, "is a folder"),
        ("jsonl", tmp_path / "none" / "x", "no folder"), ("xml", tmp_path / "x", "no such format"),
    ):  # fmt: skip
        with pytest.raises(TaqarubError, match=said) as error:
            write(records, format, path, force=True)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("format", [*FILES, "csv"])
def test_an_empty_folder_and_a_folder_that_cannot_be_written(records, tmp_path, format):
    if format == "csv":
        (tmp_path / "empty").mkdir()
        write(records, format, tmp_path / "empty")
        assert sorted(os.listdir(tmp_path / "empty")) == sorted(f"{name}.csv" for name in TABLES)
    with pytest.raises(TaqarubError, match=r"^/proc/self/out: "):
        write(records, format, Path("/proc/self/out"))


@contextmanager
def small_disk():
    """No file can grow beyond 8 KB: what a full disk does to a program, without one. Only about the call that is tried:
    what pytest prints may go to a file, too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_is_one_line_and_leaves_nothing(records, tmp_path, format):
    many = (msgspec.structs.replace(record, id=f"{record.id}-{n}") for n in range(200) for record in records)
    with pytest.raises(TaqarubError) as error, small_disk():
        write(many, format, tmp_path / "out")
    assert str(error.value).startswith(f"{tmp_path}/out: ") and "\n" not in str(error.value)
    assert os.listdir(tmp_path) == []


def test_a_device_that_is_full(records):
    with pytest.raises(TaqarubError, match="/dev/full: No space left on device"):
        write(records * 100, "jsonl", Path("/dev/full"))


def test_a_closed_pipe_stays_one(records):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb", buffering=0) as stream, pytest.raises(BrokenPipeError):
        write(records, "jsonl", stream)


@pytest.mark.parametrize("format", FILES)
def test_a_stream_gets_what_the_file_has(records, tmp_path, format):
    stream = io.BytesIO()
    write(records, format, stream)
    write(records, format, tmp_path / "out")
    assert stream.getvalue() == (tmp_path / "out").read_bytes() != b""


@pytest.mark.parametrize("format", FOLDERS)
def test_folders_travel_as_archives(records, tmp_path, format):
    stream = io.BytesIO()
    write(records, format, stream)
    write(records, format, tmp_path / "out.zip")
    write(records, format, tmp_path / "out")
    for archive in (zipfile.ZipFile(stream), zipfile.ZipFile(tmp_path / "out.zip")):
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(FORMATS[format].files) == sorted(os.listdir(tmp_path / "out"))
    assert sorted(os.listdir(tmp_path)) == ["out", "out.zip"]


def test_a_link_stays_a_link(records, tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(records, "jsonl", tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert len((tmp_path / "real").read_bytes().splitlines()) == 3


def test_others_may_read_what_the_umask_lets_them(records, tmp_path):
    old = os.umask(0o022)
    try:
        write(records, "jsonl", tmp_path / "file")
        write(records, "csv", tmp_path / "folder")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o755


@pytest.mark.parametrize("format", ["jsonl", "csv", "gdelt", "webannotation", "datasette"])
def test_memory_does_not_grow_with_the_records(records, tmp_path, format):
    line = msgspec.json.encode(records[0])

    def many(count):
        for number in range(count):
            yield msgspec.structs.replace(from_json(line), id=f"a{number}")

    def peak(count):
        tracemalloc.start()
        write(many(count), format, tmp_path / f"out{count}")
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(400) < peak(100) + 300_000  # 300 records more, each of 5 KB in memory


@pytest.mark.parametrize(
    "filters",
    [
        {}, {"actors": ["RUS"]}, {"actors": ["RUS", "USA"]}, {"actors": ["Sergey Lavrov"]}, {"actors": ["RUS", "HOU"]},
        {"outlets": ["مدى", "الوكالة"]}, {"files": ["oil"]}, {"files": ["yemen", "oil"]}, {"types": ["protest"]},
        {"types": ["CONSULT", "ASSAULT"], "actors": ["HOU"]}, {"types": ["CONSULT"], "actors": ["HOU"]},
        {"since": "2019-02-03"}, {"until": "2019-02-03"}, {"since": "2019-02-04", "until": "2021-06-16"},
        {"actors": ["+Sami\t\nName"]}, {"outlets": ["no"]},
    ],
)  # fmt: skip
def test_filters_choose_as_the_database_does(records, tmp_path, filters):
    with open_database(str(tmp_path / "desk.db"), write=True) as database:
        Writer(database, False).write([Entry("here", None, to_stored(record)) for record in records])
        wanted = [record.id for record in stored(database, Filters(**filters))]
    assert [record.id for record in chosen(records, Filters(**filters))] == wanted
