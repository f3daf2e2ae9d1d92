"""Cues: the words that say that something was said, and where what was said begins.

`find_cues` proposes; a weight says how sure the lexicon is. Nothing here looks at who speaks or where the words end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .inflect import Form
from .phrases import COMMAS, NAMED, STOPS, Subject, carries_b, is_opener, noun_of, opens_object, quoted_name, skip_brackets, subject_after
from .text import Text

_REACH = 60  # words between a verb and its complement, insertions included
_PREPOSITIONS = frozenset(("علي", "الي", "عن", "من", "في"))
_ADVERBIAL = frozenset(
    "في خلال عبر عقب بعد قبل امام لدي منذ حول مع رغم اثناء ردا تعليقا بشان بعيد قبيل اثر بسبب وسط ازاء تجاه من علي حسب بحسب وفق وفقا".split()
)
_BEFORE_NOUNS = frozenset("من في الي علي عن بين خلال لدي منذ حول كل احد ابرز اي مع بدون دون ضد تحت نحو".split())
_OWNING = frozenset(("أكد", "اعترف", "أقر", "وصف"))
_CLAUSES = frozenset(("فيما", "بينما", "كما", "لكن", "حيث", "ثم"))
_PARTICLES = frozenset(("عبر", "بين", "ابرز"))
_NEGATIONS = frozenset(("لم", "لن", "لا", "ما", "ولم", "ولن", "ولا", "وما", "دون", "الا"))
_JOINED_BY_B = frozenset(("بالقول", "بقوله", "بقولها", "بقولهم"))


@dataclass(slots=True)
class Cue:
    """A proposed cue.

    Attributes:
        first, last: its words.
        kind: verb, participle, masdar, source (بحسب …), relay (نقل عن …), colon.
        frame: how the content is joined: an, q, bare, obj, a preposition, before (content stands before the source).
        mark: the word that joins (أن, a colon, a quotation mark, a preposition), or -1.
        begin, end: first and last word of the content (`end` is -1 until it is looked for).
        clitic: letters of the first word that do not belong to the content (the ب of بضرورة).
        weight: 0..1, how sure.
        subject: the noun phrase after the cue, if any.
        form: the analysis of a verb.
        limit: a word before which the content must end, or -1.
        rule: what proposed the cue.
        quote: the opening quotation mark the content begins with, or -1.
    """

    first: int
    last: int
    kind: str
    frame: str
    mark: int
    begin: int
    weight: float
    subject: Subject | None = None
    form: Form | None = None
    quote: int = -1
    end: int = -1
    clitic: int = 0
    rule: str = ""
    limit: int = -1


@dataclass(slots=True)
class _Joint:
    frame: str
    mark: int
    begin: int
    clitic: int = 0
    quote: int = -1


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
        if words[word] in text.lexicon.complements and not _bound(text, word):
            joint = _clause(text, word)
        elif words[word] == ":" or (word in text.opens and _speaks(text, word, at, subject)):
            joint = _speech(text, word, word)
        else:
            continue
        return Cue(at, at + 1, "text", joint.frame, joint.mark, joint.begin, 0.9, subject, None, joint.quote, rule="text:" + words[at])
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
    if before in _BEFORE_NOUNS and form.kind == "perfect" and not form.conjunction:
        return None
    if form.pronoun and before in ("بعد", "قبل", "عقب", "منذ", "بسبب", "اثر", "رغم", "مع"):
        return None
    if "start" in verb.flags and text.words[at] in _PARTICLES and not (_opens_clause(text, at) or _speaker_next(text, at)):
        return None
    # a verb before its subject is singular: a plural one has its subject behind it
    subject = None if form.number == "p" or _follows_name(text, at) else subject_after(text, at, end)
    if subject is not None and form.pronoun and "desc" in verb.flags:
        subject = _short(text, subject)
    if subject is not None and is_opener(text, subject.first, listed=True):
        subject = None  # أكد حرصه: an object
    joint = _complement(text, at, form, subject, end)
    if joint is None:
        return None
    weight = verb.frames.get(joint.frame, 0.0)
    if joint.frame == "obj" and "desc" in verb.flags and subject is not None and not form.pronoun and verb.lemma != "وصف":
        weight *= 0.6  # يعتبر نظيف مهندس العملية: he is thought so, and says nothing
    if "paper" in verb.flags and (subject is None or noun_of(text, subject.first) is None) and not _follows_name(text, at):
        weight *= 0.5
    if "needs" in verb.flags and (form.kind == "imperfect" or not form.conjunction) and _lacks_object(text, at, form, subject, joint):
        weight *= 0.4
    if "strict" in verb.flags and joint.frame in ("an", "q"):
        reach = joint.mark - (subject.last if subject else at)
        if reach > 12 or (at and text.words[at - 1] in _ADVERBIAL):
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


def _speaker_next(text: Text, at: int) -> bool:
    """Whether an office or a person follows directly: وخلال اللقاء عبر الوزير عن."""
    if text.words[at] != "عبر" or at + 1 >= len(text):
        return False
    name, noun = text.name_at.get(at + 1), text.lexicon.nouns.get(text.words[at + 1])
    return (name is not None and name.kind == "PER") or (noun is not None and noun.kind == "title")


def _opens_clause(text: Text, at: int) -> bool:
    first = text.bounds[text.sentence[at]][0]
    before = text.words[at - 1] if at else ""
    return at == first or before in COMMAS or before in ('"', "حيث", "كما", "لكن", "فيما", "بينما", "قد", "وقد", "\n")


def _follows_name(text: Text, at: int) -> bool:
    """Whether a name or an office stands directly before a verb, as its subject: موسكو تعلن، وكان ترامب أعلن."""
    first = text.bounds[text.sentence[at]][0]
    word = at - 1
    while word > first and text.words[word] in ("قد", "لا", "لم", "لن"):
        word -= 1
    if word < first:
        return False
    name = text.name_at.get(word)
    form_and = any(form.conjunction for form in text.lexicon.forms[text.words[at]][:1])
    if form_and:
        return False
    if name is not None and name.last == word and name.kind in ("PER", "ORG", "GPE", "MEDIA"):
        before = text.words[name.first - 1] if name.first > first else ""
        fused = name.start > text.start[name.first] and text.words[name.first][0] in "بل"
        if before not in _BEFORE_NOUNS and not fused:
            return True
    return at - first <= 8 and text.words[first] in text.lexicon.nouns and all(
        w.isalpha() and (w not in text.lexicon.forms or w in text.lexicon.nouns) for w in text.words[first:word + 1]
    ) and text.words[word] not in _BEFORE_NOUNS


def _short(text: Text, subject: Subject) -> Subject:
    """A subject cut to its name, where an object follows: الذي يعتبره التحالف ممرا."""
    name = text.name_at.get(subject.first)
    if name is None or name.first != subject.first or name.last >= subject.last:
        return subject
    last = name.last
    while last < subject.last and text.words[last + 1].startswith("ال"):
        last += 1
    return Subject(subject.first, last, last + 1) if last < subject.last else subject


def _lacks_object(text: Text, at: int, form: Form, subject: Subject | None, joint: _Joint) -> bool:
    """يتهم فلان بـ: with one noun phrase and no subject before it the verb is passive."""
    if form.pronoun or subject is None or _follows_name(text, at):
        return False
    names = [text.name_at[w] for w in range(subject.first, subject.last + 1) if w in text.name_at]
    several = len({n.first for n in names}) > 1 or subject.last - subject.first >= 3
    return not several and joint.mark - subject.last <= 2


def _context(text: Text, at: int, form: Form, subject: Subject | None) -> float:
    """How the words before a verb change what it says: negation, أن يقول, impersonal passives, questions."""
    before = text.words[at - 1] if at else ""
    factor = 1.0
    if before in _NEGATIONS and form.verb.lemma not in ("استبعد", "نفى", "أنكر"):
        factor *= 0.35
    if before in text.lexicon.complements and not text.lexicon.complements[before] and form.kind == "imperfect":
        factor *= 0.45
    if form.kind == "imperfect" and form.conjunction in ("ل", "ول"):
        factor *= 0.7
    unsaid = form.number == "s" and subject is None and not _follows_name(text, at)
    if "passive" in form.verb.flags and form.kind == "imperfect" and unsaid:
        first = text.bounds[text.sentence[at]][0]
        if text.words[at] in ("تبين", "وتبين") or "mental" in form.verb.flags:
            factor *= 0.3
        elif at - first <= 2 or before in COMMAS or before in ("كما", "حيث", "لكن", "قد", "وقد", "الذي", "التي", "كان", "وكان"):
            factor *= 0.3
    return factor


def _complement(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> _Joint | None:
    strong, weak = _scan(text, at, form, subject, end)
    if "desc" in form.verb.flags and not form.pronoun and (strong or weak) is not None:
        described = _described(text, at, form, subject, strong or weak)
        if described is not None:
            return described
    if strong is not None and weak is not None:
        return _either(text, strong, weak)
    if strong is None and weak is not None and "obj" in form.verb.frames and subject is not None and weak.mark > subject.last:
        # أعلنت الناشطة، المدافعة عن الحقوق، إضرابها: the preposition belongs to an insertion
        begin = _object_begin(text, at, subject, end)
        inserted = any(text.words[i] in COMMAS for i in range(subject.last, weak.mark))
        if begin is not None and text.words[begin - 1] in COMMAS and begin > weak.mark and (inserted or weak.mark == subject.last + 1):
            return _opened(text, "obj", -1, begin, 0)
    if strong is None and weak is not None and "obj" in form.verb.frames and weak.frame != "ب":
        begin = _object_begin(text, at, subject, end, form.conjunction)
        if begin is not None and begin < weak.mark and is_opener(text, begin) and begin <= (subject.after if subject else at + 1):
            return _opened(text, "obj", -1, begin, 0)  # أكدت إبقاءها على الأوامر
    if strong is not None or weak is not None:
        return strong or weak
    return _object(text, at, form, subject, end) or _far(text, at, form, subject, end)


def _described(text: Text, at: int, form: Form, subject: Subject | None, joint: _Joint | None) -> _Joint | None:
    """وصف الاتفاق بأنه خطأ: the content is the thing and what it is called, if the thing can be made out."""
    if joint is None or form.verb.lemma != "وصف" or joint.frame not in ("an", "ب", "q"):
        return None
    words, begin = text.words, at + 1
    if joint.mark - at > 30:
        return None
    if joint.frame == "ب" and words[joint.mark] != "ب":
        quoted = next((i for i in range(at + 1, min(joint.mark + 14, len(words) - 1)) if words[i] == "ب" and words[i + 1] == '"'), None)
        if quoted is not None:
            joint = _opened(text, "ب", quoted, quoted + 1, 0)
    if subject is not None and form.conjunction == "و" and joint.mark - subject.last <= 1 and noun_of(text, subject.first) is None and not any(
        i in text.name_at and text.name_at[i].kind in NAMED for i in range(subject.first, subject.last + 1)
    ):
        begin = subject.first  # ووصف المحاكمة بأنها …: the speaker is not named
    elif subject is not None:
        commas = [i for i in range(subject.last + 1, joint.mark) if words[i] in COMMAS]
        names = [text.name_at[i] for i in range(subject.first, subject.last + 1) if i in text.name_at and text.name_at[i].kind in NAMED]
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
    return _Joint(joint.frame, joint.mark, begin)


def _far(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> _Joint | None:
    """The verb's preposition past an insertion with no comma: شدد الوزير في تصريحات له اليوم على ضرورة."""
    for word in range(at + 1, min(end, at + 40)):
        if text.words[word] in STOPS or (text.words[word] in COMMAS and _new_clause(text, word + 1)):
            return None
        joint = _preposition(text, word, at, form, subject, True, far=True)
        if joint is not None and joint.begin < len(text) and (is_opener(text, joint.begin, joint.clitic) or joint.quote >= 0):
            return joint
    return None


def _either(text: Text, strong: _Joint, weak: _Joint) -> _Joint:
    """Preposition or clause: أعرب عن أمله في أن goes on to the clause, شدد على ضرورة أن does not."""
    if strong.mark - weak.mark <= 1 or strong.frame == "q":
        return weak if strong.frame == "q" and weak.mark < strong.mark <= weak.mark + 1 else strong
    between = text.words[weak.mark + 1 : strong.mark]
    owned = between and between[0].endswith(("ه", "ها", "هم", "هما"))
    if len(between) <= 2 and owned and weak.frame in ("عن", "علي", "الي"):
        return strong
    return weak


def _scan(
    text: Text, at: int, form: Form, subject: Subject | None, end: int
) -> tuple[_Joint | None, _Joint | None]:
    """The first clause mark or quotation after a verb, and the first of its prepositions before that."""
    words, lexicon, frames = text.words, text.lexicon, form.verb.frames
    weak: _Joint | None = None
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
            if not _bound(text, word):
                return _clause(text, word), weak
        elif here == ":":
            if word + 1 < len(words) and not (words[word - 1].isdigit() and words[word + 1].isdigit()):
                return _speech(text, word, word + 1), weak
        elif here == '"' and word in text.opens:
            if _speaks(text, word, at, subject):
                return _speech(text, word, word), weak
            word = text.partner.get(word, word) + 1
            continue
        elif here in COMMAS:
            adverbial = False
            if word + 1 < limit and word > at + 1 and _new_clause(text, word + 1):
                break
        elif weak is None and word > at:
            weak = _preposition(text, word, at, form, subject, adverbial)
            adverbial = adverbial or here in _ADVERBIAL
        if here in _ADVERBIAL and weak is None:
            adverbial = True
        word += 1
    return None, weak


def _bound(text: Text, at: int) -> bool:
    """Whether the word before أن makes it part of something else (بعد أن، ضرورة أن)."""
    before = text.words[at - 1]
    binds = text.lexicon.sets["binds_an"]
    return text.words[at] in ("ان", "انه", "انها", "انهم") and (before in binds or before[1:] in binds and before[0] in "وبلف")


def _new_clause(text: Text, at: int) -> bool:
    word = text.words[at]
    if word in _CLAUSES and at + 1 < len(text):
        at, word = at + 1, text.words[at + 1]
        return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms.get(word, ()))
    if word[0] == "و" and word in text.lexicon.forms and word[1:] in text.lexicon.forms:
        return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms[word])
    return any(form.kind == "participle" for form in text.lexicon.forms.get(word, ()))


def _clause(text: Text, mark: int) -> _Joint:
    begin = mark + 1
    quote = -1
    while begin < len(text) and (text.words[begin] in COMMAS or text.words[begin] == ":"):
        begin += 1
    if begin < len(text) and text.words[begin] == '"' and begin in text.opens:
        quote, begin = begin, begin + 1
    elif mark and text.words[mark - 1] == '"' and (mark - 1) in text.opens:
        quote = mark - 1
    return _Joint("an", mark, begin, 0, quote)


def _speech(text: Text, mark: int, begin: int) -> _Joint:
    """Direct speech from `begin`: marks, and an إن inside them, are left out."""
    quote = -1
    words = text.words
    while begin < len(text) and (words[begin] in ('"', ":", "-", "،", ",") or words[begin] == "\n"):
        if words[begin] == '"' and quote < 0:
            quote = begin
        begin += 1
    if begin < len(text) and words[begin] in text.lexicon.complements and words[begin][0] != "ب":
        begin += 1
        if begin < len(text) and words[begin] == '"' and quote < 0:
            quote, begin = begin, begin + 1
    return _Joint("q", mark, begin, 0, quote)


def _speaks(text: Text, at: int, cue: int, subject: Subject | None) -> bool:
    """Whether the quotation that opens at `at` is speech, not a name or a word in inverted commas."""
    words = text.words
    close = text.partner.get(at)
    last = (close if close is not None else text.bounds[text.sentence[at]][1]) - 1
    length = last - at
    if length < 1:
        return False
    name = text.name_at.get(at + 1)
    if name is not None and name.last >= last and name.kind in ("PER", "ORG", "GPE", "LOC", "MEDIA"):
        return False
    before = words[at - 1]
    if length <= 5 and (before in text.lexicon.sets["names_in_quotes"] or before == "ل"):
        return False
    if length >= 5:
        return True
    after = words[close + 1] if close is not None and close + 1 < len(words) else "."
    closes = after in STOPS or after in COMMAS or after[0] == "و"
    return closes and (before == ":" or at == cue + 1 or (subject is not None and at == subject.last + 1))


def _preposition(
    text: Text, at: int, cue: int, form: Form, subject: Subject | None, adverbial: bool, far: bool = False
) -> _Joint | None:
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
        return _opened(text, "عما", at, following, 0)
    if word in _PREPOSITIONS and word in frames and at not in text.name_at:
        if text.words[following] in STOPS:
            return None
        if not adjacent and not _content_follows(text, following):
            return None
        return _opened(text, word, at, following, 0)
    if "ب" in frames and word == "ب":
        return _opened(text, "ب", at, following, 0)
    if "ب" in frames and carries_b(text, at) and word not in text.lexicon.complements:
        if not adjacent and not (is_opener(text, at, 1) or word[1:3] == "ال"):
            return None
        return _Joint("ب", at, at, 1)
    if "ل" in frames and word[0] == "ل" and len(word) > 3 and not is_opener(text, at) and opens_object(text, at, 1):
        return _Joint("ل", at, at, 1)
    return None


def _opened(text: Text, frame: str, mark: int, begin: int, clitic: int) -> _Joint:
    quote = -1
    if text.words[begin] == '"' and begin in text.opens:
        quote, begin = begin, begin + 1
    return _Joint(frame, mark, begin, clitic, quote)


def _content_follows(text: Text, at: int) -> bool:
    """Whether the noun after a preposition can open content: no place to go to, no bearer of a title."""
    name = text.name_at.get(at)
    if name is not None and name.kind in ("GPE", "LOC", "PER") and name.first == at:
        return False
    return text.words[at] not in text.lexicon.sets["time_words"]


def _object(text: Text, at: int, form: Form, subject: Subject | None, end: int) -> _Joint | None:
    """Content that is the verb's object, or a clause with no mark."""
    frames, words = form.verb.frames, text.words
    if form.pronoun and "desc" in form.verb.flags:
        begin = subject.after if subject is not None else at + 1
        if begin < end and begin > at and words[begin] not in STOPS:
            return _Joint("obj", -1, begin)
        return None
    if "obj" in frames:
        begin = _object_begin(text, at, subject, end, form.conjunction)
        if begin is not None:
            return _opened(text, "obj", -1, begin, 0)
    if "bare" in frames and subject is not None and end - subject.after >= 5 and subject.after > subject.last + 1:
        if words[subject.after][0].isalpha() and words[subject.after] not in text.lexicon.sets["ends_phrase"]:
            return _Joint("bare", -1, subject.after)
    return None


def _is_thing(text: Text, subject: Subject) -> bool:
    """Whether a phrase has neither a name nor a noun that could speak, so that it is an object."""
    head = text.words[subject.first]
    if head.startswith("ال") or noun_of(text, subject.first) is not None or head.endswith(("ون", "ين")):
        return False
    return all(at not in text.name_at or text.name_at[at].kind not in NAMED for at in (subject.first, subject.first + 1))


def _object_begin(text: Text, at: int, subject: Subject | None, end: int, conjunction: str = "") -> int | None:
    words = text.words
    if subject is None:
        begin = at + 1
        while begin < end and (words[begin] in text.lexicon.sets["adverbs"] or words[begin] in COMMAS):
            begin += 1
        if words[begin : begin + 2] == ["في", "وقت"]:
            begin += 3
        if begin < end and (opens_object(text, begin) or (begin in text.opens and _follows_name(text, at)) or (
            _follows_name(text, at) and words[begin][0].isalpha() and words[begin] not in text.lexicon.sets["ends_phrase"])):
            return begin
        return None
    if is_opener(text, subject.first) or (conjunction == "و" and _is_thing(text, subject)):
        return subject.first
    begin = subject.after
    person = next((text.name_at[i] for i in range(subject.first, subject.last) if i in text.name_at and text.name_at[i].kind == "PER"), None)
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
    skip = begin
    while skip < min(end, at + 30):  # past an insertion: في بيان، خلال لقائه …
        if words[skip] in COMMAS and skip + 1 < end:
            if opens_object(text, skip + 1):
                return skip + 1
            if _new_clause(text, skip + 1):
                break
        skip += 1
    return None


def _participle(text: Text, at: int, form: Form) -> Cue | None:
    """مشيرا إلى، مؤكدا أن: no subject of its own, the complement close by."""
    end = text.bounds[text.sentence[at]][1]
    before = text.words[at - 1] if at else "."
    if before in ("غير", "كان", "كانت", "يكون", "ليس") or before in _NEGATIONS:
        return None
    if form.verb.lemma == "اتهم" and form.number != "s":
        return None  # متهمين is as a rule the accused
    if form.number in ("p", "d") and not text.words[at].endswith(("ين", "ون")):
        return None
    strong, weak = _scan(text, at, form, None, min(end, at + 28))
    if strong is not None and strong.mark - at > 14 and "addr" not in form.verb.flags:
        strong = None
    joint = _either(text, strong, weak) if strong and weak else strong or weak
    if joint is not None and joint.frame != "an" and "obj" in form.verb.frames and joint.mark > at + 1 and is_opener(text, at + 1):
        joint = None  # مؤكدا حرصه على التعاون
    if joint is None and ("obj" not in form.verb.frames or not is_opener(text, at + 1)):
        joint = _far(text, at, form, None, min(end, at + 16))
    if joint is None and "obj" in form.verb.frames and at + 1 < end:
        if is_opener(text, at + 1) or (at + 1 in text.opens):
            joint = _opened(text, "obj", -1, at + 1, 0)
    if joint is None:
        return None
    weight = form.verb.frames.get(joint.frame, 0.0)
    if not (before in COMMAS or before in STOPS or before == '"' or form.conjunction or text.words[at].endswith("ا")):
        weight *= 0.7 if _follows_name(text, at) else 0.45
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
    strong, weak = _scan(text, at, form, subject, min(end, at + (14 if saying else 10)))
    joint = strong or (weak if form.verb.lemma in _OWNING else None)
    if joint is None and form.pronoun and form.verb.lemma == "أعلن" and at + 1 < end and is_opener(text, at + 1):
        joint = _Joint("obj", -1, at + 1)
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
