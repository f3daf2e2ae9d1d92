"""From the tables of data/actors to a Book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..records import TaqarubError
from . import spelling
from .actors import Actor, Kind, codes, offices, weigh
from .book import Book, OfficeKind, Sense
from .tables import rows, values

# words that follow a clitic inside names of bodies and titles, and begin none
_COMMON = frozenset(("حقوق", "شوون", "اسم", "تشغيل", "حزب", "دعم", "تحرير", "التعاون", "وزاره", "شرطه", "رصد", "محاربه", "الحياه", "لجنه", "جامعه", "الاعمال"))
_CLITIC = re.compile(" [لوب]")
_PRIVATE = frozenset(("CVL", "COM", "MED"))


def fill(book: Book, folders: Sequence[Path]) -> None:
    """Read every table of the folders, later folders' entries winning over earlier ones of the same identity."""
    entries: dict[tuple[str, ...], list[Actor]] = {}
    for folder in folders:
        mine: dict[tuple[str, ...], list[Actor]] = {}
        for actor in actors_of(folder):
            mine.setdefault(identity(actor), []).append(actor)
        entries.update(mine)
    for actors in entries.values():
        for actor in actors:
            book.add_actor(actor)
            if actor.kind == "state" and actor.code:
                book.state_names[actor.code] = actor.name
    for folder in folders:
        _adjectives(book, folder)
        _offices(book, folder)
        _nouns(book, folder)
    firsts: set[str] = set()
    words, anchors = book.words, book.anchors
    for phrase, senses in book.senses.items():
        first, _, more = phrase.partition(" ")
        firsts.add(first)
        if more and senses[0].kind == "full" and senses[0].actor and senses[0].actor.kind == "person":
            book.firsts.add(first)
        if len(first) > 3 and first not in anchors and any(map(_anchors, senses)):
            anchors.add(first)
    words |= firsts
    firsts |= _COMMON
    for phrase in list(book.senses):
        apart = spelling.parted(phrase, firsts) if _CLITIC.search(phrase) else phrase
        if apart != phrase:
            book.senses.setdefault(apart, book.senses[phrase])
        words.update(apart.split()[1:])  # لسوريا inside a name is no word: alone it is ل and سوريا


def identity(actor: Actor) -> tuple[str, ...]:
    """What two lines share that speak of the same actor: kind and English name, of places the state too (Tripoli)."""
    return (actor.kind, actor.name, *((actor.code or "",) if actor.kind in ("place", "region") else ()))


def _anchors(sense: Sense) -> bool:
    """Whether a word with this sense may be split from a letter before it: not the given names of everyone."""
    if sense.kind == "adjective":
        return True
    actor = sense.actor
    if actor is None or sense.kind not in ("full", "short"):
        return False
    return actor.weight >= (3 if actor.kind == "person" else 1)


def _table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    path = folder / name
    if path.is_file():
        yield from rows(path)


def actors_of(folder: Path) -> Iterator[Actor]:
    """One Actor a line of the tables of a folder, in their order."""
    corrected = list(_table(folder, "cities_extra.tsv"))
    theirs = {(row["code"], row["name_en"]) for row in corrected}
    for row in _table(folder, "cities.tsv"):
        if (row["code"], row["name_en"]) not in theirs:
            yield _place(row, "place")
    for row in corrected:
        yield _place(row, "place")
    for row in _table(folder, "regions.tsv"):
        yield _place(row, "region")
    for row in _table(folder, "states.tsv"):
        yield from _state(row)
    for row in _table(folder, "orgs.tsv"):
        yield _body(row, "org", "ORG")
    for row in _table(folder, "media.tsv"):
        yield _body(row, "media", "MEDIA")
    people = [folder / "people.tsv", *sorted((folder / "people").glob("*.tsv"))]
    for path in people:
        if path.is_file():
            for row in rows(path):
                yield _person(row, path)


def _state(row: dict[str, str]) -> Iterator[Actor]:
    code = row["code"]
    yield Actor(row["name_en"], "state", "GPE", code, tuple(values(row["names_ar"])), country=code, weight=5)
    capital = values(row["capitals_ar"])
    if capital:
        yield Actor(row["capital_en"] or capital[0], "capital", "GPE", code, tuple(capital), country=code, weight=4)
    seats: dict[str, list[str]] = {}
    for seat in values(row["seats_ar"]):
        arabic, _, english = seat.partition("=")
        seats.setdefault(english or arabic, []).append(arabic)
    for english, arabic_names in seats.items():
        yield Actor(english, "seat", "ORG", code, tuple(arabic_names), country=code, weight=4)


def _place(row: dict[str, str], kind: Kind) -> Actor:
    code = row["code"] or None
    weight = float(row.get("weight") or 1)
    return Actor(
        row["name_en"],
        kind,
        row.get("type") or "GPE",
        code,
        tuple(values(row["names_ar"])),
        country=code,
        weight=weight,
    )


def _body(row: dict[str, str], kind: Kind, type_: str) -> Actor:
    try:
        code, terms = codes(row["code"])
    except ValueError as error:
        raise TaqarubError(f"{row['name_en']}: {error}") from error
    return Actor(
        row["name_en"], kind, type_, code, tuple(values(row["names_ar"])), country=row["country"] or None,
        wikidata=row.get("wikidata") or None, subkind=row["kind"], weight=3, note=row.get("note", ""), terms=terms,
    )  # fmt: skip


def _person(row: dict[str, str], path: Path) -> Actor:
    try:
        held = offices(row.get("offices", ""))
        code, terms = codes(row.get("code", ""))
    except ValueError as error:
        raise TaqarubError(f"{path}: {row['name_en']}: {error}") from error
    names = values(row["names_ar"])
    if code in _PRIVATE:
        code = None  # a private person who is named belongs to his country
    short = values(row.get("short_ar", ""))
    return Actor(
        row["name_en"], "person", "PER", code or row["country"] or None, tuple(names), tuple(short),
        country=row["country"] or None, offices=held, wikidata=row.get("wikidata") or None,
        gender=row.get("gender", ""), weight=weigh(held), note=row.get("note", ""), terms=terms,
    )  # fmt: skip


def _adjectives(book: Book, folder: Path) -> None:
    for row in _table(folder, "states.tsv"):
        for adjective in values(row["adjectives"]):
            for phrase in spelling.nationality_forms(adjective):
                taken = book.senses.get(phrase, [])
                if not any(s.kind == "adjective" for s in taken) and not any(
                    s.actor and s.actor.kind == "state" and s.actor.code == row["code"] for s in taken
                ):
                    book.add_sense(phrase, Sense("adjective", code=row["code"]))


def _offices(book: Book, folder: Path) -> None:
    for row in _table(folder, "offices.tsv"):
        titles = tuple(values(row["titles_ar"]))
        book.kinds[row["id"]] = OfficeKind(row["id"], row["name_en"], row["holders"] == "one", titles)
        for title in titles:
            book.add_sense(spelling.squash(title), Sense("title", code=row["id"]))
    for row in _table(folder, "titles.tsv"):
        book.add_sense(spelling.squash(row["word"]), Sense("word", code=row["kind"]))


def _nouns(book: Book, folder: Path) -> None:
    for row in _table(folder, "generic.tsv"):
        book.add_sense(spelling.squash(row["phrase"]), Sense("noun", code=row["code"] or None, detail=row["kind"]))
    for row in _table(folder, "ambiguous.tsv"):
        book.ambiguous[spelling.squash(row["phrase"])] = (row["rule"], row["value"])
        if row["rule"] == "block":
            book.add_sense(spelling.squash(row["phrase"]), Sense("block"))
    for row in _table(folder, "bodies.tsv"):
        for head in values(row["heads_ar"]):
            book.add_sense(spelling.squash(head), Sense("body", code=row["code"], detail=row["name_en"]))
    for row in _table(folder, "glued.tsv"):
        book.glued[spelling.squash(row["name"])] = row["letters"]
    for row in _table(folder, "bare.tsv"):
        book.bare.update(spelling.squash(noun) for noun in values(row["nouns_ar"]))
    for row in _table(folder, "given_names.tsv"):
        for name in values(row["names_ar"]):
            book.given[spelling.squash(name)] = row["name_en"]
            book.firsts.add(spelling.squash(name).split()[0])
    for row in _table(folder, "media.tsv"):
        for outlet in values(row.get("outlets", "")):
            book.homes[outlet.lower()] = row["country"]
