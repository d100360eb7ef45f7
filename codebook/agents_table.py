"""Reading and checking `lang/<xx>/agents.csv` and `ontology/composition.csv`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.tables import Row, read_table

COLUMNS = ("lemma", "part", "role", "forms")
PARTS = ("full", "head", "weak", "modifier", "none", "link", "feminine")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `agents.csv`: the words that must be there, the part they play, and their role."""

    name: str
    words: frozenset[str]
    part: str
    role: str


Index = tuple[dict[str, Entry], dict[str, Entry], dict[str, tuple[Entry, ...]]]


def agent_rows(path: Path, sectors: Collection[str], problems: list[str]) -> list[Row]:
    """The lines of an agents.csv; whatever is wrong with them goes to `problems`."""
    rows = read_table(path, columns=COLUMNS, problems=problems)
    _check(rows, sectors, problems)
    return rows


def fold(word: str) -> str:
    """One spelling for look-up: lower case, and ss for ß."""
    return word.lower().replace("ß", "ss")


def is_role(role: str, sectors: Collection[str]) -> bool:
    """Whether `role` is made of sector codes of three letters each."""
    return len(role) % 3 == 0 and all(role[i : i + 3] in sectors for i in range(0, len(role), 3))


def _check(rows: Sequence[Row], sectors: Collection[str], problems: list[str]) -> None:
    first: dict[tuple[str, bool], str] = {}
    for row in rows:
        if row["part"] not in PARTS:
            problems.append(f"{row.at}: part is {row['part']!r}; allowed: {', '.join(PARTS)}")
        if not is_role(row["role"], sectors):
            problems.append(f"{row.at}: role {row['role']!r} is not made of codes of ontology/sectors.csv")
        if row["part"] in ("full", "head") and not row["role"]:
            problems.append(f"{row.at}: {row['lemma']!r} is a {row['part']} and needs a role")
        if row["part"] in ("link", "feminine"):
            continue
        key = (fold(row["lemma"]), row["part"] == "modifier")
        if key in first:
            problems.append(f"{row.at}: {row['lemma']!r} stands already in line {first[key]}; keep one")
        first.setdefault(key, row.at.rpartition(":")[2])


def composition_table(
    path: Path, sectors: Collection[str], problems: list[str]
) -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for row in read_table(path, columns=("head", "modifier", "role", "gloss"), problems=problems):
        for column in ("head", "modifier", "role"):
            if not row[column] or not is_role(row[column], sectors):
                problems.append(f"{row.at}: {column} {row[column]!r} is not made of codes of sectors.csv")
        pair = (row["head"], row["modifier"])
        if pair in table:
            problems.append(f"{row.at}: {pair[0]} with {pair[1]} stands twice; keep one")
        table[pair] = row["role"]
    return table


def index(rows: Sequence[Row]) -> Index:
    """Heads and modifiers by each of their forms, phrases by each of their words.

    A head is a modifier too ("army chief"), unless a line says otherwise.
    """
    heads: dict[str, Entry] = {}
    modifiers: dict[str, Entry] = {}
    implied: dict[str, Entry] = {}
    phrases: dict[str, tuple[Entry, ...]] = {}
    for row in rows:
        name, part = fold(row["lemma"]), row["part"]
        for form in (name, *map(fold, row.parts("forms"))):
            entry = Entry(name, frozenset(form.split()), part, row["role"])
            if part in ("link", "feminine"):
                continue
            if len(entry.words) > 1:
                for word in entry.words:
                    phrases[word] = (*phrases.get(word, ()), entry)
            elif part == "modifier":
                modifiers.setdefault(form, entry)
            else:
                heads.setdefault(form, entry)
                if part in ("full", "head"):
                    implied.setdefault(form, entry)
    same = {form: entry for form, entry in implied.items() if modifiers.get(form, entry).role == entry.role}
    return heads, implied | modifiers | same, phrases
