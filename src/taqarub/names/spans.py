"""Where the names stand: the recogniser's spans trimmed to the bare name, corrected and completed by the book."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from .book import Book, Sense
from .matching import CLITICS, Hit, View
from .roles import title_at

_MARKS = frozenset("\"'«»“”()[]{}:،,.؛;!؟?-–—…/_*•|\n")
_ADDED_KINDS = frozenset(("state", "capital", "seat", "org", "media", "person"))
_PLACE_WORDS = frozenset(["مدينه", "محافظه", "بلده", "قريه", "ولايه", "العاصمه", "مديريه"])
_PATRONYMIC = frozenset(["بن", "ابن", "ولد", "ال", "بنت"])


@dataclass(slots=True)
class Span:
    """Words [start, end) of a View that name something."""

    start: int
    end: int
    type: str
    by: str


def find_spans(doc: Doc, view: View, book: Book) -> list[Span]:
    """Spans in text order, none overlapping: the recogniser's, then what the book knows beside them."""
    spans: list[Span] = []
    taken = [False] * len(view.words)
    for ent in doc.ents:
        span = _trimmed(view, ent.start_char, ent.end_char, ent.label_)
        if span and not any(taken[span.start : span.end]):
            spans.append(span)
            taken[span.start : span.end] = [True] * (span.end - span.start)
    for span in spans:
        _widen(view, span, taken)
        _retype(view, span)
    spans += _missed(view, book, taken)
    return sorted(spans, key=lambda span: span.start)


def _trimmed(view: View, start_char: int, end_char: int, label: str) -> Span | None:
    start, end = view.word_at(start_char), view.word_ending(end_char)
    words = view.words
    while start < end and (
        words[start] in _MARKS
        or (words[start] in CLITICS and end - start > 1 and start + 1 < end and view.glued[start + 1])
    ):
        start += 1
    while end > start and words[end - 1] in _MARKS:
        end -= 1
    if start >= end or (view.blocked and view.blocked.issuperset(range(start, end))):
        return None
    if label == "PER":
        start = _past_titles(view, start, end)
    return Span(start, end, label, "model") if start < end else None


def _past_titles(view: View, start: int, end: int) -> int:
    """Past titles, honorifics and the adjectives after them, as long as a name is left."""
    moved = True
    while moved and start < end - 1:
        moved = False
        if _is_name(view.exact(start, end)) and not _is_honoured(view, start, end):
            break
        title = title_at(view, start)
        if title and title[1] < end:
            start, moved = title[1], True
            continue
        for hit in view.hits.get(start, ()):
            if hit.end < end and any(s.kind in ("word", "adjective") for s in hit.senses):
                honorific = any(s.kind == "word" for s in hit.senses)
                if not honorific and any(s.kind in ("full", "short") and s.actor and s.actor.type == "PER" for s in hit.senses):
                    continue  # تركي is a given name too
                start, moved = hit.end, True
                break
    return start


def _is_honoured(view: View, start: int, end: int) -> bool:
    """Whether a name that the book lists with its title (الشيخ تميم بن حمد) is listed without it as well."""
    if not any(s.kind == "word" for hit in view.hits.get(start, ()) if hit.end == start + 1 for s in hit.senses):
        return False
    rest = view.exact(start + 1, end)
    return rest is not None and any(s.kind == "full" for s in rest.senses)


def _is_name(hit: Hit | None) -> bool:
    return hit is not None and any(s.kind in ("full", "short") for s in hit.senses)


def _widen(view: View, span: Span, taken: list[bool]) -> None:
    """Grow a span to the longer full name that the book knows at its start: محمد بن → محمد بن سلمان, مجموعة 5+ → 5+1."""
    cut = span.end < len(view.words) and (view.words[span.end].isdigit() or view.words[span.end] == "+" or view.words[span.end - 1] == "+")
    for hit in view.hits.get(span.start, ()) if span.type == "PER" or cut else ():
        if hit.end <= span.end:
            return
        same = [s for s in hit.senses if s.kind == "full" and s.actor and s.actor.type == span.type]
        if same and not any(taken[span.end : hit.end]):
            taken[span.end : hit.end] = [True] * (hit.end - span.end)
            span.end = hit.end
            span.by = "model+book"
            return


def _retype(view: View, span: Span) -> None:
    """Take the book's type where the words have but one meaning for it."""
    hit = view.exact(span.start, span.end)
    if not hit:
        return
    types = {s.actor.type for s in hit.senses if s.actor and s.kind == "full"}
    if actor_is_firm(hit):
        return
    if types and span.type not in types and len(types) == 1 and not any(s.kind == "short" for s in hit.senses):
        weight = max(s.actor.weight for s in hit.senses if s.actor)
        if weight >= 1.5 or hit.end - hit.start > 1:
            span.type = types.pop()
            span.by = "model+book"


def actor_is_firm(hit: Hit) -> bool:
    """Whether a hit is a company: networks are firms and media both, the recogniser's word stands."""
    return any(s.actor and s.actor.code == "COM" for s in hit.senses)


def _missed(view: View, book: Book, taken: list[bool]) -> list[Span]:
    """Names that the book knows without doubt and no span covers."""
    found = []
    for start in sorted(view.hits):
        if taken[start]:
            continue
        for hit in view.hits[start]:
            if any(taken[start : hit.end]):
                continue
            sense = _sure(view, book, hit)
            if sense and sense.actor:
                end = _patronymic(view, hit.end) if sense.actor.type == "PER" else hit.end
                found.append(Span(start, end, sense.actor.type, "book"))
                taken[start:end] = [True] * (end - start)
            break  # a shorter phrase inside a longer one is not looked at: كوبا in كوبا أمريكا
    return found


def _patronymic(view: View, end: int) -> int:
    while end + 1 < len(view.words) and view.words[end] in _PATRONYMIC and view.words[end + 1] not in _MARKS:
        end += 2
    return end


def _sure(view: View, book: Book, hit: Hit) -> Sense | None:
    if hit.phrase in book.ambiguous or any(s.kind in ("title", "word", "noun", "body") for s in hit.senses):
        return None
    full = [s for s in hit.senses if s.kind == "full" and s.actor]
    if not full or len(full) < len(hit.senses):
        return None
    actor = full[0].actor
    assert actor is not None
    several = hit.end - hit.start > 1
    if actor.kind in ("state", "capital", "seat"):
        return full[0]
    if actor.kind in ("person", "org", "media") and several:
        return full[0]
    if actor.kind == "org" and actor.code not in ("COM", "NGO") and len(hit.phrase) > 3:
        return full[0]
    if actor.kind in ("place", "region"):
        before = view.words[hit.start - 1] if hit.start else ""
        if actor.weight >= 1.5 or (several and actor.kind == "region") or before in _PLACE_WORDS:
            return full[0]
    return None


def echoes(view: View, forms: dict[tuple[str, ...], str], taken: list[bool]) -> list[Span]:
    """Other places where words that were found to be a name stand.

    Args:
        view: the article.
        forms: words of a name -> its type.
        taken: words that belong to a span already; updated.
    """
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        firsts.setdefault(form[0], []).append(form)
    found = []
    for index, word in enumerate(view.words):
        if taken[index] or word not in firsts:
            continue
        for form in sorted(firsts[word], key=len, reverse=True):
            end = index + len(form)
            if tuple(view.words[index:end]) == form and not any(taken[index:end]):
                found.append(Span(index, end, forms[form], "echo"))
                taken[index:end] = [True] * len(form)
                break
    return found
