"""Who speaks: the subject after the verb, before it, or one who spoke before.

Cues are taken in text order, so that each finds what the ones before it have settled.
"""

from __future__ import annotations

from dataclasses import replace

from .cues import Cue
from .phrases import COMMAS, NAMED, STOPS, Subject, carries_l, names_between, noun_of, subject_after
from .text import Name, Text
from .voices import Voice, bare, voices_in

_SCOPE = 8  # sentences back within which a dropped subject is looked for
_CLAUSE = frozenset("لكن ولكن بينما فيما حيث كما اذ اما بل ثم ان فان حين وفيما".split())
_WAS = frozenset("كان كانت وكان وكانت كانوا وكانوا فكان وقد قد فقد".split())


class Speakers:
    """Finds the speakers of a text's cues, one after another."""

    def __init__(self, text: Text, cues: list[Cue]):
        self.text = text
        self.cues = cues
        self.said: list[tuple[Cue, list[Voice]]] = []
        self.titles = _titled(text)

    def of(self, cue: Cue) -> list[Voice]:
        """The voices of the next cue (call in text order); never empty: an unknown speaker has no text and no name."""
        voices = self._find(cue)
        voices = [self._identify(voice) for voice in voices]
        self.said.append((cue, voices))
        return voices

    # -- the ways to find a speaker ---------------------------------------------------------------------------------

    def _find(self, cue: Cue) -> list[Voice]:
        text = self.text
        if cue.kind == "colon":
            assert cue.subject is not None
            return self._heading(cue)
        if cue.kind in ("source", "relay"):
            assert cue.subject is not None
            return voices_in(text, cue.subject.first, cue.subject.last, "", self._apposition_end(cue))
        if cue.kind == "text":
            return self._paper(cue)
        if cue.kind == "masdar":
            return self._owner(cue)
        if cue.kind == "participle":
            return self._governor(cue)
        assert cue.form is not None
        if cue.subject is not None and not self._is_object(cue):
            gender = cue.form.gender if cue.form.number == "s" else ""
            return voices_in(text, cue.subject.first, cue.subject.last, gender, self._apposition_end(cue))
        before = self._subject_before(cue)
        if before:
            return before
        return self._dropped(cue)

    def _paper(self, cue: Cue) -> list[Voice]:
        """A paper speaks for itself (البيان), or is named just before (بيان … جاء فيه)."""
        if cue.subject is not None:
            return voices_in(self.text, cue.subject.first, cue.subject.last)
        first = self.text.bounds[self.text.sentence[cue.first]][0]
        for word in range(cue.first - 1, first - 1, -1):
            noun = noun_of(self.text, word)
            if noun is not None and noun.kind == "text":
                return voices_in(self.text, word, _phrase_end(self.text, word, cue.first - 1))
        return self._dropped(cue)

    def _apposition_end(self, cue: Cue) -> int:
        """Past the words in which a name may follow the office: up to the content or the clause mark."""
        assert cue.subject is not None
        end = self.text.bounds[self.text.sentence[cue.first]][1]
        if cue.mark > cue.subject.last:
            return min(cue.mark, end)
        if cue.begin > cue.subject.last and cue.frame != "before":
            return min(cue.begin, end)
        return min(cue.subject.last + 8, end)

    def _is_object(self, cue: Cue) -> bool:
        """Whether the phrase after the verb is its object: the content itself, or an addressee after a subject."""
        subject = cue.subject
        assert subject is not None
        if cue.begin == subject.first:
            return True
        if cue.frame in ("obj", "bare"):
            return False
        form = cue.form
        assert form is not None
        if not {"addr", "desc"} & form.verb.flags or form.pronoun or cue.frame in ("an", "q") and "addr" not in form.verb.flags:
            return False
        if self._comma_after(cue):
            return False
        if self._subject_before(cue):
            return True
        return self._addressee(cue, subject)

    def _addressee(self, cue: Cue, subject: Subject) -> bool:
        """Whether the one noun phrase after وطالب، ودعا is whom was called on: it does not agree with the verb, or the
        verb cannot do without an object."""
        text, form = self.text, cue.form
        assert form is not None
        if form.number != "s":
            return True
        names = names_between(text, subject.first, subject.last)
        if len(names) > 1 and not (len(names) == 2 and text.words[names[1].first][0] == "و"):
            return False
        voice = voices_in(text, subject.first, subject.last)[0]
        if voice.gender and form.gender and voice.gender != form.gender and voice.number != "p" and (names or voice.words):
            return True
        if text.words[subject.first] in text.lexicon.sets["called_on"]:
            return True
        return "needs" in form.verb.flags and bool(form.conjunction) and len(names) == 1 and cue.mark == subject.last + 1

    def _comma_after(self, cue: Cue) -> bool:
        assert cue.subject is not None
        following = cue.subject.last + 1
        return following < len(self.text) and self.text.words[following] in COMMAS

    def _heading(self, cue: Cue) -> list[Voice]:
        """The name before a colon: the person in it, else the whole phrase, less what it speaks about."""
        assert cue.subject is not None
        text, first, last = self.text, cue.subject.first, cue.subject.last
        for word in range(first + 1, last + 1):
            here = text.words[word]
            if here in ("عن", "في", "ل", "خلال", "بشان", "حول", "امام", "من", "ردا", "تعليقا", "علي", "بعد", "مع") or (here[0] == "ل" and word in text.name_at and text.name_at[word].kind == "MEDIA"):
                if here in ("في", "من", "ل") and text.words[first] in text.lexicon.nouns:
                    continue
                last = word - 1
                break
        return voices_in(text, first, last)

    def _owner(self, cue: Cue) -> list[Voice]:
        """قوله، تأكيد الوزير: after عن before the noun, the noun's own owner, or who spoke before."""
        text = self.text
        if cue.subject is not None:
            return voices_in(text, cue.subject.first, cue.subject.last, "", self._apposition_end(cue))
        first = text.bounds[text.sentence[cue.first]][0]
        after = cue.last + 1
        if after < len(text) and text.words[after] == "من" and after + 1 < cue.mark:
            return voices_in(text, after + 1, _phrase_end(text, after + 1, cue.mark - 1), "", cue.mark)
        for word in range(cue.first - 1, first - 1, -1):
            if text.words[word] == "عن" and cue.first - word <= 30:
                stop = cue.first - 1
                return voices_in(text, word + 1, _phrase_end(text, word + 1, stop), "", cue.first)
            if text.words[word] in ("نسب", "نسبت", "ونسب", "ونسبت"):
                owner = next((i for i in range(word + 1, cue.first) if carries_l(text, i)), None)
                if owner is not None:
                    return voices_in(text, owner, max(owner, _phrase_end(text, owner + 1, cue.first - 1)), "", cue.first)
        return self._governor(cue)

    def _governor(self, cue: Cue) -> list[Voice]:
        """A participle's subject: that of the statement or clause before it in the sentence, in agreement."""
        sentence = self.text.sentence[cue.first]
        person = self.text.name_at.get(cue.first - 1)
        if person is not None and person.kind == "PER" and cue.form is not None and not cue.form.conjunction:
            begin = self._phrase_begin(cue.first - 1, self.text.bounds[sentence][0])
            before = self.text.words[begin - 1] if begin else ""
            if before not in self.text.lexicon.sets["ends_phrase"] and not any(earlier.first < begin and earlier.mark >= begin for earlier, _ in self.said):
                return voices_in(self.text, begin, cue.first - 1)
        nearer = self._new_subject(cue)
        if nearer is not None:
            return [nearer]
        for earlier, voices in reversed(self.said):
            if self.text.sentence[earlier.first] != sentence:
                break
            if earlier.first < cue.first and earlier.kind in ("verb", "participle", "masdar", "relay") and self._agree(voices, cue):
                return voices
        local = self._clause_subject(cue)
        if local is not None:
            return [local]
        return self._dropped(cue)

    def _subject_before(self, cue: Cue) -> list[Voice]:
        """A subject that stands before its verb: موسكو تعلن، وكان البيت الأبيض قد قال، الوزير الذي أكد."""
        text, words = self.text, self.text.words
        first = text.bounds[text.sentence[cue.first]][0]
        at = cue.first - 1
        skip = text.lexicon.sets["between_subject_and_verb"]
        relative = ""
        while at >= first and (words[at] in skip or words[at] == '"' and at not in text.opens or words[at] in text.lexicon.sets["time_words"]):
            at -= 1
        if at >= first and words[at] in text.lexicon.relatives:
            relative = text.lexicon.relatives[words[at]]
            at -= 1
            while at >= first and words[at] in COMMAS:
                at -= 1
        if at < first:
            return []
        if words[at] in COMMAS and not (cue.form is not None and cue.form.conjunction == "ف"):
            return self._after_was(cue, first, at)
        if cue.form is not None and cue.form.conjunction in ("و", "ف") and not relative:
            if cue.form.conjunction == "ف" and words[first] in ("اما", "واما"):
                return voices_in(text, first + 1, _phrase_end(text, first + 1, cue.first - 1))
            return []
        begin = self._phrase_begin(at, first)
        if begin > at or (not relative and not self._starts_clause(begin, first)):
            return [] if relative else self._after_was(cue, first, cue.first - 1)
        gender = cue.form.gender if cue.form is not None else ""
        voices = voices_in(text, begin, at, "")
        if relative and len(names_between(text, begin, at)) > 1 and not voices[0].person:
            voices = voices_in(text, names_between(text, begin, at)[-1].first, at, "")
        if not any(v.text for v in voices) or not _known_head(text, begin, at):
            return []
        if voices[0].gender and gender and voices[0].gender != gender and voices[0].number != "p":
            nearer = [n for n in names_between(text, begin, at)]
            if not relative or not nearer:
                return []
        return voices

    def _after_was(self, cue: Cue, first: int, comma: int) -> list[Voice]:
        """وكان وزير الخارجية، جون كيري، قد أعلن: the subject after كان, through its appositions."""
        text, words = self.text, self.text.words
        for word in range(first, comma):
            if words[word] in _WAS and words[word] not in ("قد", "وقد", "فقد") and not self._spoken_between(word, cue):
                last = _phrase_end(text, word + 1, comma)
                if last > word:
                    voices = voices_in(text, word + 1, last, "", comma + 1)
                    return voices if self._agree(voices, cue) and _known_head(text, word + 1, last) else []
        if words[comma] not in COMMAS:
            return self._far_subject(cue, first)
        if words[comma] in COMMAS and (text.words[first] in text.lexicon.nouns or first in text.name_at):
            last = _phrase_end(text, first, comma)
            inner = sum(words[i] in COMMAS for i in range(first, comma + 1))
            if last + 2 < comma and words[last + 1] in COMMAS and words[last + 2] in text.lexicon.relatives and inner == 2:
                return voices_in(text, first, last)  # وترامب، الذي …، أعرب
            dashed = any(words[i] in ("-", "--", "–", "—", "(") for i in range(last, comma))
            if not dashed and inner in (1, 2) and comma - last <= 8 and cue.form is not None and cue.form.conjunction == "":
                return voices_in(text, first, last, "", comma + 1)
        return []

    def _far_subject(self, cue: Cue, first: int) -> list[Voice]:
        """A subject at the beginning of the clause with words of its own before the verb: دراسة نشرت العام الماضي أكدت."""
        text, words = self.text, self.text.words
        if cue.form is None or cue.form.conjunction:
            return []
        for word in range(cue.first - 2, max(first, cue.first - 14) - 1, -1):
            opens = word == first or words[word - 1] in _CLAUSE or words[word - 1] in text.lexicon.complements or words[word - 1] in _WAS
            if not opens:
                continue
            if word in text.name_at or words[word] in text.lexicon.nouns:
                voices = voices_in(text, word, _phrase_end(text, word, cue.first - 1), "")
                known = voices[0].gender in ("", cue.form.gender) and (voices[0].gender or voices[0].named)
                return voices if known and not self._spoken_between(word, cue) else []
            return []
        return []

    def _spoken_between(self, word: int, cue: Cue) -> bool:
        return any(word < earlier.first < cue.first for earlier, _ in self.said)

    def _phrase_begin(self, at: int, first: int) -> int:
        """The first word of the noun phrase that ends at word `at`."""
        text, words, sets = self.text, self.text.words, self.text.lexicon.sets
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
            if here in sets["ends_phrase"] and here not in ("في", "من", "لدي") or here in sets["time_words"]:
                return begin + 1
            if here in text.lexicon.forms and here not in text.lexicon.nouns and not here.startswith("ال"):
                return begin + 1
            if not here[0].isalnum() and (here != '"' or begin not in text.partner):
                return begin + 1
            begin -= 1
        return begin + 1

    def _starts_clause(self, begin: int, first: int) -> bool:
        """Whether a phrase before a verb opens its clause, so that it can be the verb's subject."""
        words = self.text.words
        if begin == first:
            return True
        before = words[begin - 1]
        return before in _CLAUSE or before in _WAS or before in COMMAS or before in STOPS or before in self.text.lexicon.complements or before in ('"', ":")

    def _dropped(self, cue: Cue) -> list[Voice]:
        """No subject in the clause: who spoke in the sentence, its subject, or the last who can be meant."""
        text, sentence = self.text, self.text.sentence[cue.first]
        for earlier, voices in reversed(self.said):
            if text.sentence[earlier.first] != sentence:
                break
            if earlier.kind not in ("source", "colon") and self._agree(voices, cue):
                return voices
        local = self._clause_subject(cue)
        if local is not None:
            return [local]
        for earlier, voices in reversed(self.said):
            if sentence - text.sentence[earlier.first] > _SCOPE:
                break
            if _nested_in(earlier, self.said):
                continue
            if earlier.kind != "source" and self._agree(voices, cue):
                return [voice.unnamed() for voice in voices]
        for earlier, voices in reversed(self.said):
            if sentence - text.sentence[earlier.first] > 3 or cue.form is None:
                break
            if earlier.kind != "source" and not voices[0].person and voices[0].gender in ("", cue.form.gender):
                return [voice.unnamed() for voice in voices]  # a body takes a plural verb: المؤتمر … وطالبوا
        return [self._nobody(cue)]

    def _new_subject(self, cue: Cue) -> Voice | None:
        """The subject of a clause (فيما علق مراقبون بالقول) that opens after the last statement of the sentence ended."""
        text = self.text
        ends = [e.end for e, _ in self.said if text.sentence[e.first] == text.sentence[cue.first] and e.end < cue.first]
        if not ends:
            return None
        for word in range(max(ends) + 1, cue.first - 1):
            if text.words[word] in ("فيما", "بينما", "حيث", "وفيما") or (text.words[word] == "حين" and text.words[word - 1] == "في"):
                return self._clause_subject(cue, word + 1)
        return None

    def _clause_subject(self, cue: Cue, first: int | None = None) -> Voice | None:
        """The first person or body named in the sentence before the cue that agrees with it and said nothing yet."""
        text = self.text
        first = text.bounds[text.sentence[cue.first]][0] if first is None else first
        boundary, word = first, first
        while word < cue.first:
            here = text.words[word]
            if any(other.begin <= word <= other.end for other, _ in self.said if other.end >= 0 and other.kind != "source"):
                word += 1
                boundary = word
                continue
            if here in COMMAS or here in _CLAUSE:
                boundary = word + 1
            elif word - boundary <= 2 and not self._bars_subject(boundary, word) and self._heads_clause(word):
                last = _phrase_end(text, word, cue.first - 1)
                voice = voices_in(text, word, last, "", cue.first)[0]
                if self._agree([voice], cue):
                    return voice
                word = last
            word += 1
        return None

    def _bars_subject(self, boundary: int, word: int) -> bool:
        """Whether a preposition or a noun between the clause's beginning and a phrase makes that part of something."""
        text = self.text
        return any(
            text.words[i] in text.lexicon.sets["ends_phrase"] and text.words[i] not in _WAS or text.words[i] in text.lexicon.nouns
            or text.words[i][0] in "بل" and len(text.words[i]) > 3
            for i in range(boundary, word)
        )

    def _heads_clause(self, word: int) -> bool:
        """Whether a word begins a phrase that can be a clause's subject and speak."""
        text = self.text
        name = text.name_at.get(word)
        if name is not None:
            fused = name.start > text.start[word] and text.words[word][0] in "بلك"
            return name.first == word and name.kind in ("PER", "ORG", "GPE") and not fused
        noun = text.lexicon.nouns.get(text.words[word])
        return noun is not None and noun.kind != "text"

    def _agree(self, voices: list[Voice], cue: Cue) -> bool:
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

    def _nobody(self, cue: Cue) -> Voice:
        return Voice(None, None, "", None, None, None, "", "", self.text.sentence[cue.first], frozenset(), False, cue.first)

    # -- who is meant -----------------------------------------------------------------------------------------------

    def _identify(self, voice: Voice) -> Voice:
        """Name a voice that is known only by office or noun: المسؤول، الوزير البريطاني."""
        if voice.named or not voice.words or not voice.text:
            return voice
        if voice.words <= {"اخير", "اخيره"}:
            return self._latter(voice)
        for _, voices in reversed(self.said):
            for other in voices:
                if other.words >= voice.words and (other.named or other.code and voice.code in (None, other.code)):
                    return _known_as(voice, other)
        for title, name in self.titles:
            if title >= voice.words and len(voice.words) >= 1 and voice.person:
                return _known_as(voice, None, name)
        return voice


    def _latter(self, voice: Voice) -> Voice:
        """الأخير: the person named last before, who has not just spoken."""
        spoken = {v.name for _, voices in self.said[-1:] for v in voices}
        people = [n for n in self.text.names if n.kind == "PER" and n.last < voice.first and n.name not in spoken]
        return _known_as(voice, None, people[-1]) if people else voice


def _known_as(voice: Voice, other: Voice | None, name: Name | None = None) -> Voice:
    if other is not None:
        return replace(voice, name=other.name, named=other.named, role=voice.role or other.role, code=voice.code or other.code)
    assert name is not None
    return replace(voice, name=name.name or name.text, named=True, role=name.role, code=voice.code or name.code)


def _known_head(text: Text, first: int, last: int) -> bool:
    """Whether a phrase has a name or a noun of speakers, without which a word before a verb is no subject."""
    if names_between(text, first, last):
        return True
    return any(text.words[word] in text.lexicon.nouns for word in range(first, last + 1)) or text.words[last].endswith(("ون", "ات", "ين"))


def _phrase_end(text: Text, first: int, stop: int) -> int:
    """The last word of the noun phrase that begins at `first`, at most `stop`."""
    if first > stop:
        return stop
    subject = subject_after(text, first - 1, stop + 1)
    if subject is not None and subject.first == first:
        return subject.last
    name = text.name_at.get(first)
    return min(name.last, stop) if name is not None else first


def _nested_in(cue: Cue, said: list[tuple[Cue, list[Voice]]]) -> bool:
    """Whether a statement stands inside another's words: who speaks there does not speak on."""
    return any(other is not cue and other.begin <= cue.first <= other.end and other.kind != "source" for other, _ in said)


def _titled(text: Text) -> list[tuple[frozenset[str], Name]]:
    """Offices that stand before people's names in the text: (their words, the person)."""
    found: list[tuple[frozenset[str], Name]] = []
    nouns, sets = text.lexicon.nouns, text.lexicon.sets
    for name in text.names:
        if name.kind != "PER":
            continue
        words: set[str] = set()
        at, title = name.first - 1, False
        if at >= 0 and text.words[at] in COMMAS:
            at -= 1
        while at >= 0 and name.first - at <= 9 and text.sentence[at] == text.sentence[name.first]:
            here = text.words[at]
            if not here.isalnum() or here in sets["ends_phrase"] or here in sets["time_words"]:
                break
            if here in text.lexicon.complements:
                break
            if here in text.lexicon.forms and here not in nouns:
                break
            words.add(bare(here))
            title = title or (here in nouns and nouns[here].kind in ("title", "person"))
            at -= 1
        if title:
            found.append((frozenset(words), name))
    return found


