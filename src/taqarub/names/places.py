"""Places and outlets that the book does not list: whose they are by the words of the name and by context."""

from __future__ import annotations

from collections.abc import Callable

from .book import Actor
from .context import Context
from .inside import Inside
from .readings import Reading
from .spans import Span

_PLACE_HEADS = frozenset((
    "محافظه", "مدينه", "بلده", "قريه", "ولايه", "منطقه", "مديريه", "اماره", "اقليم", "حي", "ضاحيه", "مركز",
    "قضاء", "ناحيه", "دوله", "جمهوريه", "جزيره", "مقاطعه", "العاصمه",
))  # fmt: skip
_FACILITIES = frozenset((
    "مطار", "ميناء", "قاعده", "قصر", "معبر", "مخيم", "جسر", "ملعب", "استاد", "ميدان", "مسجد", "جامع", "حي",
    "شارع", "سجن", "معسكر", "متحف", "مستشفي", "مرفا", "منفذ", "كنيسه", "دوار", "ساحه", "برج", "فندق", "مفاعل",
    "محطه", "سد", "حقل", "مصفاه", "منشاه", "طريق", "دير", "الحرم", "المسجد", "غوطه", "ضاحيه", "وادي", "مثلث",
    "تبه", "بوابه", "مبني", "مجمع", "كتيبه", "لواء", "منتجع",
))  # fmt: skip
_NATURAL = frozenset((
    "بحر", "خليج", "محيط", "نهر", "مضيق", "البحر", "المحيط", "الخليج", "نهرا", "قناه", "بحيره", "جبال",
    "الجبال", "صحراء", "شبه", "شمال", "جنوب", "شرق", "غرب", "وسط",
))  # fmt: skip
_LAND = frozenset(("جبال", "الجبال", "جبل", "صحراء", "وادي", "سهل", "هضبه", "بحر"))  # with a town's name they are of its state
_STATE_MEDIA = frozenset(("التلفزيون", "التليفزيون", "تلفزيون", "تليفزيون", "وكاله", "الاذاعه", "القناه"))
_OFFICIAL = frozenset(("الرسمي", "الرسميه", "الحكومي", "الحكوميه", "الاولي", "الدوله"))


class Places:
    """Places and outlets of one article.

    Args:
        inside, context: the words of names, and where the article plays.
        known: the book's entry for words [start, end) of a type, or None.
    """

    def __init__(self, inside: Inside, context: Context, known: Callable[[int, int, str], Actor | None]):
        self.inside, self.context, self.known = inside, context, known
        self.view = inside.view

    def place(self, span: Span) -> Reading:
        """A town or province: its own name after مدينة or محافظة, an adjective, a state in it, else the context."""
        start, end = span.start, span.end
        text = self.view.slice(start, end)
        while start < end - 1 and self.view.words[start] in _PLACE_HEADS:
            start += 1
            known = self.known(start, end, "GPE")
            if known:
                return Reading(known.name, known.code, "book", known)
        code = self.inside.adjective(start, end)
        if code:
            return Reading(self.inside.roman(text), code, "adjective")
        places = [a for a in self.inside.actors(start, end) if a.kind in ("state", "capital", "place")]
        if places and end - start > 1:
            return Reading(self.inside.roman(text), places[-1].code, "place")
        return Reading(self.inside.roman(text), self.context.at(span.start), "context")

    def location(self, span: Span) -> Reading:
        """A facility or region: an adjective, a place in it, else the context; seas and mountains are nobody's."""
        words = self.view.words[span.start : span.end]
        text = self.view.slice(span.start, span.end)
        code = self.inside.adjective(span.start, span.end)
        if code:
            return Reading(self.inside.roman(text), code, "adjective")
        if words[0] in _NATURAL and words[0] not in _FACILITIES:
            towns = [a for a in self.inside.actors(span.start, span.end) if a.kind == "place"] if words[0] in _LAND else []
            return Reading(self.inside.roman(text), towns[0].code if towns else None, "place" if towns else "location")
        places = [
            a for a in self.inside.actors(span.start, span.end) if a.kind in ("state", "capital", "place") and a.weight >= 1
        ]
        if places and len(words) > 1:
            return Reading(self.inside.roman(text), places[0].code, "place")
        return Reading(self.inside.roman(text), self.context.at(span.start), "context")

    def outlet(self, span: Span) -> Reading:
        """A state's news agency or television has its code, any other outlet MED."""
        words = self.view.words[span.start : span.end]
        name = self.inside.roman(self.view.slice(span.start, span.end))
        if words[0] in _STATE_MEDIA:
            code = self.inside.adjective(span.start, span.end)
            if code:
                return Reading(name, code, "state outlet")
            if any(word in _OFFICIAL for word in words):
                return Reading(name, self.context.at(span.start), "state outlet+context")
        return Reading(name, "MED", "type")
