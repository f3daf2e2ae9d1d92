"""Annotated articles with other names in their places, so that the recogniser learns how names stand in sentences and
not only the names of the months that were annotated (mention replacement: Dai and Adel, COLING 2020).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from .gold import GoldText, article_window, load, pieces
from .lexicon import rows
from .windows import Window

SWAPPED = 0.7  # of the names of an article get another in their place
_BODIES = ("وزارة الخارجية", "وزارة الدفاع", "وزارة الداخلية", "الحكومة", "القوات", "الشرطة", "المخابرات", "الخارجية")
_FACILITIES = ("مطار {} الدولي", "مطار {}", "ميناء {}", "جبل {}", "نهر {}", "سجن {} المركزي", "مخيم {}", "قاعدة {} الجوية", "معبر {}")


def _names(lines: Iterator[dict[str, str]], column: str = "names_ar") -> list[str]:
    return [name.strip() for row in lines for name in row.get(column, "").split("|") if name.strip()]


class Names:
    """Names to put in, by type, from the book of actors."""

    def __init__(self) -> None:
        people = resources.files("taqarub") / "data/actors/people"
        listed = [n for p in sorted(x.name for x in people.iterdir() if x.name.endswith(".tsv")) for n in _names(rows(f"actors/people/{p}"))]
        titles = set(_names(rows("actors/titles.tsv"), "word"))
        full = [n for n in listed if " " in n and n.split()[0] not in titles]  # a name is annotated without its title
        states, cities = list(rows("actors/states.tsv")), _names(rows("actors/cities_extra.tsv"))
        polities = 3 * _names(iter(states)) + 3 * _names(iter(states), "capitals_ar") + cities
        adjectives = [a for a in _names(iter(states), "adjectives") if a.endswith("ي") and " " not in a]
        bodies = [f"{body} ال{a}ة" for body in _BODIES for a in adjectives]
        places = [f.format(city.removeprefix("مدينة ")) for f in _FACILITIES for city in cities]
        orgs = _names(rows("actors/orgs.tsv"))
        self.by_type = {
            "PER": full,
            "short": [n.rsplit(maxsplit=1)[1] for n in full],
            "GPE": polities,
            "ORG": orgs + random.Random(1).sample(bodies, min(len(bodies), len(orgs))),
            "LOC": 4 * _names(rows("actors/regions.tsv")) + random.Random(2).sample(places, min(len(places), 400)),
            "MEDIA": _names(rows("actors/media.tsv")),
        }

    def another(self, entity: dict[str, Any], chance: random.Random) -> str:
        """A name of the entity's type; for a person of one word a surname."""
        kind = "short" if entity["type"] == "PER" and " " not in entity["text"] else entity["type"]
        return chance.choice(self.by_type[kind])


def swapped(item: dict[str, Any], gold: dict[str, Any], names: Names, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """The article and its entities with other names; nothing else of the annotation, as sides and adjectives would no
    longer agree.
    """
    text = GoldText(item)
    taken: list[tuple[int, int, str]] = []
    entities = []
    for entity in sorted(gold.get("entities", []), key=lambda e: -len(e["text"])):
        new = names.another(entity, chance) if chance.random() < SWAPPED else entity["text"]
        places = [p for p in text.occurrences(entity["text"]) if not any(p[0] < end and start < p[1] for start, end, _ in taken)]
        taken += [(start, end, _after_clitic(text.text, start, end, new)) for start, end in places]
        entities.append({"text": new, "type": entity["type"]})
    parts, at = [], 0
    for start, end, new in sorted(taken):
        parts += [text.text[at:start], new]
        at = end
    parts.append(text.text[at:])
    return {**item, "sentences": "".join(parts).split("\n")}, {"id": gold["id"], "entities": entities}


def _after_clitic(text: str, start: int, end: int, new: str) -> str:
    """The new name as it is written behind what stands before it: ل and الكويت give للكويت."""
    if text[start:end] == new:
        return new
    if text[:start].endswith("لل"):
        return new[2:] if new.startswith("ال") else new
    return "ل" + new[2:] if text[:start].endswith((" ل", "\nل", "ول")) and new.startswith("ال") else new


def read_swapped(folders: Sequence[Path], keep: Callable[[str], bool], seed: int) -> list[Window]:
    """Windows of the articles and headlines of gold folders whose ids `keep` accepts, each with names swapped once."""
    names, chance = Names(), random.Random(seed)
    found: list[Window] = []
    for folder in folders:
        for prefix in ("", "headlines-"):
            for item, gold in load(folder, prefix):
                if keep(item["id"]):
                    found += pieces(article_window(*swapped(item, gold, names, chance), "swapped", None))
    return found
