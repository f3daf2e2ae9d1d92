"""dateparser's Arabic on the expressions of the gold, beside our times.

dateparser is helped: it is handed each gold expression and the article's date, so it need not find anything, and its
day is cut to the grain of the gold value (a year, a month, a week, a day with or without its part). Only expressions
with a calendar value count: dateparser has no durations and no vague references.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Any

from ..language.normal import fold
from ..pages.items import iso_day
from .gold import GoldSet

LAYER = "times"
SYSTEM = "dateparser"
_CALENDAR = re.compile(r"\d{4}(?:-(?:W\d\d|\d\d(?:-\d\d(?:T.*)?)?))?")
_EDGE = "\"'«»“”()[]:،.؛!؟- \n\t"


def grain(day: datetime, value: str) -> str:
    """A day written as coarsely as a TIMEX3 value."""
    if "W" in value:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    written = day.strftime("%Y-%m-%d")[: min(len(value), 10)]
    clock = re.search(r"T\d\d:\d\d", value)
    return written + (day.strftime("T%H:%M") if clock else value[10:])


def row(right: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall, F1 and counts."""
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f1, 4), "gold": gold, "found": found}


def calendar(times: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """(folded text, value) of the times that name a day, a week, a month or a year."""
    return Counter((fold(t["text"]).strip(_EDGE), t["value"]) for t in times if _CALENDAR.fullmatch(t["value"]))


def score(part: GoldSet) -> dict[str, dict[str, float]]:
    """Both systems on the calendar expressions of a gold set; empty where it has no times.

    Raises:
        ModuleNotFoundError: dateparser is not installed.
    """
    annotated = {i: g["times"] for i, g in part.gold.items() if "times" in g}
    if not annotated:
        return {}
    from dateparser.date import DateDataParser

    ours, theirs, gold = [0, 0], [0, 0], 0
    for name, times in annotated.items():
        expected = calendar(times)
        found = calendar(part.found.get(name, {}).get("times", []))
        gold += expected.total()
        ours[0] += (expected & found).total()
        ours[1] += found.total()
        written = iso_day(part.texts[name].get("date"))
        base = datetime.fromisoformat(written) if written else datetime(1970, 1, 1)
        parser = DateDataParser(languages=["ar"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
        for time in times:
            if _CALENDAR.fullmatch(time["value"]):
                day = parser.get_date_data(time["text"]).date_obj
                theirs[1] += day is not None
                theirs[0] += day is not None and grain(day, time["value"]) == time["value"]
    return {
        "taqarub (finds them)": row(ours[0], ours[1], gold),
        "dateparser (is given them)": row(theirs[0], theirs[1], gold),
    }
