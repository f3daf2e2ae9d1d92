"""forms.tsv of a model: counts of word forms in unlabelled news, and kinds of names from the book of actors."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from ..forms import KINDS, STEPS
from ..normal import fold
from .windows import tokenize

_PLURALS = ("", "ه", "ون", "ين", "ان", "ات", "تان", "تين")
_BIT = {kind: 1 << at for at, kind in enumerate(KINDS)}


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table of data, by column."""
    root = resources.files("taqarub") / "data"
    lines = [x for x in (root / name).read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    head = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(head, line.split("\t"), strict=False))


def _values(row: dict[str, str], *columns: str) -> Iterator[list[str]]:
    for column in columns:
        for value in row.get(column, "").split("|"):
            words = fold(value.partition("=")[0]).split()
            if words:
                yield words


def name_kinds() -> dict[str, int]:
    """Folded word -> bits of KINDS, from data/actors and the given names of data/pages."""
    found: dict[str, int] = collections.defaultdict(int)

    def mark(words: Iterable[str], kind: str) -> None:
        for word in words:
            if len(word) > 1:
                found[word] |= _BIT[kind]

    people = resources.files("taqarub") / "data/actors/people"
    for path in sorted(p.name for p in people.iterdir() if p.name.endswith(".tsv")):
        for row in rows(f"actors/people/{path}"):
            for words in _values(row, "names_ar"):
                mark(words[:1], "given")
                mark(words[1:], "surname")
            for words in _values(row, "short_ar"):
                mark(words, "surname")
    for name, columns in (("states", ("names_ar", "capitals_ar")), ("cities", ("names_ar",)), ("cities_extra", ("names_ar",))):
        for row in rows(f"actors/{name}.tsv"):
            for words in _values(row, *columns):
                mark(words, "place" if len(words) == 1 else "place part")
    for row in rows("actors/states.tsv"):
        for words in _values(row, "adjectives"):
            mark((word + end for word in words for end in (_PLURALS if word.endswith("ي") else ("",))), "nationality")
    for name in ("orgs", "bodies"):
        for row in rows(f"actors/{name}.tsv"):
            for words in _values(row, "names_ar", "heads_ar"):
                mark(words[:1], "org head")
                mark(words[1:], "org part")
    for row in rows("actors/media.tsv"):
        for words in _values(row, "names_ar"):
            mark(words, "media")
    for row in rows("actors/regions.tsv"):
        for words in _values(row, "names_ar"):
            mark(words, "region")
    for row in (*rows("actors/titles.tsv"), *rows("actors/offices.tsv")):
        for words in _values(row, "word", "titles_ar", "titles"):
            mark(words, "title")
    given = (resources.files("taqarub") / "data/pages/given_names.tsv").read_text(encoding="utf-8")
    for line in given.splitlines():
        if not line.startswith("#"):
            mark(fold(line.replace(".", " ")).split(), "given")
    return dict(found)


def write_forms(texts: Iterable[str], path: Path, least: int = 4) -> int:
    """Count the words of texts, join what the book knows, write forms.tsv; give back the number of forms."""
    counts: collections.Counter[str] = collections.Counter()
    for text in texts:
        counts.update(word for word in tokenize(fold(text))[0] if word[0] >= "\u0620")
    kinds = name_kinds()
    lines = ["# form (folded)\tlog2 of its count, at most 11\tkinds of names it occurs in, bits of language.forms.KINDS"]
    for form in sorted(set(kinds) | {form for form, n in counts.items() if n >= least and len(form) < 20}):
        step = min(STEPS - 1, max(0, int(math.log2(counts[form])) - 1)) if counts[form] >= least else 0
        if step or kinds.get(form):
            lines.append(f"{form}\t{step}\t{kinds.get(form, 0)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1
