"""What the components write on a Doc as msgpack, so that Doc.to_bytes, DocBin and nlp.pipe with several processes keep
it: srsly asks these two functions for whatever it does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from .. import records
from .heads import HeadOutput
from .normal import Folded

_KEY = "taqarub"
Chain = Callable[[Any], Any] | None


def encode(value: Any, chain: Chain = None) -> Any:
    """Records and head scores as plain values under a key that `decode` knows."""
    if isinstance(value, HeadOutput):
        return {_KEY: "HeadOutput", "data": value.state()}
    if isinstance(value, Folded):
        return {_KEY: "Folded", "data": value.source}
    if isinstance(value, msgspec.Struct) and type(value).__module__ == records.__name__:
        return {_KEY: type(value).__name__, "data": msgspec.to_builtins(value)}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Chain = None) -> Any:
    """The opposite of `encode`."""
    if isinstance(value, dict) and _KEY in value:
        if value[_KEY] == "HeadOutput":
            return HeadOutput.from_state(value["data"])
        if value[_KEY] == "Folded":
            return Folded(value["data"])
        return msgspec.convert(value["data"], getattr(records, value[_KEY]))
    return value if chain is None else chain(value)


msgpack_encoders.register("taqarub", func=encode)
msgpack_decoders.register("taqarub", func=decode)
