"""Dates, months, years, seasons and holidays: what the calendar names."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

import dateparser

from coders.dates import periods
from coders.dates.periods import Period
from coders.dates.scene import Meaning, Scene, Slots, chosen, dated, narrowed, timed, undated

QUOTES = frozenset("\"'„“”‚‘’«»")


def resolve_date(slots: Slots, scene: Scene) -> Meaning | None:
    """A day of a month, with its year or with the year that weekday and tense point to."""
    if "fulldate" in slots:
        when = parse_numeric(str(slots["fulldate"]), scene.lexicon.language.value)
        return dated(periods.day(when)) if when else None
    day, month = _day_and_month(slots)
    year = _year(slots, scene)
    if year is None and slots.keys() & {"monthnum", "daymonth"} and not _licensed(scene):
        return None
    part = str(slots["weekpart"]).partition("/")[2] if "weekpart" in slots else slots.get("daypart")
    if year is not None:
        return timed(dated(periods.day(date(year, month, day))), part)
    if scene.published is None or _year_is_open(slots):
        return timed(undated("day", f"XXXX-{date(2000, month, day):%m-%d}"), part)
    options = _days(month, day, around=(scene.around() or scene.published).year)
    weekday = (
        slots.get("weekday") or str(slots.get("weekpart", "")).partition("/")[0] or slots.get("weekday_abbr")
    )
    fitting = [option for option in options if weekday and option.start.isoweekday() == int(weekday)]
    return timed(dated(chosen(fitting or options, scene), anchor=scene.published), part)


def _licensed(scene: Scene) -> bool:
    """Whether digits such as `3. 9.` are a date: after a preposition, in Serbian after any word."""
    free = scene.lexicon.months_lowercase and scene.before.word.isalpha()
    return "license" in scene.before.tags or (free and "numbering" not in scene.before.tags)


def resolve_days(slots: Slots, scene: Scene) -> Meaning | None:
    """Two days of a month joined in one expression, `May 3-5`, under the value of the first."""
    first = resolve_date(slots, scene)
    if first is None or first.start is None or int(slots["day_2"]) <= first.start.day:
        return first if first and first.start is None else None
    return replace(first, end=first.start.replace(day=int(slots["day_2"])))


def _day_and_month(slots: Slots) -> tuple[int, int]:
    if "daymonth" in slots:
        day, _, month = str(slots["daymonth"]).partition(".")
        return int(day), int(month)
    number = slots.get("month") or slots.get("month_abbr") or slots["monthnum"]
    return int(slots.get("day") or slots["ordinal"]), int(number)


def _days(month: int, day: int, *, around: int) -> list[Period]:
    """That day of the year in the years around one; the 29th of February only where there is one."""
    found, reach = [], 8 if (month, day) == (2, 29) else 2
    for year in range(max(around - reach, 1), min(around + reach, 9998) + 1):
        try:
            found.append(periods.day(date(year, month, day)))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"no month {month} has a day {day}")
    return found


def _year_is_open(slots: Slots) -> bool:
    """Whether the text names a year by an expression that did not resolve."""
    return "unit" in slots or "dirunit" in slots


def _year(slots: Slots, scene: Scene) -> int | None:
    """The year that is named: in digits, or as this, last, the same year."""
    if "year4" in slots:
        return int(slots["year4"])
    if "yy" in slots:
        return int(slots["yy"]) + (2000 if int(slots["yy"]) < 50 else 1900)
    if "dirunit" in slots and str(slots["dirunit"]).startswith("year") and scene.published:
        return scene.published.year + int(str(slots["dirunit"])[4:6])
    if slots.get("unit") == "year":
        base = scene.base("year") if "rel" in slots else scene.published
        return base.year + int(slots.get("rel", slots.get("dir", 0))) if base else None
    return None


@lru_cache(maxsize=4096)
def parse_numeric(text: str, language: str) -> date | None:
    """The day that digits such as `30.11.2013` or `11/30/2013` name, read by dateparser."""
    order = "YMD" if text[:4].isdecimal() else "MDY" if "/" in text else "DMY"
    base = datetime(2000, 1, 1)  # noqa: DTZ001 - dateparser counts from the clock unless it is given a day
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": order, "RELATIVE_BASE": base}
    found = dateparser.parse(text, languages=[language], settings=settings)
    return found.date() if found else None


def resolve_month(slots: Slots, scene: Scene) -> Meaning | None:
    """A month, with its year or with the year that tense points to."""
    number = int(next(slots[tag] for tag in ("month", "month_abbr", "monthnum") if tag in slots))
    year = _year(slots, scene)
    edge = slots.get("edge")
    if year is not None:
        return narrowed(dated(periods.month(date(year, number, 1))), edge)
    if not edge and "dir" not in slots and _is_name(scene):
        return None
    if scene.published is None or _year_is_open(slots):
        return undated("month", f"XXXX-{number:02d}")
    options = [periods.month(date(y, number, 1)) for y in _years_about(slots, scene)]
    return narrowed(dated(_directed(options, slots, scene), anchor=scene.published), edge)


def _is_name(scene: Scene) -> bool:
    """Whether a month's word stands where it may as well be a person's name or another word."""
    capital = scene.head[:1].isupper()
    named = "name" in scene.lexicon.words.get(scene.head, {})
    if "to" in scene.after.tags and "from" in scene.before.tags:
        return False  # `von Mai bis Juli`
    if scene.lexicon.months_lowercase:
        return capital and (named or not scene.opens)
    return named and "firm" not in scene.before.tags


def _years_about(slots: Slots, scene: Scene) -> range:
    """The years that a month or a quarter may be of: `last January` counts from the day of publication."""
    assert scene.published is not None
    told = None if "dir" in slots else scene.around()
    year, reach = (told or scene.published).year, 2 if "dir" in slots else 1
    return range(max(year - reach, 1), min(year + reach, 9998) + 1)


def _directed(options: list[Period], slots: Slots, scene: Scene) -> Period:
    """The last, this or next of a period that comes back; without such a word, the one tense means."""
    published = scene.published
    assert published is not None
    if "dir" not in slots:
        return chosen(options, scene)
    direction = int(slots["dir"])
    if direction == 0:
        return next(option for option in options if option.start.year == published.year)
    before = [option for option in options if option.end < published]
    after = [option for option in options if option.start > published]
    side, place = (before, direction) if direction < 0 else (after, direction - 1)
    return side[place] if -len(side) <= place < len(side) else chosen(options, scene)


def resolve_year(slots: Slots, scene: Scene) -> Meaning | None:
    """A year in digits; digits that count things or number pages are none."""
    number = int(slots["year4"])
    if "quantity" in scene.after.tags or "numbering" in scene.before.tags:
        return None
    if "num" in scene.beside.tags or ("num" in scene.after.tags and "month" not in scene.beside.tags):
        return None  # a telephone number
    free = not {"year_word", "edge", "year4_2", "yy"} & slots.keys()
    if "dot" in slots and 1700 <= number <= 2100:  # an ordinal, `1974. okupirala`, or the end of a sentence
        free = free and number % 100 == 0 and not scene.after.word[:1].islower()
    if free and number % 100 == 0 and scene.after.word.isalpha() and not scene.lexicon.nouns_capitalised:
        return None
    if free and "license" not in scene.before.tags and not _stands_alone(scene, number):
        return None
    if "yy" in slots:
        if (number + 1) % 100 != int(slots["yy"]):
            return None
        return Meaning("DATE", _of_both(number), date(number, 1, 1), date(number + 1, 12, 31), "year")
    return narrowed(dated(periods.year(date(number, 1, 1))), slots.get("edge"))


def _of_both(number: int) -> str:
    """The TIMEX3 value of a year and the next: the decade or century of both, `193` for 1932/33."""
    if number % 100 == 99:
        return f"{number:04d}"
    return f"{number // 100:02d}" if number % 10 == 9 else f"{number // 10:03d}"


def _stands_alone(scene: Scene, number: int) -> bool:
    """Whether four digits without a preposition may be a year: no noun follows that they would count."""
    if number % 100 == 0 and not scene.opens:
        return False
    if not 1700 <= number <= 2100 or scene.before.word in {"+", "#", "$", "€", "£", "§", "*"}:
        return False
    follows = scene.after.word
    if not scene.lexicon.nouns_capitalised and not (scene.opens or "article" in scene.beside.tags):
        return False
    counted = follows[:1].isupper() and scene.lexicon.nouns_capitalised
    return not counted and follows not in {"%", "€", "$", "£", "°", "+", "*"}


def resolve_season(slots: Slots, scene: Scene) -> Meaning | None:
    """Spring, summer, autumn or winter, where a preposition or a year shows that time is meant."""
    key = str(slots["season"] if "season" in slots else slots["season_now"])
    year = _year(slots, scene)
    if (
        not slots.keys() & {"season_now", "year4", "dir", "rel", "edge", "unit"}
        and "license" not in scene.before.tags
    ):
        return None
    if year is not None:
        return narrowed(dated(periods.season(key, year)), slots.get("edge"))
    if scene.published is None or _year_is_open(slots):
        return undated("season", f"XXXX-{key}")
    around = (scene.around() or scene.published).year
    options = [periods.season(key, y) for y in range(max(around - 2, 1), min(around + 3, 9998))]
    if slots.get("dir") == 0:
        current = [option for option in options if option.start <= scene.published <= option.end]
        this_year = [option for option in options if option.start.year == around]
        return dated((current or this_year)[0], anchor=scene.published)
    return narrowed(dated(_directed(options, slots, scene), anchor=scene.published), slots.get("edge"))


def resolve_holiday(slots: Slots, scene: Scene) -> Meaning | None:
    """A feast with a fixed or a computed date."""
    rule = str(slots["holiday"])
    if scene.beside.word in QUOTES and scene.after.word in QUOTES:
        return None  # a title
    year = _year(slots, scene)
    if year is not None:
        return dated(periods.feast(rule, year))
    if scene.published is None:
        return undated("day", f"XXXX-{rule}" if rule[0].isdecimal() and "-" in rule else None)
    around = (scene.around() or scene.published).year
    options = [periods.feast(rule, y) for y in range(max(around - 2, 1), min(around + 3, 9999))]
    return dated(_directed(options, slots, scene), anchor=scene.published)


def resolve_nth(slots: Slots, scene: Scene) -> Meaning | None:
    """The first, second … week of a month, or quarter or half of a year."""
    number = int(next(slots[tag] for tag in ("ordinal", "day", "quarter_code", "dir") if tag in slots))
    unit = str(slots.get("unit", "day" if "weekday" in slots else "quarter"))
    grain = "half" if unit == "part" else unit
    if grain not in ("day", "week", "quarter", "half") or number == 0:
        return None
    outer = slots.get("unit_2")
    if "month" in slots:
        parent = resolve_month({k: v for k, v in slots.items() if k in ("month", "year4")}, scene)
    elif "year4" in slots:
        parent = dated(periods.year(date(int(slots["year4"]), 1, 1)))
    elif outer in ("year", "month", "decade") and scene.published:
        when = periods.moved(scene.published, str(outer), int(slots.get("dir", 0)))
        parent = dated(periods.CONTAINING[str(outer)](when))
    elif unit == "part":
        return None
    else:
        return _nth_of_any_year(grain, number, slots, scene)
    if parent is None or parent.start is None or parent.end is None:
        return parent and undated(grain)
    whole = Period(parent.grain, parent.start, parent.end, parent.value)
    if "weekday" in slots:
        when = periods.nth_weekday(whole.start, number, int(slots["weekday"]))
        return dated(periods.day(when)) if when.month == whole.start.month else None
    if number > {"quarter": 4, "half": 2}.get(grain, 31):
        return None
    return narrowed(dated(periods.nth_part(whole, grain, number)), slots.get("edge"))


def _nth_of_any_year(grain: str, number: int, slots: Slots, scene: Scene) -> Meaning | None:
    """A quarter or half whose year tense decides; a week counted from the last day that was named."""
    if grain == "week":
        base = next((meaning.end for meaning, _ in scene.named() if meaning.grain == "day"), None)
        week = base and periods.week(periods.moved(base, "week", number - 1))
        return dated(week, anchor=base) if week else undated(grain)
    if number > {"quarter": 4, "half": 2}.get(grain, 0):
        return None
    if scene.published is None:
        return undated(grain, f"XXXX-{grain[0].upper()}{number}")
    options = [
        periods.nth_part(periods.year(date(y, 1, 1)), grain, number) for y in _years_about(slots, scene)
    ]
    return narrowed(dated(_directed(options, slots, scene), anchor=scene.published), slots.get("edge"))
