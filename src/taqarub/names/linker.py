"""From spans to entities: every name gets its identity, role and code."""

from __future__ import annotations

from ..records import Entity
from .bodies import Bodies
from .book import Book
from .context import Context
from .matching import View
from .persons import Identity, Persons
from .readings import Reading
from .roles import Role, after_name, find_roles
from .spans import Span, echoes


class Article:
    """What the names room works out for one article.

    Attributes:
        spans: the names found, in text order.
        roles: start word -> Role.
        identities: start word of a span -> who or what it is.
        persons: the article's people.
    """

    def __init__(self, book: Book, view: View, spans: list[Span], context: Context, day: str | None):
        self.book, self.view, self.context, self.day = book, view, context, day
        self.spans = spans
        self.identities: dict[int, Identity] = {}
        self.persons = Persons(book, view, context, day, context.body)
        self.bodies = Bodies(book, view, context, day)
        people = {span.start: span.end for span in spans if span.type == "PER"}
        self.roles: dict[int, Role] = {role.start: role for role in find_roles(view, people, book.several)}
        self.persons.roles = self.roles
        self._beside = {role.person: role for role in self.roles.values() if role.person is not None}
        for role in self.roles.values():
            if role.code == "@coalition":
                role.code = context.coalition()
            elif role.of and role.of.terms and role.code == role.of.code:
                role.code = role.of.on(day)
            elif role.code and role.code.startswith("@choose:"):
                role.code = context.at(role.start, book.several[role.code.removeprefix("@choose:")])
        self._settle_counterparts()
        self.bodies.gather(spans)
        self._link()
        self._echo()

    def role_of(self, span: Span) -> Role | None:
        """The role beside a person's name, before it or after."""
        found = self._beside.get(span.start)
        if found is None:
            found = after_name(self.view, span.end, self.roles) if span.end < len(self.view.words) else None
            if found is not None:
                found.person = span.start
                self._beside[span.start] = found
        return found

    def _settle_counterparts(self) -> None:
        """نظيره الأفغاني holds the office of the role before it."""
        last: str | None = None
        for role in self.roles.values():
            if role.counterpart:
                role.office = last or "@same"
            elif role.office in self.book.kinds:
                last = role.office

    def _link(self) -> None:
        people = [span for span in self.spans if span.type == "PER"]
        # the fullest first, and a misspelling after those that are spelt as the book has them
        for span in sorted(people, key=lambda span: (span.end - span.start == 1, self.view.exact(span.start, span.end) is None)):
            self.identities[span.start] = self.persons.resolve(span, self.role_of(span))
        for identity in self.persons.identities:
            identity.last = -1
        readings: dict[tuple[str, str], Identity] = {}
        for span in self.spans:
            if span.type == "PER":
                identity = self.identities[span.start]
                role = self._beside.get(span.start)
                if identity.code is None and role and role.code == "@own":
                    identity.code, identity.by = self.persons.owner(span.start), "role"
                identity.last = span.start
            else:
                key = (" ".join(self.view.words[span.start : span.end]), span.type)
                if key not in readings:
                    readings[key] = self._identity(self.bodies.read(span), span)
                self.identities[span.start] = readings[key]

    @staticmethod
    def _identity(reading: Reading, span: Span) -> Identity:
        if reading.actor and reading.actor.type == "PER":
            span.type = "PER"
        return Identity(reading.name, span.type, reading.code, reading.by, reading.actor)

    def _echo(self) -> None:
        """Names found in one place are names in every other place of the article."""
        taken = [False] * len(self.view.words)
        forms: dict[tuple[str, ...], str] = {}
        meant: dict[tuple[str, ...], Identity] = {}
        for span in self.spans:
            taken[span.start : span.end] = [True] * (span.end - span.start)
            form = tuple(self.view.words[span.start : span.end])
            rule, _ = self.book.ambiguous.get(" ".join(form), ("", ""))
            if (len(form) > 1 or len(form[0]) > 3) and (not rule or (rule == "choose" and len(form) > 1)):
                forms[form] = span.type
                meant[form] = self.identities[span.start]
        for span in echoes(self.view, forms, taken):
            self.identities[span.start] = meant[tuple(self.view.words[span.start : span.end])]
            self.spans.append(span)
        self.spans.sort(key=lambda span: span.start)

    def entities(self) -> list[Entity]:
        """One Entity a span, in text order."""
        view, found = self.view, []
        for span in self.spans:
            who = self.identities[span.start]
            start, end = view.starts[span.start], view.ends[span.end - 1]
            found.append(
                Entity(
                    start=start, end=end, text=view.text[start:end], type=span.type, name=who.name, role=who.role,  # type: ignore[arg-type]
                    code=who.code, wikidata=who.wikidata, by=f"names:{span.by}:{who.by}",
                )
            )  # fmt: skip
        return found
