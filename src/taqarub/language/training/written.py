"""Articles written for training, names marked in the text and events below it, as gold.

    ### id | 2024-05-01 | outlet
    the headline, then a sentence a line; every name is {text|TYPE|code or -}
    V sentence|trigger|TYPE|source codes|target codes or -|status|date or -|place or -|reporter or -
    F file slugs or -

`python -m taqarub.language.training.written FOLDER OUT` writes all *.txt of a folder in the form of gold into OUT; an
article of one line is a headline.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...records import TaqarubError

_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)\|([A-Z0-9_]+|-)\}")
_FILES = re.compile(r"F [a-z0-9 ,-]+$")
Pair = tuple[dict[str, Any], dict[str, Any]]


def read_written(path: Path) -> Iterator[Pair]:
    """(text, gold) pairs of a file: "entities", "events" and "files", no "statements" and "times".

    Raises:
        TaqarubError: a line is not as it should be.
    """
    pair: Pair | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("### "):
            if pair:
                yield pair
            key, date, source = (part.strip() for part in line[4:].split("|"))
            pair = {"id": key, "source": source, "date": date, "sentences": []}, {"id": key, "entities": [], "events": [], "files": []}
        elif line.strip():
            if pair is None:
                raise TaqarubError(f"{path}, line {number}: no article begins here")
            try:
                _add(line.strip(), *pair)
            except (ValueError, IndexError) as error:
                raise TaqarubError(f"{path}, line {number}: {error}") from error
    if pair:
        yield pair


def _add(line: str, item: dict[str, Any], gold: dict[str, Any]) -> None:
    if line.startswith("V "):
        gold["events"].append(_event(line[2:], item["sentences"]))
    elif _FILES.match(line):
        gold["files"] = re.findall(r"[a-z][a-z0-9-]+", line[2:])
    else:
        for name, kind, code in _MARK.findall(line):
            entity = {"text": name, "type": kind, "code": None if code == "-" else code}
            if entity not in gold["entities"]:
                gold["entities"].append(entity)
        item["sentences"].append(_MARK.sub(r"\1", line))


def _event(line: str, sentences: list[str]) -> dict[str, Any]:
    sentence, trigger, kind, source, target, status, *rest = line.split("|")
    date, place, reporter = (None if part == "-" else part for part in rest)
    if trigger not in sentences[int(sentence)]:
        raise ValueError(f"{trigger} does not stand in sentence {sentence}")
    sides = ([code for code in side.split(",") if code not in ("", "-")] for side in (source, target))
    return {
        "sentence": int(sentence), "trigger": trigger, "type": kind, **dict(zip(("source", "target"), sides, strict=True)),
        "status": status, "date": date, "place": place, "reporter": reporter,
    }  # fmt: skip


def write_gold(pairs: list[Pair], headline: list[bool], out: Path) -> None:
    """The four files of a gold folder; `headline` says which pairs are headlines."""
    out.mkdir(parents=True, exist_ok=True)
    for prefix in ("", "headlines-"):
        mine = [pair for pair, alone in zip(pairs, headline, strict=True) if alone == bool(prefix)]
        for name, place in (("texts", 0), ("gold", 1)):
            rows = "".join(json.dumps(pair[place], ensure_ascii=False) + "\n" for pair in mine)
            (out / f"{prefix}{name}.jsonl").write_text(rows, encoding="utf-8")


def main() -> None:
    """Write a folder of gold from a folder of written articles."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    pairs = [pair for path in sorted(arguments.folder.glob("*.txt")) for pair in read_written(path)]
    write_gold(pairs, [len(item["sentences"]) == 1 for item, _ in pairs], arguments.out)


if __name__ == "__main__":
    main()
