"""Who speaks: the subject after the verb, before it, or one who spoke before.

Cues are taken in text order, so that each finds what the ones before it have settled.
"""

from __future__ import annotations

from .cue import Cue
from .identity import identify, titled
from .phrases import COMMAS, Subject, carries_l, names_between, noun_of
from .subjects import Said, agree, clause_subject, new_subject, phrase_begin, phrase_end, subject_before
from .text import Text
from .voice import Voice
from .voices import described, voices_in
from .weigh import Evidence

_SURE = 0.85  # probability from which the heads' speaker is taken where rules have no name
_SCOPE = 8  # sentences back within which a dropped subject is looked for


class Speakers:
    """Finds the speakers of a text's cues, one after another."""

    def __init__(self, text: Text, evidence: Evidence):
        self.text = text
        self.evidence = evidence
        self.said: Said = []
        self.titles = titled(text)

    def of(self, cue: Cue) -> list[Voice]:
        """The voices of the next cue (call in text order); never empty: an unknown speaker has no text and no name."""
        voices = self._by_heads(cue, self._find(cue))
        voices = [identify(self.text, self.said, self.titles, voice) for voice in voices]
        self.said.append((cue, voices))
        return voices

    def _by_heads(self, cue: Cue, voices: list[Voice]) -> list[Voice]:
        """Where rules see no subject, or only an office, the name in the sentence that the heads are sure of."""
        if (voices[0].named and voices[0].text) or cue.kind not in ("verb", "participle", "masdar"):
            return voices
        text = self.text
        word, sure = self.evidence.speaker(cue)
        if sure < _SURE or word < 0 or cue.begin <= word <= cue.end:
            return voices
        name = text.name_at.get(word)
        if voices[0].text:
            if name is None or name.kind != "PER" or name.start < (voices[0].end or 0):
                return voices
        elif name is None and noun_of(text, word) is None:
            return voices
        return voices_in(text, word, phrase_end(text, word, text.bounds[text.sentence[word]][1] - 1))

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
        before = subject_before(self.text, self.said, cue)
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
                return voices_in(self.text, word, phrase_end(self.text, word, cue.first - 1))
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
        if (
            not {"addr", "desc"} & form.verb.flags
            or form.pronoun
            or (cue.frame in ("an", "q") and "addr" not in form.verb.flags)
        ):
            return False
        if self._comma_after(cue):
            return False
        if subject_before(self.text, self.said, cue):
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
        if (
            voice.gender
            and form.gender
            and voice.gender != form.gender
            and voice.number != "p"
            and (names or voice.words)
        ):
            return True
        if text.words[subject.first] in text.lexicon.sets["called_on"]:
            return True
        return (
            "needs" in form.verb.flags and bool(form.conjunction) and len(names) == 1 and cue.mark == subject.last + 1
        )

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
            if here in ("عن", "في", "ل", "خلال", "بشان", "حول", "امام", "من", "ردا", "تعليقا", "علي", "بعد", "مع") or (
                here[0] == "ل" and word in text.name_at and text.name_at[word].kind == "MEDIA"
            ):
                if here in ("في", "من", "ل") and text.words[first] in text.lexicon.nouns:
                    continue
                last = word - 1
                break
        noun = text.lexicon.nouns.get(text.words[first])
        if noun is not None and noun.kind == "text":
            return [described(text, first, last, "")]  # بيان الدوحة: the place does not speak
        return voices_in(text, first, last)

    def _owner(self, cue: Cue) -> list[Voice]:
        """قوله، تأكيد الوزير: after عن before the noun, the noun's own owner, or who spoke before."""
        text = self.text
        if cue.subject is not None:
            return voices_in(text, cue.subject.first, cue.subject.last, "", self._apposition_end(cue))
        first = text.bounds[text.sentence[cue.first]][0]
        after = cue.last + 1
        if after < len(text) and text.words[after] == "من" and after + 1 < cue.mark:
            return voices_in(text, after + 1, phrase_end(text, after + 1, cue.mark - 1), "", cue.mark)
        for word in range(cue.first - 1, first - 1, -1):
            if text.words[word] == "عن" and cue.first - word <= 30:
                stop = cue.first - 1
                return voices_in(text, word + 1, phrase_end(text, word + 1, stop), "", cue.first)
            if text.words[word] in ("نسب", "نسبت", "ونسب", "ونسبت"):
                owner = next((i for i in range(word + 1, cue.first) if carries_l(text, i)), None)
                if owner is not None:
                    return voices_in(text, owner, max(owner, phrase_end(text, owner + 1, cue.first - 1)), "", cue.first)
        return self._governor(cue)

    def _governor(self, cue: Cue) -> list[Voice]:
        """A participle's subject: that of the statement or clause before it in the sentence, in agreement."""
        sentence = self.text.sentence[cue.first]
        person = self.text.name_at.get(cue.first - 1)
        if person is not None and person.kind == "PER" and cue.form is not None and not cue.form.conjunction:
            begin = phrase_begin(self.text, cue.first - 1, self.text.bounds[sentence][0])
            before = self.text.words[begin - 1] if begin else ""
            if before not in self.text.lexicon.sets["ends_phrase"] and not any(
                earlier.first < begin and earlier.mark >= begin for earlier, _ in self.said
            ):
                return voices_in(self.text, begin, cue.first - 1)
        nearer = new_subject(self.text, self.said, cue)
        if nearer is not None:
            return [nearer]
        for earlier, voices in reversed(self.said):
            if self.text.sentence[earlier.first] != sentence:
                break
            if (
                earlier.first < cue.first
                and earlier.kind in ("verb", "participle", "masdar", "relay")
                and agree(voices, cue)
            ):
                return voices
        local = clause_subject(self.text, self.said, cue)
        if local is not None:
            return [local]
        return self._dropped(cue)

    def _dropped(self, cue: Cue) -> list[Voice]:
        """No subject in the clause: who spoke in the sentence, its subject, or the last who can be meant."""
        text, sentence = self.text, self.text.sentence[cue.first]
        for earlier, voices in reversed(self.said):
            if text.sentence[earlier.first] != sentence:
                break
            if earlier.kind not in ("source", "colon") and agree(voices, cue):
                return voices
        local = clause_subject(self.text, self.said, cue)
        if local is not None:
            return [local]
        for earlier, voices in reversed(self.said):
            if sentence - text.sentence[earlier.first] > _SCOPE:
                break
            if _nested_in(earlier, self.said):
                continue
            if earlier.kind != "source" and agree(voices, cue):
                return [voice.unnamed() for voice in voices]
        for earlier, voices in reversed(self.said):
            if sentence - text.sentence[earlier.first] > 3 or cue.form is None:
                break
            if earlier.kind != "source" and not voices[0].person and voices[0].gender in ("", cue.form.gender):
                return [voice.unnamed() for voice in voices]  # a body takes a plural verb: المؤتمر … وطالبوا
        return [self._nobody(cue)]

    def _nobody(self, cue: Cue) -> Voice:
        return Voice(
            None, None, "", None, None, None, "", "", self.text.sentence[cue.first], frozenset(), False, cue.first
        )


def _nested_in(cue: Cue, said: Said) -> bool:
    """Whether a statement stands inside another's words: who speaks there does not speak on."""
    return any(
        other is not cue and other.begin <= cue.first <= other.end and other.kind != "source" for other, _ in said
    )
