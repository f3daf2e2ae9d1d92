"""Quotations that stand before the words that attribute them.

«…»، قال الوزير · «…»، يقول أحد السكان. «…» · «…».. بهذه الكلمات رد الوزير · «…»، هذا ما أكده البيان · «…»، على حد قوله.
In such a cue the content comes first and is as long as its quotation marks say.
"""

from __future__ import annotations

from collections.abc import Iterator

from .complements import complement
from .cue import Cue
from .inflect import Form
from .phrases import COMMAS, NAMED, STOPS, Subject, is_opener, names_between, noun_of, subject_after
from .subjects import phrase_end
from .text import Text

_DASHES = frozenset(("-", "–", "—", "--"))
_DOTS = frozenset(("..", "...", "…"))
_SHORTEST = 3  # words from which a quotation with a bare verb after it is speech rather than a name
_SPEAKING = 0.8  # frame weight from which a verb says its quotation with nothing but a comma between
_OWNERS = (("هما", "قولهما"), ("هم", "قولهم"), ("ها", "قولها"), ("ه", "قوله"))
_TAIL = frozenset(("في", "خلال", "عبر", "امام", "علي", "عقب", "بعد", "ل", "لدي", "من", "ردا", "وهو", "وهي", "الذي", "التي", "مع"))
_LEADING = frozenset(("في", "وفي", "خلال", "وخلال", "عقب", "بعد", "وبعد", "ردا", "وردا", "تعليقا", "وعن", "حول", "وحول", "من", "ومن"))


def find_trailing(text: Text) -> Iterator[Cue]:
    """Every attribution that follows its quotation, in text order, with `begin` and `end` of the content set.

    One verb can have two cues: the quotation before it and the one it goes on with after it.
    """
    for opening in sorted(text.opens):
        close = text.partner.get(opening, -1)
        if close - opening < 2 or not text.words[opening + 1][0].isalnum():
            continue
        yield from _after_quote(text, opening, close)


def claimed(text: Text, cue: Cue, others: list[Cue]) -> bool:
    """Whether another cue before a quotation introduces it (وأضاف: «…»), so that what follows does not."""
    for other in others:
        if other.weight < 0.5 or other.kind == "source" or other.first >= cue.quote:
            continue
        if other.begin in (cue.quote, cue.begin):
            return True
        apart = other.quote >= 0 and text.partner.get(other.quote, cue.quote) < cue.quote
        if text.sentence[other.first] == text.sentence[cue.quote] and not apart:
            return True
    return False


def _after_quote(text: Text, opening: int, close: int) -> Iterator[Cue]:
    at, stopped = _past_marks(text, close)
    if at < 0:
        return
    length = text.lexicon.phrase_at("own_words", text.words, at)
    if length:
        own = None if stopped else _own(text, opening, close, at)
        if own is not None:
            yield own
        return
    verb, linked = _verb_at(text, at)
    if verb < 0:
        if text.start[opening] < text.body_start:
            yield from _headline(text, opening, close, at)
        return
    if stopped and not linked:
        return
    for form in _forms(text, verb, linked):
        cue = _said(text, opening, close, verb, form, linked)
        if cue is not None:
            yield cue
            further = _further(text, cue, linked)
            if further is not None:
                yield further
            return


def _past_marks(text: Text, close: int) -> tuple[int, bool]:
    """The first word after a quotation and its marks (-1: none), and whether the sentence had ended there."""
    words, at, stopped = text.words, close + 1, False
    while at < len(words) and at - close <= 4:
        word = words[at]
        if word in STOPS and word not in _DOTS:
            stopped = True
        elif word not in COMMAS and word not in _DOTS and word not in _DASHES:
            return (at, stopped) if word[0].isalnum() else (-1, stopped)
        at += 1
    return -1, stopped


def _verb_at(text: Text, at: int) -> tuple[int, bool]:
    """The verb that attributes, and whether words such as هكذا، بهذه الكلمات، هذا ما lead to it; (-1, False) for none."""
    words, sets = text.words, text.lexicon.sets
    end = min(text.bounds[text.sentence[at]][1], at + 7)
    word = words[at].removeprefix("و")
    if word == "هكذا":
        return (at + 1, True) if at + 1 < end else (-1, False)
    if words[at] in sets["quote_pointers"] and at + 2 < end and words[at + 1].removeprefix("ال") in sets["quote_nouns"]:
        for verb in range(at + 2, end):
            if words[verb] in text.lexicon.framers or any(True for _ in _forms(text, verb, True)):
                return verb, True
        return -1, False
    if word in ("هذا", "ذلك", "هو", "هذه") and "ما" in words[at + 1 : at + 3]:
        verb = words.index("ما", at) + 1
        return (verb, True) if verb < end else (-1, False)
    return at, False


def _forms(text: Text, at: int, linked: bool) -> Iterator[Form]:
    """The readings of a word as a verb that can attribute the words before it."""
    if at in text.name_at and text.name_at[at].kind in NAMED:
        return
    readings = text.lexicon.forms.get(text.words[at], ())
    if linked:
        readings = (*readings, *text.lexicon.framers.get(text.words[at], ()))
    for form in readings:
        if form.kind not in ("perfect", "imperfect") or form.conjunction:
            continue
        if linked or (not form.pronoun and form.verb.frames.get("q", 0.0) >= _SPEAKING):
            yield form


def _said(text: Text, opening: int, close: int, verb: int, form: Form, linked: bool) -> Cue | None:
    end = text.bounds[text.sentence[verb]][1]
    subject = subject_after(text, verb, end)
    if subject is not None and is_opener(text, subject.first, listed=True):
        subject = None
    words = close - opening - 1
    opens = _opens_clause(text, opening)
    if linked:
        weight = 0.95 if subject is not None else 0.55
    else:
        named = subject is not None and _can_speak(text, subject)
        if subject is not None and not named and "strict" in form.verb.flags:
            return None
        if subject is None and not _ends_after(text, verb + 1, end):
            return None
        if words < (_SHORTEST - 1 if opens and named else _SHORTEST) or _titled(text, opening, close):
            return None
        ahead = complement(text, verb, form, subject, end)
        if ahead is not None and (ahead.frame not in ("q", "obj", "bare") or (ahead.frame == "obj" and not opens)):
            return None
        if "strict" in form.verb.flags and (words < 5 or ahead is not None):
            return None
        weight = 0.95 if named else 0.7
    cue = Cue(
        verb, verb, "verb", "trail", -1, opening + 1, weight, subject, form, opening, close - 1, rule=f"after:{form.verb.lemma}"
    )  # fmt: skip
    if not opens and not linked:
        # وصل الوفد «دون شروط»، قال الوزير: the quotation is part of what was said
        cue.frame, cue.begin, cue.end = "before", verb, -1
        cue.weight *= 0.8 if named else 0.6
    return cue


def _opens_clause(text: Text, opening: int) -> bool:
    """Whether a quotation opens its sentence or clause, an occasion before it left out."""
    first = text.bounds[text.sentence[opening]][0]
    before = text.words[opening - 1] if opening else "\n"
    return opening == first or before in COMMAS or before in STOPS or before in _DASHES or before in (":", '"', ")")


def _can_speak(text: Text, subject: Subject) -> bool:
    return noun_of(text, subject.first) is not None or any(
        name.kind in NAMED for name in names_between(text, subject.first, subject.last)
    )


def _titled(text: Text, opening: int, close: int) -> bool:
    """Whether a quotation is the name of a film, an operation, a group."""
    name = text.name_at.get(opening + 1)
    if name is not None and name.kind in NAMED and name.last >= close - 1:
        return True
    before = text.words[opening - 1] if opening else ""
    sets = text.lexicon.sets
    return any(word in sets["names_in_quotes"] or word in sets["titles_in_quotes"] for word in (before, before[1:], before[2:]))


def _ends_after(text: Text, at: int, end: int) -> bool:
    """Whether nothing but an adverbial of the verb follows, so that its subject is left unsaid."""
    return at >= end or text.words[at] in STOPS or text.words[at] in COMMAS or text.words[at] in _TAIL


def _further(text: Text, cue: Cue, linked: bool) -> Cue | None:
    """The quotation that the same speaker goes on with: «…»، قال الوزير، «…»."""
    words = text.words
    at = cue.subject.last + 1 if cue.subject is not None else cue.last + 1
    end = min(len(words), at + 14)
    while at < end and at not in text.opens:
        if words[at] in STOPS and not (at + 1 < len(words) and (at + 1 in text.opens or words[at + 1] == "\n")):
            return None
        if words[at] in text.lexicon.complements or words[at] == ":":
            return None
        at += 1
    close = text.partner.get(at, -1)
    if at >= end or close - at < 3 or linked:
        return None
    after = words[close + 1] if close + 1 < len(words) else "."
    before = words[at - 1]
    if not (before in COMMAS or before in STOPS or before in _DASHES) or not (after in STOPS or after in COMMAS):
        return None
    begin = at + 1
    return Cue(
        cue.first, cue.last, "verb", "q", at, begin, 0.8, cue.subject, cue.form, at, rule=f"{cue.rule}+q"
    )  # fmt: skip


def _own(text: Text, opening: int, close: int, at: int) -> Cue | None:
    """«…»، على حد قوله: the speaker is the subject of the clause, where no other cue holds the words already."""
    words = text.words
    last = at + 2 if words[at] == "علي" else at + 1
    if last >= len(words) or _titled(text, opening, close):
        return None
    owner = next((said for ending, said in _OWNERS if words[last].endswith(ending)), None)
    form = next((f for f in text.lexicon.forms.get(owner, ()) if f.pronoun), None) if owner is not None else None
    if form is None:
        return None
    return Cue(
        at, last, "participle", "trail", -1, opening + 1, 0.7, None, form, opening, close - 1, rule="after:own words"
    )  # fmt: skip


def _headline(text: Text, opening: int, close: int, at: int) -> Iterator[Cue]:
    """«سنرد».. طهران تتوعد واشنطن: in a headline a quotation, dots, and its speaker with a verb of saying."""
    words = text.words
    if words[close + 1] not in _DOTS and words[close + 1] not in _DASHES:
        return
    if close - opening - 1 < 2 or _titled(text, opening, close) or not _opens_clause(text, opening):
        return
    name = text.name_at.get(at)
    if (name is None or name.kind not in ("PER", "ORG", "GPE")) and noun_of(text, at) is None:
        return
    last = phrase_end(text, at, text.bounds[text.sentence[at]][1] - 1)
    verb = last + 1
    if verb >= len(text) or not any(f.kind in ("imperfect", "perfect") for f in text.lexicon.forms.get(words[verb], ())):
        return
    yield Cue(
        close + 1, close + 1, "colon", "trail", -1, opening + 1, 0.7, Subject(at, last, verb), None, opening, close - 1,
        rule="after:headline",
    )  # fmt: skip
