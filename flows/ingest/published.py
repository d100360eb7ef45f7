"""When an article appeared: read from metadata, however loosely written, or from a stamp in its text."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dateparser import DateDataParser

from codebook.records import TimeRef

# Absolute dates only, all three parts stated, nothing filled in from the day on which this runs.
_STRICT = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
_LOCALES = ["de", "en", "sr", "sr-Latn", "hr", "bs"]
_DIGITS_WITH_SLASH = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}\b")


FullDates = Callable[[str], Iterable[TimeRef]]


class BadDate(ValueError):
    """A publication date that cannot be read, or can be read in two ways; the message says which."""


def read_date(text: str, *, full_dates: FullDates) -> date:
    """The day that a publication date names; a time of day and its zone are left aside.

    ISO 8601 and RFC 5322 are read as their standards say, anything else by dateparser with absolute dates
    only, and what it does not know (`14. oktobra 2024.`) by `full_dates`. `14.10.2024` is day, month, year
    in all three languages; `03/04/2024` could be two days. Raises BadDate.
    """
    text = text.strip()
    for standard in (_iso, _rfc5322):
        found = standard(text)
        if found is not None:
            return _plausible(found, text)
    orders = ["DMY", "MDY"] if _DIGITS_WITH_SLASH.match(text) else ["DMY"]
    readings = {reading for order in orders if (reading := _loose(text, order)) is not None}
    readings = readings or {day for _, _, day in _named(text, full_dates)}
    if not readings:
        raise BadDate(f"the publication date {text!r} is no full date; write it as 2024-10-14")
    if len(readings) > 1:
        ways = " or ".join(sorted(reading.isoformat() for reading in readings))
        raise BadDate(f"the publication date {text!r} may mean {ways}; write it as one of these")
    return _plausible(readings.pop(), text)


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _rfc5322(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text[:1].isalpha() else None
    except ValueError:
        return None


def _loose(text: str, order: str) -> date | None:
    parser = DateDataParser(languages=_LOCALES, settings={**_STRICT, "DATE_ORDER": order})
    found = parser.get_date_data(text.rstrip(".")).date_obj
    return found.date() if found else None


def _plausible(day: date, text: str) -> date:
    if not 1900 <= day.year <= 2100:
        raise BadDate(f"the publication date {text!r} lies outside the years 1900 to 2100")
    return day


_NUMERIC = re.compile(
    r"(?<![\d.])(?:(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)\b"
    r"|(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d))"
)
_CLOCK = re.compile(r"(?i)\.?,?\s*(?:T|u|um|at|у|[|•·–-])?\s*(?:[01]?\d|2[0-3])[:.]\d\d(?!\d)(?::\d\d)?")
_AFTER_CLOCK = re.compile(r"\s*(?:Uhr|h|č|ч|a\.?m\.?|p\.?m\.?)?\s*(?:[A-Z]{2,4}|Z|[+-]\d\d:?\d\d)?\s*[.|)]*")
_LABEL = re.compile(
    r"(?i)\b(?:veröffentlicht|erschienen|publiziert|stand|aktualisiert|editiert|published|posted|updated|edited"
    r"|objavljeno|ažurirano|izmenjeno|објављено|ажурирано|измењено)\b[^\n.!?]{0,20}$"
)
_FIRST = re.compile(
    r"(?i)\b(?:veröffentlicht|erschienen|publiziert|published|posted|objavljeno|објављено)\b[^\n.!?]{0,20}$"
)
_CREDIT = re.compile(
    r"(?i)(?:\b(?:foto|bild|quelle|photo|picture|image|credit|фото|слика|slika)\s*:|©|\(c\)\s)"
)
_ARCHIVE = re.compile(r"(?i)archiv|file (?:photo|picture|image)|arhiv|архив")
_DATELINE_END = re.compile(r"\.?,?\s*(?:\([^()\n]{2,30}\)\s*)?(?:[–—:-]|$)")
# `Berlin, den`, `БЕОГРАД`, `London (Reuters)`, `Von Max Muster |`, `Monday,`
_BEFORE_DATELINE = re.compile(
    r"(?:[^.!?:;]*(?:,|\||/|\)|[–—-])(?:\s*(?:den|am|on|dana|дана))?|[^a-zà-žа-џ.!?:;]*)\s*"
)
_PLACE_AT_MOST = 40  # characters of place and agency before the date of a dateline
_FIRST_LINES = 10


def infer_date(text: str, *, full_dates: FullDates) -> date | None:
    """The publication date that a text states in full, or None; nothing is ever guessed.

    The first of these tiers that holds a date decides, and only if all its dates agree: a stamp that says
    `published`; any other posting stamp (a date with a clock time in brackets or on a line of its own, or a
    date after `updated`); the dateline or a line that is only a date, within the first ten lines; the
    caption of a picture there, unless it is an archive picture. A date in running text is never taken: it
    dates an event. `full_dates` finds dates written with the month's name in one line.
    """
    tiers: list[set[date]] = [set(), set(), set(), set()]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        early = number < _FIRST_LINES
        if early or number >= len(lines) - _FIRST_LINES or len(line) < 120 or _LABEL.search(line):
            candidates = [*_numeric(line), *_named(line, full_dates)]
        else:
            candidates = _numeric(line)
        for start, end, day in candidates:
            tier = _tier(line, start, end, early=early)
            if tier is not None:
                tiers[tier].add(day)
    for found in tiers:
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _numeric(line: str) -> list[tuple[int, int, date]]:
    found = []
    for match in _NUMERIC.finditer(line):
        parts = [match["year"] or match["y"], match["month"] or match["m"], match["day"] or match["d"]]
        try:
            found.append((match.start(), match.end(), date(*map(int, parts))))
        except ValueError:
            continue  # 31.02.2024 is no day
    return found


def _named(line: str, full_dates: FullDates) -> list[tuple[int, int, date]]:
    if not re.search(r"\b(?:19|20)\d\d\b", line):
        return []
    return [
        (ref.span.start, ref.span.end, ref.start)
        for ref in full_dates(line)
        if ref.start is not None and ref.start == ref.end and ref.anchor is None and ref.grain == "day"
    ]


def _tier(line: str, start: int, end: int, *, early: bool) -> int | None:
    before, after = line[:start], line[end:]
    clock = _CLOCK.match(after)
    if _FIRST.search(before):
        return 0
    if _LABEL.search(before) or (clock and _stands_alone(before, after[clock.end() :])):
        return 1
    if not early:
        return None
    if _is_place(before) and _DATELINE_END.match(after[clock.end() :] if clock else after):
        return 2
    if _CREDIT.search(line) and not _ARCHIVE.search(line):
        return 3
    return None


def _stands_alone(before: str, after: str) -> bool:
    bracketed = before.rstrip().endswith("(") and ")" in _AFTER_CLOCK.match(after)[0]  # type: ignore[index]
    return bracketed or not (before.strip(" \t|>-–•·") or _AFTER_CLOCK.sub("", after, count=1))


def _is_place(before: str) -> bool:
    """Nothing, or a place, agency, author or weekday, as before the date of a dateline; no running text."""
    words = re.findall(r"\b[a-zà-žа-џ]{4,}", before)
    return (
        len(before) <= _PLACE_AT_MOST and len(words) <= 1 and _BEFORE_DATELINE.fullmatch(before) is not None
    )
