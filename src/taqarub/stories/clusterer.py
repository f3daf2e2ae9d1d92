"""Stories over a sliding window of days, as articles arrive.

An article joins the story to whose articles it is likeliest to belong: the likeliest of them must be likely, and all of
them, on average, not unlikely, so that a story does not creep from one act to the next. An article that belongs to
two stories makes them one. What is decided depends on the articles within a few days only, so memory stays flat, and
little on the order in which those arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from .copies import is_copy
from .likeness import likeness, probability, reason
from .sketch import Sketch
from .window import Day, Member, sampled

_LOOKED_AT = 16  # articles that are compared in full
_LEAST = 0.08  # cosine of words below which none is


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    """When articles are one story.

    Attributes:
        days: within how many days reports of one story follow each other.
        copy_days: within how many a copy follows its original; at least `days`.
        nearest: how likely the likeliest article of a story must be,
        average: and all of its articles in the window (or of the last `members`) on average.
        members: how many articles of a story are compared.
    """

    days: int = 2
    copy_days: int = 7
    nearest: float = 0.5
    average: float = 0.35
    members: int = 10


class Assignment(msgspec.Struct, kw_only=True, frozen=True):
    """Where an article belongs.

    Attributes:
        id: the article; story: the id of the article that opened the story; copy_of: the earliest article that it is a
            near copy of, or None.
        score: how likely it is the same story as the nearest article before it; 1 for one that opened a story.
        reason: why, in words.
    """

    id: str
    story: str
    copy_of: str | None
    score: float
    reason: str


class Clusterer:
    """Places articles one by one.

    Args:
        settings: when articles are one story.

    `add` one article after the other in the order of their days, as near as may be: one that comes when the window
    is already past its day (`forget`) opens a story of its own. An article without a day counts as of the last day seen.

    Attributes:
        renamed: story and the older one that it turned out to be, in the order in which that was found out. Articles that
            have left the window are not among what `add` returns, so that their story has to be renamed by this.
    """

    def __init__(self, settings: Settings | None = None):
        self.settings = settings or Settings()
        self.renamed: list[tuple[str, str]] = []
        self._days: dict[int, Day] = {}
        self._stories: dict[str, list[Member]] = {}
        self._opened: dict[str, int] = {}  # story -> its first article's number by arrival
        self._last = 0
        self._reached = 0  # the last day of an article that was added
        self._count = 0

    def __len__(self) -> int:
        """Articles in the window."""
        return sum(len(day.members) for day in self._days.values())

    def add(self, sketch: Sketch) -> list[Assignment]:
        """Place an article.

        Returns:
            Its assignment first, then the new ones of articles whose story or original changed by it.
        """
        member = self._member(sketch, sketch.id)
        changed: dict[str, Member] = {member.sketch.id: member}
        original = self._original(member)
        if original is not None:
            self._copy(member, original, changed)
        else:
            self._place(member, changed)
        self._keep(member)
        self._reached = max(self._reached, member.sketch.day or 0)
        self.forget(self._reached - self.settings.copy_days)
        return [_assignment(one) for one in changed.values()]

    def seed(self, sketch: Sketch, known: Assignment) -> None:
        """Put in an article that was placed before, as it was placed; of days to come, too, which no window drops."""
        member = self._member(sketch, known.story)
        member.copy_of, member.score, member.reason = known.copy_of, known.score, known.reason
        self._keep(member)

    def forget(self, before: int) -> None:
        """Drop the days before one from the window."""
        for number in [number for number in self._days if number < before]:
            for member in self._days.pop(number).members:
                of_story = self._stories[member.story]
                of_story.remove(member)
                if not of_story:
                    del self._stories[member.story], self._opened[member.story]

    def _member(self, sketch: Sketch, story: str) -> Member:
        if sketch.day is None:
            sketch = msgspec.structs.replace(sketch, day=self._last)
        self._count += 1
        return Member(sketch, self._count, story, sampled=sampled(sketch))

    def _keep(self, member: Member) -> None:
        day = member.sketch.day or 0
        self._last = max(self._last, day)
        self._days.setdefault(day, Day()).add(member)
        self._stories.setdefault(member.story, []).append(member)
        self._opened.setdefault(member.story, member.order)

    def _near(self, day: int | None, reach: int) -> Iterator[Day]:
        for number in range((day or 0) - reach, (day or 0) + reach + 1):
            if number in self._days:
                yield self._days[number]

    def _original(self, member: Member) -> Member | None:
        """The earliest article that it is a copy of, or, for one earlier than its copies, the earliest of these."""
        found = [
            other
            for day in self._near(member.sketch.day, self.settings.copy_days)
            for other in day.copies(member)
            if is_copy(member.sketch, other.sketch)
        ]
        return min(found, key=lambda other: other.age) if found else None

    def _copy(self, member: Member, original: Member, changed: dict[str, Member]) -> None:
        member.story, member.score = original.story, 1.0
        root = original.copy_of or original.sketch.id
        member.reason = f"copy of {root}"
        group = [one for one in self._stories[original.story] if root in (one.copy_of, one.sketch.id)]
        first = min(group, key=lambda one: one.age)
        if first.sketch.id == root and (member.sketch.day or 0) < (first.sketch.day or 0):  # it was first, and came late
            for one in group:
                one.copy_of, one.reason = member.sketch.id, f"copy of {member.sketch.id}"
                changed[one.sketch.id] = one
            member.reason = "printed before its copies"
        else:
            member.copy_of = root

    def _place(self, member: Member, changed: dict[str, Member]) -> None:
        found = sorted(self._likely(member), key=lambda row: (-row[0], row[1].order))
        joined: list[str] = []
        for value, other in found:
            if other.story not in joined and self._fits(member, other.story):
                if not joined:
                    member.story, member.score = other.story, round(value, 4)
                    member.reason = reason(member.sketch, other.sketch, likeness(member.sketch, other.sketch))
                joined.append(other.story)
        for story in joined[1:]:
            self._merge(member, story, changed)

    def _likely(self, member: Member) -> list[tuple[float, Member]]:
        near = self._near(member.sketch.day, self.settings.days)
        alike = [row for day in near for row in day.like(member.sketch, _LEAST, _LOOKED_AT)]
        alike.sort(key=lambda row: (-row[0], row[1].order))
        rows = [(self._chance(member, other), other) for _, other in alike[:_LOOKED_AT]]
        return [row for row in rows if row[0] >= self.settings.nearest]

    def _chance(self, a: Member, b: Member) -> float:
        return probability(likeness(a.sketch, b.sketch))

    def _sample(self, story: str) -> list[Member]:
        """Articles that stand for a story: the first and the last ones, copies left out."""
        members = [one for one in self._stories[story] if one.copy_of is None] or self._stories[story]
        most = self.settings.members
        return members if len(members) <= most else [*members[: most // 2], *members[-(most - most // 2) :]]

    def _fits(self, member: Member, story: str) -> bool:
        sample = self._sample(story)
        return sum(self._chance(member, other) for other in sample) >= self.settings.average * len(sample)

    def _merge(self, member: Member, story: str, changed: dict[str, Member]) -> None:
        """Make the story that an article has joined and another one, if they are one on average."""
        ours, theirs = self._sample(member.story), self._sample(story)
        pairs = [self._chance(a, b) for a in ours for b in theirs]
        if sum(pairs) < self.settings.average * len(pairs):
            return
        old, young = sorted((member.story, story), key=lambda name: self._opened[name])
        self.renamed.append((young, old))
        del self._opened[young]
        for one in self._stories.pop(young):
            one.story = old
            self._stories[old].append(one)
            changed[one.sketch.id] = one
        member.story = old


def _assignment(member: Member) -> Assignment:
    return Assignment(
        id=member.sketch.id, story=member.story, copy_of=member.copy_of, score=member.score, reason=member.reason
    )


def assign(sketches: Iterable[Sketch], settings: Settings | None = None) -> dict[str, Assignment]:
    """Place articles, in their order.

    Args:
        sketches: of articles, sorted by day for the best result.
        settings: when articles are one story.

    Returns:
        Article id -> assignment.
    """
    clusterer = Clusterer(settings)
    found: dict[str, Assignment] = {}
    for one in sketches:
        found.update((row.id, row) for row in clusterer.add(one))
    return rename(found, clusterer.renamed)


def rename(found: dict[str, Assignment], renamed: Iterable[tuple[str, str]]) -> dict[str, Assignment]:
    """The same assignments, in stories that have been renamed (`Clusterer.renamed`) as they are called now."""
    now: dict[str, str] = {}
    for young, old in renamed:
        now[young] = old
    result = {}
    for id, row in found.items():
        story = row.story
        while story in now:
            story = now[story]
        result[id] = row if story == row.story else msgspec.structs.replace(row, story=story)
    return result
