"""Reported words that are the object of their verb: أعلن مقتل، أكد حرصه، وصف الاتفاق بأنه."""

from __future__ import annotations

from .clauses import BEFORE_NOUNS, follows_name, new_clause
from .inflect import Form
from .joints import Joint, opened
from .phrases import COMMAS, NAMED, STOPS, Subject, is_opener, noun_of, opens_object, quoted_name
from .text import Text

_INSERTIONS = frozenset(("خلال", "في", "عقب", "بعد", "امام", "لدي", "اثناء"))


def object_joint(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> Joint | None:
    """Content that is the verb's object, or a clause with no mark."""
    frames, words = form.verb.frames, text.words
    if form.pronoun and "desc" in form.verb.flags:
        begin = subject.after if subject is not None else at + 1
        if begin < end and begin > at and words[begin] not in STOPS:
            return Joint("obj", -1, begin)
        return None
    if "obj" in frames:
        first = object_begin(text, at, subject, end, form.conjunction)
        if first is not None:
            return opened(text, "obj", -1, first, 0)
    if "bare" not in frames or subject is None or end - subject.after < 5 or subject.after == subject.last + 1:
        return None
    word = words[subject.after]
    clause = word[0].isalpha() and word not in text.lexicon.sets["ends_phrase"]
    return Joint("bare", -1, subject.after) if clause else None


def object_begin(text: Text, at: int, subject: Subject | None, end: int, conjunction: str = "") -> int | None:
    words = text.words
    if subject is None:
        begin = at + 1
        while begin < end and (words[begin] in text.lexicon.sets["adverbs"] or words[begin] in COMMAS):
            begin += 1
        if words[begin : begin + 2] == ["في", "وقت"]:
            begin += 3
        if begin < end and (
            opens_object(text, begin)
            or (begin in text.opens and follows_name(text, at))
            or (
                follows_name(text, at)
                and words[begin][0].isalpha()
                and words[begin] not in text.lexicon.sets["ends_phrase"]
            )
        ):
            return begin
        return None
    if is_opener(text, subject.first) or (conjunction == "و" and _is_thing(text, subject)):
        return subject.first
    begin = subject.after
    person = next(
        (
            text.name_at[i]
            for i in range(subject.first, subject.last)
            if i in text.name_at and text.name_at[i].kind == "PER"
        ),
        None,
    )
    if person is not None and person.last < subject.last:
        following = person.last + 1
        noun = noun_of(text, following)
        if following not in text.name_at and (noun is None or noun.kind == "text") and words[following][0] != "و":
            return following  # ينفي فلان التهم: a name takes no adjective
    while begin < end and (words[begin] in COMMAS):
        begin += 1
    if begin < end and words[begin] not in STOPS:
        if is_opener(text, begin) or (words[begin - 1] in COMMAS and opens_object(text, begin)):
            return begin
        if begin in text.opens and text.partner.get(begin, begin) - begin > 2 and not quoted_name(text, begin):
            return begin
    if begin < end and words[begin] in _INSERTIONS:
        # توقع الوزير خلال لقائه الصحفيين نمو الطلب: past the occasion to a listed noun
        for word in range(begin + 2, min(end, begin + 9)):
            if words[word] in STOPS or words[word] in COMMAS:
                break
            listed = words[word] in text.lexicon.sets["openers"] and words[word - 1] not in BEFORE_NOUNS
            if listed and words[word - 1] not in _INSERTIONS and noun_of(text, word) is None:
                return word
    skip = begin
    while skip < min(end, at + 30):  # past an insertion: في بيان، خلال لقائه …
        if words[skip] in COMMAS and skip + 1 < end:
            if opens_object(text, skip + 1):
                return skip + 1
            if new_clause(text, skip + 1):
                break
        skip += 1
    return None


def _is_thing(text: Text, subject: Subject) -> bool:
    """Whether a phrase has neither a name nor a noun that could speak, so that it is an object."""
    head = text.words[subject.first]
    if head.startswith("ال") or noun_of(text, subject.first) is not None or head.endswith(("ون", "ين")):
        return False
    return all(
        at not in text.name_at or text.name_at[at].kind not in NAMED for at in (subject.first, subject.first + 1)
    )


def described_joint(text: Text, at: int, form: Form, subject: Subject | None, joint: Joint | None) -> Joint | None:
    """وصف الاتفاق بأنه خطأ: the content is the thing and what it is called, if the thing can be made out."""
    if joint is None or form.verb.lemma != "وصف" or joint.frame not in ("an", "ب", "q"):
        return None
    words, begin = text.words, at + 1
    if joint.mark - at > 30:
        return None
    if joint.frame == "ب" and words[joint.mark] != "ب":
        quoted = next(
            (i for i in range(at + 1, min(joint.mark + 14, len(words) - 1)) if words[i] == "ب" and words[i + 1] == '"'),
            None,
        )
        if quoted is not None:
            joint = opened(text, "ب", quoted, quoted + 1, 0)
    if (
        subject is not None
        and form.conjunction == "و"
        and joint.mark - subject.last <= 1
        and noun_of(text, subject.first) is None
        and not any(i in text.name_at and text.name_at[i].kind in NAMED for i in range(subject.first, subject.last + 1))
    ):
        begin = subject.first  # ووصف المحاكمة بأنها …: the speaker is not named
    elif subject is not None:
        commas = [i for i in range(subject.last + 1, joint.mark) if words[i] in COMMAS]
        names = [
            text.name_at[i]
            for i in range(subject.first, subject.last + 1)
            if i in text.name_at and text.name_at[i].kind in NAMED
        ]
        if commas:
            begin = commas[-1] + 1
        elif names and names[0].last < min(subject.last, joint.mark - 1):
            begin = names[0].last + 1
        else:
            return joint if joint.mark > subject.last else None
    while begin < joint.mark and (words[begin] in text.lexicon.sets["adverbs"] or words[begin] in COMMAS):
        begin += 1
    if begin < joint.mark and words[begin] in ("في", "خلال") and joint.mark - begin > 2:
        begin += 3
    if begin >= joint.mark or words[begin] in ("ذلك", "هذا", "ب") or not words[begin][0].isalpha():
        return None
    return Joint(joint.frame, joint.mark, begin)
