"""Who said what: statements of the articles by speaker, the same words once."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.normal import fold
from ..records import Statement
from .acts import source
from .lines import Report, Said, Source, Voice

EACH = 4  # statements of one speaker at most
SAME = 0.8  # share of the shorter one's words from which two wordings of one speaker are one statement
FEW = 4  # words below which a share of them says nothing
SHORT = 12  # characters below which words say nothing by themselves


def voices(records: Sequence[Report], most: int) -> tuple[list[Voice], int, int]:
    """The speakers, those whom most outlets carry first.

    Args:
        records: the articles.
        most: how many speakers at most.

    Returns:
        the speakers, how many more there are, and how many statements have no known speaker.
    """
    unnamed = 0
    by_speaker: dict[str, list[tuple[Report, Statement]]] = {}
    for record in records:
        for statement in record.statements:
            who = statement.speaker.name or fold(statement.speaker.text)
            if not who:
                unnamed += 1
            elif len(statement.text) >= SHORT:
                by_speaker.setdefault(who, []).append((record, statement))
    found = sorted(by_speaker.values(), key=_rank)
    return [_voice(told) for told in found[:most]], max(len(found) - most, 0), unnamed


def _rank(told: Sequence[tuple[Report, Statement]]) -> tuple:
    """Whom most outlets carry comes first, then who says most."""
    outlets = {record.outlet or record.id for record, _ in told}
    return -len(outlets), -len(told), not any(statement.speaker.code for _, statement in told)


def _voice(told: Sequence[tuple[Report, Statement]]) -> Voice:
    """A speaker with what he said."""
    said: list[tuple[str, frozenset[str], Said]] = []
    for record, statement in told:
        words, where = fold(statement.text), source(record, statement.start)
        kinds = frozenset(words.split())
        same = next((entry for entry in said if _same(entry[0], words, entry[1], kinds)), None)
        if same is None:
            said.append((words, kinds, Said(text=statement.text, form=statement.form, outlet=statement.outlet, sources=[where])))
            continue
        one = same[2]
        if where.article not in {known.article for known in one.sources}:
            one.sources.append(where)
        if statement.start >= record.body_start and _in_headline(one.sources[0], told) and len(words) >= len(same[0]):
            one.text, one.form = statement.text, statement.form
            one.sources = [where, *(known for known in one.sources if known.article != where.article)]
    lines = [one for *_, one in said]
    lines.sort(key=lambda one: (-len({s.outlet or s.article for s in one.sources}), -min(len(one.text), 80)))
    speaker = max((s.speaker for _, s in told), key=lambda who: (who.code is not None, who.role is not None, len(who.text)))
    return Voice(
        speaker=speaker.text, name=speaker.name, role=speaker.role, code=speaker.code, said=lines[:EACH],
        more=max(len(lines) - EACH, 0),
    )  # fmt: skip


def _same(one: str, other: str, words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two wordings, folded, say the same: one contains the other, or has nearly all of its words."""
    if one in other or other in one:
        return True
    fewer = min(len(words), len(others))
    return fewer >= FEW and len(words & others) >= SAME * fewer


def _in_headline(where: Source, told: Sequence[tuple[Report, Statement]]) -> bool:
    return any(record.id == where.article and where.start < record.body_start for record, _ in told)
