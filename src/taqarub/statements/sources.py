"""Sources named beside the words: بحسب الوكالة، وفقا لما ذكره البيان، نقلا عن مصدر، نقلت عن … أن."""

from __future__ import annotations

from collections.abc import Iterator

from .cue import Cue
from .phrases import COMMAS, NAMED, STOPS, Subject, noun_of, skip_brackets, subject_after
from .text import Text

_ECHOES = frozenset(
    [
        "قال",
        "قالت",
        "ذكر",
        "ذكرت",
        "افاد",
        "افادت",
        "يقول",
        "تقول",
        "نقل",
        "نقلت",
        "وصفه",
        "وصفها",
        "وصفته",
        "وصفتها",
        "يصفها",
        "يصفه",
        "تصفها",
        "تصفه",
        "اعلن",
        "اعلنت",
    ]
)
_REPORTING = frozenset(("ما", "لما", "بما"))
_PLACING = frozenset(("في", "خلال", "عبر", "ل", "لوكاله", "لقناه", "لصحيفه", "للصحفيين", "للصحافيين"))
_AS = frozenset(("حسبما", "وفقما", "كما", "مثلما"))


def find_sources(text: Text) -> Iterator[Cue]:
    """Attributions in text order. `begin` is set only where the content follows; else the frame is "before"."""
    table = text.lexicon.phrases["attributions"]
    at, words = 0, text.words
    while at < len(words):
        word = words[at]
        if word in table or (word[0] == "و" and word[1:] in table):
            cue = _attribution(text, at)
            if cue is not None:
                yield cue
                at = max(at, cue.subject.last if cue.subject is not None else cue.last)
        at += 1


def _attribution(text: Text, at: int) -> Cue | None:
    length = text.lexicon.phrase_at("attributions", text.words, at)
    if not length or text.is_quote(at):
        return None
    end = text.bounds[text.sentence[at]][1]
    last, weight, kind = at + length - 1, 1.0, "source"
    word = last + 1
    if word >= end:
        return None
    if text.words[last] in _REPORTING or text.words[word] in _REPORTING or text.words[at] in _AS:
        verb = word + 1 if text.words[word] in _REPORTING else word
        if verb >= end:
            return None
        if text.words[verb] in text.lexicon.sets["appearing"] and text.words[verb + 1 : verb + 2] in (["في"], ["علي"]):
            verb += 1  # وفقا لما جاء في البيان
        elif not _reports(text, verb):
            return None
        last = verb
        if text.words[at] in ("كما", "مثلما", "علي") and not _apart(text, at):
            return None
    elif text.words[at] in ("كما", "مثلما"):
        return None
    subject = _source_phrase(text, last, end)
    if subject is None or (text.words[at] == "كما" and text.words[last] not in _ECHOES and not _closes(text, subject, end)):
        return None
    subject = _announcer(text, subject, end) or subject
    weight = _source_weight(text, subject, last)
    if not weight:
        return None
    cue = Cue(at, last, kind, "before", -1, -1, weight, subject, rule=f"source:{text.words[at]}")
    _place_content(text, cue, end)
    return cue


def _apart(text: Text, at: int) -> bool:
    """Whether a comma, a dash or a closed quotation parts words from what follows it."""
    before = text.words[at - 1] if at else ""
    return before in COMMAS or before in ("-", "–", "—") or (before == '"' and at - 1 not in text.opens)


def _closes(text: Text, subject: Subject, end: int) -> bool:
    """Whether a clause ends with its subject and perhaps a time or place: كما أعلن الوزير أمس, not كما أعلن الوزير فتح."""
    at, words = subject.last + 1, text.words
    ends = at >= end or words[at] in STOPS or words[at] in COMMAS or words[at] in text.lexicon.sets["time_words"]
    if not ends and words[at] not in _PLACING:
        return False
    return not any(words[i] in text.lexicon.complements or words[i] in (":", '"') for i in range(at, min(end, at + 14)))


def _announcer(text: Text, subject: Subject, end: int) -> Subject | None:
    """وفق حصيلة أعلنها الوزير: who announced the figures is the source."""
    noun = noun_of(text, subject.first)
    at = subject.last + 1
    if noun is None or noun.kind != "text" or at >= end:
        return None
    if text.words[at] in text.lexicon.relatives:
        at += 1
    if at < end and any(form.pronoun and form.kind == "perfect" for form in text.lexicon.forms.get(text.words[at], ())):
        return subject_after(text, at, end)
    return None


def _reports(text: Text, at: int) -> bool:
    return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms.get(text.words[at], ()))


def _source_phrase(text: Text, at: int, end: int) -> Subject | None:
    """The noun phrase of the source; its first word may carry the ل of وفقا لـ."""
    words = text.words
    first = at + 1
    if first < end and words[first] in ("ل", "عن"):
        first += 1
    if first >= end:
        return None
    if words[first] == '"':
        close = text.partner.get(first)
        if close is None or not first + 1 < close <= first + 6:  # the partner of a closing mark stands before it
            return None
        return Subject(first + 1, close - 1, close + 1)
    subject = subject_after(text, first - 1, end)
    if subject is None or subject.first != first:
        # a phrase that begins with ل: read on from its first word
        name = text.name_at.get(first)
        last = name.last if name is not None else first
        if words[first] in text.lexicon.sets["adverbs"]:
            return subject
        rest = subject_after(text, last, end) if name is None else None
        if rest is not None and rest.first == last + 1:
            return Subject(first, rest.last, rest.after)
        return Subject(first, last, last + 1)
    return subject


def _source_weight(text: Text, subject: Subject, cue: int) -> float:
    head = text.words[subject.first]
    bare = head[2:] if head.startswith("لل") else head[1:] if head[0] == "ل" else head
    options = (head, bare, "ال" + bare)
    for name in (text.name_at.get(subject.first), text.name_at.get(subject.last)):
        if name is not None and name.kind in NAMED:
            return 1.0
    if any(option in text.lexicon.sets["no_source"] for option in options):
        return 0.0
    if noun_of(text, subject.first) is not None:
        return 0.95
    if text.words[subject.first - 1] == '"':
        return 0.8
    if _reports(text, cue):
        return 0.8
    stem = bare[2:] if bare.startswith("ال") else bare
    if stem.endswith(("ون", "ين", "يون", "يين")) and len(stem) > 4:
        return 0.8
    return 0.4


def _place_content(text: Text, cue: Cue, end: int) -> None:
    """Content after a source that opens its sentence or clause, before it elsewhere."""
    first = text.bounds[text.sentence[cue.first]][0]
    lead = [w for w in text.words[first : cue.first] if w not in COMMAS and w not in ("و", '"', "\n", "-", "--")]
    assert cue.subject is not None
    opens = not lead or (
        len(lead) <= 2 and lead[0] in ("لكن", "ولكن", "غير", "الا", "ان", "الي", "ذلك", "وفي", "من", "جهه")
    )
    if not opens:
        return
    begin = cue.subject.after
    words = text.words
    while begin < end and (
        words[begin] in COMMAS
        or words[begin] in ("فان", "فانه", "فانها", "فقد", "-", "ان", "انه")
        or words[begin] == '"'
    ):
        if words[begin] == '"' and begin in text.opens:
            cue.quote = begin
        begin += 1
    if begin < end and words[begin] == "(":
        begin = skip_brackets(text, begin, end)
    if begin < end and words[begin] not in STOPS and end - begin >= 3:
        cue.frame, cue.begin = "after", begin


def find_relays(text: Text) -> Iterator[Cue]:
    """نقلت الوكالة عن الوزير أن …: the words are the minister's. With قوله the verbal noun is the cue, not this."""
    relays, words = text.lexicon.sets["relays"], text.words
    for at, word in enumerate(words):
        if word in relays:
            cue = _relay(text, at)
            if cue is not None:
                yield cue


def _relay(text: Text, at: int) -> Cue | None:
    words, complements = text.words, text.lexicon.complements
    if at and words[at - 1] in ("في", "من", "الي", "علي", "عن", "ب", "بعد", "قبل", "خلال", "عبر"):
        return None
    end = min(text.bounds[text.sentence[at]][1], at + 45)
    source = next((i for i in range(at + 1, end) if words[i] == "عن"), None)
    mark = next((i for i in range(at + 1, end) if words[i] in complements or words[i] == ":"), None)
    stop = mark if mark is not None else end
    if source is not None and source > stop:
        source = None
    for word in range(at + 1, stop):
        if words[word] in ("قوله", "قولها", "قولهم", "تاكيده", "تاكيدها", "بقوله", "قولهما"):
            return None
        if words[word] in STOPS and word < end - 1 and mark is not None:
            return None
    quote = next(
        (i for i in range((source or at) + 1, stop) if i in text.opens and text.partner.get(i, i + 9) - i > 5), None
    )
    if quote is not None and (mark is None or quote < mark):
        mark, begin = quote, quote + 1
    elif mark is not None:
        begin = mark + 1
        if begin < len(text) and begin in text.opens:
            quote, begin = begin, begin + 1
        else:
            quote = None
    else:
        return None
    if any(words[i] in STOPS for i in range(at, mark)):
        return None
    subject = subject_after(text, source if source is not None else at, mark)
    if subject is None or begin >= len(text):
        return None
    frame = "an" if words[mark] in complements else "q"
    return Cue(
        at, at, "relay", frame, mark, begin, 1.0, subject, quote=quote if quote is not None else -1, rule="relay"
    )
