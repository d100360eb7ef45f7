"""The folder that an import fills."""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codebook.petrarch.lines import Line

COLUMNS = {
    "actors/groups.csv": ("actor_id", "code", "label", "valid_from", "valid_to"),
    "ontology/organisations.csv": ("actor_id", "code", "cameo", "label"),
    "ontology/sectors.csv": ("code", "kind", "label"),
    "lang/en/names.csv": ("ref", "kind", "name", "paradigm", "forms", "yields_to"),
    "lang/en/agents.csv": ("lemma", "part", "role", "forms"),
    "off.csv": ("rule_id", "why"),
}
FRAMES = "ontology/frames.toml"
RULES = "lang/en/actions.toml"


@dataclass(slots=True)
class Overlay:
    """Rows by file, in the order in which they came."""

    tables: dict[str, dict[tuple[str, ...], None]] = field(default_factory=dict)
    frames: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    claims: dict[tuple[str, str], Line] = field(default_factory=dict)

    def add(self, table: str, *cells: str) -> None:
        """A row, unless the table holds it already."""
        self.tables.setdefault(table, {})[cells] = None

    def claimed(self, table: str, key: str, line: Line) -> str:
        """What to say of a line whose key an earlier one has already; nothing if it is the first."""
        first = self.claims.setdefault((table, key), line)
        return "" if first is line else f"{key!r} stands already at {first.path.name}:{first.number}"

    def rows(self) -> dict[str, int]:
        """How many rows there are, by file."""
        counts = {table: len(rows) for table, rows in sorted(self.tables.items())}
        if self.rules:
            counts |= {FRAMES: len(self.frames), RULES: len(self.rules)}
        return counts

    def write(self, out: Path) -> None:
        for table, rows in self.tables.items():
            path = out / table
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows([COLUMNS[table], *rows])
        frames = [f"[{name}]\n{_pairs(cells)}" for name, cells in sorted(self.frames.items())]
        rules = [f"[[rule]]\n{_pairs(cells)}" for cells in self.rules]
        for name, blocks in ((FRAMES, frames), (RULES, rules)):
            if blocks:
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (out / name).write_text("\n".join(blocks), encoding="utf-8")


def _pairs(cells: dict[str, Any]) -> str:
    return "".join(f"{key} = {_toml(value)}\n" for key, value in cells.items() if value not in ([], {}))


def _toml(value: Any) -> str:
    """A value as TOML: strings, lists and truth values are written as in JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
