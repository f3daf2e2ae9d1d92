"""Who wrote it and where: credit lines, datelines, and a name glued to the first word of the story."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..language.normal import Folded, fold, fold_word
from .dates import find_dates, is_month
from .lexicon import agencies, credit_words, given_names, key, opens_sentence, outlets, places

LONGEST = 110  # a credit line is not longer
_SEPARATORS = re.compile(
    r"\s*(?:[-–—ـ_|/:؛;،,()\[\]{}«»\"“”…•·]|\.{2,})+\s*|\s+من\s+(?=\S)|\s+في\s+(?=\S+$)|\s{2,}"
)
_ARABIC_WORD = re.compile(r"[\u0621-\u0652\u0670\u06a9\u06af\u06cc'’.-]+|[A-Za-z.'’-]+")
_FIRM = re.compile(r"[-–—ـ_|/:()\[\]{}،,]+")
_DAY = re.compile(r" \d{1,2} (?=\S)")
_FROM = re.compile(r"^من\s+")
_JOINED = re.compile(r"(?<!\S)(عبد|أبو|ابو|أبي|بن|ابن|بنت|آل|ال)\s+(?=\S)")
_AND = re.compile(r"\s+و(?=[\u0621-\u064a])")
_NOT_A_NAME = re.compile(r"[\d@#؟?!%]|https?:")
_PRIVATE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|^\(?(?:زائر|admin|مدير الموقع|غير مسجل|unknown|null|none)\)?$", re.IGNORECASE)
_STUB = re.compile(r"\d{1,2} \S+(?: \S+)?")  # a day and a month without a year, as wire datelines have them
_DOTTED = re.compile(r"\b([أادبشفوسمن])\s?[./]\s?(?=[أادبشفوسمن]\b)")

_BETWEEN_DATES = ("الموافق", "الموافقة", "هـ", "هـ الموافق", "م", "بتاريخ")

Sort = Literal["place", "agency", "outlet", "person", "alone", "date", "unknown"]


class Credit(NamedTuple):
    """What a credit says: people and agencies, the place line without the people, and whether it is surely a credit."""

    byline: tuple[str, ...]
    dateline: str | None
    sure: bool


class _Part(NamedTuple):
    text: str
    sort: Sort


def _is_person(words: list[str]) -> bool:
    """Whether words begin with a given name (of one word or two), after a title perhaps, or with أبو, أم, ابن."""
    folded = [fold_word(word) for word in words]
    names = given_names()
    while len(folded) > 1 and folded[0].strip(".") in credit_words("titles"):
        folded = folded[1:]
    if not 2 <= len(_JOINED.sub(r"\1", " ".join(words)).split()) <= 5:
        return False
    if folded[0] in names or " ".join(folded[:2]) in names:
        return True
    return folded[0] in ("ابو", "ابن", "ال") and len(folded) >= 2


def _is_name_like(words: list[str]) -> bool:
    """Whether words could be an unknown name or place: few, Arabic, none of them a word of sentences."""
    return 1 <= len(words) <= 4 and all(map(_ARABIC_WORD.fullmatch, words)) and not any(map(_of_prose, words, (None, *words)))


def _of_prose(word: str, before: str | None) -> bool:
    """Whether a word belongs to sentences, not names. على (not علي) is a name only behind a name."""
    plain = fold_word(word)
    if plain in given_names():
        return word == "على" and before is None
    return plain in credit_words("prose") or opens_sentence(word)


def _without_role(text: str) -> str:
    """The text without كتب, إعداد, مراسل … before it."""
    roles = credit_words("roles")
    words = text.split()
    for count in (3, 2, 1):
        if len(words) > count and fold(" ".join(words[:count])).lower() in roles:
            return _without_role(" ".join(words[count:]))
    return text


def _without_day(text: str) -> str:
    """A place without the day and month behind it, as wire datelines have them: نيويورك 28 يوليو تموز."""
    match = _DAY.search(text)
    if not match:
        return text
    place, rest = text[: match.start()], text[match.end() :]
    return place.strip() if place.strip() and all(is_month(word) or word.isdigit() for word in rest.split()) else text


def _sort(text: str, outlet: str | None) -> Sort:
    name = key(text)
    if name in agencies():
        return "agency"
    if name in places():
        return "place"
    if name in outlets() or (outlet and name == key(outlet)):
        return "outlet"
    folded = fold(text).lower()
    if folded in credit_words("alone") or folded in credit_words("roles"):
        return "alone"
    if any(end - start >= len(folded) - 2 for start, end, _, _ in find_dates(folded)) or _STUB.fullmatch(folded):
        return "date"
    return "person" if _is_person(text.split()) else "unknown"


def _without_dates(text: str) -> str:
    """The text with full dates taken out, which wires put between place and agency: الرياض 22 يونيو 2021 م واس."""
    folded = Folded(text)
    dates = find_dates(folded.text.lower())
    if not dates:
        return text
    kept, last = [], 0
    for start, end, _, _ in dates:
        begin, stop = folded.original(start, end)
        kept.append(text[last:begin])
        last = stop
    pieces = [piece.strip(" ـ،,-–/") for piece in (*kept, text[last:])]
    return " - ".join(piece for piece in pieces if piece and piece not in _BETWEEN_DATES)


def _parts(text: str, outlet: str | None) -> list[_Part] | None:
    """The parts of a credit, or None where one of them cannot belong to a credit."""
    text = _DOTTED.sub(r"\1 ", text)
    found: list[_Part] = []
    for piece in _SEPARATORS.split(text):
        piece = _without_day(_without_role(_FROM.sub("", piece.strip(" .*#"))))
        if not piece:
            continue
        sort = _sort(piece, outlet)
        if sort in ("unknown", "person") and _AND.search(piece):
            for half in _AND.split(piece):
                found.append(_Part(half, _sort(half, outlet)))
        else:
            found.append(_Part(piece, sort))
    for part in found:
        if part.sort in ("unknown", "person") and (_NOT_A_NAME.search(part.text) or not _is_name_like(part.text.split()[:4])):
            return None
        if part.sort == "unknown" and (len(part.text.split()) > 5 or (len(found) == 1 and len(part.text.split()) == 1)):
            return None
    return found


def _has_role(text: str) -> bool:
    start = re.split(r"\s*[:：-]\s*|\s+(?=\S+\s+\S+$)", text.strip(), maxsplit=1)[0]
    return any(fold(word) in credit_words("roles") for word in (text.split()[0], start)) if text.strip() else False


def parse_credit(text: str, outlet: str | None = None, strict: bool = True) -> Credit | None:
    """Read a credit such as القاهرة - محمد عباس, الرياض - واس, «الاقتصادية» من الرياض, كتب: محمد عباس.

    Args:
        text: a line, an author field, or the start of a story up to its separator.
        outlet: the page's own outlet, a part of its credits.
        strict: the text may be a sentence, so a part that is not known counts only between dashes, colons or brackets;
            False for an author field, which is no sentence.

    Returns:
        None for what is no credit: too long, a sentence, nothing in it that is known.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or _PRIVATE.search(text):
        return None
    role = _has_role(text)
    dateless = _without_dates(text)
    parts = _parts(dateless, outlet)
    if not parts or len(parts) > 6:
        return None
    sorts = {part.sort for part in parts}
    if strict and "unknown" in sorts and not _stand_apart(dateless, parts):
        return None
    if sorts <= {"unknown", "date", "alone"} and not (role and "unknown" in sorts):
        return None
    settled = [_Part(part.text, _settle(part, len(parts))) for part in parts]
    people = [part.text for part in settled if part.sort == "person"]
    wires = [part.text for part in settled if part.sort == "agency"]
    rest = [part for part in settled if part.sort not in ("person", "alone", "date")]
    located = any(part.sort in ("place", "outlet") for part in rest)
    dateline = None
    if located:
        dateline = " - ".join(part.text for part in rest) if people else _trimmed(dateless)
    sure = bool(sorts & {"agency", "outlet"}) or role or ("place" in sorts and "person" in sorts)
    if not people and not wires and not located:
        return None
    return Credit(tuple(people + wires), dateline, sure)


def _stand_apart(text: str, parts: list[_Part]) -> bool:
    """Whether each part that is not known stands between dashes, colons or brackets, not just beside quotes or من."""
    pieces = [piece for piece in _FIRM.split(_DOTTED.sub(r"\1 ", text)) if piece.strip()]
    if len(pieces) < 2:
        return False
    whole = {_without_role(_FROM.sub("", piece.strip(" .*#"))) for piece in pieces}
    return all(part.sort != "unknown" or part.text in whole for part in parts)


def _settle(part: _Part, count: int) -> Sort:
    """What an unknown part beside known ones is: one word a place, several a name, but with ال before it an outlet."""
    if part.sort != "unknown":
        return part.sort
    words = part.text.split()
    if count > 1 and len(words) == 1:
        return "place"
    return "outlet" if words[0].startswith("ال") and len(words) > 1 and count > 1 else "person"


def _trimmed(text: str) -> str:
    """A dateline without the marks around it; brackets and quotes that are not a pair go as well."""
    text = text.strip(" :-–—ـ|/،,.*")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text


def read_author(author: str, outlet: str | None = None) -> Credit:
    """An author field as a credit; what is not understood, but could be a name, is a name."""
    credit = parse_credit(author, outlet, strict=False)
    if credit:
        return credit
    name = _without_role(author.strip(" :-–—|،,.*()«»\""))
    if len(name) > LONGEST or _PRIVATE.search(name) or _NOT_A_NAME.search(name) or not re.search(r"\w", name):
        return Credit((), None, False)
    if _sort(name, outlet) == "alone":
        return Credit((), None, False)
    if len(name.split()) > 7:
        return Credit((), None, False)
    place, colon, person = name.partition(":")
    if colon and len(place.split()) <= 3 and person.strip() and _is_name_like(person.split()):
        return Credit((person.strip(),), place.strip(), False)
    return Credit((name,), None, False)


def is_lone_name(line: str) -> bool:
    """Whether a line is one person's name and no more: two to four words, the first a given name."""
    words = _JOINED.sub(r"\1", line.strip(" :-–—*.")).split()
    full = line.strip(" :-–—*.").split()
    return 2 <= len(words) <= 4 and len(line) <= 40 and not re.search(r"[.:،؟!\d]", line[:-1]) and _is_person(full) and _is_name_like(words)
