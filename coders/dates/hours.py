"""Parts of the day, nights and times by the clock."""

import re

from coders.dates import periods
from coders.dates.absolute import resolve_date
from coders.dates.periods import DAY
from coders.dates.relative import resolve_weekday
from coders.dates.scene import Meaning, Scene, Slots, dated, possible, timed, undated


def resolve_daypart(slots: Slots, scene: Scene) -> Meaning | None:
    """In the evening, the next morning: of the last day that the text named or of one beside it."""
    part = next(slots[tag] for tag in ("daypart", "daypart_long", "daypart_noun") if tag in slots)
    if part == "NI" and "dir" in slots:
        return None  # a night, from one day to the next
    base = scene.published if slots.get("dir") in (-1, 0) else scene.base("day")
    if base is None:
        return timed(undated("day"), part)
    when = base + int(slots.get("rel", slots.get("dir", 0))) * DAY
    return possible(timed(dated(periods.day(when), anchor=base), part), scene)


def resolve_night(slots: Slots, scene: Scene) -> Meaning | None:
    """The night to a day: from the day before to that day."""
    if slots.keys() == {"night"} and not {"in", "over"} & scene.before.tags:
        return None
    if "weekday_2" in slots:
        target = resolve_weekday(slots | {"weekday": slots["weekday_2"]}, scene)
    elif "month" in slots or "monthnum" in slots:
        target = resolve_date(slots | {"day": slots.get("day_2", slots["day"])}, scene)
    elif "weekday" in slots:
        target = resolve_weekday(slots, scene)
    elif scene.published is None:
        return timed(undated("day"), "NI")
    else:
        target = dated(periods.day(scene.published + _nights(slots, scene) * DAY), anchor=scene.published)
    if target is None or target.start is None:
        return target and timed(target, "NI")
    eve = target.start - DAY
    return Meaning("TIME", f"{eve.isoformat()}TNI", eve, target.end, "day", target.anchor)


def _nights(slots: Slots, scene: Scene) -> int:
    """How many days after publication the night ends that is named without a date."""
    if "deixis" in slots:
        return int(slots["deixis"])
    coming = "this_night" in slots and scene.tense() == "future"
    return 1 if coming or slots.get("dir") == 1 else 0


def resolve_clock(slots: Slots, scene: Scene) -> Meaning | None:
    """A time by the clock, on the last day that the sentence named, else on the day of publication."""
    number = int(slots.get("num", 0))
    hour, minute = (int(slots["hour"]), number) if "hour" in slots else (number, 0)
    if "zone" in slots:
        hour, minute = divmod(number, 100)  # `1400 GMT`
    first = next((tag for tag in slots if tag in ("hour", "clocktime", "clock_word")), "hour")
    if told := slots.get(first) if first != "hour" else None:
        hour, minute = (int(part) for part in re.split("[.:]", str(told)))
    hour = int(slots.get("clock_digits", slots.get("clock_pm", hour)))
    if "halved" in slots:
        hour, minute = hour - 1, 30  # `halb acht`
    part = slots.get("clock_part", slots.get("daypart"))
    if hour < 12 and (
        part in ("AF", "EV") or slots.keys() & {"pm", "clock_pm"} or _is_late(hour, slots, scene)
    ):
        hour += 12
    if "am" in slots and hour == 12:
        hour = 0
    if minute > 59 or not 0 <= hour <= 24:
        return None
    base = scene.day_of_sentence()
    where = base.isoformat() if base else periods.UNKNOWN["day"]
    return Meaning("TIME", f"{where}T{hour:02d}:{minute:02d}", base, base, "day", base)


def _is_late(hour: int, slots: Slots, scene: Scene) -> bool:
    """Whether the sentence has just named the evening or afternoon that the hour is of: `Abend um acht`."""
    told = next((meaning.value for meaning, here in scene.named() if here), "")
    return "am" not in slots and ((told.endswith("TEV") and hour > 3) or (told.endswith("TAF") and hour < 8))
