"""What happened: events of the articles, one line an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ..closeness.evidence import WEIGHTS, day_of, sentence_at
from ..records import Event
from .lines import Happened, Report, Source

FRESH = 3  # days before the first from which an act is still news: what happened in the night, or over a holiday
Told = tuple[Report, Event]


def acts(
    records: Sequence[Report], file: str, first: str, stories: Mapping[str, str], most: int
) -> tuple[list[Happened], int, int]:
    """The acts that articles tell, those that most outlets report first.

    One act is what has the same type and the same sides, and the same day or the same story.

    Args:
        records: the articles.
        file: only events on it.
        first: day; acts of long before it are recalled, not news.
        stories: article id -> story id.
        most: how many at most.

    Returns:
        the acts, how many more there are, and how many are only recalled.
    """
    oldest = (date.fromisoformat(first) - timedelta(days=FRESH)).isoformat()
    groups: dict[tuple, list[Told]] = {}
    place: dict[tuple, tuple] = {}  # day or story of an act -> key of its group
    recalled: set[tuple] = set()
    for record in records:
        for event in record.events:
            if event.file != file:
                continue
            published = (record.published or "")[:10]
            day = day_of(event.date, published) or published
            act = (event.type, tuple(sorted(event.source)), tuple(sorted(event.target)))
            if day < oldest:
                recalled.add((day, *act))
                continue
            keys = [(day, *act)] + ([("story", stories[record.id], *act)] if record.id in stories else [])
            key = next((place[k] for k in keys if k in place), keys[0])
            place |= {k: place.get(k, key) for k in keys}
            groups.setdefault(key, []).append((record, event))
    found = sorted(groups.values(), key=_rank)
    return [_line(told) for told in found[:most]], max(len(found) - most, 0), len(recalled)


def _rank(told: Sequence[Told]) -> tuple:
    """What most outlets report comes first, then what weighs most; acts of nobody known last."""
    outlets = {record.outlet or record.id for record, _ in told}
    weight = max(WEIGHTS[event.status] * abs(event.score) for _, event in told)
    return not told[0][1].source, -len(outlets), -len({record.id for record, _ in told}), -weight


def _line(told: Sequence[Told]) -> Happened:
    """One line of what several articles tell: as most of them have it, shown by the one whose body says most."""
    kinds = Counter((event.mode, event.status) for _, event in told)
    mode, status = max(kinds, key=lambda kind: (kinds[kind], WEIGHTS[kind[1]], kind[0] or ""))
    shown = [(r, e) for r, e in told if (e.mode, e.status) == (mode, status)]
    first = shown[0][1]
    free = any(not event.reporter for _, event in told)  # one article tells it in its own words
    return Happened(
        type=first.type, mode=mode, score=first.score, status=status, source=first.source, target=first.target,
        date=_common(event.date for _, event in told), place=_common(event.place for _, event in told),
        reporter=None if free else _common(event.reporter for _, event in told),
        sources=sources([*shown, *(pair for pair in told if pair not in shown)]),
    )  # fmt: skip


def sources(told: Iterable[Told]) -> list[Source]:
    """The sentence of each article, that of its body before its headline; several outlets before the same again."""
    best: dict[str, Source] = {}
    for record, event in told:
        at = event.trigger.start
        if record.id not in best or (best[record.id].start < record.body_start <= at):
            best[record.id] = source(record, at)
    seen: set[str | None] = set()
    order: list[tuple[bool, int, Source]] = []
    for found in best.values():
        order.append((found.outlet in seen, len(order), found))
        seen.add(found.outlet)
    return [found for *_, found in sorted(order, key=lambda entry: entry[:2])]


def source(record: Report, at: int) -> Source:
    """Where something stands."""
    return Source(
        article=record.id, start=at, outlet=record.outlet, day=(record.published or "")[:10] or None,
        headline=record.headline, sentence=sentence_at(record.text, at), url=record.url,
    )  # fmt: skip


def _common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None
