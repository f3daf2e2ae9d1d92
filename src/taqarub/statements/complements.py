"""The complement of a verb of saying: the clause, quotation, preposition or object that holds what was said."""

from __future__ import annotations

from .clauses import bound, new_clause
from .inflect import Form
from .joints import Joint, clause_joint, opened, speaks, speech_joint
from .objects import described_joint, object_begin, object_joint
from .phrases import COMMAS, STOPS, Subject, carries_b, is_opener, opens_object, skip_brackets
from .text import Text

_REACH = 60  # words between a verb and its complement, insertions included
_PREPOSITIONS = frozenset(("علي", "الي", "عن", "من", "في"))
ADVERBIAL = frozenset(
    [
        "في",
        "خلال",
        "عبر",
        "عقب",
        "بعد",
        "قبل",
        "امام",
        "لدي",
        "منذ",
        "حول",
        "مع",
        "رغم",
        "اثناء",
        "ردا",
        "تعليقا",
        "بشان",
        "بعيد",
        "قبيل",
        "اثر",
        "بسبب",
        "وسط",
        "ازاء",
        "تجاه",
        "من",
        "علي",
        "حسب",
        "بحسب",
        "وفق",
        "وفقا",
    ]
)


def complement(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> Joint | None:
    strong, weak = scan(text, at, form, subject, end)
    if "desc" in form.verb.flags and not form.pronoun and (strong or weak) is not None:
        described = described_joint(text, at, form, subject, strong or weak)
        if described is not None:
            return described
    if strong is not None and weak is not None:
        return either(text, strong, weak)
    if (
        strong is None
        and weak is not None
        and "obj" in form.verb.frames
        and subject is not None
        and weak.mark > subject.last
    ):
        # أعلنت الناشطة، المدافعة عن الحقوق، إضرابها: the preposition belongs to an insertion
        begin = object_begin(text, at, subject, end)
        inserted = any(text.words[i] in COMMAS for i in range(subject.last, weak.mark))
        if (
            begin is not None
            and text.words[begin - 1] in COMMAS
            and begin > weak.mark
            and (inserted or weak.mark == subject.last + 1)
        ):
            return opened(text, "obj", -1, begin, 0)
    if strong is None and weak is not None and "obj" in form.verb.frames and weak.frame != "ب":
        begin = object_begin(text, at, subject, end, form.conjunction)
        if (
            begin is not None
            and begin < weak.mark
            and is_opener(text, begin)
            and begin <= (subject.after if subject else at + 1)
        ):
            return opened(text, "obj", -1, begin, 0)  # أكدت إبقاءها على الأوامر
    if strong is not None or weak is not None:
        return strong or weak
    return object_joint(text, at, form, subject, end) or far_preposition(text, at, form, subject, end)


def far_preposition(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> Joint | None:
    """The verb's preposition past an insertion with no comma: شدد الوزير في تصريحات له اليوم على ضرورة."""
    for word in range(at + 1, min(end, at + 40)):
        if text.words[word] in STOPS or (text.words[word] in COMMAS and new_clause(text, word + 1)):
            return None
        joint = _preposition(text, word, at, form, subject, True, far=True)
        if (
            joint is not None
            and joint.begin < len(text)
            and (is_opener(text, joint.begin, joint.clitic) or joint.quote >= 0)
        ):
            return joint
    return None


def either(text: Text, strong: Joint, weak: Joint) -> Joint:
    """Preposition or clause: أعرب عن أمله في أن goes on to the clause, شدد على ضرورة أن does not."""
    if strong.mark - weak.mark <= 1 or strong.frame == "q":
        return weak if strong.frame == "q" and weak.mark < strong.mark <= weak.mark + 1 else strong
    between = text.words[weak.mark + 1 : strong.mark]
    owned = between and between[0].endswith(("ه", "ها", "هم", "هما"))
    if len(between) <= 2 and owned and weak.frame in ("عن", "علي", "الي"):
        return strong
    return weak


def scan(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> tuple[Joint | None, Joint | None]:
    """The first clause mark or quotation after a verb, and the first of its prepositions before that."""
    words, lexicon = text.words, text.lexicon
    weak: Joint | None = None
    adverbial = False
    word, limit = at + 1, min(end, at + _REACH)
    while word < limit:
        here = words[word]
        if here == "(":
            word = skip_brackets(text, word, limit)
            continue
        if here in STOPS and here not in ("..", "...", "…"):
            break
        if here in lexicon.complements:
            if not bound(text, word):
                return clause_joint(text, word), weak
        elif here == ":":
            if word + 1 < len(words) and not (words[word - 1].isdigit() and words[word + 1].isdigit()):
                return speech_joint(text, word, word + 1), weak
        elif here == '"' and word in text.opens:
            if speaks(text, word, at, subject):
                return speech_joint(text, word, word), weak
            word = text.partner.get(word, word) + 1
            continue
        elif here in COMMAS:
            adverbial = False
            if word + 1 < limit and word > at + 1 and new_clause(text, word + 1):
                break
        elif weak is None and word > at:
            weak = _preposition(text, word, at, form, subject, adverbial)
            adverbial = adverbial or here in ADVERBIAL
        if here in ADVERBIAL and weak is None:
            adverbial = True
        word += 1
    return None, weak


def _preposition(
    text: Text, at: int, cue: int, form: Form, subject: Subject | None, adverbial: bool, far: bool = False
) -> Joint | None:
    """The verb's own preposition at word `at`, if this is one and what follows can be content."""
    word, frames = text.words[at], form.verb.frames
    following = at + 1
    if following >= len(text):
        return None
    if "باللوم" in frames and word not in ("باللوم", "باللائمه"):
        return None
    adjacent = at == cue + 1 or (subject is not None and at <= subject.after)
    if adverbial and not adjacent and not far and "addr" not in form.verb.flags:
        return None
    if word == "عما" and "عما" in frames:
        return opened(text, "عما", at, following, 0)
    if word in _PREPOSITIONS and word in frames and at not in text.name_at:
        if text.words[following] in STOPS:
            return None
        if not adjacent and not _content_follows(text, following):
            return None
        return opened(text, word, at, following, 0)
    if "ب" in frames and word == "ب":
        return opened(text, "ب", at, following, 0)
    if "ب" in frames and carries_b(text, at) and word not in text.lexicon.complements:
        if not adjacent and not (is_opener(text, at, 1) or word[1:3] == "ال"):
            return None
        return Joint("ب", at, at, 1)
    if "ل" in frames and word[0] == "ل" and len(word) > 3 and not is_opener(text, at) and opens_object(text, at, 1):
        return Joint("ل", at, at, 1)
    return None


def _content_follows(text: Text, at: int) -> bool:
    """Whether the noun after a preposition can open content: no place to go to, no bearer of a title."""
    name = text.name_at.get(at)
    if name is not None and name.kind in ("GPE", "LOC", "PER") and name.first == at:
        return False
    return text.words[at] not in text.lexicon.sets["time_words"]
