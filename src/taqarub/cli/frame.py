"""What all commands share: options, consoles, one-line errors, quiet ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date as Date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text
from typer.core import TyperGroup

from ..records import TaqarubError

INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell gives them: 128 + SIGINT, 128 + SIGPIPE

T = TypeVar("T")


class Group(TyperGroup):
    """Turns what ends a command early into a clear end: one line for an error, silence for Ctrl-C or a closed pipe."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except TaqarubError as error:
            complain(error)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush must not fail again
            raise typer.Exit(BROKEN_PIPE) from error


class Pipe(Console):
    """A console that leaves a closed pipe to `Group`."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """The console for results. In a pipe it has no colours, and a fixed width so that output does not depend on the
    terminal that it was started from."""
    return Pipe(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 110)


def complain(error: Exception | str) -> None:
    """One line on standard error."""
    line = " ".join(str(error).split())
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(f"taqarub: {line}"))


class Complaints:
    """Collects the errors of inputs: each is told at once, and at the end the exit status says that there were some."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: TaqarubError) -> None:
        self.count += 1
        complain(error)

    def close(self) -> None:
        """Leave with status 1 if there was an error."""
        if self.count:
            raise typer.Exit(1)


def progress(items: Iterable[T], what: str, total: Callable[[], int | None] = lambda: None) -> Iterator[T]:
    """Pass items through; on a terminal whose output goes elsewhere, show how far the work is.

    Args:
        items: the work's results.
        what: word for them, such as "records".
        total: how many there will be, asked only when it is shown; None where nobody knows.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=total(), rate="")
        for item in items:
            yield item
            bar.advance(task)
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")


@contextmanager
def without_torch() -> Iterator[None]:
    """Keep spaCy from importing torch where that is installed: reading needs none of it, and start-up is 1 s less."""
    hidden = "torch" not in sys.modules
    if hidden:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["torch"]


def load_pipeline(model: str) -> Any:
    """The spaCy pipeline for a --model option."""
    with without_torch():
        from ..reading import pipeline
    return pipeline(None if model == "none" else model)


def day(value: str | None) -> str | None:
    """Check a --date option.

    Raises:
        typer.BadParameter: it is no day.
    """
    try:
        return Date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise typer.BadParameter(f"{value} is no day; write it as 2018-06-12") from error


def model_name(value: str) -> str:
    """Check a --model option.

    Raises:
        typer.BadParameter: it is neither a model's name nor a folder.
    """
    if value not in ("fast", "accurate", "none") and not Path(value).is_dir():
        raise typer.BadParameter(f"{value} is neither fast, accurate, none nor a folder with a model")
    return value


ModelOption = Annotated[
    str,
    typer.Option("--model", callback=model_name, metavar="MODEL", help="fast, accurate, none (rules only) or a folder."),
]
