"""Bytes become text: the charset is the one whose letters read as Arabic news, whatever the page declares."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache, partial
from typing import NamedTuple

from ..records import TaqarubError

_SAMPLE = 200_000  # bytes that candidates are judged on
_BINARY = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"), (b"RIFF", "a media file"), (b"\x7fELF", "a program"), (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x1f\x8b", "gzip within gzip"), (b"OggS", "a media file"), (b"ID3", "a media file"), (b"SQLite format", "a database"),
)  # fmt: skip
# Letters of Arabic news by their share in running text, per mille.
_LETTERS = dict(
    zip(
        "اليمونرتبعدةسفهقكحجشأصطخىإضئزذثغءظؤآ،؛؟",
        (148, 118, 75, 62, 60, 59, 52, 44, 38, 35, 33, 31, 27, 27, 26, 23, 21, 18, 14, 14, 20, 12, 11, 10, 9, 8, 7, 5, 6,
         5, 5, 5, 4, 4, 3, 2, 8, 2, 2), strict=True,
    )
)  # fmt: skip
_NEUTRAL = frozenset(
    "«»“”‘’–—…•·\u00a0\u200c\u200d\u200e\u200f\ufeff©®°پچژکگیڤ" + "".join(map(chr, range(0x64B, 0x66A)))
)
_META = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HAS_ARABIC = re.compile(r"[\u0621-\u064a]")
_ONE_BYTE = re.compile(r"cp(?:720|864|12\d\d)|iso8859-\d+|mac-\w+|koi8-\w")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _signs(codec: str) -> dict[str, int]:
    """The signs that a one-byte charset gives the bytes 0x80-0xff, and the C1 signs that stand for them in Latin-1."""
    controls = {chr(byte): byte for byte in range(0x80, 0xA0)}
    return controls | {bytes([byte]).decode(codec, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


# First bytes of Arabic letters in UTF-8, and of the signs that these become when they are garbled twice over.
_LEADS = frozenset([0xC2, 0xC3, 0xC5, 0xC6, 0xCB, 0xD8, 0xD9, 0xDA, 0xDB, 0xE2])


class _Garble(NamedTuple):
    """One way in which Arabic gets garbled: the pattern of a run, sign to byte, what the bytes may really have been."""

    run: re.Pattern[str]
    signs: dict[str, int]
    codecs: tuple[str, ...]


@cache
def _garbles() -> tuple[_Garble, ...]:
    between = r"[ \t\r\n!-~]{0,3}"
    found = []
    for codec in ("cp1252", "cp1256"):
        signs = _signs(codec)
        tails = "".join(re.escape(sign) for sign, byte in signs.items() if byte < 0xC0)
        leads = "".join(re.escape(sign) for sign, byte in signs.items() if byte in _LEADS)
        lost = next(sign for sign, byte in signs.items() if byte == 0xD9)  # ف is D9 81, and 81 has no sign to stay by
        one = rf"(?:[{leads}][{tails}]{{1,2}}|{lost})"
        found.append(_Garble(re.compile(rf"{one}(?:{between}{one})+"), signs, ("utf-8",)))
    letters = "[\u00c0-\u00ff\u0152\u0153\u0178\u0192\u02c6\u0090\u0081]"
    latin = re.compile(rf"{letters}{{3,}}(?:[ \t\r\n!-~\u00a0-\u00bf]{{1,3}}{letters}+)*")
    found.append(_Garble(latin, _signs("cp1252"), ("cp1256", "iso8859-6")))
    return tuple(found)


def arabic_score(text: str) -> float:
    """How much a text reads as Arabic, by its letters outside ASCII: about 40 for news, below 0 for garbled text.

    The mean share (per mille) of its letters in Arabic news; a letter that news does not use counts -100.
    """
    counts = Counter(text)
    total, points = 0, 0
    for sign, count in counts.items():
        if sign < "\x80" and sign not in _CONTROLS:
            continue
        if sign in _NEUTRAL:
            continue
        total += count
        points += count * _LETTERS.get(sign, -100)
    return points / total if total else 0.0


_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 27), *range(28, 32), 127]))


def _bytes_of(run: str, garble: _Garble) -> bytes | None:
    """The bytes that a garbled run was decoded from; a byte 0x81 that got lost is set in again."""
    data = bytearray()
    restore = garble.codecs == ("utf-8",)
    for sign in run:
        byte = garble.signs.get(sign, ord(sign) if sign < "\x80" else -1)
        if byte < 0:
            return None
        if restore and data and data[-1] == 0xD9 and not 0x80 <= byte < 0xC0:
            data.append(0x81)
        data.append(byte)
    if restore and data[-1] == 0xD9:
        data.append(0x81)
    return bytes(data)


def _mend_run(run: str, garble: _Garble) -> str:
    """The reading of a run that is most like Arabic: the run itself, or one of those that it may have been."""
    if garble.codecs == ("utf-8",) and not any(0x80 <= garble.signs.get(sign, 0) < 0xC0 for sign in run):
        return run  # nothing but ظ: حفظ ظواهر is as it should be
    data = _bytes_of(run, garble)
    if data is None:
        return run
    best, score = run, max(arabic_score(run), 5)
    for codec in garble.codecs:
        try:
            mended = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" and mended != run and not _HAS_ARABIC.search(mended):
            mended = garble.run.sub(partial(_mended, garble), mended)  # twice over
        if arabic_score(mended) > score:
            best, score = mended, arabic_score(mended)
    return best


def mend(text: str) -> str:
    """Text with Arabic that was decoded with a wrong charset, once or twice over, put right: Ø§Ù„… → ال….

    Only runs that read better as Arabic afterwards are changed; half a surrogate pair becomes U+FFFD.
    """
    if not text.isascii():
        for _ in range(2):
            before = text
            for garble in _garbles():
                text = garble.run.sub(partial(_mended, garble), text)
            if text == before:
                break
    return whole(text)


def _mended(garble: _Garble, match: re.Match[str]) -> str:
    return _mend_run(match.group(), garble)


def whole(text: str) -> str:
    """The text with U+FFFD for every half of a surrogate pair, so that it can be written out."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _known(name: str | None) -> str | None:
    """Python's name of a declared one-byte charset, or None for any other codec (idna, rot13, UTF-16 …)."""
    try:
        found = codecs.lookup(name.strip()).name if name else ""
    except (LookupError, ValueError):
        return None
    return found if _ONE_BYTE.fullmatch(found) else None


def _unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: every second byte is 0x00 or 0x06."""
    sample = data[:4000]
    if len(sample) < 20:
        return None
    for codec, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if sum(byte in (0, 6) for byte in high) > 0.85 * len(high):
            return codec
    return None


def _as_utf8(data: bytes) -> str | None:
    """The data as UTF-8, with a few broken bytes perhaps; None where it is another charset."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(sign > "\x7f" for sign in text) - broken
    return text if broken <= 3 + letters // 50 and letters > 3 * broken else None


def _refuse_binary(data: bytes, origin: str) -> None:
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise TaqarubError(f"{origin}: {name}, no page of text")


def decode(data: bytes, declared: str | None = None, origin: str = "-") -> str:
    """Bytes of a page as text.

    A byte order mark and valid UTF-8 speak for themselves. Otherwise Windows-1256, ISO-8859-6, Windows-1252 and what
    is declared are tried, and the one whose text reads most like Arabic is taken; a declaration only decides a draw.
    Text that was garbled before it came here is mended.

    Args:
        declared: the charset that the transport named; the page's own meta tag is looked up here.
        origin: what an error names.

    Raises:
        TaqarubError: the data is no text.
    """
    _refuse_binary(data, origin)
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _checked(data.decode(codec, "replace"), origin)
    codec_16 = _unmarked_utf16(data)
    if codec_16:
        return _checked(data.decode(codec_16, "replace"), origin)
    text = _as_utf8(data)
    return _checked(_best(data, declared) if text is None else text, origin)


def _best(data: bytes, declared: str | None) -> str:
    """The reading of one-byte data that looks most like Arabic."""
    meta = _META.search(data[:4096])
    names = [_known(declared), _known(meta[1].decode("ascii") if meta else None)]
    candidates = ["cp1256", "iso8859-6", "cp1252"]
    candidates = list(dict.fromkeys([name for name in names if name] + candidates))
    sample = data[:_SAMPLE]
    scores = {name: arabic_score(sample.decode(name, "replace")) for name in candidates}
    chosen = max(candidates, key=scores.__getitem__)  # the first of equals: the declared one
    if scores[chosen] < 0 and names[0] is None and names[1] is None:
        text = data.decode("utf-8", "replace")
        return text if text.count("\ufffd") < len(text) / 20 else data.decode(chosen, "replace")
    return data.decode(chosen, "replace")


def _checked(text: str, origin: str) -> str:
    """The text mended, unless it is no text at all."""
    sample = text[:_SAMPLE]
    bad = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if bad > 8 and bad > 0.1 * len(sample):
        raise TaqarubError(f"{origin}: binary data, no page of text")
    return mend(text)
