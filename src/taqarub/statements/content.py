"""Where reported words end."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Form
from .cue import Cue
from .phrases import COMMAS, STOPS, quoted_name, skip_brackets
from .text import Text

_TRAILING = COMMAS | STOPS | frozenset(('"', "-", "–", "—", ":", "(", "[", "{", "'", "/", "--"))
_WITHIN = frozenset(("خلاله", "خلالها", "فيه", "فيها", "معه", "معها"))
_JOINERS = frozenset(
    [
        "كما",
        "بينما",
        "فيما",
        "لكن",
        "ولكن",
        "لكنه",
        "لكنها",
        "لكنهم",
        "ولكنه",
        "ولكنها",
        "حيث",
        "ثم",
        "وفيما",
        "كذلك",
        "اذ",
    ]
)
_MIXED = (("كما", "ان"), ("وان",), ("وانه",), ("وانها",), ("حيث", "ان"), ("كما", "انه"), ("لكن",), ("لان",), ("وب",))


class Stops:
    """The words at which reported speech is cut: other cues, by the word where their clause begins."""

    def __init__(self, text: Text, cues: Sequence[Cue]):
        self.cuts: dict[int, Cue] = {}
        for cue in cues:
            if cue.kind == "colon" or (cue.kind == "source" and cue.frame == "after"):
                continue
            self.cuts[_clause_begin(text, cue)] = cue


def _clause_begin(text: Text, cue: Cue) -> int:
    """The word where a cue's clause begins: the conjunction before it, with a subject in between."""
    words, at = text.words, cue.first
    if cue.kind == "masdar" and at and words[at - 1] in ("رغم", "مع", "عقب", "بعد"):
        return at - 1
    if cue.kind != "verb" or (words[at][0] in "وف" and cue.form is not None and cue.form.conjunction):
        return at
    first = text.bounds[text.sentence[at]][0]
    for back in range(at - 1, max(first, at - 7) - 1, -1):
        if words[back] in _JOINERS or (words[back] == "حين" and words[back - 1] == "في"):
            return back - (words[back] == "حين")
        if words[back] in COMMAS or words[back] == '"':
            return at
    return at


def content_end(text: Text, cue: Cue, stops: Stops) -> int:
    """The last word of a cue's content, marks and closing quotation marks left out."""
    close = text.partner.get(cue.quote, -1) if cue.quote >= 0 else -1
    if close > cue.begin:
        after = close + 1
        if not _continues(text, cue, close, stops):
            return trim(text, cue.begin, _later_quotes(text, cue, close, stops) - 1)
        start = after
    else:
        start = cue.begin
    anchor = close if close >= 0 else cue.begin
    limit = _limit(text, cue, anchor)
    return trim(text, cue.begin, _scan(text, cue, start, limit, stops) - 1)


def _later_quotes(text: Text, cue: Cue, close: int, stops: Stops) -> int:
    """The closing mark of a speech that goes on in sentences that are nothing but further quotations."""
    words = text.words
    while cue.frame == "q":
        after = close + 1
        while after < len(words) and (words[after] in STOPS) and after - close < 4:
            after += 1
        following = text.partner.get(after, -1) if after in text.opens else -1
        if following < 0 or after == close + 1 or following - after < 5:
            break
        if any(at in stops.cuts for at in range(after, min(following + 8, len(words)))):
            break
        if following + 1 < len(words) and words[following + 1] not in STOPS:
            break
        close = following
    return close


def _limit(text: Text, cue: Cue, anchor: int) -> int:
    """Past the sentence's last word; a colon's words in a headline end with the line."""
    if cue.limit >= 0:
        return cue.limit
    if cue.kind == "colon":
        end = anchor
        while end < len(text) and text.words[end] != "\n":
            end += 1
        return end
    return text.bounds[text.sentence[anchor]][1]


def _continues(text: Text, cue: Cue, close: int, stops: Stops) -> bool:
    """Whether speech goes on after its first quotation closed: أن «…» سجل، أو «…»، كما أن «…»."""
    words = text.words
    after = close + 1
    if after >= len(words) or words[after] in STOPS or text.sentence[after] != text.sentence[close]:
        return False
    if words[after] in COMMAS or words[after] == '"':
        following = tuple(words[after + 1 : after + 3])
        return (
            any(following[: len(mark)] == mark for mark in _MIXED)
            or (words[after + 1][:3] == "لكن" and after + 1 not in stops.cuts)
            or (words[after + 1][:1] == "و" and words[after + 2 : after + 3] == ['"'])
        )
    if cue.frame == "q" and cue.kind != "colon":
        joined = tuple(words[after : after + 2])
        return any(joined[: len(mark)] == mark for mark in _MIXED)
    return after not in stops.cuts and not text.lexicon.phrase_at("content_ends", words, after)


def _scan(text: Text, cue: Cue, start: int, limit: int, stops: Stops) -> int:
    """The first word past the content."""
    words = text.words
    at = start
    while at < limit:
        word = words[at]
        if at > cue.begin and _cut(text, cue, at, stops):
            return at
        if word == '"' and at in text.opens:
            close = text.partner.get(at, -1)
            if at < close < limit:
                at = close + 1
                continue
        elif word == "(":
            at = skip_brackets(text, at, limit)
            continue
        at += 1
    return limit


def _cut(text: Text, cue: Cue, at: int, stops: Stops) -> bool:
    words = text.words
    other = stops.cuts.get(at)
    after_mark = words[at - 1] in COMMAS or words[at - 1] == '"' or words[at - 1] in ("-", "–")
    if other is not None and other is not cue:
        if other.kind in ("source", "relay"):
            return True
        if other.kind == "masdar":
            return (after_mark and words[at] == "رغم") or (at == other.first and words[at][0] == "ب" and after_mark)
        if other.kind == "participle":
            return after_mark or other.weight >= 0.8
        joined = other.form is not None and other.form.conjunction == "و"
        if after_mark and other.kind == "verb" and other.frame in ("an", "q") and other.subject is not None:
            return True
        if after_mark and (at < other.first or joined or (other.frame == "an" and other.subject is None)):
            return True
        if joined and _agrees(cue, other) and other.frame != "obj" and words[other.last + 1] not in _WITHIN:
            return True
    if text.lexicon.phrase_at("own_words", words, at) or text.lexicon.phrase_at("breaks", words, at):
        return True
    if after_mark and words[at][0] == "و" and words[at][1:] in text.lexicon.forms and _says(text, at):
        return True
    unmarked = cue.frame == "q" and cue.quote < 0  # قال: with no quotation marks goes on to the end
    return after_mark and not unmarked and text.lexicon.phrase_at("content_ends", words, at) > 0


def _says(text: Text, at: int) -> bool:
    return any(
        form.kind in ("perfect", "imperfect") and form.conjunction == "و" and "strict" not in form.verb.flags
        for form in text.lexicon.forms.get(text.words[at], ())
    )


def _agrees(cue: Cue, other: Cue) -> bool:
    if cue.form is None or other.form is None:
        return False
    return cue.form.gender == other.form.gender and other.form.kind == "perfect"


def form_of(text: Text, cue: Cue) -> Form:
    """direct: all in quotation marks, or after a headline's colon; mixed: partly; indirect: not at all. Names in
    quotation marks do not count."""
    words = text.words
    if cue.kind == "colon":
        return "direct"
    closes = cue.end + 1
    while closes < len(words) and words[closes] in STOPS | COMMAS and closes - cue.end < 3:
        closes += 1
    if cue.quote >= 0 and closes < len(words) and words[closes] == '"':
        return "direct"
    if cue.quote >= 0 and text.partner.get(cue.quote, -1) < 0:
        return "direct"
    quoted = [
        at
        for at in range(max(cue.quote, cue.begin - 1), cue.end + 2)
        if at < len(words) and words[at] == '"' and at in text.opens
    ]
    if cue.quote >= 0:
        quoted.append(cue.quote)
    return "mixed" if any(not quoted_name(text, at) for at in quoted) else "indirect"


def trim(text: Text, begin: int, last: int) -> int:
    """`last` moved back over marks that belong to no word."""
    words = text.words
    while last > begin and (words[last] in _TRAILING or (words[last] == ")" and not _bracketed(text, begin, last))):
        last -= 1
    return last


def _bracketed(text: Text, begin: int, last: int) -> bool:
    return any(text.words[word] == "(" for word in range(begin, last))
