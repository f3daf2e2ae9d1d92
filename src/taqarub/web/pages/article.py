"""An article: its text with all that was read in it, layer by layer, and why; who speaks, and what it is related to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import APIRouter, HTTPException, Request, Response

from ...records import Record, Statement
from ...store import Database
from ...store.queries import record as stored
from ...store.stories import related
from .. import exporting
from ..desk import Desk, desk_of
from ..labels import actor_name, file_name, full_name, role_name
from ..marks import marks_of, markup, paragraph_marks, pieces
from ..reasons import Reason, reason
from ..rendering import language_of, page
from ..words import Words, words_in

router = APIRouter(include_in_schema=False)
NEAR = 0.1  # score from which an article is shown as related
MOST = 8  # related articles
MANY = 40  # names of an article, from which on what is related is looked for after the page has been sent
FEW = 60  # statements and events that are shown without being asked for
CROWD = 1500  # marks of an article, from which on the lists tell only the first FEW of each layer
MARK = re.compile(r"([etsv])(\d{1,6})")
LAYERS = {"e": "entities", "t": "times", "s": "statements", "v": "events"}
LISTS = ("statements", "events", "entities", "times")


class Kin(NamedTuple):
    """A related article, and by what."""

    id: str
    headline: str
    score: float
    ties: list[str]


@router.get("/articles/{id:path}")
def article(request: Request, id: str) -> Response:
    """The page of an article."""
    desk, words = desk_of(request), words_in(language_of(request))
    with desk.open() as database:
        record = stored(database, id)
        if record is None:
            raise HTTPException(404)
        if request.query_params.get("format"):
            return _exported(request, database, record)
        part = request.query_params.get("part", "")
        names = len({entity.name for entity in record.entities})
        later = names > MANY and not part and not desk.ready(database, ("kin", record.id))
        kin = None if later else _kin(desk, database, record, words)
        if part == "kin":
            return page(request, "article_kin.html", kin=kin)
    places = [match.span() for match in re.finditer(r"[^\n]+", record.text) if match.start() >= record.body_start]
    stretches = [(0, max(record.body_start - 1, 0)), *places]
    marks = paragraph_marks(marks_of(record), stretches)
    cut = [markup(pieces(record.text, inside, *place)) for inside, place in zip(marks, stretches, strict=True)]
    crowd = sum(len(getattr(record, name)) for name in LISTS) > CROWD and part != "all"
    return page(
        request, "article.html", record=record, headline=cut[0], paragraphs=cut[1:], kin=kin, few=FEW, crowd=crowd,
        speakers=[_speaker_mark(record, n) for n in range(len(record.statements))], **_telling(words),
    )  # fmt: skip


@router.get("/told")
def told(request: Request, article: str, marks: str) -> Response:
    """What is told of some marks of an article (`marks=e3 s1`): of very many the page itself does not tell all."""
    words = words_in(language_of(request))
    with desk_of(request).open() as database:
        record = stored(database, article)
    asked = [(match[1], int(match[2])) for match in map(MARK.fullmatch, marks.split()[:MOST]) if match]
    if record is None or any(n >= len(getattr(record, LAYERS[layer])) for layer, n in asked):
        raise HTTPException(404)
    return page(request, "article_told.html", record=record, asked=asked, **_telling(words))


def _telling(words: Words) -> dict[str, Any]:
    """What the templates of items need."""
    return {
        "why": _why(words), "called": lambda name, code=None: full_name(name, code, words.language),
        "role": lambda name: role_name(name, words.language),
    }  # fmt: skip


def _why(words: Words) -> Callable[..., Reason]:
    def why(layer: str, item: Any) -> Reason:
        return reason(layer, item.by, words, getattr(item, "type", ""))

    return why


def _speaker_mark(record: Record, place: int) -> str | None:
    """A statement's mark and that of the name to which its line leads: s3:p3, or s3:e7:far where the sentence does not
    name him: then it is the last mention of him before the statement, else the first one after it.
    """
    said: Statement = record.statements[place]
    if said.speaker.start is not None:
        return f"s{place}:p{place}"
    if not said.speaker.name:
        return None
    same = [(e.start, n) for n, e in enumerate(record.entities) if e.name == said.speaker.name]
    before = [n for start, n in same if start < said.start]
    found = before[-1] if before else same[0][1] if same else None
    return None if found is None else f"s{place}:e{found}:far"


def _kin(desk: Desk, database: Database, record: Record, words: Words) -> list[Kin]:
    found = desk.kept(database, ("kin", record.id), lambda: related(database, record.id, MOST))
    return [
        Kin(id, headline, score, [_tie(each, words) for each in reasons])
        for id, headline, score, reasons in found
        if score >= NEAR
    ]  # fmt: skip


def _tie(told: str, words: Words) -> str:
    """A reason of `store.stories.related` in the language of the page."""
    kind, _, what = told.partition(" ")
    if kind == "actors":
        names = [actor_name(name, words.language) if name.isupper() else full_name(name, None, words.language)
                 for name in what.split(", ")]  # fmt: skip
        return words("tie.actors", what=words("site.comma").join(dict.fromkeys(names)))
    if kind == "event":
        type, _, sides = what.partition(" ")
        names = [actor_name(code, words.language) for code in sides.split("+")]
        return words("tie.event", what=f"{words.name('type', type)} ({words('site.comma').join(names)})")
    if kind == "file":
        return words("tie.file", what=file_name(what, words.language))
    return words("tie.story") if told == "same story" else told


def _exported(request: Request, database: Database, record: Record) -> Response:
    """What was read, as a table of one layer, or the record in the field's formats."""
    name = request.query_params.get("list", "events")
    if name not in LISTS:
        raise HTTPException(400, f"list: {', '.join(LISTS)}")
    rows: list[dict[str, Any]] = []
    for n, item in enumerate(getattr(record, name)):
        row = {"article": record.id, "number": n}
        for field in item.__struct_fields__:
            value = getattr(item, field)
            if hasattr(value, "__struct_fields__"):
                row |= {f"{field}_{part}": getattr(value, part) for part in value.__struct_fields__}
            else:
                row[field] = value
        rows.append(row)
    columns = dict.fromkeys(key for row in rows for key in row)
    return exporting.articles(
        request, f"{record.id}-{name}", database, [record.id], [{key: row.get(key) for key in columns} for row in rows]
    )
