"""Labels of headlines: عاجل, بالفيديو, خاص …"""

from __future__ import annotations

import re
from functools import cache

from ..language.normal import fold
from .lexicon import fold_in_place, rows

_SPACE = r"[ \t]"
_BRACKETED = r"[\[({«\"“]"
_CLOSED = r"[\])}»\"”]"
_WHOLE_LINE_LONGEST = 40


@cache
def _labels() -> dict[str, str]:
    """Folded labels to where they are taken for labels."""
    found = {}
    for row in rows("labels.tsv"):
        label, use = row.split("\t")
        found[fold(label).lower()] = use
    return found


def _either(uses: tuple[str, ...]) -> str:
    chosen = sorted((name for name, use in _labels().items() if use in uses), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"[ /،,و]{1,3}") for name in chosen) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns over the folded headline, group 1 the label: in brackets, with a sign, with a space, at the end."""
    every = _either(("any", "bare", "strict", "after"))
    loose = _either(("any", "bare"))
    bare = _either(("bare",))
    marks = r"[#*|•>«»\"]{0,3} ?"
    return (
        re.compile(rf"{marks}{_BRACKETED} ?({every}) ?{_CLOSED} ?[:|/.…!-]{{0,3}} ?"),
        re.compile(rf"{marks}({every})(?:{_SPACE}?(?:\.{{2,5}}|…|\||//?|؟|[–—]){_SPACE}?)+"),
        re.compile(rf"{marks}({loose})(?:{_SPACE}?(?:[:!،,]|-(?=[ \t])|#){_SPACE}?)+"),
        re.compile(rf"({bare}){_SPACE}(?=\S)"),
    )


@cache
def _endings() -> re.Pattern[str]:
    loose = _either(("any", "bare", "after"))
    return re.compile(
        rf"(?:{_SPACE}?(?:\.{{2,5}}|…|\||[–—-]|[+]){_SPACE}?({loose})|{_SPACE}?[\[(«\"] ?({loose}) ?[\])»\"])[ .!]{{0,3}}$"
    )


def split_label(headline: str) -> tuple[str | None, str]:
    """A headline without its label, and the label as it is written there, or None.

    عاجل.. بايدن يلتقي نظيره → (عاجل, بايدن يلتقي نظيره). With a label at both ends both are given, joined by ، . A
    headline that is nothing but a label stays as it is. A word before a colon that tells whose words follow
    (تقرير: …, مصادر: …) is no label.
    """
    labels, text = [], headline
    for pattern in _patterns():
        match = pattern.match(fold_in_place(text[:120]))
        if match and text[match.end() :].strip():
            labels.append(text[match.start(1) : match.end(1)])
            text = text[match.end() :].strip()
            break
    head, tail = text[:-60], text[-60:]
    match = _endings().search(fold_in_place(tail))
    if match and (head + tail[: match.start()]).strip():
        group = 1 if match[1] else 2
        labels.append(tail[match.start(group) : match.end(group)])
        text = (head + tail[: match.start()]).strip()
    return "، ".join(labels) or None, text


def is_label(line: str) -> bool:
    """Whether a line is a label and no more."""
    plain = fold(line).strip(" .:|!#*-[]()«»\"").lower()
    return len(line) <= _WHOLE_LINE_LONGEST and plain in _labels()
