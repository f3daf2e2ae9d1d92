"""Across weeks: how near two actors stand on a file."""

from .evidence import Evidence, evidence, pairs_of
from .levels import Levels
from .measure import HALF_LIFE, SHRINKAGE, Move, Series, series
from .pairs import Shift, shifts
from .sources import records_from

__all__ = [
    "HALF_LIFE", "SHRINKAGE", "Evidence", "Levels", "Move", "Series", "Shift", "evidence", "pairs_of", "records_from",
    "series", "shifts",
]  # fmt: skip
