"""The lexicon of political acts: its notation, and finding its entries among the words of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import itemgetter

from ..language.normal import fold
from ..records import TaqarubError
from .morphology import connected, noun_forms, parse_verb, shells, unconnected, verb_forms

DATA = "events"
GAP = 9  # words that a ~ may skip
ASIDE = 7  # words between two commas that do not count as a gap
_VERBAL = "PIpi"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon.

    Attributes:
        type, mode: PLOVER.
        pattern: as written; its parts between blanks.
        source, target: slots of the frame, best first (S O G, a preposition, or a code for a fixed side).
        mutual: reciprocal, both sides are sources and targets.
        example, expected: the entry's sentence and its coding "SRC>TGT status".
    """

    type: str
    mode: str | None
    pattern: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    mutual: bool
    example: str
    expected: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: the lexeme, the kind of its form, and the clitics around it."""

    lexeme: int
    kind: str
    prefix: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at words [start, end); `head` is the word that governs, `kind` the kind of its form."""

    entry: int
    start: int
    end: int
    head: int
    kind: str
    prefix: str
    pronoun: str
    size: int  # words of the pattern that are matched, gaps not counted


@dataclass(slots=True)
class _Pattern:
    entry: int
    parts: tuple[int, ...]
    gaps: tuple[bool, ...]  # whether a gap may precede the part


def parse_frame(frame: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """"S>O|على" to (sources, targets, mutual); "S=مع|بين" is mutual.

    Raises:
        ValueError: neither > nor = in it.
    """
    mark = ">" if ">" in frame else "="
    if mark not in frame:
        raise ValueError(f"frame {frame!r} has neither > nor =")
    left, right = frame.split(mark, 1)
    source = sorted(filter(None, map(fold, left.split("|"))), key=lambda slot: slot != "من قبل")  # the agent comes first
    return tuple(source), tuple(filter(None, map(fold, right.split("|")))), mark == "="


def read_entries(folder: Traversable | None = None) -> Iterator[Entry]:
    """The entries of all types, file by file (ACCUSE.tsv …), `folder` standing for the package's own.

    Raises:
        TaqarubError: a line that is no entry, named with its file.
    """
    folder = folder or files("taqarub") / "data" / DATA
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        kind = path.name.removesuffix(".tsv")
        if not path.name.endswith(".tsv") or not kind.isupper():
            continue
        frames = ("S>O", "S|G|adj>O|G")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#frames"):
                frames = tuple(line.split("\t")[1:3])  # type: ignore[assignment]
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            try:
                pattern, mode, frame, example, expected = cells
                source, target, mutual = parse_frame(frame or frames[not pattern.startswith("+")])
            except ValueError as error:
                raise TaqarubError(f"{path.name}:{number}: {error}") from error
            yield Entry(kind, mode or None, pattern, source, target, mutual, example, expected)


def _core(word: str) -> str:
    """A folded word without what may stand before it: و ف, ب ل ك, ال."""
    bare = word[1:] if word[0] in "وف" and len(word) > 4 else word
    for prefix in ("بال", "كال", "لل", "ال"):
        if bare.startswith(prefix) and len(bare) > len(prefix) + 1:
            return bare[len(prefix) :]
    return bare[1:] if bare[0] in "بل" and len(bare) > 4 else bare


_PREPOSITIONS = frozenset(("علي", "الي", "من", "عن", "مع", "في", "ضد"))


def _with_pronouns(form: str) -> list[str]:
    """A literal and, for a preposition, its forms with a pronoun of the third person: على, عليه, عليها, عليهم."""
    return [form, *(form + ending for ending in ("ه", "ها", "هم", "هما") if form in _PREPOSITIONS)]


class Never:
    """The phrases of never.tsv, in which a trigger is none."""

    def __init__(self, lines: Iterable[str]):
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for line in lines:
            if line.strip() and not line.startswith("#"):
                cores = tuple(_core(word) for word in fold(line).split())
                self._first.setdefault(cores[0], []).append(cores)

    def spots(self, words: Sequence[str]) -> set[int]:
        """The words that lie in such a phrase."""
        cores = [_core(word) for word in words]
        found: set[int] = set()
        for at, core in enumerate(cores):
            for phrase in self._first.get(core, ()):
                if tuple(cores[at : at + len(phrase)]) == phrase:
                    found.update(range(at, at + len(phrase)))
        return found


@dataclass
class Lexicon:
    """Entries with the index that finds them. Made once and never changed."""

    entries: list[Entry]
    _lexemes: dict[str, int] = field(default_factory=dict)
    _forms: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    _literals: dict[str, int] = field(default_factory=dict)
    _first: dict[int, list[_Pattern]] = field(default_factory=dict)
    _cache: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    _never: Never | None = None

    def __post_init__(self) -> None:
        for number, entry in enumerate(self.entries):
            parts: list[int] = []
            gaps: list[bool] = []
            gap, verbal = False, entry.pattern.startswith("+")  # a verb's subject may stand before its complement
            for part in entry.pattern.split():
                if part == "~":
                    gap = True
                    continue
                parts.append(self._lexeme(part))
                gaps.append(gap or parts[0] == parts[-1] or verbal)
                gap = False
            pattern = _Pattern(number, tuple(parts), tuple(gaps))
            self._first.setdefault(parts[0], []).append(pattern)

    def _lexeme(self, part: str) -> int:
        known = self._lexemes.get(part)
        if known is not None:
            return known
        number = self._lexemes[part] = len(self._lexemes)
        body, *excluded = part.split("!")
        barred = set(map(fold, excluded))
        forms = self._forms
        for form, kind in self._part_forms(body):
            if form not in barred:
                forms[form].append((number, kind))
        return number

    @staticmethod
    def _part_forms(body: str) -> list[tuple[str, str]]:
        if body.startswith("+"):
            verbs = (parse_verb(verb) for verb in body[1:].split("|+"))
            return list(dict.fromkeys(form for verb in verbs for form in verb_forms(verb)))
        if body.startswith("."):
            return [(form, "L") for written in body[1:].split("|") for form in _with_pronouns(fold(written))]
        found = []
        for noun in body.split("|"):
            if noun.startswith("."):
                found += [(form, "L") for form in _with_pronouns(fold(noun[1:]))]
            else:
                found += [(form, "N") for form in noun_forms(fold(noun.removeprefix("ال")))]
        return list(dict.fromkeys(found))

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The readings of a folded word; a reading that keeps more of the word bars those that cut it shorter."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            found = self._cache[word] = tuple(self._read(word))
        return found

    def _read(self, word: str) -> Iterator[Reading]:
        whole = False
        seen: set[tuple[int, str]] = set()
        for prefix, core, pronoun in shells(word):
            if whole and (pronoun or prefix not in ("ال", "")):
                continue
            for lexeme, kind in self._before_pronoun(core) if pronoun else self._forms.get(core, ()):
                if self._fits(prefix, pronoun, kind) and (lexeme, kind) not in seen:
                    seen.add((lexeme, kind))
                    yield Reading(lexeme, kind, prefix, pronoun)
                    # only what may start an entry: قواته among a verb's complements says nothing of قوات + ه
                    whole = whole or (not prefix and not pronoun and kind != "L" and lexeme in self._first)

    def _before_pronoun(self, shape: str) -> list[tuple[int, str]]:
        """The forms that look like `shape` before a pronoun, in the order of the lexicon."""
        found = [
            (lexeme, kind)
            for form in unconnected(shape)
            for lexeme, kind in self._forms.get(form, ())
            if shape in connected(form, kind)
        ]
        return sorted(found, key=itemgetter(0))

    @staticmethod
    def _fits(prefix: str, pronoun: str, kind: str) -> bool:
        if kind == "L":
            return not pronoun and "س" not in prefix
        if kind in _VERBAL:
            bare = prefix.lstrip("وف")
            return bare == "" or (bare in ("س", "ل") and kind in "Ii")
        return "س" not in prefix

    def find(self, words: Sequence[str], barrier: Sequence[bool]) -> list[Match]:
        """All matches in a sentence.

        Args:
            words: folded words of the sentence, punctuation among them.
            barrier: for each word whether a gap may not cross it.

        Returns:
            Matches in text order; of two that start at the same word with the same type the longer one only.
        """
        barred = self._never.spots(words) if self._never else set()
        rows = [self.readings(word) for word in words]
        found: list[Match] = []
        for at, row in enumerate(rows):
            for reading in row if at not in barred else ():
                for pattern in self._first.get(reading.lexeme, ()):
                    end, tail = self._extend(pattern, at, rows, words, barrier)
                    if end:
                        found.append(
                            Match(pattern.entry, at, end, at, reading.kind, reading.prefix,
                                  tail or reading.pronoun, len(pattern.parts))
                        )  # fmt: skip
        return found

    @staticmethod
    def _extend(
        pattern: _Pattern, at: int, rows: Sequence[tuple[Reading, ...]], words: Sequence[str], barrier: Sequence[bool]
    ) -> tuple[int, str]:
        place, pronoun = at + 1, ""
        for lexeme, gap in zip(pattern.parts[1:], pattern.gaps[1:], strict=True):
            limit = place + (GAP if gap else 0) + 1
            while place < min(limit, len(rows)):
                hit = next((r for r in rows[place] if r.lexeme == lexeme), None)
                if hit is not None:
                    pronoun = hit.pronoun
                    break
                skip = _aside(words, place, barrier) if barrier[place] and gap else 1
                if barrier[place] and skip == 1:
                    return 0, ""
                place += skip
                limit += skip - 1
            else:
                return 0, ""
            place += 1
        return place, pronoun


def _aside(words: Sequence[str], at: int, barrier: Sequence[bool]) -> int:
    """How many words the remark between two commas takes that starts at `at` (حمّل، في بيان له، …); 1 if there is none."""
    if words[at] != "،":
        return 1
    end = next((i for i in range(at + 1, min(at + ASIDE + 2, len(words))) if barrier[i]), at)
    return end - at + 1 if end > at + 1 and words[end] == "،" else 1


def load_never() -> Never:
    """The phrases of the package."""
    return Never((files("taqarub") / "data" / DATA / "never.tsv").read_text(encoding="utf-8").splitlines())


def load(folder: Traversable | None = None) -> Lexicon:
    """The lexicon of the package, or of another folder of the same form."""
    return Lexicon(list(read_entries(folder)), _never=load_never())
