"""The start of a story: a dateline or byline before the first sentence, with a separator or glued to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..language.normal import fold_word
from .bylines import LONGEST, Credit, parse_credit
from .lexicon import agencies, credit_words, fold_in_place, given_names, key, openers, opens_sentence, outlets, places

_SEPARATOR = re.compile(r"\s?(?:[-–—ـ]{1,3}|[:：/|])[-–—ـ:]{0,2}\s?")
_BRACKET = re.compile(r"[)\]]\s?(?=[\u0621-\u064a])")
_WORD = re.compile(r"(?<=\w) (?=([\u0621-\u0652]{3,}) )")
_LEADING = " -–—ـ:：/|،,.…"
_SHORTEST_REST = 15  # letters that must follow: a line that is all credit is not a lead
_WORDS = 7  # a glued name ends within these first words


class Lead(NamedTuple):
    """A story's first paragraph parted: the credit, the text that it was read from, and the sentence after it."""

    credit: Credit
    text: str
    rest: str


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Ends of what may be a credit and starts of what then follows, farthest first."""
    head = text[: LONGEST + 4]
    found = [match.span() for match in _SEPARATOR.finditer(head)]
    found += [(match.start() + 1, match.end()) for match in _BRACKET.finditer(head)]
    found += [match.span() for match in _WORD.finditer(head) if opens_sentence(match[1])][:2]
    yield from sorted(found, reverse=True)


def _is_lead(credit: Credit, prefix: str, rest: str, parts: int, parted: bool) -> bool:
    """Whether a credit before a separator is one, and not the start of a sentence (لندن - باريس, روسيا: سنرد).
    `parted` tells that a sign stands between the two; a space alone needs a verb after a credit of two parts.
    """
    words = rest.split(maxsplit=2)
    if len(rest) < _SHORTEST_REST or len(words) < 3:
        return False
    opens = opens_sentence(words[0].strip("\"'«»“”(،"))
    if credit.sure and (parts > 1 or prefix.rstrip().endswith((")", "]"))):
        return opens or parted
    return opens and parted


def _separated(text: str, outlet: str | None) -> Lead | None:
    for end, start in _boundaries(text):
        prefix, rest = text[:end].strip(), text[start:].lstrip(_LEADING)
        credit = parse_credit(prefix, outlet)
        if credit is None:
            continue
        parts = len([part for part in re.split(r"[-–—ـ:/|()،,«»\"]|\sمن\s", prefix) if part.strip()])
        if _is_lead(credit, prefix, rest, parts, bool(re.search(r"[^\w\s]", text[end - 1 : start]))):
            return Lead(credit, text[: len(text) - len(rest)].strip(), rest)
    return None


def _can_end_name(head: str, hamza: bool) -> bool:
    """Whether the start of a word can be the last word of a name: a given name, or a surname with ال."""
    plain = fold_word(head)
    if plain in given_names() or plain in credit_words("titles"):
        return True
    if plain.startswith("ال") and len(plain) >= 5:
        return hamza or plain.endswith("ي") or plain[2:] in given_names()
    return hamza and len(plain) >= 3 and not plain.startswith("ال")


def _glue_points(text: str) -> Iterator[int]:
    """Offsets within the first words where a name may end and a verb begin without a space.

    A word is a candidate only if it is no verb and no name as it stands, its end is a verb that opens news (or, behind
    a known given name, another opening word), and its start can end a name. A hamza on alif in the middle of a word
    (عباسأكد) is rare in Arabic and counts for it.
    """
    for match in list(re.finditer(r"\S+", text[: LONGEST + 4]))[:_WORDS]:
        word, offset = match.group(), match.start()
        plain = fold_in_place(word)
        if len(word) < 5 or fold_word(word) in given_names() or opens_sentence(word) or key(word) in places():
            continue
        for cut in range(2, len(word) - 2):
            tail, head = plain[cut:].replace("\x01", ""), word[:cut]
            hamza = word[cut] in "أإآ"
            if tail in openers():
                if offset == 0:
                    known = key(head) in agencies() or key(head) in outlets() or key(head) in places()
                    if known and hamza and len(head) >= 4:
                        yield offset + cut
                elif _can_end_name(head, hamza) or (hamza and (key(head) in agencies() or key(head) in places())):
                    yield offset + cut
            elif offset and tail in credit_words("connectors") and fold_word(head) in given_names():
                yield offset + cut


def _glued(text: str, outlet: str | None) -> Lead | None:
    for point in _glue_points(text):
        prefix, rest = text[:point].strip(), text[point:]
        credit = parse_credit(prefix, outlet)
        if credit and (credit.byline or credit.dateline) and len(rest.split(maxsplit=2)) > 2:
            return Lead(credit, prefix, rest)
    return None


def split_lead(paragraph: str, outlet: str | None = None) -> Lead | None:
    """Part a credit from the first sentence of a story, or None where it begins with the sentence.

    محمد عباسأكد نائب رئيس الوزراء … → محمد عباس; سبق - الرياض: أعلنت … → سبق - الرياض. A place or a person alone counts
    only before a verb that opens news: لندن - باريس في ساعتين stays.
    """
    lead = _separated(paragraph, outlet)
    if lead is None:
        return _glued(paragraph, outlet)
    inner = _glued(lead.rest, outlet)
    if inner is None or not inner.credit.byline:
        return lead
    credit = Credit(lead.credit.byline + inner.credit.byline, lead.credit.dateline, True)
    return Lead(credit, f"{lead.text} {inner.text}", inner.rest)
