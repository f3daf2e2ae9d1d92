"""Values of weeks, months, years, durations and vague expressions."""

from __future__ import annotations

import re
from datetime import timedelta
from re import Match

from . import days
from .context import Context
from .lexicon import lexicon
from .patterns import DECADES
from .resolve import Value, shift_of, squeeze

_ISO = {
    "S": "PT{}S",
    "I": "PT{}M",
    "H": "PT{}H",
    "D": "P{}D",
    "W": "P{}W",
    "M": "P{}M",
    "Y": "P{}Y",
    "E": "P{}DE",
    "C": "P{}CE",
}
_STEMS = {"اسبوع": "W", "شهر": "M", "عام": "Y", "سنه": "Y", "قرن": "C"}


def duration(number: int | str, unit: str) -> str:
    """A TIMEX3 duration, such as P3D, PTXH; decades are counted in years."""
    if unit in "EC" and isinstance(number, int):
        return f"P{number * (10 if unit == 'E' else 100)}Y"
    return _ISO[unit].format(number)


def number_of(text: str) -> int | None:
    """A number in digits or words (خمسة وعشرين)."""
    text = squeeze(text)
    if text.isdigit():
        return int(text)
    table = lexicon().numbers
    if text in table:
        return table[text]
    total = 0
    for piece in re.split(r"\s+و", text):
        if piece not in table:
            return None
        total += table[piece]
    return total


def shifted(ctx: Context, unit: str, shift: int) -> str | None:
    """The week, month, year or century some units from now."""
    if ctx.anchor is None:
        return None
    if unit == "W":
        return days.week(ctx.anchor + timedelta(weeks=shift))
    if unit == "M":
        return days.month(ctx.anchor, shift)
    return str(ctx.anchor.year + shift) if unit == "Y" else f"{ctx.anchor.year // 100 + shift}"


def unitrel(ctx: Context, m: Match[str]) -> Value | None:
    shift, stem = shift_of(m) or 0, m["unit"]
    if stem in lexicon().seasons:
        return ("DATE", f"{ctx.anchor.year + shift}-{lexicon().seasons[stem]}") if ctx.anchor else None
    if not re.search(rf"ال{stem}\s", m[0]) and ctx.text[m.start() - 2 : m.start()] != "لل":
        return None
    if m["rel"].startswith(("الاخير", "السابق", "الخال")):
        return ("DATE", "PAST_REF") if m["rel"].startswith("الاخير") else None
    if m["rel"].startswith("التالي") and stem in ("عام", "سنه") and ctx.year:
        return "DATE", str(ctx.year[0] + 1)
    if m["rel"].startswith("التالي"):
        return None
    value = shifted(ctx, _STEMS[stem], shift)
    return ("DATE", value) if value else None


def thisunit(ctx: Context, m: Match[str]) -> Value | None:
    value = shifted(ctx, _STEMS[m["unit"].removeprefix("ال")], 0)
    return ("DATE", value) if value else None


def year(ctx: Context, m: Match[str]) -> Value | None:
    number = int(m["y"])
    if 1300 <= number <= 1460 and "ه" in m[0][-2:]:
        return None
    ctx.year = (number, ctx.sentence(m.start())[1])
    return "DATE", m["y"]


def bareyear(ctx: Context, m: Match[str]) -> Value | None:
    """A number is a year after certain words, alone in brackets, or after another year and و."""
    text, start, end = ctx.text, m.start(), m.end()
    after = re.match(r"\s+(\w+)", text[end : end + 24])
    if after and after[1] in lexicon().contexts["counted"] and after[1] != "من":
        return None
    if int(m["y"]) < 1850 and ctx.before(start) == "من":
        return None
    bracket = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    joined = re.search(r"\d{4}\s?م?\s?(?:،|\s)\s?(?:و|الي\s|وحتي\s|حتي\s)\s?$", text[max(0, start - 14) : start])
    column = not text[ctx.sentence(start)[0] : start].strip() and re.match(r"\s?[-–:]", text[end : end + 2])
    poll = re.search(r"انتخابات[^،.\n\d]{0,40}$", text[max(0, start - 50) : start])
    if not (bracket or joined or column or poll or ctx.leads(start, "year_lead")):
        return None
    if re.search(
        r"(?:كاس العالم|مونديال|خليجي|بريكس|اولمبياد|رويه|رؤيه|القرار|رقم)\s*(?:في\s+)?$",
        text[max(0, start - 20) : start],
    ):
        return None
    ctx.year = (int(m["y"]), ctx.sentence(start)[1])
    return "DATE", m["y"]


def decade(ctx: Context, m: Match[str]) -> Value | None:
    return "DATE", f"19{DECADES.index(m['dec']) + 2}"


def season(ctx: Context, m: Match[str]) -> Value | None:
    return "DATE", f"{m['y']}-{lexicon().seasons[m['season']]}"


def part_of_year(ctx: Context, m: Match[str]) -> Value | None:
    said = m["y"]
    if said.isdigit():
        number = said
    elif ctx.anchor is None:
        return None
    else:
        number = str(ctx.anchor.year + (-1 if "الماضي" in said else 1 if "المقبل" in said else 0))
    half = m["piece"] == "النصف"
    index = {"الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4}.get(m["n"], 2 if half else 4)
    return "DATE", f"{number}-{'H' if half else 'Q'}{index}"


def plural(ctx: Context, m: Match[str]) -> Value | None:
    """السنوات الماضية is vague, السنوات الخمس الماضية and اليومين الماضيين are durations."""
    lex = lexicon()
    if m["unit"] in lex.two:
        return "DURATION", duration(2, lex.two[m["unit"]])
    if m["n"]:
        number = number_of(m["n"])
        return ("DURATION", duration(number, lex.many[m["unit"]])) if number else None
    shift = lex.shift[m["rel"].strip()]
    return "DATE", ("FUTURE_REF" if shift == 1 else "PAST_REF" if shift == -1 else "PRESENT_REF")


def counted(ctx: Context, m: Match[str]) -> Value | None:
    lex = lexicon()
    if m["half"]:
        minutes = 30 if m["half"] == "نصف" else 15
        return "DURATION", f"PT{minutes}M" if m["hunit"] == "ساعه" else f"P{50 if minutes == 30 else 25}Y"
    number, unit = number_of(m["n"]), lex.many[m["unit"]]
    if number is None or ctx.is_age(m.start(), m.end(), unit):
        return None
    if m["unit"] in ("عاما", "سنه", "عام") and not ctx.leads(m.start(), "lead"):
        return None  # most of them are ages
    later = re.search(r"\s(?:الي|او)\s+(\w+)", m[0])
    last = number_of(later[1]) if later else None
    return _relative(ctx, m, last or number, unit)


def dual(ctx: Context, m: Match[str]) -> Value | None:
    unit = lexicon().two[m["unit"]]
    if ctx.is_age(m.start(), m.end(), unit) or re.match(r"\s+\d{4}", ctx.text[m.end() : m.end() + 6]):
        return None
    return _relative(ctx, m, (number_of(m["n"]) if m["n"] else None) or 2, unit)


def some(ctx: Context, m: Match[str]) -> Value | None:
    return "DURATION", duration("X", lexicon().many[m["unit"] or m["unit2"]])


def bare(ctx: Context, m: Match[str]) -> Value | None:
    """A unit alone is a duration where a word such as بعد, منذ, لمدة leads to it."""
    lex, unit = lexicon(), m["unit"]
    glued = ctx.text[m.start() - 1 : m.start()] == "ل" and unit in lex.many and unit not in lex.one
    lead = ctx.before(m.start())
    compared = re.search(r"(?:اقل|اكثر)\s+من\s+$", ctx.text[max(0, m.start() - 12) : m.start()])
    if unit == "عقد" and lead not in ("منذ", "خلال", "قبل"):
        return None  # also a contract, and concluding one
    if unit in lex.many and unit not in lex.one and re.match(r"\s+ال(?!ي\s)", ctx.text[m.end() : m.end() + 6]):
        return None  # سنوات الحرب
    if unit == "عقودا":
        return "DURATION", "PXDE"
    if not m["one"] and not glued and not ctx.leads(m.start(), "lead"):
        return None
    if lead in ("من", "كل") and not m["one"] and not compared and unit in lex.one:
        return None
    if unit in lex.many and unit not in lex.one:
        return _relative(ctx, m, "X", lex.many[unit])
    if lead in ("خلال", "من", "كل", "مدي") and unit == "يوم":
        return None
    return _relative(ctx, m, 1, lex.one[unit])


def _relative(ctx: Context, m: Match[str], number: int | str, unit: str) -> Value:
    return "DURATION", duration(number, unit)


def vague(ctx: Context, m: Match[str]) -> Value | None:
    return "DATE", lexicon().vague[squeeze(m["vague"])]


def past(ctx: Context, m: Match[str]) -> Value | None:
    """الماضي and المستقبل as nouns, right after في or نحو."""
    if ctx.before(m.start()) not in ("في", "وفي", "نحو", "الي"):
        return None
    return "DATE", "PAST_REF" if m["w"] == "الماضي" else "FUTURE_REF"


def outbreak(ctx: Context, m: Match[str]) -> Value | None:
    """منذ بداية الأزمة: a point in the past that everyone knows; only after منذ, and with no date beside it."""
    return ("DATE", "PAST_REF") if ctx.before(m.start()) in ("منذ", "ومنذ") else None


def comingyears(ctx: Context, m: Match[str]) -> Value | None:
    return "DATE", "FUTURE_REF"


def edgeunit(ctx: Context, m: Match[str]) -> Value | None:
    return thisunit(ctx, m)
