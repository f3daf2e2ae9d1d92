"""Readers of the public corpora: UD Arabic PUD, WikiNews (Farasa), AQMAR, the Wojood sample, ANERcorp."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..labels import PREFIXES, SUFFIXES, UPOS
from ..lemmas import lemma_script
from ..normal import fold
from .windows import IGNORE, Window, blank_labels, tokenize

_PROCLITICS = {"و", "ف", "ب", "ل", "ك", "س", "أ"}
_ENCLITICS = set(SUFFIXES) - {""}
_SUBJECTS = {"ت", "ون", "وا", "ا", "ن", "تم", "ين", "ان", "نا", "ي"}  # endings that Farasa calls PRON on verbs
AQMAR_TYPES = ("PER", "ORG", "LOC", "MIS")
ANERCORP_TYPES = ("PERS", "ORG", "LOC")
_LONGEST = 110  # words in a window of a corpus that has only sentences or less
WOJOOD_TYPES = ("PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "DATE", "TIME", "EVENT", "LAW")


def clitic_labels(pieces: list[str]) -> tuple[int, int, int]:
    """(prefix label, suffix label, index of the stem) of a word cut into pieces; IGNORE where it has no plain stem."""
    first, last = 0, len(pieces)
    while first < last - 1 and pieces[first] in _PROCLITICS:
        first += 1
    while last > first + 1 and fold(pieces[last - 1]) in _ENCLITICS:
        last -= 1
    prefix, suffix = "+".join(pieces[:first]), fold("".join(pieces[last:]))
    if last - first != 1 or prefix not in PREFIXES or suffix not in SUFFIXES:
        return IGNORE, IGNORE, first
    return PREFIXES.index(prefix), SUFFIXES.index(suffix), first


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    text = ""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# text ="):
                text = line[9:]
            elif not line and rows:
                yield text, rows
                rows = []
            elif line and line[0].isdigit() and line.split("\t", 1)[0].isdigit():
                rows.append(line.split("\t"))


def read_pud(path: Path, scripts: dict[str, int] | None = None) -> list[Window]:
    """UD Arabic PUD: clitics and word classes; lemmas where `scripts` (lemma script -> label) is given."""
    found = []
    for number, (text, rows) in enumerate(_sentences(path)):
        words, offsets, spaced = tokenize(text)
        labels = blank_labels(("prefix", "suffix", "pos", "lemma"), len(words))
        at = 0
        owner: list[list[int]] = [[] for _ in words]
        for index, row in enumerate(rows):
            begin = text.find(row[1], at)
            if begin < 0:
                break
            at = begin + len(row[1])
            word = int(np.searchsorted(offsets, begin, side="right")) - 1
            if at <= offsets[word] + len(words[word]):
                owner[word].append(index)
        for word, held in enumerate(owner):
            pieces = [rows[i][1] for i in held]
            if not pieces or "".join(pieces) != words[word]:
                continue
            labels["prefix"][word], labels["suffix"][word], stem = clitic_labels(pieces)
            if labels["prefix"][word] != IGNORE and rows[held[stem]][3] in UPOS:
                labels["pos"][word] = UPOS.index(rows[held[stem]][3])
                if scripts is not None:
                    script = lemma_script(pieces[stem], rows[held[stem]][2])
                    labels["lemma"][word] = scripts.get(script, IGNORE)
        starts = [i == 0 for i in range(len(words))]
        found.append(Window("pud", f"pud-{number}", words, spaced, starts, labels))
    return found


def pud_scripts(path: Path, least: int = 2) -> tuple[str, ...]:
    """The lemma scripts that occur `least` times in PUD, commonest first."""
    counts: dict[str, int] = {}
    for _, rows in _sentences(path):
        for row in rows:
            script = lemma_script(row[1], row[2])
            counts[script] = counts.get(script, 0) + 1
    return tuple(s for s, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least and s)


def _join_wikinews(segments: list[str], tags: list[str]) -> tuple[str, list[str] | None]:
    """Surface word and its pieces (clitics apart, everything else joined); pieces None where unsure."""
    pieces: list[str] = []
    stem = ""
    sure = True
    verb = "V" in tags
    for at, (segment, tag) in enumerate(zip(segments, tags, strict=True)):
        if tag in {"CONJ", "PREP", "FUT_PART"} and not stem and at < len(segments) - 1 and segment in _PROCLITICS:
            pieces.append(segment)
        elif tag == "DET" and pieces and pieces[-1] == "ل":
            stem = "ل"  # ل+ال is written لل
        elif tag == "PRON" and stem and at == len(segments) - 1 and segment in _ENCLITICS:
            if verb and segment in _SUBJECTS:
                sure = sure and segment not in {"نا", "ي"}
                stem += segment
            else:
                pieces += [stem, segment]
                stem = ""
        elif stem == "ل" and segment.startswith("ل") and tags[at - 1] == "DET":
            stem = segment
        else:
            stem += segment
    if stem:
        pieces.append(stem)
    return "".join(pieces), pieces if sure else None


def read_wikinews(path: Path) -> list[Window]:
    """WikiNews with Farasa's segmentation: clitics only (its word classes are not UD's)."""
    found: list[Window] = []
    words: list[str] = []
    prefix: list[int] = []
    suffix: list[int] = []

    def flush() -> None:
        if words:
            labels = {"prefix": np.array(prefix), "suffix": np.array(suffix)}
            name = f"wikinews-{len(found)}"
            found.append(
                Window("wikinews", name, list(words), [True] * len(words), [i == 0 for i in range(len(words))], labels)
            )
            for collected in (words, prefix, suffix):
                collected.clear()

    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            form, _, tag = line.rstrip("\n").partition("\t")
            segments, tags = form.split("+"), tag.split("+")
            if form == "#":
                flush()
                continue
            if len(segments) != len(tags):
                segments, tags = [form], ["NOUN"]
            word, pieces = _join_wikinews(segments, tags)
            parts = tokenize(word)[0]
            if len(parts) == 1 and pieces:
                p, s, _ = clitic_labels(pieces)
            else:
                p = s = IGNORE
            words.extend(parts or [word])
            prefix.extend([p if len(parts) == 1 else IGNORE] * max(len(parts), 1))
            suffix.extend([s if len(parts) == 1 else IGNORE] * max(len(parts), 1))
            if form in {".", "؟", "!"} or len(words) > 110:
                flush()
    flush()
    return found


def _tagged_lines(path: Path, dot_ends: bool) -> Iterator[list[tuple[str, list[str]]]]:
    rows: list[tuple[str, list[str]]] = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.split()
            if not parts or parts[0] == "$#$":
                if rows:
                    yield rows
                rows = []
                continue
            rows.append((parts[0], parts[1:]))
            if dot_ends and parts[0] == ".":
                yield rows
                rows = []
    if rows:
        yield rows


def _entity_windows(path: Path, corpus: str, types: tuple[str, ...], rename: dict[str, str], dot_ends: bool) -> list[Window]:
    """Windows with one head named like the corpus; a type that is not among `types` is renamed, or else no entity."""
    names = entity_labels(types)
    found = []
    for number, rows in enumerate(_tagged_lines(path, dot_ends)):
        words: list[str] = []
        tags: list[int] = []
        for token, marks in rows:
            parts = tokenize(token)[0] or [token]
            mark, _, kind = next((m for m in marks if m != "O"), "O").partition("-")
            tag = f"{mark}-{rename.get(kind, kind)}"
            at = names.index(tag) if tag in names else 0
            words.extend(parts)
            tags.extend([at] + [names.index("I" + tag[1:]) if at else 0] * (len(parts) - 1))
        for at in range(0, len(words), _LONGEST):
            chunk = words[at : at + _LONGEST]
            labels = {corpus: np.array(tags[at : at + _LONGEST])}
            starts = [i == 0 for i in range(len(chunk))]
            found.append(Window(corpus, f"{corpus}-{number}-{at}", chunk, [True] * len(chunk), starts, labels))
    return found


def entity_labels(types: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a head for a corpus's own entity types."""
    return ("O", *(f"{mark}-{kind}" for kind in types for mark in "BI"))


def read_aqmar(path: Path) -> list[Window]:
    """AQMAR's Wikipedia entities, on a head of their own: its LOC is our GPE and LOC."""
    return _entity_windows(path, "aqmar", AQMAR_TYPES, {}, dot_ends=False)


def read_wojood(path: Path) -> list[Window]:
    """The Wojood sample, outermost tags, on a head of their own."""
    return _entity_windows(path, "wojood", WOJOOD_TYPES, {}, dot_ends=False)


def read_anercorp(path: Path) -> list[Window]:
    """ANERcorp, on a head of its own: persons, organisations and places; the file has one sentence after another."""
    return _entity_windows(path, "anercorp", ANERCORP_TYPES, {}, dot_ends=True)
