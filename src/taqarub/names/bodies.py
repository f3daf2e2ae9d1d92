"""Organisations: the book's entry for a name, or whose a body is that the book does not list."""

from __future__ import annotations

from .actors import Actor, by_state
from .book import Book
from .context import Context
from .inside import HOST, Inside
from .matching import Hit, View
from .places import Places
from .readings import Reading
from .spans import Span

_FIRMS = frozenset(("شركه", "شركات", "الشركات", "الشركه", "سهم", "اسهم", "الاسهم", "للتامين"))
_QUOTES = frozenset("\"'()")


class Bodies:
    """Organisations, places and outlets of one article.

    Args:
        book, view, context: what is known, read, and where it plays.
        day: day of publication or None.
    """

    def __init__(self, book: Book, view: View, context: Context, day: str | None):
        self.book, self.view, self.context, self.day = book, view, context, day
        self.inside = Inside(book, view, day)
        self.places = Places(self.inside, context, self._known)
        self.named: dict[str, set[str]] = {}  # kind of body -> states of those named in full
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
            return self.places.place(span)
        if span.type == "LOC":
            return self.places.location(span)
        if span.type == "MEDIA":
            return self.places.outlet(span)
        return self._body(span)

    def _code(self, actor: Actor, span: Span) -> str | None:
        code = actor.on(self.day)
        if code == "@coalition":
            return self.context.coalition()
        if code in ("@home", "@state"):
            return self.context.at(span.start)
        if span.type == "MEDIA" and code == "COM":
            return "MED"
        return code

    def _known(self, start: int, end: int, type_: str) -> Actor | None:
        """The book's entry for exactly these words: of the right type first, then by context and weight."""
        hit = self.view.exact(start, end)
        if hit is None and any(word in _QUOTES for word in self.view.words[start:end]):
            bare = " ".join(word for word in self.view.words[start:end] if word not in _QUOTES)
            hit = Hit(start, end, bare, self.book.senses.get(bare, []))
        actors = [s.actor for s in hit.senses if s.kind in ("full", "short") and s.actor and s.actor.type != "PER"] if hit else []
        if not actors:
            return None

        several = len({actor.code for actor in actors}) > 1
        near = self.context.near(start) if several else {}
        beside = self.book.adjective(self.view.words[start - 1]) if several and start else None  # العاصمة الأردنية عمان

        def fit(actor: Actor) -> float:
            share = max(self._share(actor.code), self._share(actor.country) if actor.kind == "org" else 0.0)
            said = near.get(actor.code or "", 0.0) + 4.0 * (beside == actor.code) if actor.type == "GPE" else 0.0
            return actor.weight + 6.0 * share + said + (4.0 if actor.type == type_ else 0.0)

        return max(actors, key=fit)

    def _share(self, code: str | None) -> float:
        total = sum(self.context.totals.values()) or 1.0
        return self.context.totals.get(code or "", 0.0) / total

    def _chosen(self, span: Span) -> Reading | None:
        """What ambiguous.tsv says of these words, if anything."""
        rule, value = self.book.ambiguous.get(" ".join(self.view.words[span.start : span.end]), ("", ""))
        if rule == "none":
            return Reading(self.inside.roman(self.view.slice(span.start, span.end)), None, "ambiguous")
        if rule != "choose":
            return None
        codes = value.split("|")
        pattern, name = self._pattern(span.start, span.end)
        said = self.inside.state_after(span.end) if pattern else None
        best = said or self.context.at(span.start, codes) or codes[0]
        hit = self.view.exact(span.start, span.end)
        for sense in hit.senses if hit else ():
            if sense.kind == "full" and sense.actor and sense.actor.code == best:
                return Reading(sense.actor.name, best, "ambiguous", sense.actor)
        return Reading(self._named(name, self.book.state_names.get(best, best), best if pattern else None), best, "ambiguous")

    def gather(self, spans: list[Span]) -> None:
        """Note the states of bodies that are named in full, for those that follow bare: وزارة الدفاع السعودية … الوزارة.

        Args:
            spans: the names of the article.
        """
        for span in spans:
            if span.type == "ORG":
                head, code = self._head(span), self.inside.state(span.start, span.end)
                if head and code and code in self.context.totals:
                    self.named.setdefault(head, set()).add(code)

    def _head(self, span: Span) -> str:
        """The words of a body's name that tell its kind, without article: وزاره الدفاع."""
        for hit in self.view.hits.get(span.start, ()):
            if hit.end <= span.end and any(sense.kind == "body" for sense in hit.senses):
                return hit.phrase.removeprefix("ال")
        return ""

    def _body(self, span: Span) -> Reading:
        start, end = span.start, span.end
        text = self.view.slice(start, end)
        pattern, name = self._pattern(start, end)
        if pattern == "@sender":
            code = self.sender(start, end)
            return Reading(self._named(name, text, code), code, "pattern+context")
        code = self.inside.state(start, end) or self._several(start, end)
        if pattern and "=" in pattern:
            code = by_state(pattern, code or self.inside.state_after(end) or self.context.at(start), self.day)
            return Reading(self._named(name, text, None), code, "pattern+context")
        if pattern and not pattern.startswith("@"):
            self.companies += pattern == "COM"
            return Reading(self._named(name, text, None), pattern, "pattern")
        if pattern is None and code and self.companies > 1:
            return Reading(self.inside.roman(text), "COM", "company it keeps")
        if code is None and pattern:
            code = self.inside.state_after(end)
        if code:
            return Reading(self._named(name, text, code), code, "pattern")
        if pattern:
            code = self.context.at(start, self.named.get(self._head(span)))
            return Reading(self._named(name, text, code), code, "pattern+context")
        code = self.inside.state_after(end)
        if code is None and self.companies > 1:
            return Reading(self.inside.roman(text), "COM", "company it keeps")
        return Reading(self.inside.roman(text), code, "adjective after" if code else "unknown")

    def _several(self, start: int, end: int) -> str | None:
        """The state meant by a word that several have (المملكة) inside a longer name."""
        for at in range(start + 1, end):
            if self.view.words[at] in self.book.several:
                return self.context.at(start, self.book.several[self.view.words[at]])
        return None

    def sender(self, start: int, end: int) -> str | None:
        """Whose an embassy is: an adjective tells, or the state before في, never the one after it, where it stands."""
        view = self.view
        host_at = next((at for at in range(start + 1, end) if view.words[at] in HOST), end)
        code = self.inside.state(start, host_at) or self._several(start, host_at)
        if code is None and host_at == end:
            code = self.inside.adjective_after(end)
        if code is None:
            host = self.inside.host(host_at)
            code = self.context.at(start, [c for c in self.context.totals if c != host])
        return code

    def _pattern(self, start: int, end: int) -> tuple[str | None, str]:
        """The code rule and English name of the kind of body that the first words say it is."""
        for at in (start, start + 1):
            for hit in self.view.hits.get(at, ()) if at < end else ():
                for sense in hit.senses:
                    if sense.kind == "body" and hit.end <= end:
                        return sense.code, sense.detail
        return None, ""

    def _named(self, name: str, text: str, code: str | None) -> str:
        if not name:
            return self.inside.roman(text)
        state = self.book.state_names.get(code or "")
        return f"{name} of {state}" if state else name
