"""Durations, sets, and references to past, present and future that name no day."""

import re

from coders.dates import periods
from coders.dates.scene import Meaning, Scene, Slots

HALVES = {"year": ("month", 6), "day": ("hour", 12), "hour": ("minute", 30)}
"""What half of a unit comes to: `ein halbes Jahr`."""


def unit_of(slots: Slots) -> str:
    """The unit that an expression counts, empty without one."""
    unit = str(next((slots[tag] for tag in ("unit", "units", "unit_acc") if tag in slots), ""))
    if unit == "half":
        return "month"
    return HALVES.get(unit, (unit, 1))[0] if "halved" in slots else unit


def count_of(slots: Slots) -> int | None:
    """How many units: one when no number is named, None when it is vague (`einige Tage`)."""
    if "few" in slots:
        return None
    unit = str(slots.get("unit", slots.get("units")))
    part = 6 if unit == "half" else HALVES.get(unit, (unit, 1))[1] if "halved" in slots else 1
    return int(slots.get("num", 1)) * part


def amount(slots: Slots) -> Meaning | None:
    """A length of time without an anchor, `P3D` or, when it is vague, `PXD`."""
    grain = unit_of(slots)
    if grain not in periods.CODES:
        return None
    known = "few" not in slots and slots.keys() & {"num", "one", "unit_acc"}
    prefix = "PT" if grain in ("hour", "minute", "second") else "P"
    return Meaning(
        "DURATION", f"{prefix}{count_of(slots) if known else 'X'}{periods.CODES[grain]}", None, None, grain
    )


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
    every = int(slots.get("ordinal", 2 if "other" in slots else 1))
    length = amount({"num": every, **slots})
    return length and Meaning("SET", length.value, None, None, length.grain)


def resolve_ref(slots: Slots, scene: Scene) -> Meaning | None:
    """Now, then, soon: PRESENT_REF, PAST_REF, FUTURE_REF, without days."""
    if "ref_adverb" in slots and scene.lexicon.nouns_capitalised and scene.after.word[:1].isupper():
        return None  # an adjective: `ein früher Tod`
    return Meaning("DATE", str(slots.get("ref", "PAST_REF")), None, None, "day")
