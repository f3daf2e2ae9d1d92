"""Clauses: where one opens, and what binds a word to what stands before it."""

from __future__ import annotations

from .phrases import COMMAS
from .text import Text

BEFORE_NOUNS = frozenset(
    [
        "من",
        "في",
        "الي",
        "علي",
        "عن",
        "بين",
        "خلال",
        "لدي",
        "منذ",
        "حول",
        "كل",
        "احد",
        "ابرز",
        "اي",
        "مع",
        "بدون",
        "دون",
        "ضد",
        "تحت",
        "نحو",
    ]
)
_CLAUSES = frozenset(("فيما", "بينما", "كما", "لكن", "حيث", "ثم"))


def opens_clause(text: Text, at: int) -> bool:
    first = text.bounds[text.sentence[at]][0]
    before = text.words[at - 1] if at else ""
    return at == first or before in COMMAS or before in ('"', "حيث", "كما", "لكن", "فيما", "بينما", "قد", "وقد", "\n")


def follows_name(text: Text, at: int) -> bool:
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
        if before not in BEFORE_NOUNS and not fused:
            return True
    return (
        at - first <= 8
        and text.words[first] in text.lexicon.nouns
        and all(
            w.isalpha() and (w not in text.lexicon.forms or w in text.lexicon.nouns)
            for w in text.words[first : word + 1]
        )
        and text.words[word] not in BEFORE_NOUNS
    )


def speaker_next(text: Text, at: int) -> bool:
    """Whether an office or a person follows directly: وخلال اللقاء عبر الوزير عن."""
    if text.words[at] != "عبر" or at + 1 >= len(text):
        return False
    name, noun = text.name_at.get(at + 1), text.lexicon.nouns.get(text.words[at + 1])
    return (name is not None and name.kind == "PER") or (noun is not None and noun.kind == "title")


def new_clause(text: Text, at: int) -> bool:
    """Whether a clause of its own opens at a word; past the text's end (cut after a comma) none does."""
    if at >= len(text):
        return False
    word = text.words[at]
    if word in _CLAUSES and at + 1 < len(text):
        at, word = at + 1, text.words[at + 1]
        return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms.get(word, ()))
    if word[0] == "و" and word in text.lexicon.forms and word[1:] in text.lexicon.forms:
        return any(form.kind in ("perfect", "imperfect") for form in text.lexicon.forms[word])
    return any(form.kind == "participle" for form in text.lexicon.forms.get(word, ()))


def bound(text: Text, at: int) -> bool:
    """Whether the word before أن makes it part of something else (بعد أن، ضرورة أن)."""
    before = text.words[at - 1]
    binds = text.lexicon.sets["binds_an"]
    return text.words[at] in ("ان", "انه", "انها", "انهم") and (
        before in binds or (before[1:] in binds and before[0] in "وبلف")
    )
