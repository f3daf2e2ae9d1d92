"""One name, many spellings: variants by rule, keys under which variants meet, and romanisation of unknown names."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from ..language.normal import fold

_PARTED = re.compile("عبد|ابو| ال|سيف|نور|شمس|جمال")
_ABD = re.compile(
    r"\b(عبد|ابو|ابا|ابي|ام|سيف|نور|صلاح|شمس|علاء|جمال|كمال|ضياء|بهاء|عز|محيي|محي|ذو|جاد|نصر|حسب|فتح|خير|سعد|عبيد) (?=ال)"
)
_ABD_JOINED = re.compile(r"\b(عبد)(?=(?:ال\w{2,}|ربه\b))")
_ABU = re.compile(r"\b(ابو) (?=\w{3,})")
_ABU_JOINED = re.compile(r"\b(ابو)(?=(?:ال)?\w{3,})")


_SQUASHED = {ord(letter): " " for letter in "-–_./'\"()،,"}
_SQUASHED |= {0x200C: None, 0x200D: None, 0x200E: None, 0x200F: None, 0xA0: " ", ord("+"): " + "}  # type: ignore[dict-item]
_SQUASHED |= {code: fold(chr(code)) or None for code in range(0x600, 0x700) if fold(chr(code)) != chr(code)}  # type: ignore[misc]


def squash(text: str) -> str:
    """Folded text, hyphens and dots as spaces, single spaces; a plus stands apart, as the tokenizer has it."""
    return " ".join(text.translate(_SQUASHED).split())


def variants(name: str) -> list[str]:
    """The folded spellings under which a written name is looked for: عبد الله and عبدالله, أبو ظبي and أبوظبي."""
    base = squash(name)
    if not _PARTED.search(base):
        return [base]
    found = {base: None}
    for pattern, by in ((_ABD_JOINED, r"\1 "), (_ABD, r"\1"), (_ABU, r"\1"), (_ABU_JOINED, r"\1 ")):
        if pattern.search(base):
            found[pattern.sub(by, base)] = None
    return list(found)


def parted(phrase: str, known: Container[str]) -> str:
    """A phrase as it reads when clitics are split off the words after the first: للدعم → ل الدعم, وتشغيل → و تشغيل.

    Args:
        phrase: folded.
        known: words that occur in names by themselves, which show that a first letter is a clitic.
    """
    first, *rest = phrase.split()
    out = [first]
    for word in rest:
        if word.startswith("لل") and len(word) > 4:
            out += ("ل", "ا" + word[1:])
        elif word == "بلا":
            out += ("ب", "لا")
        elif len(word) > 3 and word[0] in "لوب" and word[1:] in known and (word not in known or word[1:3] == "ال"):
            out += (word[0], word[1:])
        else:
            out.append(word)
    return " ".join(out)


_ENDINGS = ("", "ه", "ون", "ين", "ات", "ان", "تان", "تين")  # of a nisba: روسي روسية روسيون … روسيتين


def nationality_forms(adjective: str) -> list[str]:
    """All folded forms of a nationality adjective, with and without article.

    Args:
        adjective: without article; the masculine singular of a nisba (روسي, كوري شمالي, جنوب سوداني), or any other
            form, which is taken as it stands (روس).
    """
    words = squash(adjective).split()
    if adjective.startswith("ال") and len(words) == 1:
        return words
    if not words[-1].endswith("ي"):
        return [" ".join(words), "ال" + " ".join(words)]
    inflected = [index for index, word in enumerate(words) if word.endswith("ي")]
    found: dict[str, None] = {}
    for ending in _ENDINGS:
        stems = [_nisba(word, ending) if i in inflected else word for i, word in enumerate(words)]
        found[" ".join(stems)] = None
        found[" ".join(["ال" + stems[0], *stems[1:]])] = None
        if len(words) > 1:
            found[" ".join("ال" + stem for stem in stems)] = None
    if len(words) == 1:
        found[words[0] + "ا"] = None  # accusative: روسيا is the state, which the book lists first
    return list(found)


def _nisba(word: str, ending: str) -> str:
    return word[:-1] + "ي" + ending if ending else word


_MERGED = str.maketrans({
    "غ": "ك", "ج": "ك", "ق": "ك", "گ": "ك", "ث": "ت", "ط": "ت", "ذ": "د", "ظ": "ض", "ص": "س", "ز": "س", "ش": "س",
    "ح": "ه", "خ": "ه", "ع": "ا", "ء": "ا", "ف": "ف", "پ": "ب",
})  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A folded word with letters merged that transliterations exchange (غ/ج/ك, ث/ت, ز/س …), doubled letters once."""
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    word = word.translate(_MERGED)
    if word.endswith("ه"):
        word = word[:-1] + "ا"
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of `key`: what long and short vowels and hamza do not touch."""
    bare = key(word)
    return _DOUBLED.sub(r"\1", re.sub("[اويه]", "", bare[:1]) + re.sub("[اوي]", "", bare[1:])) or bare


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 1: Jaro-Winkler on their keys."""
    a, b = ("".join(key(word) for word in text.split()) for text in (one, other))
    return JaroWinkler.similarity(a, b)


def word_likeness(one: str, other: str) -> float:
    """How alike two folded words are if they can be the same name: same consonants, or nearly the same letters; else 0."""
    if skeleton(one) == skeleton(other) and (value := likeness(one, other)) >= 0.85:
        return value
    value = JaroWinkler.similarity(one, other)
    return value if value >= 0.94 else 0.0


_LATIN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "",
}  # fmt: skip
_VOWELS = set("اوي")


def romanise(name: str, known: dict[str, str]) -> str:
    """An English spelling of an Arabic name: known names from the table, the rest letter by letter.

    Args:
        name: as written.
        known: folded Arabic name -> English (data/actors/given_names.tsv).
    """
    words = name.replace("_", " ").split()
    out: list[str] = []
    at = 0
    while at < len(words):
        pair = fold(" ".join(words[at : at + 2]))
        if at + 1 < len(words) and pair in known:
            out.append(known[pair])
            at += 2
            continue
        out.append(_romanise_word(words[at], known))
        at += 1
    text = " ".join(word for word in out if word)
    return text[:1].upper() + text[1:]


def _romanise_word(word: str, known: dict[str, str]) -> str:
    folded = fold(word)
    if folded in known:
        return known[folded]
    if folded.startswith("ال") and len(folded) > 4:
        rest = folded[2:]
        return "al-" + (known.get(rest) or _letters(rest, word.endswith("ة")))
    return _letters(folded, word.endswith("ة"))


def _letters(word: str, feminine: bool) -> str:
    if feminine and word.endswith("ه"):
        word = word[:-1] + "ا"
    out = ""
    for index, letter in enumerate(word):
        sound = _LATIN.get(letter, letter if letter.isascii() else "")
        before_vowel = index + 1 < len(word) and word[index + 1] in _VOWELS
        if letter in "وي" and index > 0:
            vowel = "o" if letter == "و" else "i"
            out += sound if before_vowel and word[index + 1] == "ا" else vowel
            continue
        out += sound
        consonant_next = index + 1 < len(word) and word[index + 1] not in _VOWELS
        if (
            letter not in _VOWELS
            and consonant_next
            and (index == 0 or (out and out[-1] not in "aeiou" and index % 2 == 0))
        ):
            out += "a"
    return out[:1].upper() + out[1:]
