"""Web Annotations, checked against the Web Annotation Data Model and resolved on the text."""

import json
from urllib.parse import urlparse

from taqarub import to_builtins
from taqarub.exports import write
from taqarub.records import Record

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def page(records, path):
    write(records, "webannotation", path, force=True)
    return json.loads(path.read_bytes())


def test_page_and_annotations_follow_the_model(records, tmp_path):
    found = page(records, tmp_path / "a.jsonld")
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and found["type"] == "AnnotationPage"
    items = found["items"]
    assert len(items) == sum(len(r.entities) + len(r.times) + len(r.statements) + len(r.events) for r in records)
    ids = [found["id"], *(item["id"] for item in items)]
    assert len(set(ids)) == len(ids) and all(urlparse(one).scheme == "urn" for one in ids)
    for item in items:
        assert item["type"] == "Annotation" and item["motivation"] in MOTIVATIONS
        assert urlparse(item["target"]["source"]).scheme
        for body in item["body"]:
            assert body["type"] in ("TextualBody", "SpecificResource") and body["purpose"] in MOTIVATIONS
            assert body["value"] if body["type"] == "TextualBody" else urlparse(body["source"]).scheme


def test_selectors_find_their_words(records, tmp_path):
    texts = {record.id: record.text for record in records}
    for item in page(records, tmp_path / "a.jsonld")["items"]:
        text = texts[item["article"]]
        position, quote = item["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[position["start"] : position["end"]] == quote["exact"] != ""
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.index(around) + len(quote["prefix"]) == position["start"]
        assert quote["exact"] in item["sentenceText"]


def test_annotation_says_what_the_record_says(records, tmp_path):
    items = page(records, tmp_path / "a.jsonld")["items"]
    first = items[0]
    assert first["target"]["source"] == "https://mada.example/a?id=1"
    assert {
        "type": "SpecificResource",
        "source": "http://www.wikidata.org/entity/Q58217",
        "purpose": "identifying",
    } in first["body"]
    assert [body.get("value") for body in first["body"]] == [None, "Sergey Lavrov", "PER", "RUS", "foreign minister"]
    assert first["record"] == to_builtins(records[0])["entities"][0]
    act = next(item for item in items if item["layer"] == "events")
    assert [body["value"] for body in act["body"]] == ["CONSULT visit", "RUS → EGY", "happened", "syria"]
    assert items[-1]["target"]["source"] == "urn:taqarub:article:f"  # what it has for an address is none


def test_an_article_without_address_and_nothing_at_all(tmp_path, records):
    found = page(records[1:2], tmp_path / "a.jsonld")
    assert {item["target"]["source"] for item in found["items"]} == {"urn:taqarub:article:wire-7"}
    assert page([], tmp_path / "b.jsonld")["items"] == []
    assert page([Record(id="x")], tmp_path / "b.jsonld")["items"] == []


def test_same_records_same_bytes(records, tmp_path):
    page(records, tmp_path / "a.jsonld")
    page(records, tmp_path / "b.jsonld")
    assert (tmp_path / "a.jsonld").read_bytes() == (tmp_path / "b.jsonld").read_bytes()
