"""What words before and between expressions make of them: since, from … to, between … and."""

from dataclasses import replace
from datetime import date

from coders.dates.periods import DAY
from coders.dates.read import Page, Read
from coders.dates.recognise import Found
from coders.dates.scene import Meaning


def linked(page: Page, readings: list[Read]) -> list[Read]:
    """The readings, those after `since` running to publication, those of a range sharing its interval."""
    out = [(found, _since(found, meaning, page)) for found, meaning in readings]
    for i in range(len(out) - 1):
        (one, start), (two, end) = out[i], out[i + 1]
        if one.rule.operation == "clock" and end.grain == "day" and _beside(one, two, page):
            out[i] = (one, _on_day_of(start, end))
        if not _joined(one, two, page):
            continue
        start, end = _ordered(start, end, page.published)
        if (
            start.start
            and end.end
            and start.start <= end.end
            and start.timex_type == end.timex_type == "DATE"
        ):
            out[i] = (one, replace(start, end=end.end))
            out[i + 1] = (two, replace(end, start=start.start))
    return out


def _since(found: Found, meaning: Meaning, page: Page) -> Meaning:
    if meaning.timex_type == "DURATION" or page.published is None or meaning.start is None:
        return meaning
    tags = page.tags(page.opener(found))
    if not tags & {"since", "starting"} or meaning.start > page.published:
        return meaning
    return replace(meaning, end=max(page.published, meaning.end or page.published))


def _beside(one: Found, two: Found, page: Page) -> bool:
    """Whether nothing but `on the` stands between two expressions."""
    return all(page.tags(at) & {"on", "article"} for at in range(one.last, two.first))


def _on_day_of(clock: Meaning, day: Meaning) -> Meaning:
    """A time by the clock on the day that follows it: `8 am on Tuesday`."""
    if day.timex_type != "DATE" or day.start is None or day.start != day.end:
        return clock
    value = f"{day.value}{clock.value[clock.value.index('T') :]}"
    return replace(clock, value=value, start=day.start, end=day.end, anchor=day.start)


def _joined(one: Found, two: Found, page: Page) -> bool:
    """Whether a word or dash between two expressions makes them the ends of a range."""
    if two.first - one.last > 4:
        return False
    between = [page.tags(at) for at in range(one.last, two.first)]
    fillers = {"article", "dot", "on"} | ({"comma"} if any("through" in tags for tags in between) else set())
    between = [tags for tags in between if not tags & fillers or tags & {"through", "to"}]
    if not between or len(between) > 2 or (len(between) == 2 and "to" not in between[1]):
        return False
    tags, opener = between[0], page.tags(page.opener(one))
    if {"through", "dash"} & tags:
        return True
    return ("to" in tags and "from" in opener) or ("and" in tags and "between" in opener)


def _ordered(start: Meaning, end: Meaning, published: date | None) -> tuple[Meaning, Meaning]:
    """The ends of a range in order, where the text left their week or year open.

    An end without a year takes the year of the other; weekdays move by a week, away from publication.
    """
    if not (start.start and end.start and published and start.grain == end.grain == "day"):
        return start, end
    open_start, open_end = start.anchor is not None, end.anchor is not None
    gap = (end.start - start.start).days
    if open_end and (gap > 300 or gap < -300 or (gap < 0 and not open_start)):
        years = start.start.year - end.start.year
        moved = _moved(end, _years_off(end, years))
        late = moved.start is not None and moved.start < start.start
        return start, _moved(end, _years_off(end, years + 1)) if late else moved
    if open_start and not open_end:
        years = end.start.year - start.start.year
        moved = _moved(start, _years_off(start, years))
        late = moved.start is not None and moved.start > end.start
        return _moved(start, _years_off(start, years - 1)) if late else moved, end
    if gap >= 0 or gap < -7:
        return start, end
    if start.start <= published:
        return _moved(start, -7), end
    return start, _moved(end, 7)


def _years_off(meaning: Meaning, years: int) -> int:
    """How many days lie between a day and the same day some years on."""
    assert meaning.start is not None
    return (meaning.start.replace(year=meaning.start.year + years) - meaning.start).days


def _moved(meaning: Meaning, days: int) -> Meaning:
    assert meaning.start is not None and meaning.end is not None
    moved = meaning.start + days * DAY
    value = moved.isoformat() + meaning.value[10:]
    return replace(meaning, value=value, start=moved, end=meaning.end + days * DAY)
