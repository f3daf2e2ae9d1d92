"""Accuracy as a number that anyone can repeat: gold sets, floors that scores must not fall below, comparisons."""

from .comparisons import Comparison, compare
from .floors import below, load_floors, measured, raise_floors
from .gold import GoldSet, give_entities, given_article, gold_sets, iso_day, load_lines, read_set, records, scorer

__all__ = [
    "Comparison", "GoldSet", "below", "compare", "give_entities", "given_article", "gold_sets", "iso_day",
    "load_floors", "load_lines", "measured", "raise_floors", "read_set", "records", "scorer",
]  # fmt: skip
