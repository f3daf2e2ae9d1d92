"""Reviewed articles as gold: texts.jsonl and gold.jsonl in the form that annotators and gold/score.py use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ..language.normal import fold
from ..records import Event, Record, Statement, TaqarubError
from . import schema
from .database import Database
from .queries import record as stored_record

_STOP = re.compile(r'(?<=[.!؟?…])["»”’)\]]*[^\S\n]+(?=\S)|\n+')
LEAST, MOST = 2, 4  # words by which an end of a statement is told


def reviewed(database: Database, partial: bool = False) -> list[str]:
    """Ids of articles that people went through.

    Args:
        partial: also those of which only some items were confirmed or corrected.
    """
    c = schema.corrections.c
    query = select(c.article_id).where(c.withdrawn == 0).distinct().order_by(c.article_id)
    if not partial:
        query = query.where(c.layer == "article")
    with database.reading() as connection:
        return [row.article_id for row in connection.execute(query)]


def export(database: Database, folder: Path, partial: bool = False) -> int:
    """Write texts.jsonl and gold.jsonl of the reviewed articles into a folder.

    Returns:
        How many articles.

    Raises:
        TaqarubError: the folder cannot be written.
    """
    pairs = list(gold(database, partial))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, place in (("texts.jsonl", 0), ("gold.jsonl", 1)):
            lines = [json.dumps(pair[place], ensure_ascii=False) + "\n" for pair in pairs]
            (folder / name).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise TaqarubError(f"{folder}: {error.strerror or error}") from error
    return len(pairs)


def gold(database: Database, partial: bool = False) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The text and the annotation of each reviewed article."""
    for id in reviewed(database, partial):
        found = stored_record(database, id)
        if found is not None:
            yield text_and_gold(found)


def text_and_gold(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record in the two forms: {"id", "source", "date", "sentences"} and its annotation."""
    sentences = sentences_of(record)
    text = {
        "id": record.id, "source": record.outlet, "date": (record.published or "")[:10] or None,
        "sentences": [words for _, words in sentences],
    }  # fmt: skip
    starts = [start for start, _ in sentences]
    times = [{"sentence": _number(starts, t.start), "text": t.text, "value": t.value} for t in record.times]
    return text, {
        "id": record.id, "entities": _entities(record),
        "statements": [_statement(s, record, sentences) for s in record.statements],
        "events": [_event(e, starts) for e in record.events], "files": record.files, "times": times,
    }  # fmt: skip


def sentences_of(record: Record) -> list[tuple[int, str]]:
    """The headline and the sentences of the body with their offsets. No statement or trigger is cut at a stop inside a
    name or number, as only stops before white space end a sentence."""
    found = [(0, record.headline)]
    at = record.body_start
    for match in _STOP.finditer(record.text, record.body_start):
        closers = len(match[0]) - len(match[0].lstrip('"»”’)]'))
        end = match.start() + closers
        if end > at:
            found.append((at, record.text[at:end]))
        at = match.end()
    if record.text[at:].strip():
        found.append((at, record.text[at:]))
    return found


def _number(starts: list[int], offset: int) -> int:
    return max((n for n, start in enumerate(starts) if start <= offset), default=0)


def _entities(record: Record) -> list[dict[str, Any]]:
    """Each form once."""
    forms: dict[tuple[str, str], dict[str, Any]] = {}
    for entity in record.entities:
        entry = {"text": entity.text, "type": entity.type, "name": entity.name or entity.text, "code": entity.code}
        known = forms.setdefault((fold(entity.text), entity.type), entry)
        known["code"] = known["code"] or entity.code
    return list(forms.values())


def _statement(statement: Statement, record: Record, sentences: list[tuple[int, str]]) -> dict[str, Any]:
    number = _number([start for start, _ in sentences], statement.start)
    speaker = statement.speaker
    here = speaker.start is not None and speaker.text in sentences[number][1]
    return {
        "sentence": number, "speaker": speaker.text if here or speaker.start is None else "",
        "speaker_name": speaker.name or speaker.text or None, "code": speaker.code,
        "cue": statement.cue.text if statement.cue else "",
        "content": _ends(record.text, statement.start, statement.end, sentences[number][0]), "form": statement.form,
    }  # fmt: skip


def _ends(text: str, start: int, end: int, sentence: int) -> list[str]:
    """The first and the last words of a stretch, as many as tell it from what stands around."""
    content = text[start:end]
    words = [match.span() for match in re.finditer(r"\S+", content)]
    if not words:
        return [content, content]
    first = last = content
    for count in range(LEAST, MOST + 1):
        first = content[: words[min(count, len(words)) - 1][1]]
        if text.find(first, sentence) == start:
            break
    for count in range(LEAST, MOST + 1):
        last = content[words[max(0, len(words) - count)][0] :]
        if text.find(last, start) + len(last) == end:
            break
    return [_one_line(first), _one_line(last)]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _event(event: Event, starts: list[int]) -> dict[str, Any]:
    return {
        "sentence": _number(starts, event.trigger.start), "trigger": event.trigger.text, "type": event.type,
        "source": event.source, "target": event.target, "status": event.status, "date": event.date,
        "place": event.place, "reporter": event.reporter,
    }  # fmt: skip
