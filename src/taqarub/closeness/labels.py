"""Names of actors for the titles of charts."""

from __future__ import annotations

from functools import lru_cache

from ..names.tables import ACTORS, rows, values


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for table in ("states.tsv", "orgs.tsv"):
        for row in rows(ACTORS / table):
            if row["code"] and row["names_ar"]:
                names.setdefault(row["code"], values(row["names_ar"])[0])
    return names


def arabic_name(code: str) -> str | None:
    """The usual Arabic name of a state, or of the first organisation listed with a code; None for other codes."""
    return _names().get(code)
