"""Durations, sets, and references to past, present and future that name no day."""

import re

from coders.dates import periods
from coders.dates.scene import Meaning, Scene, Slots


def unit_of(slots: Slots) -> str:
    """The unit that an expression counts, empty without one."""
    return str(next((slots[tag] for tag in ("unit", "units", "unit_acc") if tag in slots), ""))


def count_of(slots: Slots) -> int | None:
    """How many units: one when no number is named, None when it is vague (`einige Tage`)."""
    if "few" in slots:
        return None
    return int(slots.get("num", 1))


def amount(slots: Slots) -> Meaning | None:
    """A length of time without an anchor, `P3D` or, when it is vague, `PXD`."""
    grain = unit_of(slots)
    if grain not in periods.CODES:
        return None
    known = "few" not in slots and slots.keys() & {"num", "one", "unit_acc"}
    count = str(count_of(slots)) if known else "X"
    if grain == "half":
        grain, count = "month", str(int(count) * 6) if count != "X" else "X"
    prefix = "PT" if grain in ("hour", "minute", "second") else "P"
    return Meaning("DURATION", f"{prefix}{count}{periods.CODES[grain]}", None, None, grain)


def resolve_duration(slots: Slots, scene: Scene) -> Meaning | None:
    """A duration; `since`, `last` and `next` tie it to the day of publication."""
    if "long" in slots:
        value = str(slots["long"])
        return Meaning("DURATION", value, None, None, _grain_of(value))
    length, grain, published = amount(slots), unit_of(slots), scene.published
    if length is None or published is None or "X" in length.value or grain not in periods.CONTAINING:
        return length
    count = count_of(slots) or 0
    if slots.keys() & {"since", "already"} or slots.get("dir") == -1:
        start, end = periods.moved(published, grain, -count), published
    elif slots.get("dir") == 1 or ("within" in slots and scene.tense() in ("future", "present")):
        start, end = published, periods.moved(published, grain, count)
    else:
        return length
    return Meaning("DURATION", length.value, start, end, grain, published)


def _grain_of(value: str) -> str:
    letters = re.sub(r"^PT?[\dX]*", "", value)
    grains = {"H": "hour", "M": "minute"} if value.startswith("PT") else {}
    return grains.get(letters) or next(grain for grain, code in periods.CODES.items() if code == letters)


def resolve_set(slots: Slots, scene: Scene) -> Meaning | None:
    """Something that recurs: every day, on Mondays, every two weeks."""
    if "freq" in slots:
        value = str(slots["freq"])
        return Meaning("SET", value, None, None, _grain_of(value))
    if "weekday_set" in slots:
        return Meaning("SET", f"XXXX-WXX-{slots['weekday_set']}", None, None, "day")
    if "weekpart" in slots:
        return Meaning("SET", "XXXX-WXX-{}T{}".format(*str(slots["weekpart"]).split("/")), None, None, "day")
    if "weekday" in slots and "unit" not in slots:
        part = f"T{slots['daypart']}" if "daypart" in slots else ""
        return Meaning("SET", f"XXXX-WXX-{slots['weekday']}{part}", None, None, "day")
    if "daypart" in slots:
        return Meaning("SET", f"XXXX-XX-XXT{slots['daypart']}", None, None, "day")
    length = amount({"num": 1, **slots})
    return length and Meaning("SET", length.value, None, None, length.grain)


def resolve_ref(slots: Slots, scene: Scene) -> Meaning | None:
    """Now, then, soon: PRESENT_REF, PAST_REF, FUTURE_REF, without days."""
    return Meaning("DATE", str(slots.get("ref", "PAST_REF")), None, None, "day")
