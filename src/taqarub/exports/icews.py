"""Events as an ICEWS table: 20 columns, separated by tabs, with a header.

Story ID is the article's id, and Sentence Number counts from 0, the headline. A state has no sector, as the record does
not say which of its bodies acts; district, province and coordinates are not known and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from ..records import Record
from .cells import Rows
from .choice import Options
from .codes import Act, act
from .columns import ICEWS
from .deeds import Deed, deeds


def write(records: Iterable[Record], out: BinaryIO, beside: BinaryIO | None, options: Options) -> None:
    """Write the table, and beside it the sentences by the deed's id and number."""
    table = Rows(out, tabs=True)
    table.header(ICEWS)
    for deed in deeds(records, options, beside):
        table.add(row(deed, act(deed.event)))
    table.flush()


def row(deed: Deed, act: Act) -> tuple[Any, ...]:
    """The 20 values of a deed."""
    source, target = deed.sides
    return (
        deed.number, deed.day, source.icews_name, source.icews_sector, source.icews_country, act.text, act.code,
        act.goldstein, target.icews_name, target.icews_sector, target.icews_country, deed.record.id, deed.sentence,
        deed.record.outlet, deed.place.city, "", "", deed.place.country.icews_country, "", "",
    )  # fmt: skip
