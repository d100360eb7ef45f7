"""Towns that the codebook does not list: GeoNames (CC BY 4.0), in a file that is looked up, never read whole.

`actors/towns.tsv` is sorted by key: the name as `folded` makes it, and behind `~` the skeleton of names
that no one Latin spelling has (codebook/spelling.py). A key has one town of each country, the largest first:
country, binary logarithm of the inhabitants as a letter (a capital for the town's own name, a small one for
another name of it), and how it is written if that is not the key in title case. `codebook/geonames.py` makes
the file. `off.csv` switches off `towns`, all of `towns.UKR`, or `towns.UKR.Kupyansk`.
"""

import mmap
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codebook.gazetteer import TOWN, Name
from codebook.layers import SHIPPED, Layers
from codebook.spelling import Spelling

FILE = "actors/towns.tsv"
OWN, OTHER = ord("A"), ord("a")
SKELETON = "~"
_APOSTROPHES = re.compile("['’ʼ‘ʻ`´ʹ”]")
_WORD = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Town:
    """A town; `size` is the binary logarithm of its inhabitants, `own` tells that it was looked up by its own
    name, `sound` that it only sounds so."""

    country: str
    name: str
    size: int
    own: bool
    sound: bool = False

    @property
    def rule_id(self) -> str:
        return f"towns.{self.country}.{self.name}"

    def as_name(self) -> Name:
        return Name(self.country, TOWN, self.country, self.name, self.rule_id, None, None)


@dataclass(frozen=True, slots=True)
class Towns:
    """All towns. `off` are the rule ids, or what they begin with, of those that an overlay switches off."""

    path: Path
    spelling: Spelling
    off: frozenset[str]

    def named(self, name: str) -> tuple[Town, ...]:
        """The towns that go by a name, and those that sound so, one a country."""
        found = {town.country: town for town in self._at(SKELETON + self.spelling.key(name))}
        return tuple(
            (found | {town.country: town for town in self._at(folded(name, self.spelling))}).values()
        )

    def __len__(self) -> int:
        return _table(self.path)[:].count(b"\n")

    def _at(self, key: str) -> tuple[Town, ...]:
        name, *cells = _line(_table(self.path), key.encode()).decode().split("\t")
        towns = (
            Town(
                cell[:3],
                cell[4:] or name.title(),
                ord(cell[3]) - (OTHER if cell[3].islower() else OWN),
                cell[3].isupper(),
                key.startswith(SKELETON),
            )
            for cell in cells
        )
        return tuple(town for town in towns if not self._is_off(town.rule_id))

    def _is_off(self, rule_id: str) -> bool:
        return any(rule_id == off or rule_id.startswith(f"{off}.") for off in self.off)


def folded(name: str, spelling: Spelling) -> str:
    """A name as the table's keys are written, in words of plain letters: `Ras al-Ain` → `ras al ain`."""
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", spelling.fold(name))))


def load_towns(spelling: Spelling, layers: Layers = SHIPPED) -> Towns:
    """The towns, of which a codebook may have none; nothing is read before the first look-up."""
    off = {switch.row["rule_id"]: switch.row.at for switch in layers.switches}
    off = {rule_id: at for rule_id, at in off.items() if rule_id.split(".")[0] == "towns"}
    layers.used.update(off.values())
    return Towns(layers.lowest(FILE), spelling, frozenset(off))


def lines(towns: dict[str, Iterable[Town]]) -> Iterator[str]:
    """The lines of the file, sorted as the look-up wants them."""
    for key in sorted(towns, key=str.encode):
        ranked = sorted(towns[key], key=lambda town: (not town.own, -town.size, town.country))
        yield "\t".join([key, *(_cell(town, key) for town in ranked)])


def _cell(town: Town, key: str) -> str:
    size = chr((OWN if town.own else OTHER) + town.size)
    return f"{town.country}{size}{'' if town.name == key.title() else town.name}"


@cache
def _table(path: Path) -> mmap.mmap | bytes:
    """The file, which the processes of a machine share."""
    if not path.is_file():
        return b""
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _line(table: mmap.mmap | bytes, key: bytes) -> bytes:
    """The line of a key by bisection, or an empty one."""
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = max(low, table.rfind(b"\n", low, middle) + 1)
        end = table.find(b"\n", middle, high)
        line = table[start : high if end < 0 else end]
        found = line[: line.find(b"\t")]
        if found == key:
            return line
        if found < key:
            low = start + len(line) + 1
        else:
            high = start
    return b""
