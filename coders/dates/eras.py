"""Decades and centuries."""

from datetime import date

from codebook.calendar import Value
from coders.dates import periods
from coders.dates.scene import Meaning, Scene, Slots, dated, narrowed


def resolve_decade(slots: Slots, scene: Scene) -> Meaning | None:
    """A decade: `1990er Jahre`, or `90er Jahre` of the century that ends or ended last."""
    number = int(
        next(slots[tag] for tag in ("decade", "decade_year", "decade_adj", "year4", "yy") if tag in slots)
    )
    if number % 10 or (100 <= number < 1000):
        return None
    if number < 100 and "decade_year" in slots and "article" not in slots:
        return None  # `30s` may be ages or seconds, `the 30s` hardly
    if "century" in slots and scene.published and number < 100:  # `devedesetih godina prošlog veka`
        number += (scene.published.year // 100 + int(slots["dir"])) * 100
    if number < 100:
        number += 1900 if number > 10 else 2000
    return narrowed(dated(periods.decade(date(number, 1, 1))), slots.get("edge", slots.get("phase")))


def resolve_century(slots: Slots, scene: Scene) -> Meaning | None:
    """A century by its number, or its first or second half."""
    halved = "ordinal" in slots and "half_word" in slots
    number = int(slots.get("day") or slots.get("roman") or _ordinal(slots, halved=halved))
    if not 1 <= number <= 30:
        return None
    whole = periods.century(date((number - 1) * 100 + 1, 1, 1))
    if halved:
        whole = periods.nth_part(whole, "half", int(slots["ordinal"]))
    return narrowed(dated(whole), slots.get("edge", slots.get("phase")))


def _ordinal(slots: Slots, *, halved: bool) -> Value:
    return slots["ordinal_2"] if halved else slots["ordinal"]
