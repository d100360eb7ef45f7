"""Durations, sets, and references to past, present and future that name no day."""

import re

from coders.dates import periods
from coders.dates.scene import Meaning, Scene, Slots

FINER = {"century": ("year", 100), "decade": ("year", 10), "year": ("half", 2)} | {
    "month": ("week", 4),
    "week": ("day", 7),
    "half": ("month", 6),
    "quarter": ("month", 3),
}
"""The unit in which a fraction of another is counted, and how many of it make one."""
NUMBERS = frozenset({"num", "one", "unit_acc", "decimal", "halved"})
HALVES = {"year": ("month", 6), "day": ("hour", 12), "hour": ("minute", 30)}
"""What half of a unit comes to: `ein halbes Jahr`."""


def unit_of(slots: Slots) -> str:
    """The unit that an expression counts, empty without one."""
    unit = str(next((slots[tag] for tag in ("unit", "units", "unit_acc") if tag in slots), ""))
    if unit in ("half", "quarter_year"):
        return "month"
    return HALVES.get(unit, (unit, 1))[0] if "halved" in slots else unit


def count_of(slots: Slots) -> float | None:
    """How many units: one when no number is named, None when it is vague (`einige Tage`).

    Halves stay halves: `anderthalb Jahre`, `two and a half days`, `1,5 Stunden`.
    """
    if "few" in slots or ("units" in slots and not slots.keys() & NUMBERS):
        return None
    unit = str(slots.get("unit", slots.get("units")))
    half = HALVES.get(unit, (unit, 1))[1] if "halved" in slots else 1
    part = {"half": 6, "quarter_year": 3}.get(unit, half)
    number = float(str(slots.get("num", slots.get("decimal", 1))).replace(",", "."))
    return (number + (0.5 if "and_half" in slots else 0)) * part


def whole(grain: str, count: float) -> tuple[str, int]:
    """A count of units without a fraction: `anderthalb Jahre` are three half years."""
    while count != int(count):
        grain, times = FINER.get(grain, (grain, 0))
        count = count * times if times else round(count)
    return grain, int(count)


def amount(slots: Slots) -> Meaning | None:
    """A length of time without an anchor, `P3D` or, when it is vague, `PXD`."""
    grain = unit_of(slots)
    if grain not in periods.CODES:
        return None
    known = "few" not in slots and slots.keys() & NUMBERS
    prefix = "PT" if grain in ("hour", "minute", "second") else "P"
    number = f"{count_of(slots):g}" if known else "X"
    return Meaning("DURATION", f"{prefix}{number}{periods.CODES[grain]}", None, None, grain)


def resolve_duration(slots: Slots, scene: Scene) -> Meaning | None:
    """A duration; `since`, `last` and `next` tie it to the day of publication."""
    if "lasting" in slots or "lasting_unit" in slots:
        return _lasting(slots, scene)
    if "long" in slots:
        if scene.beside.tags & {"license", "in"}:
            return None  # `u danima pred izbore`
        value = str(slots["long"])
        return Meaning("DURATION", value, None, None, _grain_of(value))
    length, grain, published = amount(slots), unit_of(slots), scene.published
    if length is None or published is None or "X" in length.value or grain not in periods.CONTAINING:
        return length
    unit, count = whole(grain, count_of(slots) or 0.0)
    if slots.keys() & {"since", "already"} or slots.get("dir") == -1:
        start, end = periods.moved(published, unit, -count), published
    elif slots.get("dir") == 1 or ("within" in slots and scene.tense() in ("future", "present")):
        start, end = published, periods.moved(published, unit, count)
    else:
        return length
    return Meaning("DURATION", length.value, start, end, grain, published)


def _lasting(slots: Slots, scene: Scene) -> Meaning | None:
    """An adjective of length, `dreitägig`, `dvonedeljni`; of years it may be an age (`zweijähriger Sohn`),
    in digits it is one unless an anniversary, a sentence or the like follows.
    """
    told = slots.get("lasting", f"{slots.get('num')}/{slots.get('lasting_unit')}")
    number, _, code = str(told).partition("/")
    years = code == "Y"
    if scene.head[:1].isupper() and scene.lexicon.nouns_capitalised and scene.beside.word.isalnum():
        return None  # a noun: `die Zweijährige`
    if years and ("aged" in scene.after.tags or ("num" in slots and "lasted" not in scene.after.tags)):
        return None
    value = f"P{code[:-1]}{number}{code[-1]}"  # `TH` gives PT2H
    return Meaning("DURATION", value, None, None, _grain_of(value))


def _grain_of(value: str) -> str:
    letters = re.sub(r"^PT?[\d.X]*", "", value)
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
    if "season" in slots:
        return Meaning("SET", f"XXXX-{slots['season']}", None, None, "season")
    if "month" in slots:
        return Meaning("SET", f"XXXX-{slots['month']:02d}", None, None, "month")
    if slots.keys() & {"times", "per"}:
        slots = {tag: value for tag, value in slots.items() if tag != "num"}  # `three times a month`
    every = int(slots.get("ordinal", 2 if "other" in slots else 1))
    length = amount(slots if "few" in slots else {"num": every, **slots})
    return length and Meaning("SET", length.value, None, None, length.grain)


def resolve_ref(slots: Slots, scene: Scene) -> Meaning | None:
    """Now, then, soon: PRESENT_REF, PAST_REF, FUTURE_REF, without days."""
    if "ref_adverb" in slots and scene.lexicon.nouns_capitalised and scene.after.word[:1].isupper():
        return None  # an adjective: `ein früher Tod`
    return Meaning("DATE", str(slots.get("ref", "PAST_REF")), None, None, "day")
