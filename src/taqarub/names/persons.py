"""Who a person's name means: identities within the article, candidates of the book, and the support that decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import spelling
from .beside import beside
from .book import Actor, Book
from .context import Context
from .matching import View
from .roles import Role, holder
from .spans import Span

ACCEPT = 2.0  # support that a candidate needs
_SAME_OFFICE = {"president": {"leader", "supreme_leader", "prime_minister"}, "leader": {"secretary_general", "president", "supreme_leader"},
                "minister": {"foreign_minister", "defence_minister", "interior_minister", "finance_minister", "oil_minister",
                             "economy_minister", "justice_minister", "information_minister"},
                "envoy": {"envoy", "ambassador", "un_ambassador"}, "spokesperson": {"foreign_spokesperson", "president_spokesperson"},
                "emir": {"governor", "king", "crown_prince"}, "commander": {"army_chief", "leader"}}  # fmt: skip
_NATIONAL = frozenset((
    "president", "king", "prime_minister", "deputy_prime_minister", "foreign_minister", "defence_minister",
    "interior_minister", "finance_minister", "oil_minister", "economy_minister", "justice_minister",
    "information_minister", "minister", "deputy_foreign_minister", "speaker", "national_security_adviser",
    "adviser", "intelligence_chief", "fbi_director", "army_chief", "commander", "ambassador", "un_ambassador",
    "spokesperson", "foreign_spokesperson", "president_spokesperson", "central_bank_governor", "governor", "mayor",
    "judge", "prosecutor", "mufti", "lawmaker", "chief_of_staff", "deputy", "crown_prince", "deputy_crown_prince",
    "vice_president", "emir", "candidate", "director", "commissioner", "official", "member",
))  # fmt: skip


@dataclass(slots=True)
class Identity:
    """Who or what a name stands for in this article; one object for all its mentions."""

    name: str
    type: str
    code: str | None
    by: str
    actor: Actor | None = None
    role: str | None = None
    office: str | None = None
    words: list[str] = field(default_factory=list)
    last: int = -1  # the word where it was last mentioned

    @property
    def wikidata(self) -> str | None:
        """The Wikidata id of the actor, where the book has it."""
        return self.actor.wikidata if self.actor else None


class Persons:
    """The people of one article.

    Args:
        book, view, context: what is known, read, and where it plays.
        day: day of publication or None.
        body: the first word of the body.
    """

    def __init__(self, book: Book, view: View, context: Context, day: str | None, body: int = 0):
        self.book, self.view, self.context, self.day, self.body = book, view, context, day, body
        self.identities: list[Identity] = []
        self.roles: dict[int, Role] = {}  # start word -> role, as found in the article

    def resolve(self, span: Span, role: Role | None) -> Identity:
        """The identity of a name, new where no known one fits."""
        words = self.view.words[span.start : span.end]
        found = self._of_article(words, role) if len(words) < 3 else None
        if found and self._is_junk(found, words):
            found = self._well_known(span, words, role) or found
        if found is None:
            actor = self._of_book(span, words, role) or self._misspelt(words, role)
            found = self._known(actor, words) if actor else self._near_namesake(words, role)
        if found is None:
            found = self._new(span, words, role)
        found.last = max(found.last, span.start)
        if len(words) > len(found.words):
            found.words = words
        self._give_role(found, role, span)
        return found

    def _is_junk(self, identity: Identity, words: list[str]) -> bool:
        """Whether a lone name is but part of a span that may be no name as a whole: كيم of صافح كيم."""
        return len(words) == 1 and identity.actor is None and words != identity.words and identity.words[0] not in self.book.firsts

    def _well_known(self, span: Span, words: list[str], role: Role | None) -> Identity | None:
        """Someone in high office whose name this is alone."""
        actor = self._of_book(span, words, role)
        return self._known(actor, words) if actor and actor.weight >= 3 else None

    def _of_article(self, words: list[str], role: Role | None) -> Identity | None:
        """Someone named before whose name has these words: the surname, a given name, the nickname."""
        name = " ".join(words)
        best: tuple[float, Identity] | None = None
        for identity in self.identities:
            fit = 0.0
            if words == identity.words:
                fit = 3.0
            elif len(words) == 1 and words[0] in identity.words:
                fit = 2.0 if identity.words[-1] == name or identity.words[-1] == "ال" + name else 1.2
            elif (
                len(words) == 2
                and len(identity.words) > 2
                and words[0] == identity.words[0]
                and words[1] == identity.words[-1]
            ) or (identity.actor and any(name in spelling.variants(s) for s in identity.actor.short)):
                fit = 2.0
            if (
                fit
                and role
                and role.code
                and identity.code
                and role.code != identity.code
                and not role.code.startswith("@")
            ):
                fit -= 1.5
            if fit > 0 and (best is None or fit > best[0] or (fit == best[0] and identity.last > best[1].last)):
                best = (fit, identity)
        return best[1] if best and best[0] >= 1.0 else None

    def support(self, actor: Actor, role: Role | None, full: int, rivals: int) -> float:
        """How much speaks for a candidate.

        Args:
            actor: the candidate.
            role: the role beside the name, if any.
            full: number of words of his full name that matched; 0 for a short name.
            rivals: number of candidates.
        """
        score = min(actor.weight, 4.0) * 0.25 + (min(full, 3) if full > 1 else 0)
        if not full and rivals == 1 and not actor.names[0].split()[-1].startswith("ال"):
            score += 1.2
        elif not full and rivals == 1 and actor.weight >= 2:
            score += 0.6
        if actor.country and actor.country == self.context.outlet:
            score += 0.5
        if any(identity.actor is actor for identity in self.identities):
            score += 3.0
        codes = {actor.code, actor.country}
        if role and role.code and not role.code.startswith("@"):
            score += 2.0 if role.code in codes or any(o.of == role.code for o in actor.offices) else -2.5
        if role:
            held = {o.id for o in actor.offices if self.day is None or o.start <= self.day}
            fits = role.office in held or bool(held & _SAME_OFFICE.get(role.office, set()))
            score += 2.0 if fits else 0.0
        if any(code and self.context.about(code) for code in codes):
            score += 1.5
        timely = self._timely(actor)
        # a surname alone is rather that of someone in high office than of another who is in office too
        return score + (timely if full or actor.weight >= 2 else min(timely, 0.5))

    def _timely(self, actor: Actor) -> float:
        if self.day is None or not actor.offices:
            return 0.0
        if actor.held(self.day):
            return 1.0
        year = int(self.day[:4])
        if any(0 <= year - int(o.end[:4]) <= 4 for o in actor.offices):
            return 0.3
        if all(int(o.start[:4]) > year for o in actor.offices):
            return -0.7
        return 0.0 if actor.weight >= 4 else -0.3  # heads of state stay household names: الخميني

    def _of_book(self, span: Span, words: list[str], role: Role | None) -> Actor | None:
        by_office = self._holder(span, words, role)
        if by_office:
            return by_office
        hit = self.view.exact(span.start, span.end)
        senses = hit.senses if hit else self.book.senses.get(spelling.squash(self.view.slice(span.start, span.end)), ())
        full: dict[int, tuple[Actor, int]] = {}
        for sense in senses:
            if sense.actor and sense.actor.type == "PER":
                full[id(sense.actor)] = (sense.actor, len(words) if sense.kind == "full" and len(words) > 1 else 0)
        if not full:
            full = {id(a): (a, n) for a, n in self._inner(span, words)}
        scored = [(self.support(actor, role, count, len(full)), actor) for actor, count in full.values()]
        return self._best(scored)

    def _holder(self, span: Span, words: list[str], role: Role | None) -> Actor | None:
        """Who holds the office beside the name, if all the words are his: الملك سلمان, الرئيس هادي."""
        if role is None or role.former or role.office not in self.book.kinds or not self.book.kinds[role.office].single:
            return None
        codes = [role.code] if role.code else [self.context.at(span.start), self.context.outlet, self.context.top]
        for code in codes:
            actor = holder(self.book, role.office, code, role.of, self.day) if code else None
            if actor:
                own = {word for name in (*actor.names, *actor.short) for form in spelling.variants(name) for word in form.split()}
                if own.issuperset(words):
                    return actor
        return None

    def _inner(self, span: Span, words: list[str]) -> list[tuple[Actor, int]]:
        """People whose full name is part of a longer one: بن and family after it, or first and last word alike."""
        found = []
        for start in range(span.start, span.end - 1):
            for hit in self.view.hits.get(start, ()):
                size = hit.end - hit.start
                if hit.end > span.end or size < 2:
                    continue
                rest = self.view.words[hit.end : span.end]
                if not rest or rest[0] in ("بن", "ابن", "ال", "ولد") or size > 2:
                    found += [
                        (s.actor, size) for s in hit.senses if s.kind == "full" and s.actor and s.actor.type == "PER"
                    ]
            if found:
                return found
        if len(words) > 2:
            ends = self.book.senses.get(f"{words[0]} {words[-1]}", ())
            found = [(s.actor, 0) for s in ends if s.kind == "full" and s.actor and s.actor.type == "PER"]
        return found

    @staticmethod
    def _best(scored: list[tuple[float, Actor]]) -> Actor | None:
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= ACCEPT else None

    def _misspelt(self, words: list[str], role: Role | None) -> Actor | None:
        """Someone spelt nearly so, when role or country speaks for him too: جو بادين beside البيت الأبيض."""
        name = " ".join(words)
        if len(name) < 4:
            return None
        scored = []
        for likeness, actor in self.book.alike(name)[:8]:
            full = len(words) if len(words) > 1 else 0
            support = self.support(actor, role, full, 2) - (1.0 - likeness) * 8
            need = (2.0 if likeness >= 0.93 else 2.5) if full else 4.0
            if support >= need:
                scored.append((support, actor))
        return self._best(scored)

    def _near_namesake(self, words: list[str], role: Role | None) -> Identity | None:
        """An identity of the article whose name this is a slip of."""
        if len(words) > 2 or len(words[-1]) < 4:
            return None
        for identity in reversed(self.identities):
            if not identity.words:
                continue
            last = spelling.likeness(words[-1], identity.words[-1])
            first = len(words) == 1 or spelling.likeness(words[0], identity.words[0]) >= 0.85
            if first and (
                last >= 0.93 or (last >= 0.85 and spelling.skeleton(words[-1]) == spelling.skeleton(identity.words[-1]))
            ):
                return identity
        return None

    def _known(self, actor: Actor, words: list[str]) -> Identity:
        for identity in self.identities:
            if identity.actor is actor:
                return identity
        held = actor.held(self.day)
        office = held[0].id if held else None
        role = self.book.kinds[office].name if office in self.book.kinds else None
        code = actor.code_on(self.day, self.book.state_names, self.book.bodies)
        found = Identity(actor.name, "PER", code, "book", actor, role, office, words)
        self.identities.append(found)
        return found

    def _new(self, span: Span, words: list[str], role: Role | None) -> Identity:
        text = self.view.slice(span.start, span.end)
        code, by = self.code_beside(span, role)
        found = Identity(spelling.romanise(text, self.book.given), "PER", code, by, words=words)
        self.identities.append(found)
        return found

    def code_beside(self, span: Span, role: Role | None) -> tuple[str | None, str]:
        """The code that the words beside an unknown name give him, and which rule did: his role's, that of an adjective
        or of his kin before the name, or MED where he signs the article.
        """
        if role:
            if role.code == "@own":
                return self.owner(span.start), "role"
            if role.office == "journalist" and (role.code is None or (role.of and role.of.kind == "media")):
                return "MED", "role"
            if role.code:
                return role.code, "role"
            if role.office in _NATIONAL:
                return self.national(role), "role+context"
        return beside(self, span)

    def national(self, role: Role) -> str | None:
        """The country of a role that names none; an ambassador's is not the one where he serves."""
        if role.place:
            return self.context.at(role.start, [code for code in self.context.totals if code != role.place])
        return self.context.at(role.start)

    def owner(self, before: int) -> str | None:
        """The country of the person last named before a word: whose بلاده, whose وزير خارجيته."""
        named = [i for i in self.identities if 0 <= i.last < before and i.code]
        return max(named, key=lambda i: i.last).code if named else self.context.at(before)

    def _give_role(self, identity: Identity, role: Role | None, span: Span) -> None:
        if role and role.office in self.book.kinds:
            name = self.book.kinds[role.office].name
            if identity.office is None or not identity.actor:
                identity.role = ("former " if role.former else "") + name
                identity.office = role.office
            if identity.code is None and identity.actor is None:
                if role.code and not role.code.startswith("@"):
                    identity.code, identity.by = role.code, "role"
                elif role.code is None:
                    identity.code, identity.by = self.code_beside(span, role)
