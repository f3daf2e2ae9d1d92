"""The commands. A group of commands is a module of its own; COMMANDS names them all.

Modules here import only what the command line itself needs; rooms are imported when a command runs, so that
`taqarub --help` is quick. A command raises TaqarubError for what the user can mend: it becomes one line.
"""

from __future__ import annotations

import importlib
import sys
from typing import Annotated

import typer

from .. import __version__
from .frame import Group

# command -> module of this package and function; the order is that of `taqarub --help`
COMMANDS = {
    "read": "read:read",
    "demo": "demo:demo",
    "ingest": "ingest:ingest",
    "watch": "watch:watch",
    "search": "search:search",
    "serve": "serve:serve",
    "failures": "failures:failures",
    "stories": "stories:stories",
    "related": "stories:related",
    "export": "export:export",
    "closeness": "closeness:closeness",
    "dyads": "closeness:dyads",
    "brief": "brief:brief",
    "actor": "actors:actor",
    "actors": "actors:actors",
    "review": "review:review",
    "user": "users:user",
    "evaluate": "evaluate:evaluate",
    "info": "info:info",
    "train": "train:train",
}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"taqarub {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read Arabic news: who said what, who did what to whom, when, and on which file."""


def build() -> typer.Typer:
    """The Typer app with all commands."""
    app = typer.Typer(cls=Group, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback()(_root)
    for name, place in COMMANDS.items():
        module, function = place.split(":")
        app.command(name)(getattr(importlib.import_module(f".{module}", __name__), function))
    return app


def main() -> None:
    """Entry point of the `taqarub` script."""
    if sys.argv[1:2] != ["train"]:
        # thinc, below spaCy, imports torch wherever it is installed: a second of start-up and 200 MB that only training needs
        sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    build()(prog_name="taqarub")
