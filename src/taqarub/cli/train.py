"""`taqarub train`: the encoder and its heads (extra `[train]`)."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ..records import TaqarubError


class _Reporter:
    """A progress bar on a terminal; a line now and then elsewhere."""

    def __init__(self) -> None:
        self.begin = time.monotonic()
        self.bar: Progress | None = None
        if sys.stderr.isatty():
            columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
            self.bar = Progress(*columns, transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=None)

    def __call__(self, message: str, step: int, total: int) -> None:
        if total < 0:
            typer.echo(f"{time.monotonic() - self.begin:7.0f} s  {message}", err=True)
        elif self.bar is not None:
            self.bar.update(self.task, description=message, completed=step, total=total)
        elif step % 100 == 0:
            typer.echo(f"{time.monotonic() - self.begin:7.0f} s  {message}  {step}/{total}", err=True)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()


def train(
    config: Annotated[str, typer.Argument(help="accurate, further, fast, or a configuration file")],
    shared: Annotated[Path, typer.Option(help="folder with gold/ and corpus/")],
    out: Annotated[Path, typer.Option(help="folder of the run; started again, it goes on where it stopped")],
    teacher: Annotated[Path | None, typer.Option(help="folder of the run whose model teaches this one")] = None,
    more: Annotated[list[Path] | None, typer.Option(help="a further folder in the form of gold to train on")] = None,
    start: Annotated[Path | None, typer.Option(help="folder of a run whose weights this one goes on from")] = None,
    open_only: Annotated[bool, typer.Option("--open", help="leave out texts of the non-commercial corpus")] = False,
    fold: Annotated[str | None, typer.Option(help="N/K: keep the N-th of K parts for measuring")] = None,
    threads: Annotated[int, typer.Option(help="of torch")] = 2,
) -> None:
    """Train a model and export it to OUT/model with its card."""
    try:
        import torch
    except ModuleNotFoundError as error:
        raise TaqarubError("train: needs the extra: pip install 'taqarub[train]'") from error
    from ..evaluation.actors import actor_finder
    from ..language.training import run as runs

    torch.set_num_threads(threads)
    settings = runs.read_config(config)
    part = _fold(fold)
    reporter = _Reporter()
    try:
        scores = runs.run(
            settings, shared, out, reporter, actors=actor_finder(), fold=part, openly=open_only, teacher=teacher,
            more=more or (), start=start,
        )  # fmt: skip
    finally:
        reporter.close()
    for name, score in scores.items():
        typer.echo(f"{name:15} {score:.4f}")
    typer.echo(f"{out / 'model'}")


def _fold(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    number, _, count = text.partition("/")
    if not (number.isdigit() and count.isdigit() and int(number) < int(count)):
        raise TaqarubError(f"--fold {text}: expected N/K with N below K, such as 0/5")
    return int(number), int(count)
