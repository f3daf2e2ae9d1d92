"""What a body, a place or an outlet that the book does not list belongs to, by the words of its name and its context."""

from __future__ import annotations

from dataclasses import dataclass

from . import spelling
from .book import Actor, Book
from .context import Context
from .matching import Hit, View
from .spans import Span

_PLACE_HEADS = frozenset(
    [
        "محافظه",
        "مدينه",
        "بلده",
        "قريه",
        "ولايه",
        "منطقه",
        "مديريه",
        "اماره",
        "اقليم",
        "حي",
        "ضاحيه",
        "مركز",
        "قضاء",
        "ناحيه",
        "دوله",
        "جمهوريه",
        "جزيره",
        "مقاطعه",
        "العاصمه",
    ]
)
_FACILITIES = frozenset(
    [
        "مطار",
        "ميناء",
        "قاعده",
        "قصر",
        "معبر",
        "مخيم",
        "جسر",
        "ملعب",
        "استاد",
        "ميدان",
        "مسجد",
        "جامع",
        "حي",
        "شارع",
        "سجن",
        "معسكر",
        "متحف",
        "مستشفي",
        "مرفا",
        "منفذ",
        "كنيسه",
        "دوار",
        "ساحه",
        "برج",
        "فندق",
        "مفاعل",
        "محطه",
        "سد",
        "حقل",
        "مصفاه",
        "منشاه",
        "طريق",
        "دير",
        "الحرم",
        "المسجد",
        "غوطه",
        "ضاحيه",
        "وادي",
        "مثلث",
        "تبه",
        "بوابه",
        "مبني",
        "مجمع",
        "كتيبه",
        "لواء",
        "منتجع",
    ]
)
_NATURAL = frozenset(
    [
        "بحر",
        "خليج",
        "محيط",
        "نهر",
        "مضيق",
        "البحر",
        "المحيط",
        "الخليج",
        "نهرا",
        "قناه",
        "بحيره",
        "جبال",
        "الجبال",
        "صحراء",
        "شبه",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "وسط",
    ]
)
_STATE_MEDIA = frozenset(("التلفزيون", "التليفزيون", "تلفزيون", "تليفزيون", "وكاله", "الاذاعه", "القناه"))
_FIRMS = frozenset(("شركه", "شركات", "الشركات", "الشركه", "سهم", "اسهم", "الاسهم", "للتامين"))
_QUOTES = frozenset("\"'()")
_OFFICIAL = frozenset(("الرسمي", "الرسميه", "الحكومي", "الحكوميه", "الاولي", "الدوله"))


@dataclass(slots=True)
class Reading:
    """What was found: English name, code, which rule, and the actor where the book lists it."""

    name: str
    code: str | None
    by: str
    actor: Actor | None = None


class Bodies:
    """Organisations, places and outlets of one article."""

    def __init__(self, book: Book, view: View, context: Context):
        self.book, self.view, self.context = book, view, context
        # firms seen so far: in a report on firms the unknown ones are firms too
        self.companies = sum(word in _FIRMS for word in view.words) // 2

    def read(self, span: Span) -> Reading:
        """The name and code of a span that is no person."""
        chosen = self._chosen(span)
        if chosen:
            return chosen
        known = self._known(span.start, span.end, span.type)
        if known:
            self.companies += known.code == "COM"
            return Reading(known.name, self._code(known, span), "book", known)
        if span.type == "GPE":
            return self._place(span)
        if span.type == "LOC":
            return self._location(span)
        if span.type == "MEDIA":
            return self._outlet(span)
        return self._body(span)

    def _code(self, actor: Actor, span: Span) -> str | None:
        if actor.code == "@coalition":
            return self.context.coalition()
        if actor.code in ("@home", "@state"):
            return self.context.at(span.start)
        if span.type == "MEDIA" and actor.code == "COM":
            return "MED"
        return actor.code

    def _known(self, start: int, end: int, type_: str) -> Actor | None:
        """The book's entry for exactly these words: of the right type first, then by context and weight."""
        hit = self.view.exact(start, end)
        if hit is None and any(word in _QUOTES for word in self.view.words[start:end]):
            bare = " ".join(word for word in self.view.words[start:end] if word not in _QUOTES)
            hit = Hit(start, end, bare, self.book.senses.get(bare, []))
        actors = [s.actor for s in hit.senses if s.kind in ("full", "short") and s.actor and s.actor.type != "PER"] if hit else []
        if not actors:
            return None

        def fit(actor: Actor) -> float:
            share = max(self._share(actor.code), self._share(actor.country) if actor.kind == "org" else 0.0)
            return actor.weight + 6.0 * share + (4.0 if actor.type == type_ else 0.0)

        return max(actors, key=fit)

    def _share(self, code: str | None) -> float:
        total = sum(self.context.totals.values()) or 1.0
        return self.context.totals.get(code or "", 0.0) / total

    def _chosen(self, span: Span) -> Reading | None:
        """What ambiguous.tsv says of these words, if anything."""
        rule, value = self.book.ambiguous.get(" ".join(self.view.words[span.start : span.end]), ("", ""))
        if rule == "none":
            return Reading(self._roman(self.view.slice(span.start, span.end)), None, "ambiguous")
        if rule != "choose":
            return None
        codes = value.split("|")
        home = self.context.outlet
        scores = {code: self._share(code) + (0.5 if code == home else 0.0) - 0.01 * i for i, code in enumerate(codes)}
        best = max(codes, key=lambda code: scores[code])
        return Reading(self.book.state_names.get(best, best), best, "ambiguous")

    def _inside(self, start: int, end: int) -> list[Actor]:
        """The book's entries that stand within words [start, end), longest first at each word."""
        found: list[Actor] = []
        at = start
        while at < end:
            step = at + 1
            for hit in self.view.hits.get(at, ()):
                full = [s.actor for s in hit.senses if s.actor and s.kind == "full"]
                if hit.end <= end and full:
                    found.append(max(full, key=lambda a: a.weight))
                    step = hit.end
                    break
            at = step
        return found

    def _adjective(self, start: int, end: int) -> str | None:
        """The code of the last nationality adjective within words [start, end)."""
        for at in range(end - 1, start - 1, -1):
            for hit in self.view.hits.get(at, ()):
                for sense in hit.senses:
                    adjective = sense.kind == "adjective" or (sense.kind == "noun" and sense.detail == "adjective")
                    if adjective and hit.end <= end and sense.code:
                        return sense.code
        return None

    def _place(self, span: Span) -> Reading:
        start, end = span.start, span.end
        text = self.view.slice(start, end)
        while start < end - 1 and self.view.words[start] in _PLACE_HEADS:
            start += 1
            known = self._known(start, end, "GPE")
            if known:
                return Reading(known.name, known.code, "book", known)
        code = self._adjective(start, end)
        if code:
            return Reading(self._roman(text), code, "adjective")
        places = [a for a in self._inside(start, end) if a.kind in ("state", "capital", "place")]
        if places and end - start > 1:
            return Reading(self._roman(text), places[-1].code, "place")
        return Reading(self._roman(text), self.context.at(span.start), "context")

    def _location(self, span: Span) -> Reading:
        words = self.view.words[span.start : span.end]
        text = self.view.slice(span.start, span.end)
        code = self._adjective(span.start, span.end)
        if code:
            return Reading(self._roman(text), code, "adjective")
        if words[0] in _NATURAL and words[0] not in _FACILITIES:
            return Reading(self._roman(text), None, "location")
        places = [
            a for a in self._inside(span.start, span.end) if a.kind in ("state", "capital", "place") and a.weight >= 1
        ]
        if places and len(words) > 1:
            return Reading(self._roman(text), places[0].code, "place")
        return Reading(self._roman(text), self.context.at(span.start), "context")

    def _outlet(self, span: Span) -> Reading:
        """A state's news agency or television has its code, any other outlet MED."""
        words = self.view.words[span.start : span.end]
        name = self._roman(self.view.slice(span.start, span.end))
        if words[0] in _STATE_MEDIA:
            code = self._adjective(span.start, span.end)
            if code:
                return Reading(name, code, "state outlet")
            if any(word in _OFFICIAL for word in words):
                return Reading(name, self.context.at(span.start), "state outlet+context")
        return Reading(name, "MED", "type")

    def _body(self, span: Span) -> Reading:
        start, end = span.start, span.end
        text = self.view.slice(start, end)
        pattern, name = self._pattern(start, end)
        code = self._state_of(start, end)
        if pattern and not pattern.startswith("@"):
            self.companies += pattern == "COM"
            return Reading(self._named(name, text, None), pattern, "pattern")
        if code is None and (pattern == "@state" or start):
            code = self._state_after(end) if pattern else None
        if code:
            return Reading(self._named(name, text, code), code, "pattern")
        if pattern:
            code = self.context.at(start)
            return Reading(self._named(name, text, code), code, "pattern+context")
        code = self._state_after(end)
        if code is None and self.companies > 1:
            return Reading(self._roman(text), "COM", "company it keeps")
        return Reading(self._roman(text), code, "adjective after" if code else "unknown")

    def _pattern(self, start: int, end: int) -> tuple[str | None, str]:
        """The code rule and English name of the kind of body that the first words say it is."""
        for at in (start, start + 1):
            for hit in self.view.hits.get(at, ()) if at < end else ():
                for sense in hit.senses:
                    if sense.kind == "body" and hit.end <= end:
                        return sense.code, sense.detail
        return None, ""

    def _state_of(self, start: int, end: int) -> str | None:
        code = self._adjective(start, end)
        if code or end - start == 1:
            return code
        inside = self._inside(start, end)
        for kinds in (("org", "seat"), ("state", "capital"), ("place",), ("person",)):
            for actor in inside:
                if (
                    actor.kind in kinds
                    and actor.code
                    and not actor.code.startswith("@")
                    and (actor.weight >= 0.8 or actor.kind != "place")
                ):
                    return actor.code
        return None

    def _state_after(self, end: int) -> str | None:
        """The adjective or في + state that follows the words: وزارة الدفاع في صنعاء, الحرس الثوري الإيراني."""
        words = self.view.words
        for at in (end, end + 1) if end < len(words) and words[end] in ("في", "ب") else (end,):
            hit = self.view.longest(at)
            for sense in hit.senses if hit else ():
                if sense.kind == "adjective":
                    return sense.code
                if (
                    sense.kind == "full"
                    and sense.actor
                    and sense.actor.kind in ("state", "capital", "place")
                    and sense.actor.weight >= 1
                ):
                    return sense.actor.code
        return None

    def _named(self, name: str, text: str, code: str | None) -> str:
        if not name:
            return self._roman(text)
        state = self.book.state_names.get(code or "")
        return f"{name} of {state}" if state else name

    def _roman(self, text: str) -> str:
        return spelling.romanise(text, self.book.given)
