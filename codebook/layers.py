"""The folders that make a codebook: the shipped one, or any other, and those that users lay over it.

An overlay has the files of the shipped folder, as many of them as its owner needs. Its rows are added to
those below. A row with the key of rows below replaces them: the key is the rule id that `whowhom explain`
prints (`de.names.RUS.capital.Moskau`, `people.rus-putin-vladimir`, `en.actions.arrest`), and of a TOML
table its name. `off.csv` (columns `rule_id` and `why`) switches off what lies below: one id, or all that
begin with it (`sr.names.hamas`). Word lists in TOML are added up.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from codebook.errors import CodebookError
from codebook.tables import PACKAGE, Problems, Row, line_of, place, read_table

OFF = "off.csv"
DATA = (".csv", ".toml", ".tsv")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file; `at` is its `file:line`, `layer` the number of its folder."""

    at: str
    cells: Mapping[str, Any]
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Switch:
    """A line of an off.csv, which reaches the folders below its own."""

    row: Row
    layer: int

    def among(self, keys: Sequence[str]) -> set[str]:
        """The keys that it means: the one that it names, else all below it, else the one that it is below."""
        rule_id = self.row["rule_id"]
        if rule_id in keys:
            return {rule_id}
        below = {key for key in keys if key.startswith(f"{rule_id}.")}
        return below or {key for key in keys if rule_id.startswith(f"{key}.")}


@dataclass(slots=True)
class Layers:
    """The folders of a codebook, the lowest first. It keeps in mind what was asked for, so that `idle` can
    name the files and switches that meant nothing."""

    folders: tuple[Path, ...]
    switches: tuple[Switch, ...] = ()
    asked: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    @staticmethod
    def of(folder: Path = PACKAGE, overlays: Sequence[Path] = ()) -> "Layers":
        """Raises CodebookError when a folder is none, or a list of what is off cannot be read."""
        problems: list[str] = []
        switches: list[Switch] = []
        for layer, one in enumerate((folder, *overlays)):
            if not any(path.suffix in DATA for path in one.rglob("*")):
                problems.append(f"{one}:1: is no folder with files of a codebook")
            elif (one / OFF).is_file():
                rows = read_table(one / OFF, columns=("rule_id", "why"), problems=problems)
                switches += [Switch(row, layer) for row in rows]
        if problems:
            raise CodebookError(problems)
        return Layers((folder, *overlays), tuple(switches))

    def table(
        self, path: str, *, columns: Sequence[str], key: Callable[[Row], str], problems: list[str]
    ) -> list[Row]:
        """The rows of a CSV file, bottom up, without those that are replaced or switched off."""
        groups = [
            (layer, read_table(file, columns=columns, problems=problems)) for layer, file in self._files(path)
        ]
        kept = self._kept(
            [(layer, key(row), replace(row, layer=layer)) for layer, rows in groups for row in rows]
        )
        if not kept and all(rows for _, rows in groups):
            problems.append(f"{place(self.folders[-1] / OFF)}:1: nothing of {path} is left")
        return kept

    def tables(
        self, path: str, name: str, *, key: Callable[[Mapping[str, Any]], str], problems: Problems
    ) -> list[Table]:
        """The tables `[[name]]` of a TOML file, likewise; each must have an `id`."""
        found = []
        for layer, file in self._files(path):
            for cells in read_toml(file, problems).get(name, []):
                line = line_of(file, f'id = "{cells.get("id")}"')
                found.append((layer, key(cells), Table(f"{place(file)}:{line}", cells, layer)))
        return self._kept(found)

    def named(self, path: str, *, prefix: str, problems: Problems) -> dict[str, Table]:
        """The tables `[name]` of a TOML file by name, likewise."""
        found = []
        for layer, file in self._files(path):
            for name, cells in read_toml(file, problems).items():
                at = f"{place(file)}:{line_of(file, f'[{name}]')}"
                found.append((layer, f"{prefix}.{name}", (name, Table(at, cells, layer))))
        return dict(self._kept(found))

    def document(self, path: str, problems: Problems) -> dict[str, Any]:
        """A whole TOML file: lists are added up, tables joined, other values replaced by the upper folder."""
        joined: dict[str, Any] = {}
        for _, file in self._files(path):
            joined = _joined(joined, read_toml(file, problems))
        return joined

    def added(self, path: str, *, columns: Sequence[str], problems: list[str]) -> list[Row]:
        """The rows of a CSV file in the overlays alone."""
        files = [file for layer, file in self._files(path) if layer > 0]
        return [row for file in files for row in read_table(file, columns=columns, problems=problems)]

    def holds(self, path: str) -> bool:
        """Whether the lowest folder has a file that not every language has."""
        return self.lowest(path).is_file()

    def lowest(self, path: str) -> Path:
        """A file that is not laid over: how a language inflects, spells and dates."""
        return self.folders[0] / path

    def at(self, path: str, text: str) -> str:
        """The `file:line` that begins with `text`, in the uppermost folder that has such a line."""
        files = [file for _, file in self._files(path)]
        lines = [(file, line_of(file, text, missing=0)) for file in reversed(files)]
        file, line = next(((file, line) for file, line in lines if line), (files[0], 1))
        return f"{place(file)}:{line}"

    def idle(self) -> list[str]:
        """Files of overlays that nothing reads, and switches that switch nothing off."""
        found = []
        for folder in self.folders[1:]:
            for file in sorted(folder.rglob("*")):
                name = file.relative_to(folder).as_posix()
                if file.suffix in DATA and name not in self.asked | {OFF}:
                    known = ", ".join(sorted(path for path in self.asked if path.endswith(file.name)))
                    hint = "; it is part of how the language is read" if self.holds(name) else ""
                    hint = hint or (f"; {known} is" if known else "")
                    found.append(f"{place(file)}:1: is no file that can be laid over{hint}")
        for switch in self.switches:
            if switch.row.at not in self.used:
                rule_id = switch.row["rule_id"]
                found.append(f"{switch.row.at}: {rule_id!r} is no rule id; `whowhom explain` prints them")
        return found

    def hash(self) -> str:
        """Sixteen hexadecimal digits over every data file, by name and content, wherever the folders lie."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(p for p in folder.rglob("*") if p.suffix in DATA):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def _files(self, path: str) -> Iterator[tuple[int, Path]]:
        """The folders' files of that name: of the lowest in any case, so that its lack is reported."""
        self.asked.add(path)
        for layer, folder in enumerate(self.folders):
            if layer == 0 or (folder / path).is_file():
                yield layer, folder / path

    def is_off(self, key: str) -> bool:
        """Whether a folder switches off what has this key."""
        return any(switch.among([key]) for switch in self.switches)

    def _kept(self, found: Sequence[tuple[int, str, T]]) -> list[T]:
        """What no upper folder replaces or switches off."""
        gone: set[tuple[int, str]] = set()
        for switch in self.switches:
            keys = switch.among([key for layer, key, _ in found if layer < switch.layer])
            gone |= {(layer, key) for key in keys for layer in range(switch.layer)}
            if keys:
                self.used.add(switch.row.at)
        top = {key: layer for layer, key, _ in found}
        return [one for layer, key, one in found if top[key] == layer and (layer, key) not in gone]


SHIPPED = Layers((PACKAGE,))


def read_toml(path: Path, problems: Problems) -> dict[str, Any]:
    """A TOML file, or nothing and a finding."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.at(path, 1, "is missing; every codebook needs it")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        problems.at(path, int(found.group(1)) if found else 1, f"is no valid TOML: {error}")
    return {}


def _joined(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            joined[key] = _joined(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            joined[key] = [*value, *(item for item in old if item not in value)]
        else:
            joined[key] = value
    return joined
