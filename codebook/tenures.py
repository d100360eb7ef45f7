"""Countries, and the codes that everything with a name goes by, from when to when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from codebook.codes import ACTOR_CODE, Codes
from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers

COUNTRY_KINDS = ("state", "observer", "territory")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, observer or territory: its actor code, and its GEC (FIPS) code, empty if it has none."""

    code: str
    kind: str
    label: str
    gec: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """The code that an actor goes by, from the first to the last day (open where None), and the countries in
    which it fights if that is not one alone."""

    code: str
    valid_from: date | None
    valid_to: date | None
    theatres: frozenset[str] = frozenset()


def load_countries(layers: Layers = SHIPPED, *, problems: list[str] | None = None) -> Mapping[str, Country]:
    """Countries and territories by code. Raises CodebookError unless `problems` is given to collect them."""
    found: dict[str, Country] = {}
    collected: list[str] = [] if problems is None else problems
    for row in layers.table(
        "actors/countries.csv",
        columns=("code", "kind", "label", "gec"),
        key=lambda row: f"countries.{row['code']}",
        problems=collected,
    ):
        if row["code"] in found or not re.fullmatch("[A-Z]{3}", row["code"]):
            collected.append(f"{row.at}: {row['code']!r} is no new code of three capital letters")
        if row["kind"] not in COUNTRY_KINDS:
            collected.append(f"{row.at}: kind {row['kind']!r} is none of {', '.join(COUNTRY_KINDS)}")
        found[row["code"]] = Country(row["code"], row["kind"], row["label"], row["gec"])
    if problems is None and collected:
        raise CodebookError(collected)
    return MappingProxyType(found)


def load_tenures(layers: Layers, *, codes: Codes, problems: list[str]) -> Mapping[str, tuple[Tenure, ...]]:
    """The codes of everything that can be named, by country code, region code or actor id."""
    found: dict[str, tuple[Tenure, ...]] = {
        code: (Tenure(code, None, None),)
        for code in [*(s.code for s in codes.sectors.values() if s.kind == "region")]
    }
    countries = load_countries(layers, problems=problems)
    found |= {code: (Tenure(code, None, None),) for code in countries}
    found |= {org.actor_id: (Tenure(org.code, None, None),) for org in codes.organisations.values()}
    for row in layers.table(
        "actors/groups.csv",
        columns=("actor_id", "code", "label", "valid_from", "valid_to"),
        key=lambda row: f"groups.{row['actor_id']}",
        problems=problems,
    ):
        if not ACTOR_CODE.fullmatch(row["code"]) or not _known(row["code"], countries, codes):
            problems.append(f"{row.at}: {row['code']!r} is not a country or generic code with roles")
        tenure = Tenure(
            row["code"], row.day("valid_from", problems=problems), row.day("valid_to", problems=problems)
        )
        if tenure.valid_from and tenure.valid_to and tenure.valid_to < tenure.valid_from:
            problems.append(
                f"{row.at}: valid_to {tenure.valid_to} lies before valid_from {tenure.valid_from}"
            )
        found[row["actor_id"]] = (*found.get(row["actor_id"], ()), tenure)
    return found | _in_theatres(found, layers, problems)


def _in_theatres(
    tenures: dict[str, tuple[Tenure, ...]], layers: Layers, problems: list[str]
) -> dict[str, tuple[Tenure, ...]]:
    """The tenures of groups that fight in several countries with these."""
    found = {}
    for row in layers.table(
        "actors/theatres.csv",
        columns=("actor_id", "countries"),
        key=lambda row: f"theatres.{row['actor_id']}",
        problems=problems,
    ):
        group, countries = row["actor_id"], row.parts("countries")
        unknown = [name for name in (group, *countries) if name not in tenures]
        problems += [f"{row.at}: {name!r} names nothing" for name in unknown]
        found[group] = tuple(replace(t, theatres=frozenset(countries)) for t in tenures.get(group, ()))
    return found


def _known(code: str, countries: Mapping[str, Country], codes: Codes) -> bool:
    first, *rest = re.findall("...", code)
    return (first in countries or first in codes.sectors) and all(part in codes.sectors for part in rest)
