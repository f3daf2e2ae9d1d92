"""The patterns: a few dozen expressions assembled from the vocabulary, found by the words they begin with."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import Lexicon, alternatives, lexicon

DECADES = ("عشريني", "ثلاثيني", "اربعيني", "خمسيني", "ستيني", "سبعيني", "ثمانيني", "تسعيني")  # from the 1920s

# {name} is a piece of PIECES; groups have the names that resolvers ask for
TEMPLATES: dict[str, str] = {
    "numeric": r"(?:{dayhead})?(?P<d>\d{1,2})\s?[/\-.]\s?(?P<m>\d{1,2})\s?[/\-.]\s?(?P<y>\d{4})\s?(?P<h>هـ?(?!\w)|م(?!\w))?(?!\d)",
    "iso": r"(?P<y>(?:19|20)\d\d)[/\-.](?P<m>\d{1,2})[/\-.](?P<d>\d{1,2})(?!\d)",
    "range": r"(?:يومي\s+|بين\s+)(?P<d>{day})\s+(?:و|الي\s+)(?P<d2>{day})\s+{month}(?:\s+{rel})?(?:\s*{year})?",
    "date": r"(?:{dayhead})?(?P<d>{day})\s*(?:من\s+)?(?:شهر\s+)?{month}(?:\s+{rel})?(?:\s*{year})?"
    r"(?P<every>\s+من\s+كل\s+(?:عام|سنه))?",
    "daymonth": r"(?P<d>{day})\s+من\s+(?:هذا\s+الشهر|الشهر\s+{rel})",
    "month": r"(?:{edge}\s+)?(?:شهر\s+)?{month}(?:\s+{rel})?(?:\s*{year})?",
    "hijri": r"(?:{dayhead})?(?:(?P<d>{day})\s+(?:من\s+)?)?(?:{edge}\s+)?(?:شهر\s+)?(?P<hm>{hijri})(?:\s+المبارك|\s+الفضيل)?"
    r"(?:\s+{rel})?(?:\s+(?:(?:ال)?عام\s+|سنه\s+)?(?P<y>1[34]\d\d)(?:\s?هـ?(?!\w))?)?",
    "holiday": r"(?P<holiday>{holidays})(?:\s+المبارك)?(?:\s+{rel})?",
    "nights": r"(?:ليله?|مساء)\s+(?P<wd>{weekday})\s?(?:[-ـ–/]|الي|علي)?\s?{weekday}",
    "clock": r"(?:الساعه\s+(?P<t>\d{1,2}(?:[:.,]\d\d)?|\d{4}|(?:{ordinal}))(?:\s*(?P<frac>والنصف|والربع|والثلث|الا\s+ربعا?|الا\s+ثلثا?))?"
    r"|(?P<t2>\d{1,2}:\d\d))"
    r"(?:\s*(?P<gmt>بتوقيت\s+(?:غ|ج)رينت?ش|ت\.?\s?غ|بتوقيت\s+جرينتش|GMT|توقيت\s+غرينتش)|\s*(?:بال|ب)توقيت\s+المحلي|\s*(?:بالتوقيت)\s+المحلي)?"
    r"(?:\s+(?:من\s+)?(?P<ampm>بعد\s+الظهر|صباحا?|مساء|ظهرا?|فجرا?|ليلا?|عصرا?)(?!\w))?"
    r"(?:\s+(?:من\s+)?(?:يوم\s+)?(?:(?P<day>{days})(?!\w)(?:\s+(?:ال)?ذاته)?|(?P<wd>{weekday})(?!\w)(?:\s+{rel})?))?",
    "dayref": r"(?:(?:الساعات\s+الاولي\s+من\s+)?(?P<part>{part})\s*[,،]?\s+(?:من\s+)?)?(?:يوم\s+)?(?P<day>{days})(?:\s*[,،]?\s*[(\"]?\s?(?P<wd>{weekday})(?!\w)\s?[)\"]?)?",
    "weekday": r"(?:(?:الساعات\s+الاولي\s+من\s+)?(?P<part>{part})\s*[,،]?\s+(?:من\s+)?)?(?:يوم\s+)?(?P<wd>{weekday})(?:\s+{rel})?",
    "thatday": r"(?P<same>ذلك|نفس)\s+اليوم|اليوم\s+(?:(?P<next>التالي)|(?P<self>نفسه|ذاته))",
    "thispart": r"(?:هذا\s+(?P<this>الصباح|المساء)|هذه\s+(?P<this2>الليله))|(?P<last>(?:منتصف\s+)?الليله\s+(?:الماضيه|الفائته))",
    "thisday": r"هذا\s+اليوم",
    "sameday": r"نفس\s+اليوم\s+من\s+(?:ال)?عام\s+(?P<y>\d{4})",
    "unitrel": r"(?:{edge}\s+)?(?:ال)?(?P<unit>اسبوع|شهر|عام|سنه|قرن|صيف|شتاء|ربيع|خريف)\s+{rel}",
    "thisunit": r"(?:{edge}\s+|وقت\s+سابق\s+)?(?:من\s+)?(?:هذا|هذه)\s+(?P<unit>الاسبوع|الشهر|العام|السنه|القرن)",
    "edgeunit": r"{edge}\s+(?P<unit>الاسبوع|الشهر|العام|السنه)(?!\s+(?:و?{relwords}))",
    "year": r"(?:{edge}\s+)?(?:ال)?(?:عام|سنه|عامي|موسم|سنتي)\s*[،,]?\s*(?P<y>1\d{3}|20\d\d)(?!\d)(?:\s?[مـ]م?(?!\w))?",
    "bareyear": r"(?P<y>1[6-9]\d\d|20[0-4]\d)(?![\d%٪]|[.,/:]\d|\s?[-–]\s?\d)م?(?!\w)",
    "decade": r"(?:{edge}\s+)?(?P<dec>{decades})ات(?:\s+القرن\s+(?P<c>الماضي|العشرين))?",
    "season": r"(?P<season>{seasons})\s+(?:(?:ال)?عام\s+)?(?P<y>1[89]\d\d|20\d\d)(?!\d)",
    "part": r"(?P<piece>النصف|الربع)\s+(?P<n>الاول|الثاني|الثالث|الرابع|الاخير)\s+(?:من\s+)?(?:(?:ال)?عام\s+|سنه\s+)?(?P<y>20\d\d|هذا\s+العام|(?:ال)?عام\s+(?:الجاري|الحالي|الماضي|المقبل)|العام)",
    "plural": r"ال(?P<unit>{many2})\s+(?:(?:ال)?(?P<n>{number})\s+)?(?:القليله\s+|ال(?:عديده|طويله)\s+)?(?P<rel>{relwords})",
    "counted": r"(?:(?:اقل|اكثر)\s+من\s+(?=نصف))?(?:(?P<half>نصف|ربع)\s+(?P<hunit>ساعه|قرن)|(?P<n>\d{1,3}|{number})(?:\s+(?:الي|او|و)\s?(?:{number}|\d+))?\s*(?P<unit>{many}))(?:\s+(?:قادمه|مقبله))?",
    "dual": r"(?P<unit>{two})(?:\s+(?:الي|او)\s+(?P<n>{number}|\d+)(?:\s+{many})?|\s+(?:اثنين|اثنتين|كاملين|متتاليين|قادمين|مقبلين))?",
    "some": r"(?:بضعه?|عده|عديد|مئات|عشرات)\s+(?P<unit>{manyonly})|(?P<unit2>{manyonly})\s+(?:عده|عديده|طويله|قليله|كثيره|معدوده)",
    "bare": r"(?P<unit>{manyonly}|{one})(?P<one>\s+(?:واحده?|واحدا|كامله?|اضافيه?))?",
    "vague": r"(?P<vague>{vague})(?!\s+(?:من\s+)?(?:يوم\s+)?(?:{weekday}|{days})(?!\w))",
    "outbreak": r"(?:بدايه|بدء|اندلاع|انطلاق)\s+(?P<crisis>{crises})\s+ال\w+(?:يه|ي|ين)(?!\w)(?!\s*(?:\(|(?:في|عام|سنه|العام|قبل)(?!\w)))",
    "past": r"(?P<w>الماضي|المستقبل)",
    "comingyears": r"(?:{manyonly})\s+(?:قادمه|مقبله)",
}


def pieces(lex: Lexicon) -> dict[str, str]:
    """The regex pieces that templates name."""
    month, rel, edge = (alternatives(x) for x in (lex.months, lex.shift, lex.edges))
    parts = alternatives(lex.parts)
    part = parts
    weekday, days = alternatives(lex.weekdays), alternatives(lex.days)
    spelled = alternatives(lex.numbers)
    tens = r"(?:\w+\s+و)?(?:عشرين|ثلاثين|اربعين|خمسين|ستين|سبعين|ثمانين|تسعين)"
    many_only = [w for w in lex.many if w not in lex.one and (not w.endswith("ا") or w == "عقودا")]
    return {
        "month": rf"(?P<m>{month}(?!\w)(?:(?:\s?[/(\-]\s?|\s+){month}(?:(?!\w)|(?=\d{{4}}))\s?\)?)?|{month}(?=\d{{4}}))",
        "rel": rf"(?P<rel>(?:{rel})(?!\w))", "relwords": rf"(?:{rel})(?!\w)",
        "edge": rf"(?P<edge>{edge})", "part": part, "weekday": weekday, "days": days,
        "ordinal": alternatives(lex.ordinals), "number": rf"(?:{tens}|{spelled})",
        "day": rf"(?:\d{{1,2}}|{alternatives(lex.ordinals)})",
        "year": r"(?:(?:من\s+)?(?:(?:ال)?عام\s+|سنه\s+)?(?P<y>1\d{3}|20\d\d)(?!\d)م?)",
        "decades": alternatives(DECADES), "hijri": alternatives(lex.hijri), "holidays": alternatives(lex.holidays), "seasons": alternatives(lex.seasons),
        "dayhead": rf"(?:(?:{part})\s+)?(?:يوم\s+)?(?:(?:{days})\s+)?(?:(?P<wd>{weekday})(?!\w)\s*[،,]?\s*(?:الموافق\s+)?(?:ل|في\s+)?)?",
        "many": alternatives(lex.many), "manyonly": alternatives(many_only), "many2": alternatives([*many_only, *lex.two]),
        "two": alternatives(lex.two), "one": alternatives(lex.one), "vague": alternatives(lex.vague), "crises": alternatives(lex.crises),
    }  # fmt: skip


class Patterns:
    """Compiled patterns by name, and which of them can begin with a word."""

    def __init__(self) -> None:
        lex = lexicon()
        fill = pieces(lex)
        self.regex = {}
        for name, template in TEMPLATES.items():
            text = re.sub(r"\{([a-z]\w*)\}", lambda m: fill[m.group(1)], template)
            self.regex[name] = re.compile(text + ("" if text.endswith(r"(?!\w)") else r"(?!\w)"))
        self.starts = self._starts(lex)
        numbers = ("numeric", "iso", "date", "daymonth", "hijri", "counted", "bareyear", "clock")
        self.digits = tuple(self.regex[n] for n in numbers)
        self.names = {pattern: name for name, pattern in self.regex.items()}

    def _starts(self, lex: Lexicon) -> dict[str, tuple[re.Pattern[str], ...]]:
        table: dict[str, list[str]] = {}

        def add(words: object, *names: str) -> None:
            for word in words:  # type: ignore[attr-defined]
                entry = table.setdefault(word.split()[0], [])
                entry.extend(n for n in names if n not in entry)

        add(lex.months, "month")
        add(["شهر"], "month", "hijri", "unitrel")
        add(lex.edges, "month", "hijri", "unitrel", "thisunit", "edgeunit", "year", "decade", "thispart")
        add(["يوم"], "numeric", "date", "hijri", "dayref", "weekday")
        add([*lex.parts, "بعد"], "date", "dayref", "weekday", "numeric")
        add(["ليل", "ليله", "مساء"], "nights")
        add(lex.days, "date", "dayref", "numeric", "hijri")
        add(lex.weekdays, "weekday", "date", "numeric", "hijri")
        add(lex.ordinals, "date", "daymonth", "hijri")
        add(lex.hijri, "hijri")
        add(lex.holidays, "holiday")
        add(lex.seasons, "season", "unitrel")
        add(["الساعه"], "clock")
        add(["الساعات"], "dayref", "weekday", "plural")
        add(["هذا", "هذه"], "thispart", "thisday", "thisunit")
        add(["وقت"], "thisunit")
        add(["الليله", "منتصف"], "thispart")
        add(["نفس", "ذلك", "اليوم"], "thatday")
        add(["نفس"], "sameday")
        add(["يومي", "بين"], "range")
        for unit in ("اسبوع", "شهر", "عام", "سنه", "قرن", "صيف", "شتاء", "ربيع", "خريف"):
            add([unit, "ال" + unit], "unitrel", "year")
        add(["عامي", "موسم", "سنتي"], "year")
        add(["النصف", "الربع"], "part")
        add([stem + "ات" for stem in DECADES], "decade")
        many_only = [w for w in lex.many if w not in lex.one and (not w.endswith("ا") or w == "عقودا")]
        add(["ال" + w for w in [*many_only, *lex.two]], "plural")
        add([*lex.numbers, "نصف", "ربع", "اقل", "اكثر"], "counted")
        add(lex.two, "dual")
        add([*many_only], "bare", "some")
        add(lex.one, "bare")
        add(["بضعه", "بضع", "عده", "عديد", "مئات", "عشرات"], "some")
        add(lex.vague, "vague")
        add(["الماضي", "المستقبل"], "past")
        add(["بدايه", "بدء", "اندلاع", "انطلاق"], "outbreak")
        add(many_only, "comingyears")
        return {word: tuple(self.regex[n] for n in names) for word, names in table.items()}


@cache
def patterns() -> Patterns:
    """The one set of compiled patterns of the process."""
    return Patterns()
