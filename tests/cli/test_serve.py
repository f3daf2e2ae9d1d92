"""`taqarub serve` refuses what would not be safe, in one line; what it serves is tested in tests/web."""

import pytest
from typer.testing import CliRunner

from taqarub.cli import build
from taqarub.store import open_database


@pytest.fixture
def db(tmp_path):
    path = str(tmp_path / "desk.db")
    open_database(path, write=True).close()
    return path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "0.0.0.0"], "give --token or --users"),
        (["--host", "0.0.0.0", "--token", "short"], "12 characters"),
        (["--users", "/nowhere/users.toml"], "/nowhere/users.toml"),
    ],
)
def test_refused(db, options, told):
    done = CliRunner().invoke(build(), ["serve", "--db", db, *options])
    assert done.exit_code == 1 and told in done.stderr and done.stderr.count("\n") == 1


def test_a_database_or_the_demo():
    assert CliRunner().invoke(build(), ["serve"]).exit_code == 2
