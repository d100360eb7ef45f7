"""Actors: names with their synonyms, and codes with the dates on which they hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from codebook.gazetteer import WORD
from codebook.petrarch.known import Known
from codebook.petrarch.lines import Line, Loss, read_lines
from codebook.petrarch.overlay import Overlay

CODE = re.compile(r"(?:[A-Z]{3})+")
DATES = re.compile(r"(?P<side>[<>])\s*(?P<one>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+)")
NAME = re.compile(r"\w[\w .,&/'’()-]*")
PIVOT = 30  # 30 is 2030, 31 is 1931
DAY = timedelta(days=1)
SMALL = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "on",
    "at",
    "to",
    "de",
    "del",
    "la",
    "von",
    "van",
    "der",
    "bin",
    "ibn",
}

Interval = tuple[date, date]


@dataclass(slots=True)
class Actor:
    """An entry: its lines with names, and its codes with the line and the interval of each."""

    names: list[Line] = field(default_factory=list)
    codes: list[tuple[Line, str, Interval | None]] = field(default_factory=list)


def read_actors(path: Path, known: Known, overlay: Overlay, losses: list[Loss]) -> None:
    """Bring the actors of one dictionary into the overlay."""
    for actor in _entries(path, losses):
        if not actor.codes:
            losses.extend(Loss(line, "has no code that can be used") for line in actor.names)
            continue
        _import(actor, known, overlay, losses)


def _entries(path: Path, losses: list[Loss]) -> Iterator[Actor]:
    """An entry is a name, lines that begin with `+` and are synonyms, and codes behind or below them."""
    actor: Actor | None = None
    for line in read_lines(path, losses):
        words = line.words
        if words and not words.startswith("+"):
            if actor is not None:
                yield actor
            actor = Actor()
        if actor is None:
            if line.text:
                losses.append(Loss(line, "belongs to no name above it"))
            continue
        if words.strip("+ _"):
            actor.names.append(line)
        for text in line.codes:
            actor.codes += _code(line, text, losses)
    if actor is not None:
        yield actor


def _code(line: Line, text: str, losses: list[Loss]) -> Iterator[tuple[Line, str, Interval | None]]:
    code, _, dates = text.partition(" ")
    if code == "---":
        losses.append(Loss(line, "says that the name is no actor; off.csv can"))
    elif not CODE.fullmatch(code):
        losses.append(Loss(line, f"code {code!r} is not made of three capital letters at a time"))
    elif not dates.strip():
        yield line, code, None
    else:
        interval = _interval(dates.strip())
        if interval is None:
            losses.append(Loss(line, f"{dates.strip()!r} is no date such as <960810 or 960810-970206"))
        else:
            yield line, code, interval


def _interval(text: str) -> Interval | None:
    found = DATES.fullmatch(text)
    if found is None:
        return None
    if found["side"]:
        day = _day(found["one"])
        if day is None:
            return None
        return (date.min, day - DAY) if found["side"] == "<" else (day + DAY, date.max)
    first, last = _day(found["first"]), _day(found["last"])
    return (first, last) if first and last and first <= last else None


def _day(digits: str) -> date | None:
    """YYMMDD or YYYYMMDD."""
    if len(digits) == 6:
        digits = f"{20 if int(digits[:2]) <= PIVOT else 19}{digits}"
    try:
        return date.fromisoformat(digits) if len(digits) == 8 else None
    except ValueError:
        return None


def _import(actor: Actor, known: Known, overlay: Overlay, losses: list[Loss]) -> None:
    usable: list[tuple[str, Interval | None]] = []
    for line, code, interval in actor.codes:
        if interval is None and any(dates is None for _, dates in usable):
            losses.append(Loss(line, f"code {code} is the second without dates"))
            continue
        if code in known.organisations or code.startswith(("IGO", "NGO", "MNC")) or known.is_code(code):
            usable.append((code, interval))
        else:
            losses.append(Loss(line, f"code {code} has an unknown country or role"))
    if not usable:
        return
    tenures = list(_tenures(usable))
    names = [(line, name) for line in actor.names if (name := _name(line.words))]
    wanted = {(code, first, last) for code, first, last in tenures}
    new = []
    for line, name in names:
        words = " ".join(WORD.findall(name.casefold()))
        fault = "" if NAME.fullmatch(name) else f"{name!r} holds signs that no name has"
        fault = fault or overlay.claimed("names", words, line)
        if fault:
            losses.append(Loss(line, fault))
        elif _is_new(name, wanted, known):
            new.append((line, name))
    if not new:
        return
    ref, kind = _ref(new[0][1], tenures, known, overlay)
    for line, name in new:
        for meaning in known.meanings(tuple(WORD.findall(name))):
            if meaning.ref != ref:
                overlay.add(
                    "off.csv", meaning.rule_id, f"{line.path.name}:{line.number} has it as {usable[0][0]}"
                )
        overlay.add("lang/en/names.csv", ref, kind, name, "-", "|".join(_cased(name)), "")


def _tenures(codes: Sequence[tuple[str, Interval | None]]) -> Iterator[tuple[str, date | None, date | None]]:
    """Each code with its interval; one without dates holds whenever no other does."""
    dated = sorted((interval, code) for code, interval in codes if interval)
    for (first, last), code in dated:
        yield code, None if first == date.min else first, None if last == date.max else last
    default = next((code for code, interval in codes if interval is None), None)
    if default is None:
        return
    start: date | None = None
    for (first, last), _ in dated:
        if first != date.min and (start is None or start < first):
            yield default, start, first - DAY
        if last == date.max:
            return
        start = max(start or date.min, last + DAY)
    yield default, start, None


def _name(words: str) -> str:
    """`UNITED_NATIONS_` and `UNITED NATIONS` as in the middle of a sentence: United Nations."""
    parts = [part for part in re.split(r"[_\s]+", words.lstrip("+")) if part]
    return " ".join(
        part.lower() if part.lower() in SMALL and i else _capital(part) for i, part in enumerate(parts)
    )


def _capital(word: str) -> str:
    return re.sub(r"\w+", lambda part: part.group()[:1].upper() + part.group()[1:].lower(), word)


def _cased(name: str) -> list[str]:
    """Where writers differ: Abu Al-Said, Abu al-Said; the name as it is does not count."""
    small = re.sub(r"\b(Al|El|Bin|Ibn|Von|Van|De)\b", lambda part: part.group().lower(), name)
    return [small] if small != name else []


def _is_new(name: str, wanted: set[tuple[str, date | None, date | None]], known: Known) -> bool:
    """Whether the codebook has not the name with the same codes on the same dates."""
    words = tuple(WORD.findall(name))
    if not words:
        return False
    had = {(one.code, one.valid_from, one.valid_to) for one in known.meanings(words)}
    return not wanted <= had


def _ref(
    name: str, tenures: Sequence[tuple[str, date | None, date | None]], known: Known, overlay: Overlay
) -> tuple[str, str]:
    """What the names stand for, and the kind of name: a country, an organisation, or an entry of its own."""
    label, actor_id = name.title(), "petrarch-" + "-".join(WORD.findall(name.casefold()))
    codes = {code for code, _, _ in tenures}
    if len(tenures) == 1 and codes <= known.countries:
        return tenures[0][0], "name"
    if len(tenures) == 1 and codes <= known.organisations.keys():
        return known.organisations[tenures[0][0]], "name"
    if len(tenures) == 1 and not known.is_code(tenures[0][0]):
        overlay.add("ontology/organisations.csv", actor_id, tenures[0][0], "", label)
        return actor_id, "name"
    for code, first, last in tenures:
        dates = [day.isoformat() if day else "" for day in (first, last)]
        overlay.add("actors/groups.csv", actor_id, code, label, *dates)
    return actor_id, "group"
