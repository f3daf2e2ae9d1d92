"""Subjects: the noun phrase that a verb of saying has before it, or that its clause began with."""

from __future__ import annotations

from .cue import Cue
from .phrases import COMMAS, NAMED, STOPS, names_between, subject_after
from .text import Text
from .voice import Voice
from .voices import voices_in

Said = list[tuple[Cue, list[Voice]]]  # the cues settled so far, with their speakers
_CLAUSE = frozenset(
    ["لكن", "ولكن", "بينما", "فيما", "حيث", "كما", "اذ", "اما", "بل", "ثم", "ان", "فان", "حين", "وفيما"]
)
_WAS = frozenset(["كان", "كانت", "وكان", "وكانت", "كانوا", "وكانوا", "فكان", "وقد", "قد", "فقد"])


def subject_before(text: Text, said: Said, cue: Cue) -> list[Voice]:
    """A subject that stands before its verb: موسكو تعلن، وكان البيت الأبيض قد قال، الوزير الذي أكد."""
    words = text.words
    first = text.bounds[text.sentence[cue.first]][0]
    at = cue.first - 1
    skip = text.lexicon.sets["between_subject_and_verb"]
    relative = ""
    while at >= first and (
        words[at] in skip or (words[at] == '"' and at not in text.opens) or words[at] in text.lexicon.sets["time_words"]
    ):
        at -= 1
    if at >= first and words[at] in text.lexicon.relatives:
        relative = text.lexicon.relatives[words[at]]
        at -= 1
        while at >= first and words[at] in COMMAS:
            at -= 1
    if at < first:
        return []
    if words[at] in COMMAS and not (cue.form is not None and cue.form.conjunction == "ف"):
        return _after_was(text, said, cue, first, at)
    if cue.form is not None and cue.form.conjunction in ("و", "ف") and not relative:
        if cue.form.conjunction == "ف" and words[first] in ("اما", "واما"):
            return voices_in(text, first + 1, phrase_end(text, first + 1, cue.first - 1))
        return []
    begin = phrase_begin(text, at, first)
    if begin > at or (not relative and not _starts_clause(text, begin, first)):
        return [] if relative else _after_was(text, said, cue, first, cue.first - 1)
    if words[begin] in ("في", "من", "لدي") and names_between(text, begin, at):
        begin = names_between(text, begin, at)[-1].first  # في المقابل موسكو تؤكد
    gender = cue.form.gender if cue.form is not None else ""
    voices = voices_in(text, begin, at, "")
    if relative and len(names_between(text, begin, at)) > 1 and not voices[0].person:
        voices = voices_in(text, names_between(text, begin, at)[-1].first, at, "")
    if not any(v.text for v in voices) or not _known_head(text, begin, at):
        return []
    differs = voices[0].gender and gender and voices[0].gender != gender and voices[0].number != "p"
    return [] if differs and not (relative and names_between(text, begin, at)) else voices


def _after_was(text: Text, said: Said, cue: Cue, first: int, comma: int) -> list[Voice]:
    """وكان وزير الخارجية، جون كيري، قد أعلن: the subject after كان, through its appositions."""
    words = text.words
    for word in range(first, comma):
        if (
            words[word] in _WAS
            and words[word] not in ("قد", "وقد", "فقد")
            and not _spoken_between(text, said, word, cue)
        ):
            last = phrase_end(text, word + 1, comma)
            if last > word:
                voices = voices_in(text, word + 1, last, "", comma + 1)
                return voices if agree(voices, cue) and _known_head(text, word + 1, last) else []
    if words[comma] not in COMMAS:
        return _far_subject(text, said, cue, first)
    if words[comma] in COMMAS and (text.words[first] in text.lexicon.nouns or first in text.name_at):
        last = phrase_end(text, first, comma)
        inner = sum(words[i] in COMMAS for i in range(first, comma + 1))
        if last + 2 < comma and words[last + 1] in COMMAS and words[last + 2] in text.lexicon.relatives and inner == 2:
            return voices_in(text, first, last)  # وترامب، الذي …، أعرب
        dashed = any(words[i] in ("-", "--", "–", "—", "(") for i in range(last, comma))
        if not dashed and inner in (1, 2) and comma - last <= 8 and cue.form is not None and cue.form.conjunction == "":
            return voices_in(text, first, last, "", comma + 1)
    return []


def _far_subject(text: Text, said: Said, cue: Cue, first: int) -> list[Voice]:
    """A subject at the beginning of the clause with words of its own before the verb: دراسة نشرت العام الماضي أكدت."""
    words = text.words
    if cue.form is None or cue.form.conjunction:
        return []
    for word in range(cue.first - 2, max(first, cue.first - 14) - 1, -1):
        opens = (
            word == first
            or words[word - 1] in _CLAUSE
            or words[word - 1] in text.lexicon.complements
            or words[word - 1] in _WAS
        )
        if not opens:
            continue
        if word in text.name_at or words[word] in text.lexicon.nouns:
            voices = voices_in(text, word, phrase_end(text, word, cue.first - 1), "")
            known = voices[0].gender in ("", cue.form.gender) and (voices[0].gender or voices[0].named)
            return voices if known and not _spoken_between(text, said, word, cue) else []
        return []
    return []


def _spoken_between(text: Text, said: Said, word: int, cue: Cue) -> bool:
    return any(word < earlier.first < cue.first for earlier, _ in said)


def phrase_begin(text: Text, at: int, first: int) -> int:
    """The first word of the noun phrase that ends at word `at`."""
    words, sets = text.words, text.lexicon.sets
    begin = at
    while begin >= first and at - begin < 14:
        name = text.name_at.get(begin)
        if name is not None and name.kind in NAMED:
            begin = max(name.first, first) - 1
            if name.start > text.start[name.first]:
                return begin + 1
            continue
        here = words[begin]
        if here in _CLAUSE or here in _WAS or here in COMMAS or here in STOPS or here in text.lexicon.complements:
            return begin + 1
        if (here in sets["ends_phrase"] and here not in ("في", "من", "لدي")) or here in sets["time_words"]:
            return begin + 1
        if here in text.lexicon.forms and here not in text.lexicon.nouns and not here.startswith("ال"):
            return begin + 1
        if not here[0].isalnum() and (here != '"' or begin not in text.partner):
            return begin + 1
        begin -= 1
    return begin + 1


def _starts_clause(text: Text, begin: int, first: int) -> bool:
    """Whether a phrase before a verb opens its clause, so that it can be the verb's subject."""
    words = text.words
    if begin == first:
        return True
    before = words[begin - 1]
    return (
        before in _CLAUSE
        or before in _WAS
        or before in COMMAS
        or before in STOPS
        or before in text.lexicon.complements
        or before in ('"', ":")
    )


def new_subject(text: Text, said: Said, cue: Cue) -> Voice | None:
    """The subject of a clause (فيما علق مراقبون بالقول) that opens after the last statement of the sentence ended."""
    ends = [e.end for e, _ in said if text.sentence[e.first] == text.sentence[cue.first] and e.end < cue.first]
    if not ends:
        return None
    for word in range(max(ends) + 1, cue.first - 1):
        if text.words[word] in ("فيما", "بينما", "حيث", "وفيما") or (
            text.words[word] == "حين" and text.words[word - 1] == "في"
        ):
            return clause_subject(text, said, cue, word + 1)
    return None


def clause_subject(text: Text, said: Said, cue: Cue, first: int | None = None) -> Voice | None:
    """The first person or body named in the sentence before the cue that agrees with it and said nothing yet."""
    first = text.bounds[text.sentence[cue.first]][0] if first is None else first
    boundary, word = first, first
    while word < cue.first:
        here = text.words[word]
        if any(other.begin <= word <= other.end for other, _ in said if other.end >= 0 and other.kind != "source"):
            word += 1
            boundary = word
            continue
        if here in COMMAS or here in _CLAUSE:
            boundary = word + 1
        elif word - boundary <= 2 and not _bars_subject(text, boundary, word) and _heads_clause(text, word):
            last = phrase_end(text, word, cue.first - 1)
            voice = voices_in(text, word, last, "", cue.first)[0]
            if agree([voice], cue):
                return voice
            word = last
        word += 1
    return None


def _bars_subject(text: Text, boundary: int, word: int) -> bool:
    """Whether a preposition or a noun between the clause's beginning and a phrase makes that part of something."""
    return any(
        (text.words[i] in text.lexicon.sets["ends_phrase"] and text.words[i] not in _WAS)
        or text.words[i] in text.lexicon.nouns
        or (text.words[i][0] in "بل" and len(text.words[i]) > 3)
        for i in range(boundary, word)
    )


def _heads_clause(text: Text, word: int) -> bool:
    """Whether a word begins a phrase that can be a clause's subject and speak."""
    name = text.name_at.get(word)
    if name is not None:
        fused = name.start > text.start[word] and text.words[word][0] in "بلك"
        return name.first == word and name.kind in ("PER", "ORG", "GPE") and not fused
    noun = text.lexicon.nouns.get(text.words[word])
    return noun is not None and noun.kind != "text"


def agree(voices: list[Voice], cue: Cue) -> bool:
    """Whether a cue's form can have these speakers: gender and number, unknown ones agree with all."""
    form = cue.form
    if form is None or not voices:
        return True
    gender = form.gender
    if form.kind == "masdar" and not form.pronoun:
        return True
    several = len(voices) > 1 or voices[0].number in ("p", "d")
    if form.number == "s" and several and cue.kind != "participle":
        return all(v.gender in ("f", "") for v in voices) and gender == "f"
    if form.number in ("p", "d") and not several and voices[0].number == "s":
        return False
    return not gender or not voices[0].gender or voices[0].gender == gender or several


def _known_head(text: Text, first: int, last: int) -> bool:
    """Whether a phrase has a name or a noun of speakers, without which a word before a verb is no subject."""
    if names_between(text, first, last):
        return True
    return any(text.words[word] in text.lexicon.nouns for word in range(first, last + 1)) or text.words[last].endswith(
        ("ون", "ات", "ين")
    )


def phrase_end(text: Text, first: int, stop: int) -> int:
    """The last word of the noun phrase that begins at `first`, at most `stop`."""
    if first > stop:
        return stop
    subject = subject_after(text, first - 1, stop + 1)
    if subject is not None and subject.first == first:
        return subject.last
    name = text.name_at.get(first)
    return min(name.last, stop) if name is not None else first
