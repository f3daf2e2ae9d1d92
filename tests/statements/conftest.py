"""A reader of short texts: names are given, so that statements are tested apart from recognition."""

from __future__ import annotations

import pytest
import spacy

from taqarub.language.component import Words
from taqarub.reading import to_doc
from taqarub.records import Article, Entity, Statement
from taqarub.statements.component import Statements

PEOPLE = {
    "سامر الحداد": ("PER", "Samer al-Haddad", "SYR"),
    "الحداد": ("PER", "Samer al-Haddad", "SYR"),
    "ليلى منصور": ("PER", "Layla Mansour", "JOR"),
    "منصور": ("PER", "Layla Mansour", "JOR"),
    "كريم الطويل": ("PER", "Karim al-Tawil", "LBN"),
    "الطويل": ("PER", "Karim al-Tawil", "LBN"),
    "هدى النجار": ("PER", "Huda al-Najjar", "EGY"),
    "بوتين": ("PER", "Vladimir Putin", "RUS"),
    "ترامب": ("PER", "Donald Trump", "USA"),
    "موسكو": ("GPE", "Moscow", "RUS"),
    "واشنطن": ("GPE", "Washington", "USA"),
    "طهران": ("GPE", "Tehran", "IRN"),
    "دمشق": ("GPE", "Damascus", "SYR"),
    "تركيا": ("GPE", "Turkey", "TUR"),
    "روسيا": ("GPE", "Russia", "RUS"),
    "اليمن": ("GPE", "Yemen", "YEM"),
    "إسرائيل": ("GPE", "Israel", "ISR"),
    "الأردن": ("GPE", "Jordan", "JOR"),
    "الخارجية المصرية": ("ORG", "Egyptian Ministry of Foreign Affairs", "EGY"),
    "الأمم المتحدة": ("ORG", "United Nations", "UN"),
    "داعش": ("ORG", "Islamic State", "ISIS"),
    "البنتاغون": ("ORG", "Pentagon", "USA"),
    "البيت الأبيض": ("ORG", "White House", "USA"),
    "رويترز": ("MEDIA", "Reuters", "MED"),
    "روسيا اليوم": ("MEDIA", "RT Arabic", "RUS"),
    "الشرق الأوسط": ("MEDIA", "Asharq Al-Awsat", "MED"),
    "وكالة الأنباء السورية": ("MEDIA", "SANA", "SYR"),
}


@pytest.fixture(scope="session")
def tokenizer():
    """A Language with the project's tokenizer and no components."""
    return spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "taqarub.Tokenizer.v1"}}})


@pytest.fixture(scope="session")
def read(tokenizer):
    """read(body, headline="") -> the statements found, with the names of PEOPLE given."""
    words, statements = Words(None), Statements()

    def run(body: str, headline: str = "عنوان") -> list[Statement]:
        article = Article(id="t", headline=headline, paragraphs=body.split("\n") if body else [])
        doc = words(to_doc(tokenizer, article))
        taken: set[int] = set()
        found = []
        for text in sorted(PEOPLE, key=len, reverse=True):
            kind, name, code = PEOPLE[text]
            at = doc.text.find(text)
            while at >= 0:
                if at not in taken:
                    taken.update(range(at, at + len(text)))
                    found.append(Entity(start=at, end=at + len(text), text=text, type=kind, name=name, code=code))
                at = doc.text.find(text, at + 1)
        doc._.entities = sorted(found, key=lambda e: e.start)
        return statements(doc)._.statements

    return run
