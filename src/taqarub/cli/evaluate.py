"""`taqarub evaluate`: accuracy on gold, against floors, beside other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from ..records import DEFAULT_MODEL, TaqarubError
from .frame import ModelOption, complain, console, load_pipeline, progress

if TYPE_CHECKING:
    from ..evaluation import Comparison, GoldSet

FLOORS = Path(__file__).resolve().parents[1] / "data" / "floors.toml"
FREQUENT, HOLE = 20, 0.25  # a type as frequent in gold as this, with an F1 under this, is marked


class Split(StrEnum):
    """Part of gold."""

    test = "test"
    train = "train"


def evaluate(
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Folder with score.py, test/ and train/.")] = Path("../shared/gold"),
    model: ModelOption = DEFAULT_MODEL,
    split: Annotated[Split, typer.Option(help="Part of gold; train only while developing.")] = Split.test,
    floors: Annotated[
        Path, typer.Option(metavar="FILE", help="Scores that must be reached.", show_default=False)
    ] = FLOORS,
    json: Annotated[bool, typer.Option("--json", help="Print all scores as JSON.")] = False,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Record the scores as floors where they are higher than the old ones.")
    ] = False,
) -> None:
    """Measure accuracy against annotated articles and headlines.

    Exit status 1 names each score below its recorded floor. Without a gold folder nothing is measured (status 0).
    """
    if not (gold / "score.py").is_file():
        complain(f"{gold}: no gold annotations here (score.py is missing); accuracy was not measured")
        return
    from .. import evaluation

    nlp = load_pipeline(model)
    scorer = evaluation.scorer(gold)
    parts = evaluation.gold_sets(gold, split.value)
    scores: dict[str, dict[str, Any]] = {}
    for part in parts:
        for _ in progress(evaluation.read_set(part, nlp), f"reading {part.name}", partial(len, part.gold)):
            pass
        scores[part.name] = scorer.score(part.texts, part.gold, part.found)
    comparisons = evaluation.compare(parts)
    short = Path(model).name.replace(".", "-")
    keys = {name: f"{short}.{split.value}.{name}" for name in scores}
    if json:
        print_json(scores, comparisons)
    else:
        for part in parts:
            print_scores(part, keys[part.name], scores[part.name], evaluation.load_floors(floors))
        print_comparisons(comparisons)
    for name in scores if raise_floors else ():
        for line in evaluation.raise_floors(keys[name], evaluation.measured(scores[name]), floors):
            typer.echo(f"floor raised: {line}", err=True)
    lost = [
        line
        for name in scores
        for line in evaluation.below(keys[name], evaluation.measured(scores[name]), evaluation.load_floors(floors))
    ]
    if lost:
        raise TaqarubError("; ".join(lost))


def print_json(scores: dict[str, dict[str, Any]], comparisons: Iterable[Comparison]) -> None:
    """Scores by set, and the comparisons, as one JSON object."""
    import json

    import msgspec

    plain = {**scores, "comparisons": msgspec.to_builtins(list(comparisons))}
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")


def _scores_table(*first: str) -> Table:
    table = Table(box=None, header_style="dim")
    for name in first:
        table.add_column(name)
    for name in ("P", "R", "F1", "gold", "found"):
        table.add_column(name, justify="right")
    return table


def _numbers(row: dict[str, Any]) -> list[str]:
    return [
        f"{row['precision']:.3f}", f"{row['recall']:.3f}", f"{row['f1']:.3f}", str(row["gold"]), str(row["found"]),
    ]  # fmt: skip


def print_scores(part: GoldSet, key: str, scores: dict[str, Any], floors: dict[str, dict[str, float]]) -> None:
    """A table of layers with their floors, and one of event types."""
    out = console()
    mine = floors.get(key, {})
    speed = part.words / part.seconds if part.seconds else 0.0
    out.print(f"[bold]{key}[/]: {len(part.gold)} texts, {part.words} words, {speed:.0f} words/s")
    table = _scores_table("layer")
    table.add_column("floor", justify="right")
    for layer, row in scores.items():
        floor = mine.get(layer)
        shown = f"{floor:.3f}" if floor is not None else ""
        if "f1" in row:
            style = "bold red" if floor is not None and row["f1"] < floor else ""
            table.add_row(layer, *_numbers(row), shown, style=style)
        elif "accuracy" in row:
            style = "bold red" if floor is not None and row["accuracy"] < floor else ""
            table.add_row(layer, "", "", f"{row['accuracy']:.3f}", str(row["of"]), "", shown, style=style)
    out.print(table)
    missing = scores.get("articles", {}).get("without a record", 0)
    if missing:
        out.print(f"[bold red]{missing} texts without a record[/]")
    types = _scores_table("event type")
    types.add_column("")
    for kind, row in scores.get("by type", {}).items():
        hole = row["gold"] >= FREQUENT and row["f1"] < HOLE
        types.add_row(kind, *_numbers(row), f"under {HOLE}" if hole else "", style="red" if hole else "")
    if types.row_count:
        out.print(types)
    out.print()


def print_comparisons(comparisons: Iterable[Comparison]) -> None:
    """Each comparison as a table of systems."""
    out = console()
    for comparison in comparisons:
        if comparison.missing:
            out.print(f"{comparison.layer}, {comparison.set}: {comparison.system} is not installed; not compared")
            continue
        out.print(f"[bold]{comparison.layer}[/], {comparison.set}: beside {comparison.system}")
        table = _scores_table("system")
        for system, row in comparison.rows.items():
            table.add_row(system, *_numbers(row))
        out.print(table)
