"""W3C Web Annotations: every entity, time, statement and event as JSON-LD on the page it comes from.

An annotation points with two selectors of the Web Annotation Data Model at once: a position, in characters of the
record's own text (headline, line break, clean body), and a quotation with what stands around it, by which it is found in
the page itself.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from ..records import LAYERS, Record, to_builtins
from .choice import Options
from .sentences import Sentences

AROUND = 32  # characters of prefix and suffix
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "taqarub": "urn:taqarub:terms:",
        "article": "taqarub:article",
        "layer": "taqarub:layer",
        "sentence": "taqarub:sentence",
        "sentenceText": "taqarub:sentenceText",
        "record": {"@id": "taqarub:record", "@type": "@json"},
    },
]
_NAMESPACE = uuid.UUID("5c5ad3f0-41a4-5c38-8f0e-2f5a52d5b7a1")  # any, but always the same
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
MOTIVES = {"entities": "identifying", "times": "classifying", "statements": "describing", "events": "classifying"}


def write(records: Iterable[Record], out: BinaryIO, beside: BinaryIO | None, options: Options) -> None:
    """Write one AnnotationPage, an annotation a line. Its id, at the end, is made of its content."""
    digest, encode = hashlib.blake2b(digest_size=16), msgspec.json.encode
    out.write(b'{"@context": ' + encode(CONTEXT) + b',\n"type": "AnnotationPage",\n"items": [')
    between = b"\n"
    for record in records:
        for annotation in annotate(record):
            line = encode(annotation)
            digest.update(line)
            out.write(between + line)
            between = b",\n"
    out.write(b'\n],\n"id": ' + encode(uuid.uuid5(_NAMESPACE, digest.hexdigest()).urn) + b"}\n")


def annotate(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations of a record."""
    plain, sentences = to_builtins(record), Sentences(record)
    for layer in LAYERS:
        for number, item in enumerate(plain[layer]):
            span = item["trigger"] if layer == "events" else item
            start, end = span["start"], span["end"]
            yield {
                "id": uuid.uuid5(_NAMESPACE, f"{record.id} {layer} {number}").urn,
                "type": "Annotation",
                "motivation": MOTIVES[layer],
                "article": record.id,
                "layer": layer,
                "sentence": sentences.number(start),
                "sentenceText": sentences.text(start, end),
                "body": list(_bodies(layer, item)),
                "record": item,
                "target": {"source": source(record), "selector": selectors(record.text, start, end)},
            }


def source(record: Record) -> str:
    """The IRI of an article: its address, or one made of its id where it has none that is an IRI."""
    if record.url and _IRI.match(record.url):
        return record.url
    return f"urn:taqarub:article:{quote(record.id, safe='')}"


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """A position and a quotation for [start, end) of a text."""
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
    ]  # fmt: skip


def _bodies(layer: str, item: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What is said of the words, for readers that know the model and nothing of us."""
    if item.get("wikidata"):
        known = f"http://www.wikidata.org/entity/{item['wikidata']}"
        yield {"type": "SpecificResource", "source": known, "purpose": "identifying"}
    for purpose, value in _texts(layer, item):
        if value:
            yield {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _texts(layer: str, item: dict[str, Any]) -> list[tuple[str, str | None]]:
    if layer == "entities":
        tags, role = [("tagging", item["type"]), ("tagging", item["code"])], ("describing", item["role"])
        return [("identifying", item["name"]), *tags, role]
    if layer == "times":
        return [("tagging", item["type"]), ("classifying", item["value"])]
    if layer == "statements":
        speaker = item["speaker"]
        who = speaker["name"] or speaker["text"]
        return [("describing", who), ("tagging", speaker["code"]), ("tagging", item["form"])]
    kind = item["type"] + (f" {item['mode']}" if item["mode"] else "")
    sides = f"{' + '.join(item['source'])} → {' + '.join(item['target'])}".strip()
    return [("classifying", kind), ("describing", sides), ("tagging", item["status"]), ("tagging", item["file"])]
