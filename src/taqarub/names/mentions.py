"""Every expression that stands for an actor: what statements and events look up their sides in."""

from __future__ import annotations

from typing import Any

from ..records import Entity, Mention
from .actors import by_state
from .linker import Article
from .matching import Hit
from .persons import Identity
from .roles import Role, holder

_ARMED = frozenset(["ISIS", "ALQ", "HEZ", "HAM", "HOU", "PKK", "YPG", "TAL", "BOKO", "REB", "OPP", "SYR_OPP"])
_SINGULAR_ONLY = frozenset((
    "official", "member", "deputy", "director", "journalist", "cleric", "candidate", "expert", "activist", "lawyer",
    "businessman", "citizen", "athlete", "artist", "suspect",
))  # fmt: skip


class Mentions:
    """Collects the mentions of one article in text order."""

    def __init__(self, article: Article, entities: list[Entity]):
        self.article, self.entities = article, entities
        self.view = article.view
        self.taken = [False] * len(self.view.words)
        self.found: list[tuple[int, Mention]] = []

    def collect(self) -> list[Mention]:
        """Entities, roles without a name, adjectives, nouns and groups."""
        self._entities()
        for role in self.article.roles.values():
            if role.person is None:
                self._role(role)
            else:
                self._cover(role.start, role.end)
        for start in sorted(self.view.hits):
            if not self.taken[start]:
                for hit in self.view.hits[start]:
                    if self._hit(hit):
                        break
        self.found.sort(key=lambda pair: pair[0])
        return [mention for _, mention in self.found]

    def _cover(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)

    def _add(self, start: int, end: int, kind: Any, code: str | None, name: str | None = None, role: str | None = None,
             entity: int | None = None) -> None:  # fmt: skip
        a, b = self.view.starts[start], self.view.ends[end - 1]
        mention = Mention(
            start=a, end=b, text=self.view.text[a:b], kind=kind, code=code, name=name, role=role, entity=entity
        )  # type: ignore[arg-type]
        self.found.append((start, mention))
        self._cover(start, end)

    def _entities(self) -> None:
        for index, (span, entity) in enumerate(zip(self.article.spans, self.entities, strict=True)):
            if entity.type != "LOC" or entity.code:
                self._add(span.start, span.end, "entity", entity.code, entity.name, entity.role, index)
            else:
                self._cover(span.start, span.end)

    def _role(self, role: Role) -> None:
        """A role that stands alone names its holder on the day, if it says of what; else whoever had it before here."""
        office = self.article.book.kinds.get(role.office)
        if office is None and not role.counterpart:
            return
        if any(self.taken[role.start : role.end]) and self.taken[role.start]:
            return
        code = role.code
        if code == "@own":
            code = self.article.persons.owner(role.start)
        name = None
        before = self._before(role, code)
        if office and office.id in _SINGULAR_ONLY and code is None and before is None:
            return
        if before is not None:
            name, code = before.name, before.code or code
        elif code and not role.former and role.definite and (office is None or office.id not in _SINGULAR_ONLY):
            actor = (
                holder(self.article.book, role.office, code, role.of, self.article.day)
                if (office and office.single) or role.of
                else None
            )
            name = actor.name if actor else None
            book = self.article.book
            code = (actor.code_on(self.article.day, book.state_names, book.bodies) if actor else None) or code
        elif code is None and office and office.single:
            code = self.article.context.at(role.start)
        if code is None and name is None:
            return
        end = role.end
        while end > role.start + 1 and self.taken[end - 1]:
            end -= 1
        self._add(role.start, end, "noun", code, name, office.name if office else None)

    def _before(self, role: Role, code: str | None) -> Identity | None:
        """The person of the article that a role means: same office, and the same country where one is said."""
        if role.counterpart or not role.definite:
            return None
        best: Identity | None = None
        for span in self.article.spans:
            if span.start > role.start and best:
                break
            who = self.article.identities[span.start]
            if span.type == "PER" and who.office and (who.office == role.office or _covers(role.office, who.office)):
                country = who.actor.country if who.actor else who.code
                if (code is None or code in (who.code, country)) and not (
                    role.former and who.role and "former" not in who.role
                ):
                    best = who
        return best

    def _hit(self, hit: Hit) -> bool:
        if any(self.taken[hit.start : hit.end]):
            return False
        for sense in hit.senses:
            if sense.kind == "adjective":
                self._add(hit.start, hit.end, "adjective", sense.code)
                return True
            if sense.kind == "noun":
                return self._noun(hit, sense.code, sense.detail)
        return False

    def _noun(self, hit: Hit, code: str | None, detail: str) -> bool:
        name = None
        if code and (code.startswith("@") or "=" in code):
            after = self._adjective_after(hit.end)
            if code == "@home":
                name, code = None, after[0] if after else self.article.context.at(hit.start)
            elif code == "@sender":
                code = after[0] if after else self.article.bodies.sender(hit.start, hit.end)
            elif code == "@coalition":
                code = self.article.context.coalition()
            elif "=" in code:
                state = after[0] if after else self.article.context.at(hit.start)
                code = by_state(code, state, self.article.day)
            else:
                name, code = self._organisation(hit.start)
            if code is None:
                return False
            self._add(hit.start, after[1] if after else hit.end, "noun", code, name)
            return True
        if code and "|" in code:
            code = None
        self._add(hit.start, hit.end, detail, code, name)
        return True

    def _adjective_after(self, at: int) -> tuple[str | None, int] | None:
        for hit in self.view.hits.get(at, ()):
            for sense in hit.senses:
                if (sense.kind == "adjective" or sense.detail == "adjective") and not any(self.taken[at : hit.end]):
                    return sense.code, hit.end
        return None

    def _organisation(self, before: int) -> tuple[str | None, str | None]:
        """The armed group or party last named before a word."""
        found: tuple[str | None, str | None] = (None, None)
        for span, entity in zip(self.article.spans, self.entities, strict=True):
            if span.start >= before:
                break
            if entity.type == "ORG" and entity.code in _ARMED:
                found = (entity.name, entity.code)
        return found


def _covers(title: str, office: str) -> bool:
    """Whether a general title means someone in an office: الوزير of a foreign minister."""
    if title == "minister":
        return office.endswith("_minister") and office not in (
            "prime_minister",
            "deputy_prime_minister",
            "deputy_foreign_minister",
        )
    if title == "spokesperson":
        return office.endswith("spokesperson")
    return (title, office) in (
        ("envoy", "ambassador"),
        ("ambassador", "un_ambassador"),
        ("leader", "supreme_leader"),
        ("president", "leader"),
    )
