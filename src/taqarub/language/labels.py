"""The labels of the encoder's heads, and how scores become labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .normal import fold_word

# Clitics before and after a stem, joined with "+", in the order in which they stand. Without the article, as in UD.
PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "س", "أ", "و+ب", "و+ل", "و+ك", "و+س", "ف+ب", "ف+ل", "ف+ك", "ف+س")
SUFFIXES = ("", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "ي", "ني", "نا")
CLITIC_POS = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "PART", "أ": "PART"}

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip
ENTITY_TYPES = ("PER", "ORG", "GPE", "LOC", "MEDIA")
EVENT_TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
STATUSES = ("happened", "ongoing", "planned", "possible", "denied")


def bio(types: tuple[str, ...]) -> tuple[str, ...]:
    """O, then B- and I- of each type."""
    return ("O", *(f"{mark}-{kind}" for kind in types for mark in "BI"))


BIO = ("O", "B", "I")
HEADS: dict[str, tuple[str, ...]] = {
    "prefix": PREFIXES,
    "suffix": SUFFIXES,
    "pos": UPOS,
    "ner": bio(ENTITY_TYPES),
    "cue": BIO,
    "content": BIO,
    "speaker": BIO,
    "time": BIO,
    "trigger": bio(EVENT_TYPES),
    "status": STATUSES,
}
# Links from one word to another. The first three point to one word of the text or to none; the last two are judged
# one actor at a time.
POINTERS = ("speaker", "begin", "end")
SIDES = ("source", "target")
LINKS = POINTERS + SIDES


def _folded_pieces(clitics: tuple[str, ...]) -> list[str]:
    return [fold_word(c.replace("+", "")) for c in clitics]


@lru_cache(maxsize=65536)
def allowed_clitics(word: str) -> tuple[np.ndarray, np.ndarray]:
    """Which prefixes and which suffixes the letters of a word allow, as two bool arrays."""
    folded = fold_word(word)
    before = np.array([folded.startswith(p) and len(folded) > len(p) for p in _folded_pieces(PREFIXES)])
    after = np.array([folded.endswith(s) and len(folded) > len(s) for s in _folded_pieces(SUFFIXES)])
    return before, after


_PREFIX_LETTERS = np.array([len(prefix.replace("+", "")) for prefix in PREFIXES])
_SUFFIX_LETTERS = np.array([len(suffix) for suffix in SUFFIXES])


def split_words(
    words: Sequence[str], prefix: np.ndarray, suffix: np.ndarray
) -> list[tuple[tuple[str, ...], str, str]]:
    """The best splits of words that their letters allow.

    Args:
        words: surface words.
        prefix, suffix: scores (log probabilities but for a constant a word) [words, PREFIXES], [words, SUFFIXES].

    Returns:
        (prefix pieces, stem, suffix) of each, surface strings which joined give the word.
    """
    if not words:
        return []
    before, after = (np.array(masks) for masks in zip(*map(allowed_clitics, words), strict=True))
    rows = np.arange(len(words))
    p = np.where(before, prefix, -1e9).argmax(1)
    s = np.where(after, suffix, -1e9).argmax(1)
    letters = np.array([len(fold_word(word)) for word in words])
    nothing = _PREFIX_LETTERS[p] + _SUFFIX_LETTERS[s] >= letters  # would be left as a stem
    stronger = prefix[rows, p] - prefix[:, 0] >= suffix[rows, s] - suffix[:, 0]
    s[nothing & stronger] = 0
    p[nothing & ~stronger] = 0
    return [cut(word, PREFIXES[i], SUFFIXES[j]) for word, i, j in zip(words, p.tolist(), s.tolist(), strict=True)]


def split_word(word: str, prefix: np.ndarray, suffix: np.ndarray) -> tuple[tuple[str, ...], str, str]:
    """`split_words` of one word, its scores [PREFIXES] and [SUFFIXES]."""
    return split_words([word], prefix[None], suffix[None])[0]


@lru_cache(maxsize=65536)
def cut(word: str, prefix: str, suffix: str) -> tuple[tuple[str, ...], str, str]:
    """Cut a surface word at the letters of its clitics; vowel signs stay with the letter before them."""
    pieces: list[str] = []
    at = 0
    for clitic in filter(None, prefix.split("+")):
        end = at + len(clitic)
        while end < len(word) and fold_word(word[end]) == "":
            end += 1
        pieces.append(word[at:end])
        at = end
    stop = len(word)
    letters = len(suffix)
    while letters and stop > at:
        stop -= 1
        letters -= fold_word(word[stop]) != ""
    return tuple(pieces), word[at:stop], word[stop:]


# Log odds against a name that begins right where another ends, and against any name: of two words that both look like
# beginnings (أبو | ظبي) it makes one name. Chosen on the held part of a fold of gold train, where they raised F1 from
# .803 to .821.
TOUCHING, OPENING = 2.0, 0.2


def decode_bio(
    labels: tuple[str, ...], log_probs: np.ndarray, breaks: np.ndarray | None = None, touching: float = 0.0,
    opening: float = 0.0,
) -> list[str]:  # fmt: skip
    """The best label sequence in which every I follows its B or I (Viterbi).

    Args:
        labels: as made by `bio`.
        log_probs: [words, labels].
        breaks: bool [words], True where no span may run on from the word before.
        touching: what a span costs that begins right after another.
        opening: what one costs that begins after O.
    """
    count = len(log_probs)
    if count == 0:
        return []
    begins = np.zeros(1, dtype=np.int64) if breaks is None else np.flatnonzero(np.append(True, breaks[1:count]))
    sizes = np.diff(begins, append=count)
    order = np.argsort(-sizes, kind="stable")  # stretches side by side, the longest first
    begins, sizes = begins[order], sizes[order]
    closed, penalty = _transitions(labels, touching, opening)
    longest = int(sizes[0])
    running = np.searchsorted(-sizes, -np.arange(longest)).tolist()  # how many stretches are longer than each step
    best = np.empty((longest, len(labels), len(sizes)))  # of all paths that end in a label
    best[0] = log_probs[begins].T + closed[:, None]
    for step in range(1, longest):
        here = running[step]
        paths = best[step - 1, :, None, :here] + penalty[:, :, None]
        np.add(np.maximum.reduce(paths, 0), log_probs[begins[:here] + step].T, out=best[step, :, :here])
    found = np.zeros(count, dtype=np.int64)
    path = np.zeros(len(sizes), dtype=np.int64)
    ended = 0
    for step in range(longest - 1, -1, -1):
        here = running[step]
        if ended:
            path[:ended] = (best[step, :, :ended] + penalty[:, path[:ended]]).argmax(0)
        path[ended:here] = best[step, :, ended:here].argmax(0)
        found[begins[:here] + step] = path[:here]
        ended = here
    return [labels[i] for i in found.tolist()]


@lru_cache(maxsize=64)
def _transitions(labels: tuple[str, ...], touching: float, opening: float) -> tuple[np.ndarray, np.ndarray]:
    """(what each label costs at a beginning [labels], what one after another does [labels, labels]), to be added."""
    kinds = np.array([label.partition("-")[2] for label in labels])
    begins, inside, outside = (np.array([label[0] == mark for label in labels]) for mark in "BIO")
    allowed = ~inside[None, :] | ((kinds[:, None] == kinds[None, :]) & ~outside[:, None])
    cost = np.where(outside[:, None], opening, touching) * begins[None, :]
    return np.where(inside, -1e9, 0.0), np.where(allowed, -cost, -1e9)


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of the spans in a tag sequence, end exclusive; type "" for plain B and I."""
    found: list[tuple[int, int, str]] = []
    begin = -1
    for at, tag in enumerate([*tags, "O"]):
        if begin >= 0 and tag[0] != "I":
            found.append((begin, at, tags[begin].partition("-")[2]))
            begin = -1
        if tag[0] == "B":
            begin = at
    return found
