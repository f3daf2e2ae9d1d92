"""Templates to answers: language, the filters of the templates, addresses that keep what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..briefing.writing import address
from . import charts
from .labels import actor_name, file_name
from .words import Language, Words, choose, words_in

TEMPLATES = Path(__file__).parent / "templates"
COOKIE = "lang"
YEAR = 365 * 24 * 3600


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja environment: escapes everything, and an unknown name is an error, not an empty place."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters.update(
        bdi=bdi, signed=signed, number=number, path=path, numbers=numbers, shorten=shorten, actor_of=actor_of, address=address,
    )  # fmt: skip
    found.globals.update(charts=charts)
    return found


def prepare() -> None:
    """Make all templates ready: else each is made when it is first asked for, while a visitor waits."""
    found = environment()
    for name in found.list_templates(extensions=["html"]):
        found.get_template(name)


def language_of(request: Request) -> Language:
    """The language of a request."""
    return choose(request.query_params.get("lang"), request.cookies.get(COOKIE))


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from a template.

    The template gets, besides `context`: request, w (Words), lang, here(name=value, …) (this address with other
    parameters; None takes one away, and `part`, a piece of a page that comes later, is never kept), actor(code), file(slug), day(iso) in the language of the page, and `nonce`-free
    markup only: no inline script or style passes the policy.

    Args:
        request: what is answered.
        template: name in templates/.
        status: of HTTP.
    """
    words = words_in(language_of(request))
    html = environment().get_template(template).render(**common(request, words), **context)
    answer = HTMLResponse(html, status)
    if request.query_params.get("lang") in ("ar", "en"):
        answer.set_cookie(COOKIE, words.language, max_age=YEAR, samesite="lax", httponly=True, path="/")
    answer.headers["Vary"] = "Cookie"
    return answer


def common(request: Request, words: Words) -> dict[str, Any]:
    """What every template knows."""

    def here(**changes: object) -> str:
        kept = [(key, value) for key, value in request.query_params.multi_items() if key not in (*changes, "part")]
        for key, value in changes.items():
            if isinstance(value, list | tuple):
                kept += [(key, str(each)) for each in value]
            elif value is not None:
                kept.append((key, str(value)))
        return request.url.path + ("?" + urlencode(kept) if kept else "")

    other: Language = "en" if words.language == "ar" else "ar"
    return {
        "request": request, "w": words, "lang": words.language, "other": other, "here": here,
        "actor": lambda code: actor_name(code, words.language), "file": lambda slug: file_name(slug, words.language),
        "day": lambda value, short=False: day_name(value, words, short),
    }  # fmt: skip


def bdi(value: object) -> Markup:
    """Isolated from the direction of the text around it, so that a Latin name in an Arabic line disturbs nothing."""
    return Markup("<bdi>%s</bdi>") % ("" if value is None else value)


def number(value: float) -> str:
    """1234 → 1,234."""
    return f"{value:,}"


def numbers(values: Iterable[float]) -> str:
    """Numbers for a data- attribute."""
    return ",".join(f"{float(value):.3f}" for value in values)


def shorten(text: str, most: int = 280) -> str:
    """A text of at most so many characters, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: flat.rfind(" ", 0, most)] + " …"


def actor_of(code: str, words: Words) -> str:
    """Name of an actor, as a filter."""
    return actor_name(code, words.language)


def signed(value: float, digits: int = 2) -> Markup:
    """A number with its sign (a real minus), isolated."""
    rounded = round(float(value), digits) + 0.0
    text = f"{abs(rounded):.{digits}f}"
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return Markup('<bdi class="n" dir="ltr">%s%s</bdi>') % (sign, text)


def path(value: str) -> str:
    """A value as one part of an address."""
    return quote(value, safe="")


def day_name(value: str | None, words: Words, short: bool = False) -> str:
    """A day in words: 16 يوليو 2018, 16 July 2018; `short` leaves the year out. Anything else stays as it is."""
    try:
        found = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    month = words(f"month.{found.month}")
    return f"{found.day} {month}" if short else f"{found.day} {month} {found.year}"
