"""Roles in a text: وزير الخارجية الروسي, نظيره الأفغاني, المتحدث باسم الخارجية القطرية, with whom and of what."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from .book import Actor, Book, Sense
from .matching import CLITICS, Hit, View

_FORMER = frozenset(["السابق", "السابقه", "سابق", "الاسبق", "الراحل", "الراحله", "المخلوع", "المعزول"])
_LINKS = frozenset(["في", "لدي", "الي", "باسم", "باسم", "لشوون", "شوون", "من", "علي", "عن", "لحزب", "ب", "ل", "و"])
# nouns that go on a role: of what it is an office
_NOUNS = frozenset((
    "وزاره", "خارجيه", "داخليه", "دفاع", "شوون", "هييه", "مجلس", "لجنه", "حزب", "حركه", "قوات", "جيش", "منظمه",
    "موسسه", "جماعه", "تنظيم", "منطقه", "محافظه", "مدينه", "ولايه", "اقليم", "مكتب", "مركز", "جهاز", "شرطه",
    "اداره", "قياده", "رياسه", "حكومه", "دوله", "مملكه", "جمهوريه", "سلطنه", "امن", "حقوق", "وفد", "بعثه",
    "عمليات", "مطار", "ميناء", "بلديه", "جامعه", "كليه", "مستشفي", "نادي", "شركه", "بنك", "صندوق", "برنامج",
    "حمله", "اتحاد", "جمعيه", "معهد", "مديريه", "قسم", "كتيبه", "لواء", "فرقه", "سلاح", "اركان", "غرفه", "نقابه",
    "وحده", "محكمه", "نيابه", "كتله", "ايتلاف", "تحالف", "تيار", "سفاره", "قنصليه", "شعبه", "دايره", "فرع", "قطاع",
    "جبهه", "مجموعه", "هيات", "لجان", "حرس", "خفر", "قناه", "صحيفه", "وكاله", "موقع", "اذاعه", "تلفزيون", "مجله",
    "شبكه", "مرصد", "رابطه", "موتمر", "موسسات", "شباب", "نساء", "ملف", "مكافحه", "تنسيق", "علاقات", "اعلام",
    "اغاثه", "اعمال", "تطوير", "تنميه", "رعايه", "حمايه", "ادارات", "قوه", "الويه", "مقاتلي", "مرشحي", "نواب",
    "كبري", "بحوث", "ابحاث", "دراسات",
))  # fmt: skip
_COUNTERPARTS = frozenset(["نظيره", "نظيرها", "نظيرته", "نظيرتها", "نظيريه", "نظرايه", "نظير"])
_OWN = frozenset(["بلاده", "بلادها", "بلادهم", "دولته", "حكومته", "حزبه"])
_PLACED = frozenset(
    ("ambassador", "un_ambassador", "envoy", "commander")
)  # what follows في or لدى is where, not of what
_COMMA = frozenset("،,-–(")
AFFAIRS = frozenset(("الشوون", "شوون", "الشان", "الملف", "العلاقات"))  # an adjective after these is what he deals with
_WHO_IS = frozenset(("هو", "هي", "وهو", "وهي"))
MAX_WORDS = 14

_ALSO = {
    "leader": ("supreme_leader", "secretary_general", "president", "king", "director"),
    "president": ("leader", "council_president", "director", "king"),
    "emir": ("king", "leader", "crown_prince", "governor"),
    "sultan": ("king",),
    "king": ("emir", "sultan"),
    "supreme_leader": ("leader",),
    "secretary_general": ("leader", "director"),
    "commander": ("army_chief", "leader"),
    "director": ("leader", "president", "secretary_general"),
    "commissioner": ("director",),
    "deputy_prime_minister": (),
    "envoy": (),
    "governor": ("emir", "president"),
    "justice_minister": ("prosecutor",),
}


@dataclass(slots=True)
class Role:
    """A role at words [start, end): `code` is of what (None: not said; "@own": of the person named before)."""

    start: int
    end: int
    office: str
    code: str | None = None
    of: Actor | None = None
    former: bool = False
    definite: bool = True
    counterpart: bool = False
    person: int | None = None  # start word of the name that it stands beside
    place: str | None = None  # the state where an ambassador serves
    others: list[str] = field(default_factory=list)  # further offices in the same phrase


def holder(book: Book, office: str, code: str | None, of: Actor | None, day: str | None) -> Actor | None:
    """Who a role means: the holder of the office on the day, else of one that the same title can stand for."""
    keys = [key for key in (of.name if of else None, code, of.code if of else None) if key]
    for name in (office, *_ALSO.get(office, ())):
        for key in keys:
            if len(book.holders(name, key)) and (found := book.holder(name, key, day)):
                return found
    return None


def resolve_role(book: Book, tokens: list[str], day: str | None, country: str | None = None) -> Actor | None:
    """Who an expression such as ["الرئيس", "الأميركي"] means on a day.

    Args:
        book: the book of actors.
        tokens: the words of the expression.
        day: YYYY-MM-DD, or None for the latest holder.
        country: code of the country that a role without one belongs to (الرئيس).
    """
    from .matching import Matcher

    view = Matcher(book).words_view(tokens)
    for role in find_roles(view, {}):
        if not role.former:
            code = role.code if role.code and not role.code.startswith("@") else country
            return holder(book, role.office, code, role.of, day)
    return None


def find_roles(view: View, people: dict[int, int], several: Container[str] = ()) -> Iterator[Role]:
    """Roles in text order, each beside the name that follows it if one does.

    Args:
        view: words with hits.
        people: start word -> end word of the person names found.
        several: words that stand for one of several states (المملكة): such a role has the code "@choose:" and the word.
    """
    at, count = 0, len(view.words)
    inside = {word for start, end in people.items() for word in range(start, end)}
    starts = sorted(set(view.hits) | {i for i, word in enumerate(view.words) if word in _COUNTERPARTS})
    done = 0
    for at in starts:
        if at < done or at >= count or at in inside:
            continue
        role = _read(view, at, people, inside, several)
        if role is not None:
            done = role.end
            yield role


def title_at(view: View, at: int) -> tuple[str, int] | None:
    """Office id and end of the longest title at a word, or None."""
    for hit in view.hits.get(at, ()):
        for sense in hit.senses:
            if sense.kind == "title" and sense.code:
                return sense.code, hit.end
    return None


def _read(view: View, at: int, people: dict[int, int], inside: set[int], several: Container[str]) -> Role | None:
    words = view.words
    title = title_at(view, at)
    if title is None:
        if words[at] not in _COUNTERPARTS:
            return None
        end = at + 1
        if words[at] == "نظير" and end < len(words) and view.glued[end]:
            end += 1
        role = Role(at, end, "@same", counterpart=True)
    else:
        role = Role(at, title[1], title[0], definite=words[at].startswith("ال"))
        _within(view, role)
    _complement(view, role, people, inside, several)
    return role


def _within(view: View, role: Role) -> None:
    """What the title itself says: المبعوث الأممي, or a body whose name its last word begins: رئيس الائتلاف السوري المعارض."""
    for at in range(role.start + 1, role.end):
        for hit in view.hits.get(at, ()):
            for sense in hit.senses:
                if hit.end > role.end and sense.kind == "full" and sense.actor and sense.actor.kind == "org":
                    role.code, role.of, role.end = sense.actor.code, sense.actor, hit.end
                    return
                if hit.end == role.end and _nationality(sense):
                    role.code = sense.code
                    return


def _nationality(sense: Sense) -> bool:
    adjective = sense.kind == "adjective" or (sense.kind == "noun" and sense.detail == "adjective")
    return adjective and sense.code is not None and not sense.code.startswith("@")


def _complement(view: View, role: Role, people: dict[int, int], inside: set[int], several: Container[str]) -> None:
    """Read on after the title: of what, former or not, further titles, until a name or a word that ends the phrase."""
    words, pos, link, skipped = view.words, role.end, "", 0
    while pos < len(words) and pos - role.start < MAX_WORDS:
        if pos in people:
            role.person = pos
            role.end = max(role.end, pos)
            return
        if pos in inside:
            return
        word = words[pos]
        if view.glued[pos] and word in ("ه", "ها", "هم", "هما") and pos == role.end:
            role.code, pos = "@own", pos + 1
            role.end = pos
            continue
        if word in _COMMA:
            _over_comma(view, role, pos + 1, people, inside)
            return
        if word in several and role.code is None and link not in ("في", "لدي", "الي"):
            role.code, role.definite = f"@choose:{word}", True
            role.end = pos = pos + 1
            continue
        if word in _OWN:
            role.code = role.code or "@own"
            pos += 1
            role.end = pos
            continue
        step = _known(view, role, pos, link)
        if step:
            pos, skipped, link = step, 0, ""
            role.end = step
            continue
        if word in _LINKS or (word in CLITICS and pos + 1 < len(words) and view.glued[pos + 1]):
            link = word
        elif not ((word.startswith("ال") and len(word) > 3) or word in _NOUNS) or skipped > 4:
            return
        skipped += 1
        pos += 1


def _over_comma(view: View, role: Role, pos: int, people: dict[int, int], inside: set[int]) -> None:
    """A name after the comma that ends a role: وزير الدفاع العراقي، الفريق فلان. Not where a name stands before it too."""
    before = role.start - 1
    if before in inside or (before > 0 and view.words[before] in _COMMA and before - 1 in inside):
        return
    while pos not in people and any(s.kind == "word" for hit in view.hits.get(pos, ()) for s in hit.senses):
        pos += 1
    if pos in people:
        role.person = pos


def _known(view: View, role: Role, pos: int, link: str) -> int:
    """Take in what the book knows at a word; the position after it, or 0."""
    for hit in view.hits.get(pos, ()):
        for sense in sorted(hit.senses, key=lambda s: not _nationality(s)) if len(hit.senses) > 1 else hit.senses:
            if sense.kind == "adjective" or (sense.kind == "noun" and sense.detail == "adjective"):
                if view.words[pos - 1] in AFFAIRS:
                    return hit.end
                if role.code is None and sense.code and not sense.code.startswith("@"):
                    role.code = sense.code
                    role.definite = role.definite or view.words[pos].startswith("ال")
                    return hit.end
                if link != "و":
                    return hit.end if role.code else 0
            elif sense.kind == "word":
                role.former = role.former or view.words[pos] in _FORMER
                return hit.end
            elif sense.kind == "title" and sense.code:
                if link == "و" and role.code is not None:
                    return 0  # a second person: وزير الخارجية الروسي ورئيس …
                role.others.append(sense.code)
                return hit.end
            elif sense.kind == "full" and sense.actor and sense.actor.type != "PER":
                return _take_name(role, hit, sense.actor, link)
            elif sense.kind == "body":
                return hit.end
    return 0


def _take_name(role: Role, hit: Hit, actor: Actor, link: str) -> int:
    place = link in ("في", "لدي", "الي") and role.office in _PLACED
    if role.code is None and not place and link != "و":
        role.code = actor.code
        if actor.kind in ("org", "seat", "media"):
            role.of = actor
        role.definite = True
        return hit.end
    if place and actor.kind in ("state", "capital", "place"):
        role.place = actor.code
    return hit.end if place or link in ("في", "لدي", "الي") else 0


def after_name(view: View, end: int, roles: dict[int, Role]) -> Role | None:
    """A role in apposition after a name that ends before word `end`: لافروف، وزير الخارجية الروسي."""
    words = view.words
    at = end + (end < len(words) and words[end] in _COMMA)
    starts = [at]
    for who in (at, at + 1):  # وهو قائد في …
        if who < len(words) and words[who] in _WHO_IS and (who == at or words[at] == "و"):
            starts.append(who + 1)
    for start in starts:
        role = roles.get(start)
        if role and role.person is None and not role.counterpart:
            return role
    return None
