"""JSON-LD as news sites write it, sound or not quite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MOST_NODES = 5000  # of one page's JSON-LD that are looked at


def loads(text: str) -> Any:
    """JSON-LD as sites write it: in a comment, with trailing commas, with raw line breaks. None where it is past help."""
    text = _COMMENT.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text), _TRAILING_COMMA.sub("", re.sub(r"[\x00-\x1f]+", " ", text))):
        try:
            return msgspec.json.decode(attempt)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue
    return None


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """All objects of JSON-LD: of arrays, of @graph, of mainEntity and the like."""
    queue, seen = [data], 0
    while queue and seen < _MOST_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue[:0] = node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            queue += [
                node[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
                if name in node
            ]


def types(node: dict[str, Any]) -> set[str]:
    found = node.get("@type", "")
    return {str(name).rsplit("/", 1)[-1].lower() for name in (found if isinstance(found, list) else [found])}
