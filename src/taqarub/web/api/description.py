"""The description of the API: OpenAPI for programs, a page for people."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse

from ... import __version__
from ..problems import MEDIA
from ..rendering import page
from . import articles, figures, items, names
from .models import Fault, Problem

router = APIRouter(include_in_schema=False)
ERRORS = {
    400: "What was asked cannot be done; `detail` says why.",
    401: "Who asks is not known: send `Authorization`.",
    404: "There is no such thing in the database.",
    414: "The query is too long.",
    422: "A parameter is missing or of the wrong form; `errors` says which.",
    429: "Too many requests; wait as long as Retry-After says.",
    500: "Something went wrong in the server; its log has it under `reference`.",
    503: "The database cannot be read.",
}
ABOUT = """What Taqarub read in Arabic news: articles with their entities, statements and events; files; actors; how near
two actors stand. The same data as of the commands and pages, corrections of people laid over it.

**Pages.** Lists give `items` and `next`. Send `next` back as `cursor`, with all else as it was, for the next page; on the
last it is null. Entries that come meanwhile disturb nothing: a cursor is a place, not a number of entries.

**Ids.** An article keeps its id when it is read again. Statements and events are named by article and place (the offsets
of their words), so they keep theirs as long as the article's text does.

**Who may ask.** A desk that only its own computer reaches asks for nothing. Others want `Authorization: Bearer TOKEN`, or
`Basic` with name and password where it has users.

**Errors** are `application/problem+json` (RFC 9457). **Limits:** 40 requests a second in the long run, 400 at once.
"""


@router.get("/api/openapi.json")
def openapi(request: Request) -> Response:
    """The description for programs."""
    return JSONResponse(described())


@router.get("/api/docs")
def docs(request: Request) -> Response:
    """The description for people."""
    found = described()
    paths = [(path, operation) for path, methods in found["paths"].items() for operation in methods.values()]
    groups = [(tag["name"], [pair for pair in paths if pair[1]["tags"] == [tag["name"]]]) for tag in found["tags"]]
    return page(request, "api.html", groups=groups, schemas=found["components"]["schemas"])


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The OpenAPI description of /api/v1."""
    routes = [route for room in (articles, items, names, figures) for route in room.router.routes if isinstance(route, APIRoute)]
    found = get_openapi(
        title="Taqarub", version=__version__, routes=routes, description=ABOUT, separate_input_output_schemas=False,
        tags=[
            {"name": "articles", "description": "Articles, search, stories."},
            {"name": "statements", "description": "Who said what."},
            {"name": "events", "description": "Who did what to whom."},
            {"name": "actors", "description": "States, organisations, groups."},
            {"name": "files", "description": "Files: closeness, pairs that moved, briefings."},
            {"name": "database", "description": "What could not be read, and what people corrected."},
        ],
    )  # fmt: skip
    schemas = found["components"]["schemas"]
    for gone in ("HTTPValidationError", "ValidationError"):
        schemas.pop(gone, None)
    for model in (Fault, Problem):
        schemas[model.__name__] = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas[model.__name__].pop("$defs", None)
    told = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["operationId"] = operation["operationId"].split("_api_")[0]
            operation["responses"] |= {str(status): {"description": why, **told} for status, why in ERRORS.items()}
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Of `taqarub serve --token`."},
        "user": {"type": "http", "scheme": "basic", "description": "Of `taqarub user NAME`."},
    }
    found["security"] = [{}, {"token": []}, {"user": []}]
    return found
