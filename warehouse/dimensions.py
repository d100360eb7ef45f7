"""The dimensions that explain codes: CAMEO events with their PLOVER names, and actors."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.shapes import arrow_type

_KINDS = {"role": "sector", "generic": "sector", "group": "organisation"}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an actor code: `RUS` and `GOV` in `RUSGOV`; `kind` is a column of `actors`."""

    kind: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor code taken apart; a row of the table `actors`."""

    code: str
    name: str
    country: str | None
    organisation: str | None
    region: str | None
    ethnic: str | None
    religion: str | None
    sectors: tuple[str, ...]


def compose(code: str) -> Actor | None:
    """The actor that `code` names, or None when a part of it is in no list of the codebook."""
    parts = _split(code)
    if not parts or len(set(parts)) < len(parts):
        return None
    first = {part.kind: part.code for part in reversed(parts)}
    return Actor(
        code=code,
        name=", ".join(part.label for part in parts),
        country=first.get("country"),
        organisation=first.get("organisation"),
        region=first.get("region"),
        ethnic=first.get("ethnic"),
        religion=first.get("religion"),
        sectors=tuple(part.code for part in parts if part.kind == "sector"),
    )


def add_actors(con: DuckDBPyConnection, actors: Iterable[Actor]) -> None:
    """Enter these actors, in place of what the table says of the same codes."""
    schema = pa.schema(arrow_type(Actor))
    _replace(con, "actors", pa.Table.from_pylist([asdict(actor) for actor in actors], schema=schema))


def fill_cameo(con: DuckDBPyConnection) -> None:
    """Bring the tables `cameo` and `plover` to the state of the codebook."""
    cameo = [
        {
            "code": row["code"],
            "parent": row["parent"] or None,
            "root": row["code"][:2],
            "label": row["label"],
            "quad_class": int(row["quad_class"]),
            "goldstein": float(row["goldstein"]),
        }
        for row in _rows("ontology", "cameo.csv")
    ]
    plover = [
        {
            "code": row["cameo"],
            "event_type": row["event"],
            "mode": row["mode"] or None,
            "context": row["context"] or None,
        }
        for row in _rows("ontology", "plover.csv")
    ]
    _replace(con, "cameo", pa.Table.from_pylist(cameo))
    _replace(con, "plover", pa.Table.from_pylist(plover))


def _split(code: str) -> list[Part] | None:
    """The parts of `code`, longest first where lists overlap; None when some letters stay over."""
    if not code:
        return []
    for size in range(len(code), 0, -1):
        part = _parts().get(code[:size])
        if part and (rest := _split(code[size:])) is not None:
            return [part, *rest]
    return None


@cache
def _parts() -> dict[str, Part]:
    """Every listed part by its code; where a code is listed twice, the first label stands."""
    countries = [Part("country", row["code"], row["label"]) for row in _rows("actors", "countries.csv")]
    organisations = [
        Part("organisation", row["code"], row["label"]) for row in _rows("ontology", "organisations.csv")
    ]
    sectors = [
        Part(_KINDS.get(row["kind"], row["kind"]), row["code"], row["label"])
        for row in _rows("ontology", "sectors.csv")
    ]
    return {part.code: part for part in reversed([*countries, *sectors, *organisations])}


def _rows(folder: str, name: str) -> Iterator[dict[str, str]]:
    text = (files("codebook") / folder / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _replace(con: DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.register("dimension", rows)
    con.execute(f"INSERT OR REPLACE INTO {table} BY NAME FROM dimension")
    con.unregister("dimension")
