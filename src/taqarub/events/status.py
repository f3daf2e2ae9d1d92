"""Whether an event happened, goes on, is planned, is only possible, or is denied: by tense and the words about it."""

from __future__ import annotations

from ..records import Status
from .candidates import Candidate
from .words import Words

_NOT = frozenset(["لم", "لن", "ليس", "ليست", "لا", "ما", "عدم", "ولم", "ولن", "ولا", "دون", "بدون", "وعدم", "وليس"])
_REFUSED = frozenset(["رفض", "رفضت", "يرفض", "ترفض", "رفضه", "رفضها", "نفي", "نفت", "ينفي", "تنفي", "نافيا", "نافيه", "الغاء", "الغي", "الغت", "الغيت", "تاجيل", "استبعد", "استبعاد", "مستبعدا", "نفيه"])
_PLANNED = frozenset(
    ["سوف", "وسوف", "المقرر", "مقرر", "المقرره", "مقرره", "المرتقب", "المرتقبه", "مرتقب", "مرتقبه", "المزمع", "المزمعه", "يعتزم", "تعتزم", "اعتزام", "اعتزامه", "ينوي", "تنوي", "يستعد", "تستعد", "المنتظر", "المتوقع", "متوقع", "سيعقد", "ستعقد", "تمهيدا", "لتوقيع", "يخطط", "تخطط", "خطه", "مخطط", "استعداد", "استعدادا", "استعداده", "يتاهب", "تتاهب", "قرب", "المقبل", "المقبله", "القادم", "القادمه", "سيتم", "ستتم", "ستجري", "سيجري", "يتوقع", "غدا"]
)
_POSSIBLE = frozenset(["قد", "ربما", "يمكن", "يحتمل", "محتمل", "محتمله", "احتمال", "احتمالات", "امكان", "امكانيه", "اذا", "لو", "يجب", "ينبغي", "الممكن", "هدد", "هددت", "يهدد", "تهدد", "مهددا", "بهدف", "اجل"])
_ONGOING = frozenset(
    ["يواصل", "تواصل", "مواصله", "يستمر", "تستمر", "استمرار", "استمرت", "مستمر", "مستمره", "متواصل", "متواصله", "يتواصل", "تتواصل", "مازال", "مازالت", "زال", "زالت", "تزال", "يزال", "حاليا", "المستمر", "المستمره", "المتواصل", "المتواصله", "وسط", "الجاري", "الجاريه"]
)
_PAST = frozenset(["كان", "كانت", "وكان", "وكانت", "امس", "اول", "الماضي", "الماضيه"])


def status_of(candidate: Candidate, words: Words, headline: bool) -> Status:
    """happened, ongoing, planned, possible or denied.

    The two words before the trigger and the three after it are read, with its tense and its prefix of future.
    """
    forms = words.forms
    begin = words.bounds(candidate.sentence)[0]
    before = forms[max(begin, candidate.start - 3) : candidate.start]
    near = before[-2:]
    form = forms[candidate.start]
    speech = candidate.cue or candidate.type in ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
    if any(word in _NOT for word in near[-1:]) and candidate.kind in "PIpiN" and candidate.type != "REJECT":
        return "denied"
    if any(word in _REFUSED for word in near) and candidate.kind in "MN":
        return "denied"
    if speech:
        return "happened"
    future = form.startswith("س") or form[:2] in ("وس", "فس")
    if candidate.kind in "Ii" and future and not _own_seen(form, candidate):
        return "planned"
    after = forms[candidate.end : candidate.end + 3]
    if any(word in _PLANNED for word in before) or any(word in _PLANNED for word in after[:2]):
        return "planned"
    if candidate.kind in "Ii" and near[-1:] and near[-1] in ("قد", "وقد"):
        return "possible"
    if any(word in _POSSIBLE for word in near) and not (near[-1:] and near[-1] == "قد" and candidate.kind in "Pp"):
        return "possible"
    if any(word in _ONGOING for word in before) or any(word in _ONGOING for word in after):
        return "ongoing"
    if candidate.kind in "Ii" and not headline and not any(word in _PAST for word in before):
        return "ongoing"
    return "happened"


def _own_seen(form: str, candidate: Candidate) -> bool:
    """Whether the first س is the verb's own (سيطر، سلم) and not the future's."""
    core = form.lstrip("وف")
    return len(core) < 3 or core[1] not in "يتنا" or candidate.pattern.lstrip("+").startswith("س")
