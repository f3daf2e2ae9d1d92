#!/usr/bin/env python3
"""Speed, memory and start-up, measured on this machine.

    .venv/bin/python benchmarks/run.py [NAME...] [--json] [--list]

A benchmark is a module bench_NAME.py beside this file with a docstring (its first line is the table's title) and

    def run() -> Iterator[Row]      # harness.Row

Each runs in a process of its own, on one core, with one thread: what one loads does not weigh on the next, and its
peak memory is its own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


def names() -> list[str]:
    """All benchmarks there are."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def run_here(name: str) -> None:
    """Run one benchmark in this process; each row is a line of JSON on standard output."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sys.path.insert(0, str(HERE))
    for row in importlib.import_module(f"bench_{name}").run():
        print(json.dumps(row._asdict(), ensure_ascii=False), flush=True)


def run_apart(name: str) -> tuple[list[dict], int]:
    """Run one benchmark in a new process. Returns its rows and its exit status."""
    command = [sys.executable, str(HERE / "run.py"), "--here", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, env={**os.environ, **ONE_THREAD}, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode


def title(name: str) -> str:
    """First line of a benchmark's docstring."""
    source = (HERE / f"bench_{name}.py").read_text(encoding="utf-8")
    return source.split('"""')[1].strip().split("\n")[0].rstrip(".")


def print_table(name: str, rows: list[dict]) -> None:
    """The rows of a benchmark, numbers set to the right."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{name}: {title(name)}", box=None, title_justify="left", header_style="dim")
    for column in ("what", "system"):
        table.add_column(column)
    table.add_column("value", justify="right")
    for column in ("unit", "note"):
        table.add_column(column)
    for row in rows:
        number = row["value"]
        shown = f"{number:,.0f}" if abs(number) >= 100 else f"{number:,.2f}"
        table.add_row(row["what"], row["system"], shown, row["unit"], row["note"])
    Console(width=max(100, Console().width)).print(table, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="print rows as JSON")
    parser.add_argument("--list", action="store_true", help="only list the benchmarks")
    parser.add_argument("--here", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        run_here(options.here)
        return
    if options.list:
        print("\n".join(f"{name:12} {title(name)}" for name in names()))
        return
    unknown = set(options.names) - set(names())
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    failed = []
    everything = {"machine": f"{platform.machine()}, {os.cpu_count()} cores, python {platform.python_version()}"}
    for name in options.names or names():
        rows, status = run_apart(name)
        if status:
            failed.append(name)
        everything[name] = rows
        if not options.json:
            print_table(name, rows)
    if options.json:
        print(json.dumps(everything, ensure_ascii=False, indent=1))
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
