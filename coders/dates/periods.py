"""Calendar periods: days, weeks, months and longer, with their TIMEX3 values.

Weeks are ISO weeks, Monday to Sunday. Spring is March to May and so on; winter ends in the year
after it began. All arithmetic raises OverflowError or ValueError when it leaves the calendar.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
CODES = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "half": "H"} | {
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
"""Unit letters of TIMEX3 durations; those below a day follow a T."""
UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"} | {
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""TIMEX3 values of a period of which nothing but the unit is known."""
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days [start, end] that make up one unit of the calendar, with the TIMEX3 value."""

    grain: str
    start: date
    end: date
    value: str


def day(when: date) -> Period:
    return Period("day", when, when, when.isoformat())


def week(when: date) -> Period:
    monday = when - when.weekday() * DAY
    year, number, _ = when.isocalendar()
    return Period("week", monday, monday + 6 * DAY, f"{year}-W{number:02d}")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week that holds the day."""
    whole = week(when)
    return Period("weekend", whole.end - DAY, whole.end, f"{whole.value}-WE")


def months(grain: str, first: date, length: int, value: str) -> Period:
    years, index = divmod(first.month - 1 + length, 12)
    return Period(grain, first, date(first.year + years, index + 1, 1) - DAY, value)


def month(when: date) -> Period:
    return months("month", when.replace(day=1), 1, f"{when.year:04d}-{when.month:02d}")


def quarter(when: date) -> Period:
    number = (when.month - 1) // 3
    return months("quarter", date(when.year, 3 * number + 1, 1), 3, f"{when.year:04d}-Q{number + 1}")


def half(when: date) -> Period:
    number = (when.month - 1) // 6
    return months("half", date(when.year, 6 * number + 1, 1), 6, f"{when.year:04d}-H{number + 1}")


def year(when: date) -> Period:
    return Period("year", date(when.year, 1, 1), date(when.year, 12, 31), f"{when.year:04d}")


def decade(when: date) -> Period:
    first = when.year // 10 * 10
    return Period("decade", date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03d}")


def century(when: date) -> Period:
    """The hundred years that count as one: the 19th century is 1801 to 1900, its value `18`."""
    first = (when.year - 1) // 100 * 100
    return Period("century", date(first + 1, 1, 1), date(first + 100, 12, 31), f"{first // 100:02d}")


def season(key: str, start_year: int) -> Period:
    """Three months from the first of March, June, September or December."""
    return months("season", date(start_year, SEASONS[key], 1), 3, f"{start_year:04d}-{key}")


CONTAINING: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": month,
    "quarter": quarter,
    "half": half,
    "year": year,
    "decade": decade,
    "century": century,
}
"""For each grain the period of that grain that holds a day."""


def moved(when: date, grain: str, count: int) -> date:
    """The day that lies `count` units later, or earlier when negative."""
    if grain in _MONTHS:
        later: date = when + relativedelta(months=count * _MONTHS[grain])
        return later
    return when + count * (1 if grain == "day" else 7) * DAY


def part(whole: Period, edge: str) -> Period:
    """The beginning, middle or end of a period, under the period's own value.

    Of a month the 1st to 10th, 11th to 20th and the rest; of a week Monday and Tuesday, Wednesday and
    Thursday, Friday to Sunday; of longer ones thirds.
    """
    first, second = _cuts(whole)
    if edge == "START":
        return replace(whole, end=first - DAY)
    if edge == "MID":
        return replace(whole, start=first, end=second - DAY)
    return replace(whole, start=second)


def _cuts(whole: Period) -> tuple[date, date]:
    """The first days of the second and of the third part of a period."""
    start = whole.start
    if whole.grain == "month":
        return start + 10 * DAY, start + 20 * DAY
    if whole.grain == "week":
        return start + 2 * DAY, start + 4 * DAY
    if whole.grain == "decade":
        return start + relativedelta(years=3), start + relativedelta(years=7)
    if whole.grain == "century":
        return start + relativedelta(years=33), start + relativedelta(years=67)
    length = (whole.end.year - start.year) * 12 + whole.end.month - start.month + 1
    if length < 3:
        return start, start
    return start + relativedelta(months=length // 3), start + relativedelta(months=length - length // 3)


def nth_part(whole: Period, grain: str, number: int) -> Period:
    """The first, second … week, quarter or half of a period; weeks are counted from its first day,
    and -1 is the last.
    """
    if grain in ("week", "day"):
        length = 7 if grain == "week" else 1
        start = whole.start + (number - 1) * length * DAY if number > 0 else whole.end - (length - 1) * DAY
        end = min(start + (length - 1) * DAY, whole.end)
        if start > whole.end:
            raise ValueError(f"{whole.value} has no {grain} {number}")
        return Period(grain, start, end, week(start).value if grain == "week" else start.isoformat())
    if grain == "half" and whole.grain in ("decade", "century"):
        middle = whole.start + relativedelta(years=5 if whole.grain == "decade" else 50)
        return replace(whole, end=middle - DAY) if number == 1 else replace(whole, start=middle)
    if grain == "half" and whole.grain == "month":
        cut = whole.start + 15 * DAY
        return replace(whole, end=cut - DAY) if number == 1 else replace(whole, start=cut)
    return CONTAINING[grain](date(whole.start.year, (number - 1) * _MONTHS[grain] + 1, 1))


def feast(rule: str, in_year: int) -> Period:
    """A holiday: `12-25`, days from Easter (`easter+1`, `orthodox-2`), or a weekday (`11.thu4`).

    `advent+7` counts days from the first Sunday of Advent.
    """
    if found := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return day(date(in_year, int(found[1]), int(found[2])))
    if found := re.fullmatch(r"(\d\d)\.(-?\d)\.(\d)", rule):
        return day(nth_weekday(date(in_year, int(found[1]), 1), int(found[2]), int(found[3])))
    anchor, offset = re.fullmatch(r"([a-z]+)([+-]\d+)", rule).groups()  # type: ignore[union-attr]
    if anchor == "advent":
        christmas = date(in_year, 12, 25)
        base = christmas - (christmas.isoweekday() + 21) * DAY
    else:
        base = easter(in_year, EASTER_ORTHODOX if anchor == "orthodox" else EASTER_WESTERN)
    return day(base + int(offset) * DAY)


def nth_weekday(in_month: date, number: int, isoweekday: int) -> date:
    """The n-th such weekday of a month; from its end when n is negative."""
    whole = month(in_month)
    if number < 0:
        return whole.end - ((whole.end.isoweekday() - isoweekday) % 7 - 7 * (number + 1)) * DAY
    return whole.start + ((isoweekday - whole.start.isoweekday()) % 7 + 7 * (number - 1)) * DAY
