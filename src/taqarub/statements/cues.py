"""Cues: the words that say that something was said, and where what was said begins.

`find_cues` proposes; a weight says how sure the lexicon is. Nothing here looks at who speaks or where the words end.
"""

from __future__ import annotations

from collections.abc import Iterator

from .clauses import BEFORE_NOUNS, bound, follows_name, opens_clause, speaker_next
from .complements import ADVERBIAL, complement, either, far_preposition, scan
from .cue import Cue
from .inflect import Form
from .joints import Joint, clause_joint, opened, speaks, speech_joint
from .phrases import COMMAS, STOPS, Subject, is_opener, noun_of, subject_after
from .text import Text
from .voice import bare

_OWNING = frozenset(("أكد", "اعترف", "أقر", "وصف"))
_PARTICLES = frozenset(("عبر", "بين", "ابرز"))
NEGATIONS = frozenset(("لم", "لن", "لا", "ما", "ولم", "ولن", "ولا", "وما", "دون", "الا"))


def find_cues(text: Text) -> list[Cue]:
    """Every verb, participle and verbal noun of saying with a complement, in text order."""
    forms, cues = text.lexicon.forms, []
    appearing = text.lexicon.sets["appearing"]
    for at, word in enumerate(text.words):
        if word in appearing:
            said = _appears(text, at)
            if said is not None:
                cues.append(said)
            continue
        analyses = forms.get(word)
        if analyses is not None:
            best = max(_readings(text, at, analyses), key=lambda cue: cue.weight, default=None)
            if best is not None:
                cues.append(best)
    return cues


def _readings(text: Text, at: int, analyses: tuple[Form, ...]) -> Iterator[Cue]:
    name = text.name_at.get(at)
    if name is not None and name.kind in ("PER", "ORG", "GPE", "LOC", "MEDIA"):
        return
    seen = set()
    for form in analyses:
        key = (form.verb.lemma, form.kind)
        if key in seen:
            continue
        seen.add(key)
        if form.kind in ("perfect", "imperfect"):
            cue = _verb(text, at, form)
        elif form.kind == "participle":
            cue = _participle(text, at, form)
        else:
            cue = _masdar(text, at, form)
        if cue is not None:
            yield cue


def _appears(text: Text, at: int) -> Cue | None:
    """جاء في بيان للوزارة أن: a paper speaks."""
    end = text.bounds[text.sentence[at]][1]
    words = text.words
    if at + 2 >= end or words[at + 1] not in ("في", "فيه", "فيها", "ضمن", "علي"):
        return None
    subject = None
    if words[at + 1] in ("في", "علي", "ضمن"):
        if noun_of(text, at + 2) is None or noun_of(text, at + 2).kind not in ("text", "media"):  # type: ignore[union-attr]
            return None
        subject = subject_after(text, at + 1, end)
    for word in range(at + 2, min(end, at + 30)):
        if words[word] in STOPS:
            break
        if words[word] in text.lexicon.complements and not bound(text, word):
            joint = clause_joint(text, word)
        elif words[word] == ":" or (word in text.opens and speaks(text, word, at, subject)):
            joint = speech_joint(text, word, word)
        else:
            continue
        return Cue(
            at,
            at + 1,
            "text",
            joint.frame,
            joint.mark,
            joint.begin,
            0.9,
            subject,
            None,
            joint.quote,
            rule="text:" + words[at],
        )
    return None


def shorten(text: Text, cue: Cue, end: int) -> Cue | None:
    """A verb's cue anew where another cue took its complement: what it says must begin before word `end`."""
    if cue.kind != "verb" or cue.form is None:
        return None
    return _verb(text, cue.first, cue.form, end)


def _verb(text: Text, at: int, form: Form, end: int | None = None) -> Cue | None:
    end = text.bounds[text.sentence[at]][1] if end is None else end
    verb = form.verb
    if form.pronoun and not ({"desc", "addr"} & verb.flags or verb.lemma in ("أبلغ", "أخبر", "قال", "ذكّر", "أطلع")):
        return None
    before = text.words[at - 1] if at else ""
    if before in BEFORE_NOUNS and form.kind == "perfect" and not form.conjunction:
        return None
    if form.pronoun and before in ("بعد", "قبل", "عقب", "منذ", "بسبب", "اثر", "رغم", "مع"):
        return None
    if (
        "start" in verb.flags
        and text.words[at] in _PARTICLES
        and not (opens_clause(text, at) or speaker_next(text, at))
    ):
        return None
    # a verb before its subject is singular: a plural one has its subject behind it
    subject = None if form.number == "p" or follows_name(text, at) else subject_after(text, at, end)
    if subject is not None and form.pronoun and "desc" in verb.flags:
        subject = _short(text, subject)
    if subject is not None and is_opener(text, subject.first, listed=True):
        subject = None  # أكد حرصه: an object
    joint = complement(text, at, form, subject, end)
    if joint is None:
        return None
    weight = verb.frames.get(joint.frame, 0.0)
    if (
        joint.frame == "obj"
        and "desc" in verb.flags
        and subject is not None
        and not form.pronoun
        and verb.lemma != "وصف"
    ):
        weight *= 0.6  # يعتبر نظيف مهندس العملية: he is thought so, and says nothing
    if (
        "stance" in verb.flags
        and joint.frame == "obj"
        and bare(text.words[joint.begin]) in text.lexicon.sets["stances"]
    ):
        weight = 0.75
    if (
        "paper" in verb.flags
        and (subject is None or noun_of(text, subject.first) is None)
        and not follows_name(text, at)
    ):
        weight *= 0.5
    if (
        "needs" in verb.flags
        and (form.kind == "imperfect" or not form.conjunction)
        and _lacks_object(text, at, form, subject, joint)
    ):
        weight *= 0.4
    if "strict" in verb.flags and joint.frame in ("an", "q"):
        reach = joint.mark - (subject.last if subject else at)
        if reach > 12 or (at and text.words[at - 1] in ADVERBIAL):
            weight *= 0.3
    if joint.quote >= 0 and joint.frame not in ("an", "q"):
        weight = max(weight, 0.6)
    if joint.frame == "obj" and form.pronoun and "desc" in verb.flags:
        weight = max(weight, 0.6)
    weight *= _context(text, at, form, subject)
    return Cue(
        at, at, "verb", joint.frame, joint.mark, joint.begin, weight, subject, form, joint.quote, -1, joint.clitic,
        f"verb:{verb.lemma}+{joint.frame}",
    )  # fmt: skip


def _short(text: Text, subject: Subject) -> Subject:
    """A subject cut to its name, where an object follows: الذي يعتبره التحالف ممرا."""
    name = text.name_at.get(subject.first)
    if name is None or name.first != subject.first or name.last >= subject.last:
        return subject
    last = name.last
    while last < subject.last and text.words[last + 1].startswith("ال"):
        last += 1
    return Subject(subject.first, last, last + 1) if last < subject.last else subject


def _lacks_object(text: Text, at: int, form: Form, subject: Subject | None, joint: Joint) -> bool:
    """يتهم فلان بـ: with one noun phrase and no subject before it the verb is passive."""
    if form.pronoun or subject is None or follows_name(text, at):
        return False
    names = [text.name_at[w] for w in range(subject.first, subject.last + 1) if w in text.name_at]
    several = len({n.first for n in names}) > 1 or subject.last - subject.first >= 3
    several = several or any(n.first == subject.first and n.last < subject.last for n in names)
    return not several and joint.mark - subject.last <= 2


def _context(text: Text, at: int, form: Form, subject: Subject | None) -> float:
    """How the words before a verb change what it says: negation, أن يقول, impersonal passives, questions."""
    before = text.words[at - 1] if at else ""
    factor = 1.0
    if before in NEGATIONS and form.verb.lemma not in ("استبعد", "نفى", "أنكر"):
        factor *= 0.35
    if before in text.lexicon.complements and not text.lexicon.complements[before] and form.kind == "imperfect":
        factor *= 0.45
    if form.kind == "imperfect" and form.conjunction in ("ل", "ول"):
        factor *= 0.7
    unsaid = form.number == "s" and subject is None and not follows_name(text, at)
    if "passive" in form.verb.flags and form.kind == "imperfect" and unsaid:
        first = text.bounds[text.sentence[at]][0]
        if (
            text.words[at] in ("تبين", "وتبين")
            or "mental" in form.verb.flags
            or at - first <= 2
            or before in COMMAS
            or before in ("كما", "حيث", "لكن", "قد", "وقد", "الذي", "التي", "كان", "وكان")
        ):
            factor *= 0.3
    return factor


def _participle(text: Text, at: int, form: Form) -> Cue | None:
    """مشيرا إلى، مؤكدا أن: no subject of its own, the complement close by."""
    end = text.bounds[text.sentence[at]][1]
    before = text.words[at - 1] if at else "."
    if before in ("غير", "كان", "كانت", "يكون", "ليس") or before in NEGATIONS:
        return None
    if form.verb.lemma == "اتهم" and form.number != "s":
        return None  # متهمين is as a rule the accused
    if form.number in ("p", "d") and not text.words[at].endswith(("ين", "ون")):
        return None
    strong, weak = scan(text, at, form, None, min(end, at + 28))
    if strong is not None and strong.mark - at > 14 and "addr" not in form.verb.flags:
        strong = None
    joint = either(text, strong, weak) if strong and weak else strong or weak
    if (
        joint is not None
        and joint.frame != "an"
        and "obj" in form.verb.frames
        and joint.mark > at + 1
        and is_opener(text, at + 1)
    ):
        joint = None  # مؤكدا حرصه على التعاون
    if joint is None and ("obj" not in form.verb.frames or not is_opener(text, at + 1)):
        joint = far_preposition(text, at, form, None, min(end, at + 16))
    opens = at + 1 < end and (is_opener(text, at + 1) or at + 1 in text.opens)
    if joint is None and "obj" in form.verb.frames and opens:
        joint = opened(text, "obj", -1, at + 1, 0)
    if joint is None:
        return None
    weight = form.verb.frames.get(joint.frame, 0.0)
    if not (before in COMMAS or before in STOPS or before == '"' or form.conjunction or text.words[at].endswith("ا")):
        weight *= 0.7 if follows_name(text, at) else 0.45
    if joint.frame == "q" and joint.mark - at > 6:
        weight *= 0.4
    return Cue(
        at, at, "participle", joint.frame, joint.mark, joint.begin, weight, None, form, joint.quote, -1, joint.clitic,
        f"participle:{form.verb.lemma}+{joint.frame}",
    )  # fmt: skip


def _masdar(text: Text, at: int, form: Form) -> Cue | None:
    """قوله إن، بالقول «…»، تأكيده أن، إعلان الحكومة أن."""
    end = text.bounds[text.sentence[at]][1]
    saying = form.verb.lemma == "قال"
    subject = None if form.pronoun else subject_after(text, at, min(end, at + 12))
    strong, weak = scan(text, at, form, subject, min(end, at + (14 if saying else 10)))
    joint = strong or (weak if form.verb.lemma in _OWNING else None)
    if joint is None and form.pronoun and form.verb.lemma == "أعلن" and at + 1 < end and is_opener(text, at + 1):
        joint = Joint("obj", -1, at + 1)
    if joint is None or joint.frame not in form.verb.frames:
        return None
    word = text.words[at]
    weight = form.verb.frames[joint.frame]
    if joint.frame not in ("an", "q") and form.verb.lemma != "أكد":
        weight *= 1.0 if form.pronoun else 0.5
    if saying:
        weight *= 1.0 if form.pronoun or word.endswith("القول") else 0.4
    elif not form.pronoun and not joint.mark - at <= 8:
        return None
    elif form.pronoun and form.verb.lemma in _OWNING:
        weight *= 0.85
    else:
        weight *= 0.62
    return Cue(
        at, at, "masdar", joint.frame, joint.mark, joint.begin, weight, subject, form, joint.quote, -1, joint.clitic,
        f"masdar:{form.verb.lemma}+{joint.frame}",
    )  # fmt: skip
