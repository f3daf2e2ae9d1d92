"""Review: a queue of what is least sure, an article with all its items, and what people said."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from ...records import EntityType, Status, TaqarubError
from ...records import Form as StatementForm
from ...store import Database, Filters, open_database, review
from ...store.anchors import LETTERS, Anchor, anchor_at, items_of, locate
from ...store.corrected import Correction
from ...store.doubts import queue, waiting
from ...store.errors import Refused
from ...store.gold import gold
from ...store.review import State
from ..desk import desk_of
from ..exporting import table
from ..labels import file_slugs
from ..queries.periods import day_or
from ..rendering import language_of, page
from ..reviewing import Card, card_of, card_of_doubt, fields_of, kinds, marked, said_by, standing
from ..words import refusal, words_in

router = APIRouter(prefix="/review", include_in_schema=False)
SHOWN, LOGGED = 25, 60
LAYERS = ("event", "statement", "entity")


@router.get("")
def offered(request: Request) -> Response:
    """What is least sure, of the articles that are asked for."""
    asked = request.query_params
    layer = asked.get("layer") if asked.get("layer") in LAYERS else None
    filters = Filters(files=[s for s in asked.getlist("file") if s], actors=[s for s in asked.getlist("actor") if s],
                      since=day_or(asked.get("from"), "") or None, until=day_or(asked.get("to"), "") or None)  # fmt: skip
    with desk_of(request).open() as database:
        cards = [card_of_doubt(doubt) for doubt in queue(database, filters, SHOWN, layer)]
        return page(
            request, "review.html", cards=cards, layer=layer, layers=LAYERS, filters=filters, slugs=file_slugs(),
            counts=review.counts(database), waiting=waiting(database),
        )  # fmt: skip


@router.get("/articles/{id:path}")
def article(request: Request, id: str) -> Response:
    """An article with all its items; `item` names the one that is looked at, or `mark` its place on the article's page."""
    with desk_of(request).open() as database:
        state = _state(database, id)
    return _article(request, state, request.query_params.get("item") or _at_mark(state, request.query_params.get("mark", "")))


@router.get("/item")
def item(request: Request, article: str, item: str) -> Response:
    """The card of one item with its form: a piece of a page."""
    with desk_of(request).open() as database:
        card = _card(_state(database, article), item)
    return _piece(request, card, editing=True)


@router.post("/say")
async def say(request: Request, article: str = Form(max_length=2000), item: str = Form(max_length=60),
              action: str = Form(max_length=10)) -> Response:  # fmt: skip
    """Confirm, correct or remove an item."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_say, request, article, item, action, form)


def _say(request: Request, article: str, item: str, action: str, form: dict[str, str]) -> Response:
    with _writing(request) as database:
        state = _state(database, article)
        found = next((each for each in state.items if each.key == item), None)
        if found is None:
            raise HTTPException(409, words_in(language_of(request))("review.gone"))
        error = ""
        try:
            value = said_by(found.layer, form, found.now or found.machine) if action == "correct" else {}
            if action == "correct" and not value:
                raise Refused("same", "nothing in the form was changed")
            if action not in ("confirm", "correct", "remove"):
                raise Refused("action", f"action: {action}", value=action)
            review.correct(database, Correction(
                article=article, layer=found.layer, action=action, anchor=found.anchor, value=value,  # type: ignore[arg-type]
                author=_author(request), note=" ".join(form.get("note", "").split())[:300] or None,
            ))  # fmt: skip
        except TaqarubError as failed:
            error = refusal(failed, words_in(language_of(request)))
        state = _state(database, article)
    return _answered(request, state, item, error)


@router.post("/withdraw")
def withdraw(request: Request, number: int = Form(ge=1, le=2**62)) -> Response:
    """Take a correction back."""
    with _writing(request) as database:
        try:
            gone = review.withdraw(database, number, _author(request))
        except TaqarubError as error:
            raise HTTPException(404, refusal(error, words_in(language_of(request)))) from error
        state = _state(database, gone.article)
    item = next((each.key for each in state.items if any(c.number == number for c in each.corrections)), None)
    return _answered(request, state, item)


@router.post("/add")
def add(request: Request, article: str = Form(max_length=2000), layer: str = Form(max_length=10),
        words: str = Form(max_length=2000), start: int = Form(0, ge=0, le=2**31), type: str = Form("", max_length=10),
        kind: str = Form("", max_length=40)) -> Response:  # fmt: skip
    """Add an item that was missed, by the words in which it stands."""
    with _writing(request) as database:
        state = _state(database, article)
        text = state.machine.text
        place = locate(text, Anchor(start=start, text=words.strip()))
        error, key = "", None
        try:
            if place is None:
                raise Refused("not_there", "these words do not stand in the article")
            event, _, mode = kind.partition("/")
            value = {"entity": {"type": type}, "event": {"type": event, "mode": mode or None}}.get(layer, {})
            if layer not in LAYERS:
                raise Refused("layer", f"layer: {layer}", value=layer)
            review.correct(database, Correction(
                article=article, layer=layer, action="add", anchor=anchor_at(text, *place), value=value,  # type: ignore[arg-type]
                author=_author(request),
            ))  # fmt: skip
            state = _state(database, article)
            key = next((each.key for each in state.items if each.machine is None and each.anchor.start == place[0]), None)
        except TaqarubError as failed:
            error = refusal(failed, words_in(language_of(request)))
    return _answered(request, state, key, error)


@router.post("/done")
def done(request: Request, article: str = Form(max_length=2000)) -> Response:
    """Confirm an article as a whole: nothing in it is missing or wrong."""
    with _writing(request) as database:
        _state(database, article)
        review.correct(database, Correction(article=article, layer="article", action="confirm", author=_author(request)))
    return RedirectResponse(f"/review/articles/{quote(article, safe='')}", 303)


@router.get("/log")
def log(request: Request) -> Response:
    """What people said, the last first: who, when, and what was taken back."""
    with desk_of(request).open() as database:
        said = review.corrections(database)[::-1]
    if request.query_params.get("format"):
        return table(request, "corrections", [_row(each) for each in said])
    before = request.query_params.get("before", "")
    left = [each for each in said if each.number < int(before)] if before.isdigit() and len(before) < 19 else said
    return page(request, "review_log.html", said=left[:LOGGED], more=len(left) > LOGGED)


@router.get("/gold.zip")
def exported(request: Request) -> Response:
    """The reviewed articles as gold: texts.jsonl and gold.jsonl."""
    out = io.BytesIO()
    with desk_of(request).open() as database, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        pairs = list(gold(database, "partial" in request.query_params))
        for name, place in (("texts.jsonl", 0), ("gold.jsonl", 1)):
            packed.writestr(name, "".join(json.dumps(pair[place], ensure_ascii=False) + "\n" for pair in pairs))
    return Response(out.getvalue(), media_type="application/zip",
                    headers={"Content-Disposition": 'attachment; filename="gold.zip"'})  # fmt: skip


def _row(said: Correction) -> dict[str, object]:
    return {
        "number": said.number, "at": said.at, "author": said.author, "article": said.article, "layer": said.layer,
        "text": said.anchor.text, "action": said.action, "value": json.dumps(said.value, ensure_ascii=False),
        "note": said.note, "withdrawn_by": said.withdrawn_by, "withdrawn_at": said.withdrawn_at,
    }  # fmt: skip


def _writing(request: Request) -> Database:
    return open_database(desk_of(request).address, write=True, alone=False)


def _author(request: Request) -> str:
    return request.state.user or "desk"


def _state(database: Database, id: str) -> State:
    found = review.state(database, id)
    if found is None:
        raise HTTPException(404)
    return found


def _at_mark(state: State, mark: str) -> str | None:
    """The item of a mark of the article's page: v3 is the fourth event of the record as it stands."""
    layer = next((layer for layer, letter in LETTERS.items() if mark.startswith(letter)), None)
    if layer is None or not mark[1:].isdecimal() or len(mark) > 9:
        return None
    here = items_of(state.record, layer)[int(mark[1:]) :][:1]
    return next((each.key for each in state.items if here and each.now is here[0]), None)


def _card(state: State, key: str) -> Card:
    found = next((each for each in state.items if each.key == key), None)
    if found is None:
        raise HTTPException(404)
    return card_of(state.record, found)


def _answered(request: Request, state: State, key: str | None, error: str = "") -> Response:
    """After a change: the card alone where the page's script asks, else the article's page."""
    if request.headers.get("hx-request") and key:
        card = _card(state, key)
        card.error = error
        answer = _piece(request, card, editing=bool(error))
        answer.headers["HX-Trigger-After-Settle"] = json.dumps({"reviewed": {"id": card.id, "key": key, "state": card.state}})
        return answer
    if error:
        return _article(request, state, key, error)
    item = f"?item={quote(key)}#item" if key else ""
    return RedirectResponse(f"/review/articles/{quote(state.machine.id, safe='')}{item}", 303)


def _piece(request: Request, card: Card, editing: bool) -> Response:
    return page(request, "review_card.html", card=card, editing=editing, **_choices())


def _article(request: Request, state: State, key: str | None, error: str = "") -> Response:
    chosen = next((each for each in state.items if each.key == key), None)
    card = card_of(state.record, chosen) if chosen else None
    if card:
        card.error = error
    return page(
        request, "review_article.html", 400 if error else 200, state=state, record=state.record, card=card, error=error,
        lines=marked(state.record.text, state.items), layers=LAYERS, editing=True, standing=standing, **_choices(),
        lists={layer: [each for each in state.items if each.layer == layer] for layer in LAYERS},
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    """What the forms offer."""
    return {"kinds": kinds(), "types": get_args(EntityType), "statuses": get_args(Status),
            "forms": get_args(StatementForm), "slugs": file_slugs(), "fields_of": fields_of}  # fmt: skip
