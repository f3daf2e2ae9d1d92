"""Every command and every option stands in docs/commands.md (a habit taken from Datasette)."""

import re
from pathlib import Path

import pytest
import typer.main

from taqarub.cli import build

PATH = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def walk(command, name):
    """Yield each command with its full name; groups yield what is in them."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child, inner in children.items():
        yield from walk(inner, f"{name} {child}")


COMMANDS = dict(walk(typer.main.get_command(build()), "taqarub"))


def section(name):
    parts = re.split(r"^## (.+)$", PATH.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_options_are_documented(name):
    text = section(name)
    assert text, f"docs/commands.md has no section '## {name}'"
    for param in COMMANDS[name].params:
        for option in getattr(param, "opts", []):
            if option.startswith("--") and option != "--help":
                assert re.search(rf"`{option}`", text), f"{option} of {name} is not documented"


def test_nothing_is_documented_that_is_not_there():
    headings = re.findall(r"^## (taqarub.*)$", PATH.read_text(encoding="utf-8"), flags=re.M)
    assert set(headings) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name):
    for param in COMMANDS[name].params:
        assert getattr(param, "help", None), f"{param.name} of {name}"
