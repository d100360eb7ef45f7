"""Reading and checking `actors/people.csv` and the spellings that languages add to it."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from codebook.codes import Codes
from codebook.layers import Layers
from codebook.records import Language
from codebook.tables import Row

COLUMNS = (
    "actor_id",
    "name",
    "surname",
    "rank",
    "code",
    "valid_from",
    "valid_to",
    "seen_from",
    "seen_to",
    "basis",
)
BASES = ("factbook", "world-leaders-2019", "general")
HEAD, KNOWN = "head", "known"
ACTOR_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """One office: `first` to `last` are the days on which it is known to be held (both inclusive).

    A bound is certain (`from_known`, `to_known`) or only where knowledge ends. Where a date is known to
    the year or the month alone, its first day counts as the beginning and its last as the end.
    """

    code: str
    first: date
    last: date
    from_known: bool
    to_known: bool

    def bounds(self, day: date) -> bool:
        """Whether it is certain that the office was not held on a day outside of it."""
        return self.from_known if day < self.first else self.to_known


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one person: `head` of state or government; `widely_known`, whom a surname alone names."""

    name: str
    surname: str
    terms: tuple[Term, ...]
    head: bool
    widely_known: bool


def person_terms(
    layers: Layers, countries: Collection[str], codes: Codes, problems: list[str]
) -> dict[str, Entry]:
    """Actor id → what the lines of a person say, terms in order of time."""
    rows: dict[str, list[Row]] = {}
    organisations = {organisation.code for organisation in codes.organisations.values()}
    for row in layers.table(
        "actors/people.csv",
        columns=COLUMNS,
        key=lambda row: f"people.{row['actor_id']}",
        problems=problems,
    ):
        _check(row, countries, organisations, codes.sectors, problems)
        rows.setdefault(row["actor_id"], []).append(row)
    table: dict[str, Entry] = {}
    for actor_id, lines in rows.items():
        terms = [(row, term) for row in lines if (term := _term(row, problems)) is not None]
        terms.sort(key=lambda pair: (pair[1].first, pair[1].last))
        _check_order(terms, problems)
        for row in lines[1:]:
            if (row["name"], row["surname"]) != (lines[0]["name"], lines[0]["surname"]):
                problems.append(f"{row.at}: {actor_id} is named otherwise in {lines[0].at}; use one name")
        table[actor_id] = Entry(
            name=lines[0]["name"],
            surname=lines[0]["surname"],
            terms=tuple(term for _, term in terms),
            head=any(row["rank"] == HEAD for row in lines),
            widely_known=any(row["rank"] in (HEAD, KNOWN) for row in lines),
        )
    return table


def alias_rows(
    layers: Layers, language: Language, actor_ids: Collection[str], problems: list[str]
) -> Mapping[str, list[tuple[str, str]]]:
    """Actor id → the language's own spellings, each with its surname if that is not where the name has it."""
    aliases: dict[str, list[tuple[str, str]]] = {actor_id: [] for actor_id in actor_ids}
    for row in layers.table(
        f"lang/{language.value}/people.csv",
        columns=("actor_id", "name", "surname"),
        key=lambda row: f"{language.value}.people.{row['actor_id']}.{row['name']}",
        problems=problems,
    ):
        if row["actor_id"] not in aliases:
            problems.append(f"{row.at}: {row['actor_id']!r} is nobody in actors/people.csv")
        elif row["name"] in (name for name, _ in aliases[row["actor_id"]]):
            problems.append(f"{row.at}: {row['name']!r} stands here a second time")
        elif row["surname"] not in row["name"]:
            problems.append(f"{row.at}: surname {row['surname']!r} is no part of the name {row['name']!r}")
        else:
            aliases[row["actor_id"]].append((row["name"], row["surname"]))
    return aliases


def _check(
    row: Row,
    countries: Collection[str],
    organisations: Collection[str],
    sectors: Collection[str],
    problems: list[str],
) -> None:
    if not ACTOR_ID.fullmatch(row["actor_id"]):
        problems.append(f"{row.at}: actor_id {row['actor_id']!r} is no slug like rus-putin-vladimir")
    if row["surname"] not in row["name"] or not row["surname"]:
        problems.append(f"{row.at}: surname {row['surname']!r} is no part of the name {row['name']!r}")
    if row["basis"] not in BASES:
        problems.append(f"{row.at}: basis is {row['basis']!r}; allowed: {', '.join(BASES)}")
    if row["rank"] not in ("", HEAD, KNOWN):
        problems.append(
            f"{row.at}: rank is {row['rank']!r}; write {HEAD} for a head of state or "
            f"government, {KNOWN} for whom the press names by surname alone"
        )
    parts = re.findall("...", row["code"])
    if row["code"] not in organisations and parts[:1] and parts[0] not in (*countries, "IGO", "NGO"):
        problems.append(f"{row.at}: code {row['code']!r} begins with no country or organisation")
    if row["code"] not in organisations and not all(part in sectors for part in parts[1:]):
        problems.append(f"{row.at}: code {row['code']!r} has a role that is not in sectors.csv")


def _check_order(terms: list[tuple[Row, Term]], problems: list[str]) -> None:
    """No office begins before the one before it can have ended; the day of a change may be in both."""
    for (earlier, _), (later, term) in pairwise(terms):
        start, end = later["valid_from"], earlier["valid_to"]
        if start and not end and not earlier["seen_to"]:
            problems.append(
                f"{earlier.at}: has no end, though {later['actor_id']} is {term.code} from {start}"
            )
        elif start and end and _day(end, end=False) > _day(start, end=True):
            problems.append(f"{later.at}: begins {start}, before the office of {earlier.at} ends {end}")


def _term(row: Row, problems: list[str]) -> Term | None:
    for column in ("valid_from", "valid_to", "seen_from", "seen_to"):
        if row[column] and not _is_date(row[column]):
            problems.append(
                f"{row.at}: {column} {row[column]!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY"
            )
            return None
    start, end = row["valid_from"] or row["seen_from"], row["valid_to"] or row["seen_to"]
    if not start:
        problems.append(
            f"{row.at}: neither valid_from nor seen_from is given; when was {row['name']} in office?"
        )
        return None
    term = Term(
        code=row["code"],
        first=_day(start, end=False),
        last=_day(end, end=True) if end else date.max,
        from_known=bool(row["valid_from"]),
        to_known=bool(row["valid_to"]) or not row["seen_to"],
    )
    if term.last < term.first:
        problems.append(f"{row.at}: the term ends {end} before it begins {start}")
        return None
    return term


def _is_date(text: str) -> bool:
    try:
        return PARTIAL_DATE.fullmatch(text) is not None and bool(_day(text, end=False))
    except ValueError:
        return False


def _day(text: str, *, end: bool) -> date:
    """The first or last day of a date of which the day, or month and day, may be left out."""
    year, month, day = (int(part) if part else None for part in PARTIAL_DATE.fullmatch(text).groups())  # type: ignore[union-attr]
    assert year is not None
    month = month or (12 if end else 1)
    return date(year, month, day or (monthrange(year, month)[1] if end else 1))
