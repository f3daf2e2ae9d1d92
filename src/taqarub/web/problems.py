"""Errors of the API: application/problem+json (RFC 9457), without paths of this machine or what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

MEDIA = "application/problem+json"


def problem(status: int, detail: str | None = None, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """An error as the API tells it.

    Args:
        status: of HTTP.
        detail: what is wrong, in a line.
        headers: of the answer.
        more: further members, such as `errors` or `reference`.
    """
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        told["detail"] = detail
    told |= {name: value for name, value in more.items() if value}
    return Response(msgspec.json.encode(told), status, dict(headers or {}), MEDIA)


def faults(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Which parameters are wrong and why; what was sent is not repeated."""
    return [{"where": ".".join(str(part) for part in each["loc"]), "what": str(each["msg"])} for each in errors]
