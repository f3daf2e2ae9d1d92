"""What the components write on a spaCy Doc, declared in one place.

doc._.article     the Article read (or None for bare text)
doc._.published   day of publication, "YYYY-MM-DD", or None
doc._.outlet      name of the outlet, or None
doc._.body_start  offset of the body; the headline lies before it (0: the text has no headline)
doc._.folded      the text in normal form with offsets (language.normal.Folded), computed once
doc._.heads       what the encoder's heads said, token by token (language.heads.HeadOutput), or None without a model
doc._.entities, times, statements, events   lists of the types in taqarub.records; files: slugs
doc._.mentions    every expression that stands for an actor (records.Mention), in text order
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from . import serial as _serial  # noqa: F401  (a Doc with these can be sent to another process)
from .normal import Folded

_PLAIN = ("article", "published", "outlet", "heads")
_FOLDED = "taqarub_folded"
_LISTS = ("entities", "mentions", "times", "statements", "events", "files")


def _folded(doc: Doc) -> Folded:
    found = doc.user_data.get(_FOLDED)
    if found is None:
        found = doc.user_data[_FOLDED] = Folded(doc.text)
    return found


def declare() -> None:
    """Declare the extensions; calling it again changes nothing."""
    for name in _PLAIN:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in _LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    if not Doc.has_extension("body_start"):
        Doc.set_extension("body_start", default=0)
    if not Doc.has_extension("folded"):
        Doc.set_extension("folded", getter=_folded)


def carry(old: Doc, new: Doc) -> Doc:
    """Take over to a re-tokenised Doc of the same text what was set on the old one."""
    new.user_data.update({key: value for key, value in old.user_data.items() if key != _FOLDED})
    context: Any = getattr(old, "_context", None)
    new._context = context
    return new


declare()
