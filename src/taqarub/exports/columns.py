"""The columns of every table that is written, in their order."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["text", "int", "float", "list"]


class Column(NamedTuple):
    """A column: what stands in it, and what it means."""

    name: str
    kind: Kind
    meaning: str


def _columns(*lines: str) -> tuple[Column, ...]:
    """Columns of lines "name kind meaning"."""
    found = []
    for line in lines:
        name, kind, meaning = line.split(" ", 2)
        found.append(Column(name, kind, meaning))  # type: ignore[arg-type]
    return tuple(found)


_PLACE = (
    "article text Id of the article",
    "url text Address of the article",
    "number int Its place among its kind in the article, from 0",
    "sentence int Number of the sentence in which it begins; 0 is the headline",
    "start int First character in the article's text",
    "end int Character after the last one",
)
_SENTENCE = "sentence_text text The sentence or sentences in which it stands"

# layer -> columns; CSV, Parquet and Datasette have them all
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": _columns(
        "id text Id of the article",
        "url text Address of the article",
        "outlet text Who published it",
        "published text Day or time of publication, ISO 8601",
        "headline text Headline",
        "label text Label before the headline (urgent, video …), as printed",
        "byline list Authors",
        "dateline text Place and agency before the first sentence",
        "files list Files (dossiers) that the article is about",
        "text text Headline, a line break, and the clean body; offsets count its characters",
        "body_start int Where the body begins in the text",
    ),
    "entities": _columns(
        *_PLACE,
        "text text The name as it stands",
        "type text PER, ORG, GPE, LOC or MEDIA",
        "name text Its identity, in English",
        "role text Office or function, in English",
        "code text Actor code: ISO 3166 alpha-3, or the code of a body or group",
        "wikidata text Wikidata item",
        _SENTENCE,
    ),
    "times": _columns(
        *_PLACE,
        "text text The expression as it stands",
        "type text TIMEX3 type: DATE, TIME, DURATION or SET",
        "value text TIMEX3 value",
        _SENTENCE,
    ),
    "statements": _columns(
        *_PLACE,
        "text text What was said",
        "form text direct, indirect or mixed",
        "cue text The word of saying",
        "cue_start int First character of the cue",
        "cue_end int Character after the cue",
        "speaker text The speaker as the sentence names him; empty where it does not",
        "speaker_start int First character of the speaker",
        "speaker_end int Character after the speaker",
        "speaker_name text The speaker's identity, in English",
        "speaker_role text Office or function, in English",
        "speaker_code text Actor code of the speaker",
        "outlet text The outlet to which it was said, as the article tells",
        _SENTENCE,
    ),
    "events": _columns(
        *_PLACE,
        "trigger text The words that name the act",
        "type text PLOVER type",
        "mode text PLOVER mode",
        "quad text PLOVER quad class",
        "score float PLOVER score, from -10 (conflict) to 10 (cooperation)",
        "source list Codes of those who act",
        "target list Codes of those at whom it is aimed",
        "status text happened, ongoing, planned, possible or denied",
        "date text Day or month of the act",
        "place text Place of the act, as it stands",
        "reporter text In whose words alone it stands",
        "contexts list PLOVER contexts",
        "file text The file (dossier) it belongs to",
        _SENTENCE,
    ),
}

# where each row of a table of events comes from, which those tables have no columns for
SENTENCES = _columns(
    "event text Event ID of POLECAT",
    "event_number int The same as a number: GLOBALEVENTID of GDELT, Event ID of ICEWS",
    "article text Id of the article",
    "url text Address of the article",
    "outlet text Who published it",
    "published text Day or time of publication",
    "sentence int Number of the sentence; 0 is the headline",
    "start int First character of the trigger in the article's text",
    "end int Character after the trigger",
    "trigger text The words that name the act",
    "source text Code of who acts",
    "target text Code of whom it is aimed at",
    "type text PLOVER type",
    "mode text PLOVER mode",
    "status text happened, ongoing, planned, possible or denied",
    "date text Day or month of the act",
    "place text Place of the act, as it stands",
    "reporter text In whose words alone it stands",
    "file text The file (dossier) it belongs to",
    "sentence_text text The sentence",
)
# as in the weekly files: some descriptions write "Actor Primary Sector" for what is "Primary Actor Sector" there
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{where}_{name}" for where in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
