"""Dates of publication in the forms that Arabic pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taqarub.pages.dates import line_date, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الثلاثاء 22 يونيو 2021", "2021-06-22"),
        ("الثلاثاء، 22 يونيو / حزيران 2021", "2021-06-22"),
        ("22 يونيو (حزيران) 2021", "2021-06-22"),
        ("22/06/2021", "2021-06-22"),
        ("2021/06/22", "2021-06-22"),
        ("22-6-2021", "2021-06-22"),
        ("22.06.2021", "2021-06-22"),
        ("06/22/2021", "2021-06-22"),
        ("03/01/2017", "2017-01-03"),
        ("2021-06-22", "2021-06-22"),
        ("2021-06-22T14:30:00+03:00", "2021-06-22T14:30:00+03:00"),
        ("2021-06-22 14:30:00", "2021-06-22"),
        ("٢٢ حزيران/يونيو ٢٠٢١", "2021-06-22"),
        ("12 ذو القعدة 1442 هـ الموافق 22 يونيو 2021", "2021-06-22"),
        ("12 ذي القعدة 1442هـ", "2021-06-22"),
        ("12/11/1442 هـ", "2021-06-22"),
        ("3 شباط/فبراير 2020", "2020-02-03"),
        ("1 كانون الثاني 2019", "2019-01-01"),
        ("14 فيفري 2019", "2019-02-14"),
        ("5 أوت 2022", "2022-08-05"),
        ("30 غشت 2022", "2022-08-30"),
        ("June 22, 2021", "2021-06-22"),
        ("يونيو 22, 2021", "2021-06-22"),
        ("31/02/2020", None),
        ("قبل عامين", None),
        ("22 يونيو", None),
        ("", None),
    ],
)
def test_a_date_in_words_or_numbers(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("الثلاثاء 22 يونيو 2021 - 10:45 ص", (1, "2021-06-22")),
        ("نشر في: 22/06/2021", (0, "2021-06-22")),
        ("تاريخ النشر: 22.06.2021 | 10:45 GMT", (0, "2021-06-22")),
        ("آخر تحديث: 22 يونيو 2021 الساعة 18:00 بتوقيت غرينتش", (2, "2021-06-22")),
        ("الأحد ١٢ ذو القعدة ١٤٤٢هـ - ٢٢ يونيو ٢٠٢١م", (1, "2021-06-22")),
        ("اجتمع الوزراء يوم 22 يونيو 2021", None),
        ("حرب 5 يونيو 1967", None),
        ("22 يونيو", None),
        ("الساعة 10:45", None),
    ],
)
def test_a_line_that_tells_the_date_and_no_more(line, found):
    assert line_date(line) == found


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)))
def test_every_day_is_read_back(day):
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day.isoformat()
    assert parse_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=200))
def test_any_text_gives_a_day_or_none(text):
    found = parse_date(text)
    assert found is None or len(found) >= 10
