"""`taqarub user`."""

from typer.testing import CliRunner

from taqarub.cli import build
from taqarub.web.accounts import fits, read_users


def run(*args, words=""):
    return CliRunner().invoke(build(), ["user", *map(str, args)], input=words)


def test_a_user_is_added_changed_and_removed(tmp_path):
    path = tmp_path / "users.toml"
    assert run("هدى", "--users", path, words="long enough 1\nlong enough 1\n").exit_code == 0
    assert run("سمير", "--users", path, words="long enough 2\nlong enough 2\n").exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600 and "long enough" not in path.read_text()
    assert fits("long enough 1", read_users(path)["هدى"])
    assert run("هدى", "--users", path, words="another one 3\nanother one 3\n").exit_code == 0
    assert fits("another one 3", read_users(path)["هدى"])
    assert run("سمير", "--users", path, "--remove").exit_code == 0
    assert list(read_users(path)) == ["هدى"]


def test_short_passwords_and_unknown_users_are_refused(tmp_path):
    path = tmp_path / "users.toml"
    assert run("x", "--users", path, words="short\nshort\n").exit_code == 1 and not path.exists()
    run("x", "--users", path, words="long enough 1\nlong enough 1\n")
    assert run("y", "--users", path, "--remove").exit_code == 1
