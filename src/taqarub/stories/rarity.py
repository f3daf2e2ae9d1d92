"""How much a word or an actor says of a story: the rarer in the news, the more.

The table data/stories/rarity.tsv holds in how many of a hundred thousand articles a stem stands in headline or lead, or an
actor is named. It is fixed, so that the likeness of two articles does not hang on what else was read before them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from math import log

PER = 100_000  # articles on which the table counts
UNKNOWN = 12  # of PER: what is rarer than all in the table
_FULL = log(PER / UNKNOWN)


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    text = (resources.files("taqarub") / "data" / "stories" / "rarity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: max(0.0, log(PER / (int(count) + UNKNOWN))) / _FULL for key, count in rows}


def rarity(key: str) -> float:
    """From 0 (stands in every article) to 1 (hardly ever).

    Args:
        key: a stem as it is, an actor's name or code after "@".
    """
    return _table().get(key, 1.0)
