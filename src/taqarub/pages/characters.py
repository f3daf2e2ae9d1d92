"""Letters and spaces of scraped text put right, before anything is read into them."""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PRESENTATION = re.compile(r"[\ufb50-\ufd3d\ufd50-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc]+")
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
_TATWEEL = re.compile(r"(?<=[\u0621-\u064a])([\u064b-\u0652]*)\u0640+(?=[\u064b-\u0652]*[\u0621-\u064a])")
_TATWEELS = re.compile(r"\u0640{2,}")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|b|i|u|p|em|li|ul|ol|h[1-6]|br|div|font|img|span|strong|small|sup|sub)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def repair(text: str) -> str:
    """The text with entities decoded (twice over if need be), stray tags, direction marks, other invisible signs and
    decorative tatweel dropped, presentation forms turned into letters, and all in NFC. A tatweel that holds a clitic
    apart from a sign (لـ«…») and the one of هـ stay: they are spelling.
    """
    for _ in range(2):
        if "&" in text:
            text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _INVISIBLE.sub("", text)
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    if "\u0640" in text:
        text = _TATWEELS.sub("\u0640", text)
        text = _TATWEEL.sub(r"\1", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The repaired text as tidied lines; empty ones stay, since they part blocks."""
    return [tidy(line) for line in _LINES.split(repair(text))]
