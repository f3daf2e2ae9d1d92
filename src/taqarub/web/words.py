"""The words of the interface in Arabic and English: the tables of data/web/."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ..records import TaqarubError
from ..store.errors import Refused

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


@dataclass(frozen=True)
class Words:
    """The words of one language. `words("nav.files")`, or with values: `words("week.of", day="2018-07-16")`."""

    language: Language
    table: dict[str, str]

    @property
    def direction(self) -> str:
        """rtl or ltr."""
        return "rtl" if self.language == "ar" else "ltr"

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key.

        Raises:
            KeyError: the data have none.
        """
        return self.table[key].format(**values) if values else self.table[key]

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self.table

    def name(self, group: str, value: str | None) -> str:
        """The word for a value of the record (group "type", value "CONSULT"), or the value as it is."""
        return self.table.get(f"{group}.{value}", value or "")

    def many(self, key: str, number: int) -> str:
        """A number with its noun, in the form that the number asks for: 1 article, 3 articles; ثلاثة فأكثر …

        Keys: KEY.one, KEY.two, KEY.few (3 to 10), KEY.many; English has only one and many.
        """
        if self.language == "ar":
            last = number % 100
            form = "one" if number == 1 else "two" if number == 2 else "few" if 3 <= last <= 10 else "many"
        else:
            form = "one" if number == 1 else "many"
        return self.table[f"{key}.{form}"].format(n=f"{number:,}")


@lru_cache(maxsize=2)
def words_in(language: Language) -> Words:
    """The words of a language."""
    place = LANGUAGES.index(language)
    flat: dict[str, str] = {}
    for source in files("taqarub").joinpath("data/web").iterdir():
        if source.name.endswith(".toml"):
            for group, table in tomllib.loads(source.read_text(encoding="utf-8")).items():
                for key, pair in table.items():
                    flat[f"{group}.{key}"] = pair[place]
    return Words(language, flat)


def refusal(error: TaqarubError, words: Words) -> str:
    """Why something was not done, in the language of the page; what was given is isolated from the direction around it."""
    if not isinstance(error, Refused):
        return str(error)
    values = {
        name: f"\u2068{words.name('review', value) if name == 'field' else value}\u2069" for name, value in error.values.items()
    }
    return words(f"refused.{error.key}", **values)


def choose(asked: str | None, cookie: str | None) -> Language:
    """The language of a request: what the address asks for, else what was asked for before, else Arabic."""
    for value in (asked, cookie):
        if value == "ar" or value == "en":
            return "en" if value == "en" else "ar"
    return "ar"
