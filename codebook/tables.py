"""The codebook's CSV tables: read with their line numbers, so that every finding can say file:line."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


class Problems(list[str]):
    """Findings as `file:line: message`, gathered so that one run shows them all."""

    def at(self, path: Path, line: int, message: str) -> None:
        self.append(f"{place(path)}:{line}: {message}")


def place(path: Path) -> str:
    """How messages name a file: short if it is one of ours, else as its owner gave it."""
    return (path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE) else path).as_posix()


def line_of(path: Path, text: str, *, missing: int = 1) -> int:
    """The line of a TOML file that begins with `text`: a table's head, an `id = "…"`, or a key."""
    return _lines(path, path.stat().st_mtime_ns if path.exists() else 0).get(text, missing)


@cache
def _lines(path: Path, _modified: int) -> dict[str, int]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = ((line.strip(), number) for number, line in enumerate(lines, start=1))
    return {
        line if re.match(r"\[|id =", line) else line.split("=")[0].strip(): number
        for line, number in reversed(list(keys))
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `at` is its `file:line`, `cells` are stripped and keyed by column, `layer` is the
    number of its folder."""

    at: str
    cells: dict[str, str]
    layer: int = 0

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, separated by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def day(self, column: str, *, problems: list[str]) -> date | None:
        """The ISO date in a cell; None if the cell is empty."""
        value = self.cells[column]
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            problems.append(
                f"{self.at}: {column} {value!r} is not a date; write YYYY-MM-DD or leave it empty"
            )
            return None


def read_table(path: Path, *, columns: Sequence[str], problems: list[str]) -> list[Row]:
    """The rows of a CSV file whose header must be exactly `columns`.

    Whatever is wrong goes to `problems`; the rows that can be read are returned all the same.
    """
    shown = place(path)
    if not path.is_file():
        problems.append(f"{shown}:1: the file is missing; its columns are {','.join(columns)}")
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        if header != list(columns):
            problems.append(f"{shown}:1: columns are {','.join(header)!r}, expected {','.join(columns)!r}")
            return []
        rows = []
        for cells in reader:
            at = f"{shown}:{reader.line_num}"
            if len(cells) != len(columns):
                problems.append(f"{at}: {len(cells)} cells, expected {len(columns)}; quote cells with commas")
                continue
            rows.append(Row(at, {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}))
    if not rows:
        problems.append(f"{shown}:1: the file holds no rows")
    return rows
