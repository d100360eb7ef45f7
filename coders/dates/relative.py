"""Expressions counted from publication or from the last day that the text named."""

import re
from dataclasses import replace
from datetime import date

from codebook.calendar import Value
from coders.dates import periods
from coders.dates.periods import DAY, Period
from coders.dates.quantity import amount, count_of, unit_of, whole
from coders.dates.scene import Meaning, Scene, Slots, dated, narrowed, possible, timed, undated

HEADLINE = 6
"""Tokens of a sentence that needs no verb."""


def resolve_weekday(slots: Slots, scene: Scene) -> Meaning | None:
    """A weekday: by tense, by last, this or next, or within a week that is named."""
    number, daypart = _weekday(slots)
    bare = not slots.keys() & {"dir", "rel", "unit", "dirunit", "weekday_2"}
    if bare and "unclear" in scene.lexicon.words.get(scene.head, {}) and "license" not in scene.before.tags:
        return None
    if bare and scene.opens and "weekday_set" in scene.lexicon.words.get(scene.head, {}):
        return None  # `Samstags geschlossen`
    if ("dir" in slots or "rel" in slots) and "unit" in slots and slots["unit"] != "week":
        return None
    base = scene.base("week" if "unit" in slots else "day") if "rel" in slots else scene.published
    if base is None:
        return timed(undated("day", f"XXXX-WXX-{number}"), daypart)
    if "dirunit" in slots:
        if not (found := re.fullmatch(r"~?week([+-]\d)", str(slots["dirunit"]))):
            return None
        when = _in_week(base, int(found[1]), number)
    elif "unit" in slots:
        when = _in_week(base, int(slots.get("dir", slots.get("rel", 0))), number)
    elif slots.get("dir", slots.get("rel")) == 0:
        when = _in_week(base, 0, number) if "rel" in slots else _this_weekday(base, number, scene)
    else:
        when = _nearest_weekday(base, number, slots, scene)
    return timed(dated(periods.day(when), anchor=base), daypart)


def _weekday(slots: Slots) -> tuple[int, Value | None]:
    """The number of the weekday, 1 for Monday, and the part of the day if one is named."""
    if "weekpart" in slots:
        day, _, part = str(slots["weekpart"]).partition("/")
        return int(day), part
    number = slots["weekday"] if "weekday" in slots else slots["weekday_set"]
    return int(number), slots.get("daypart", slots.get("daypart_long"))


def _in_week(base: date, offset: int, number: int) -> date:
    return periods.week(periods.moved(base, "week", offset)).start + (number - 1) * DAY


def _this_weekday(base: date, number: int, scene: Scene) -> date:
    """`An diesem Freitag`: of the same week, unless the tense calls for the last or the next."""
    when, direction = _in_week(base, 0, number), scene.direction()
    if direction == "past" and when > base:
        return when - 7 * DAY
    return when + 7 * DAY if direction in ("future", "present") and when < base else when


def _nearest_weekday(base: date, number: int, slots: Slots, scene: Scene) -> date:
    """Last: strictly before; next: strictly after; else by tense, where past includes the day itself.

    The one before the last, `vorletzten Montag`, is the weekday of the week before the last; `two Mondays
    ago` counts back from the last one before the day.
    """
    if "ago" in slots:
        return base - ((base.isoweekday() - number) % 7 or 7) * DAY - (int(slots["num"]) - 1) * 7 * DAY
    direction = int(slots.get("dir", slots.get("rel", 0)))
    if abs(direction) == 2:
        return _in_week(base, direction, number)
    if direction == 0:
        # `die für Montag angesetzte Sitzung wurde verschoben`
        ahead = "for" in scene.before.tags or scene.direction() in ("future", "present")
        direction = 1 if ahead else 0
    back = (base.isoweekday() - number) % 7
    if direction == 1:
        return base + (7 - back) * DAY
    return base - (back if direction == 0 else back or 7) * DAY


def resolve_deictic(slots: Slots, scene: Scene) -> Meaning | None:
    """Yesterday, tomorrow and their kin, with or without a part of the day or the weekday's name."""
    if (
        scene.lexicon.nouns_capitalised
        and scene.head[:1].isupper()
        and not scene.opens
        and "weekday" not in slots
    ):
        return None
    part = _part(slots)
    shift = slots.get("deixis", 0)
    if "last_night" in slots:
        shift, _, part = str(slots["last_night"]).partition("/")
    if scene.published is None:
        return timed(undated("day"), part)
    when = scene.published + int(shift) * DAY
    return timed(dated(periods.day(when), anchor=scene.published), part)


def _part(slots: Slots) -> Value | None:
    if "weekpart" in slots:
        return _weekday(slots)[1]
    return slots.get("daypart", slots.get("today_part"))


def resolve_today(slots: Slots, scene: Scene) -> Meaning | None:
    """Today: the day of publication, or nowadays when the clause tells a state in the present."""
    part = {"daypart", "weekday", "weekpart", "unit", "today_part"}
    named = slots.keys() & (part | {"to", "onward", "happening", "deixis"})
    if not named and _tells_a_state(scene):
        return nowadays(slots, scene)
    if scene.published is None:
        return timed(undated("day"), _part(slots))
    return timed(dated(periods.day(scene.published), anchor=scene.published), _part(slots))


def _tells_a_state(scene: Scene) -> bool:
    """Whether a clause in the present tells how things are, not what happens on the day.

    It tells what happens when its tense is another, when an hour is named or when its verb is one of
    acts (`tagt`, `meets`), and in a headline. A long text that names no day near publication is no news,
    and there everything is told of these days.
    """
    cues, words = scene.lexicon.cues, scene.sentence()
    if scene.essay():
        return True
    if scene.clause_tense() in ("past", "future"):
        return False
    acts = (word.lower() in cues.present and word.lower() not in cues.stative for word in words)
    hours = ("oclock" in scene.lexicon.words.get(word, {}) for word in words)
    return len(words) > HEADLINE and not any(acts) and not any(hours)


def nowadays(slots: Slots, scene: Scene) -> Meaning:
    """Today in the sense of these days."""
    return Meaning("DATE", "PRESENT_REF", None, None, "day")


def resolve_period(slots: Slots, scene: Scene) -> Meaning | None:
    """Last week, this year, the beginning of the month, the same day, the year before."""
    if "dirunit" in slots:
        found = re.fullmatch(r"(~?)(\w+?)([+-]\d+)(?:/(\w+))?", str(slots["dirunit"]))
        assert found is not None
        grain, count = found[2], int(found[3])
        base = scene.base(grain) if found[1] else scene.published
        edge: Value | None = slots.get("edge", found[4])
    else:
        grain = str(slots.get("unit", "weekend"))
        count = int(slots.get("dir", slots.get("rel", 0)))
        base = scene.base(grain) if "rel" in slots or grain == "day" else scene.published
        edge = slots.get("edge")
    if grain not in periods.CONTAINING or (grain == "day" and slots.get("dir") == -1):
        return None
    if slots.keys() == {"weekend"} and not scene.before.tags & {"firm", "over"}:
        return None
    if base is None:
        return undated(grain)
    if grain == "weekend":
        return dated(_weekend(base, slots, scene), anchor=base)
    whole = periods.CONTAINING[grain](periods.moved(base, grain, count))
    if edge is None and grain == "month" and slots.get("dir") == 0 and scene.direction() != "future":
        whole = replace(whole, end=base)
    meaning = narrowed(dated(whole, anchor=base), edge)
    return possible(meaning, scene) if "rel" in slots or grain == "day" else meaning


def _weekend(base: date, slots: Slots, scene: Scene) -> Period:
    """The last weekend that has begun, the next, or the one that last, this or next names."""
    this = periods.weekend(base)
    before, after = periods.weekend(base - 7 * DAY), periods.weekend(base + 7 * DAY)
    direction = slots.get("dir")
    if direction == 0:
        return this
    if direction == 1 or (direction is None and scene.direction() in ("future", "present")):
        return this if base < this.start or (direction is None and base <= this.end) else after
    if direction == -1:
        return before
    return this if this.start <= base else before


def resolve_distance(slots: Slots, scene: Scene) -> Meaning | None:
    """So many units ago, or from now: the day, or the week, month or year in which that day lies."""
    grain, count = unit_of(slots), count_of(slots)
    length = amount(slots)
    if count is None or ("ago" not in slots and scene.tense() not in ("future", "present")):
        return length
    if scene.published is None or length is None:
        return undated(grain) if grain in periods.CONTAINING else length
    published = scene.published
    if grain not in periods.CONTAINING:
        return replace(length, start=published, end=published, anchor=published)
    meant = _counted(published, grain, -count if "ago" in slots else count)
    if grain == "day" or not scene.lexicon.distances_as_durations:
        return meant
    return replace(meant, timex_type="DURATION", value=length.value)


def _counted(base: date, unit: str, number: float) -> Meaning:
    """The period that lies so many units from a day; decades and longer are told by the year."""
    grain, count = whole(unit, number)
    when = periods.moved(base, grain, count)
    return dated(periods.CONTAINING["year" if grain in ("decade", "century") else grain](when), anchor=base)


def resolve_discourse(slots: Slots, scene: Scene) -> Meaning | None:
    """Two days later, the day before: counted from the last day that the text named."""
    grain, count = unit_of(slots), count_of(slots)
    if (
        "later_prep" in slots
        and scene.after.word.isalpha()
        and not scene.after.tags & {"in", "on", "at", "and"}
    ):
        return None  # `two years before the war` counts from the war
    if count is None or grain not in periods.CONTAINING:
        return amount(slots) if slots.keys() & {"num", "one", "few", "units"} else None
    base = scene.base(grain)
    if base is None:
        return undated(grain)
    return possible(_counted(base, grain, count * int(slots.get("later", slots.get("later_prep", 1)))), scene)


def resolve_then(slots: Slots, scene: Scene) -> Meaning | None:
    """The date that the text has just named, whatever its grain: `spätestens dann`; `seither` runs from it
    to publication, and from an unknown day without it.

    Of a distance (`in einem Jahr …, spätestens dann`) the value is the day that it leads to, as TimeML gives
    the end point of a duration; its days stay as wide as they were.
    """
    named = scene.latest()
    if "then" in slots:
        return named and replace(named, timex_type="DATE", value=_end_point(named), anchor=named.end)
    if scene.opens and scene.lexicon.nouns_capitalised:
        return None  # `Seitdem er im Amt ist`
    if named is None or named.start is None or scene.published is None or named.start > scene.published:
        return undated("day")
    return replace(named, end=scene.published, anchor=named.end)


def _end_point(named: Meaning) -> str:
    """The value of a date; of a distance from a day, the day at its other end."""
    length = re.fullmatch(r"P(\d+)([DWMY])", named.value)
    if length is None or named.anchor is None or named.end is None:
        return named.value
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[length[2]]
    count = -int(length[1]) if named.end < named.anchor else int(length[1])
    return periods.moved(named.anchor, unit, count).isoformat()
