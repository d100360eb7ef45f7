"""The ontology: CAMEO event codes with their PLOVER counterparts, actor sectors, and organisations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.tables import Row

QUAD_CLASSES = {"1", "2", "3", "4"}
SECTOR_KINDS = ("role", "generic", "region", "ethnic", "religion", "group")
ACTOR_CODE = re.compile(r"(?:[A-Z]{3})+")


@dataclass(frozen=True, slots=True)
class Plover:
    """A PLOVER event type with its mode and its contexts, empty where the table gives none."""

    event: str
    mode: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventCode:
    """A CAMEO event code. `goldstein` lies in [-10, 10]; `quad_class` is 1 verbal cooperation, 2 material
    cooperation, 3 verbal conflict, 4 material conflict; `plover` is absent for statements and appeals."""

    code: str
    parent: str | None
    label: str
    quad_class: int
    goldstein: float
    plover: Plover | None

    @property
    def root(self) -> str:
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Sector:
    """A three-letter part of an actor code: a role (GOV), a generic kind (IGO), a region (EUR), …"""

    code: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation. `cameo` is its code in the CAMEO manual, empty where that lacks it."""

    actor_id: str
    code: str
    cameo: str
    label: str


@dataclass(frozen=True, slots=True)
class NameKind:
    """A kind of name: how it inflects, and the role that it adds to the code of what it names."""

    kind: str
    inflection: str
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Everything under `ontology/`, keyed by code, actor id or kind."""

    events: Mapping[str, EventCode]
    sectors: Mapping[str, Sector]
    organisations: Mapping[str, Organisation]
    name_kinds: Mapping[str, NameKind]


def load_codes(layers: Layers = SHIPPED) -> Codes:
    """Read and check the ontology tables. Raises CodebookError with every problem found."""
    problems: list[str] = []
    sectors = _sectors(layers, problems)
    codes = Codes(
        events=MappingProxyType(_events(layers, problems)),
        sectors=MappingProxyType(sectors),
        organisations=MappingProxyType(_organisations(layers, problems)),
        name_kinds=MappingProxyType(_name_kinds(layers, sectors, problems)),
    )
    if problems:
        raise CodebookError(problems)
    return codes


def _events(layers: Layers, problems: list[str]) -> dict[str, EventCode]:
    rows = layers.table(
        "ontology/cameo.csv",
        columns=("code", "parent", "label", "quad_class", "goldstein"),
        key=lambda row: f"cameo.{row['code']}",
        problems=problems,
    )
    known = {row["code"] for row in rows}
    plover = _plover(layers, known, problems)
    events: dict[str, EventCode] = {}
    for row in rows:
        code, parent = row["code"], row["parent"]
        if code in events:
            problems.append(f"{row.at}: code {code} stands here a second time")
        if parent and parent not in known:
            problems.append(f"{row.at}: parent {parent!r} of {code} is no code of this table")
        if row["quad_class"] not in QUAD_CLASSES:
            problems.append(f"{row.at}: quad class {row['quad_class']!r} of {code} is not 1, 2, 3 or 4")
            continue
        goldstein = _goldstein(row, problems)
        events[code] = EventCode(
            code, parent or None, row["label"], int(row["quad_class"]), goldstein, plover.get(code)
        )
    return events


def _goldstein(row: Row, problems: list[str]) -> float:
    try:
        score = float(row["goldstein"])
    except ValueError:
        score = float("nan")
    if not -10 <= score <= 10:
        problems.append(f"{row.at}: Goldstein score {row['goldstein']!r} is not a number from -10 to 10")
    return score


def _plover(layers: Layers, known: set[str], problems: list[str]) -> dict[str, Plover]:
    found: dict[str, Plover] = {}
    for row in layers.table(
        "ontology/plover.csv",
        columns=("cameo", "event", "mode", "context"),
        key=lambda row: f"plover.{row['cameo']}",
        problems=problems,
    ):
        code = row["cameo"]
        if code not in known:
            problems.append(f"{row.at}: {code!r} is no CAMEO code of cameo.csv")
        if code in found:
            problems.append(f"{row.at}: code {code} stands here a second time")
        found[code] = Plover(row["event"], row["mode"], row.parts("context"))
    return found


def _sectors(layers: Layers, problems: list[str]) -> dict[str, Sector]:
    found: dict[str, Sector] = {}
    for row in layers.table(
        "ontology/sectors.csv",
        columns=("code", "kind", "label"),
        key=lambda row: f"sectors.{row['code']}",
        problems=problems,
    ):
        if row["code"] in found:
            problems.append(f"{row.at}: sector {row['code']} stands here a second time")
        if row["kind"] not in SECTOR_KINDS:
            problems.append(f"{row.at}: kind {row['kind']!r} is none of {', '.join(SECTOR_KINDS)}")
        found[row["code"]] = Sector(row["code"], row["kind"], row["label"])
    return found


def _organisations(layers: Layers, problems: list[str]) -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for row in layers.table(
        "ontology/organisations.csv",
        columns=("actor_id", "code", "cameo", "label"),
        key=lambda row: f"organisations.{row['actor_id']}",
        problems=problems,
    ):
        if row["actor_id"] in found:
            problems.append(f"{row.at}: {row['actor_id']} stands here a second time")
        if not ACTOR_CODE.fullmatch(row["code"]):
            problems.append(f"{row.at}: {row['code']!r} is no actor code: write capital letters in threes")
        found[row["actor_id"]] = Organisation(row["actor_id"], row["code"], row["cameo"], row["label"])
    return found


def _name_kinds(layers: Layers, sectors: Mapping[str, Sector], problems: list[str]) -> dict[str, NameKind]:
    found: dict[str, NameKind] = {}
    for row in layers.table(
        "ontology/name_kinds.csv",
        columns=("kind", "inflection", "role", "label"),
        key=lambda row: f"name_kinds.{row['kind']}",
        problems=problems,
    ):
        unknown = [role for role in re.findall("...", row["role"]) if role not in sectors]
        if unknown:
            problems.append(f"{row.at}: role {row['role']!r} holds {unknown[0]!r}, no code of sectors.csv")
        found[row["kind"]] = NameKind(row["kind"], row["inflection"], row["role"], row["label"])
    return found
