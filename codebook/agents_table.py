"""Reading and checking `lang/<xx>/agents.csv` and `ontology/composition.csv`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from codebook.layers import Layers
from codebook.records import Language
from codebook.tables import Row

COLUMNS = ("lemma", "part", "role", "forms")
PARTS = ("full", "head", "weak", "modifier", "prefix", "none", "link", "feminine")
BOUND = ("modifier", "prefix")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `agents.csv`: the words that must be there, the part they play, and their role."""

    name: str
    words: frozenset[str]
    part: str
    role: str


@dataclass(frozen=True, slots=True)
class Index:
    """Entries by form. `prefixes` can stand in front in a compound: modifiers, and parts bound to it."""

    heads: dict[str, Entry]
    modifiers: dict[str, Entry]
    prefixes: dict[str, Entry]
    phrases: dict[str, tuple[Entry, ...]]


def agent_rows(
    language: Language, layers: Layers, sectors: Collection[str], problems: list[str]
) -> list[Row]:
    """The lines of an agents.csv; whatever is wrong with them goes to `problems`."""
    rows = layers.table(
        f"lang/{language.value}/agents.csv",
        columns=COLUMNS,
        key=lambda row: f"{language.value}.agents.{_key(row)}",
        problems=problems,
    )
    _check(rows, sectors, problems)
    return rows


def _key(row: Row) -> str:
    """A word may stand once as a noun of its own and once as a part of others."""
    name = fold(row["lemma"]).replace(" ", "_")
    if row["part"] in ("link", "feminine"):
        return f"{name}.{row['part']}"
    return f"{name}.part" if row["part"] in BOUND else name


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
        bound = row["part"] in BOUND
        if bound and " " in row["lemma"]:
            problems.append(f"{row.at}: {row['lemma']!r} is a {row['part']} and must be one word")
        key = (fold(row["lemma"]), bound)
        if key in first:
            problems.append(f"{row.at}: {row['lemma']!r} stands already in line {first[key]}; keep one")
        first.setdefault(key, row.at.rpartition(":")[2])


def composition_table(
    layers: Layers, sectors: Collection[str], problems: list[str]
) -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for row in layers.table(
        "ontology/composition.csv",
        columns=("head", "modifier", "role", "gloss"),
        key=lambda row: f"composition.{row['head']}+{row['modifier']}",
        problems=problems,
    ):
        for column in ("head", "modifier", "role"):
            if not row[column] or not is_role(row[column], sectors):
                problems.append(f"{row.at}: {column} {row[column]!r} is not made of codes of sectors.csv")
        pair = (row["head"], row["modifier"])
        if pair in table:
            problems.append(f"{row.at}: {pair[0]} with {pair[1]} stands twice; keep one")
        table[pair] = row["role"]
    return table


def index(rows: Sequence[Row]) -> Index:
    """Heads, modifiers and prefixes by each of their forms, phrases by each of their words.

    A head is a modifier too ("army chief"), unless a line gives the same word another role as modifier.
    """
    by_part: dict[str, dict[str, Entry]] = {part: {} for part in PARTS}
    phrases: dict[str, tuple[Entry, ...]] = {}
    for row in rows:
        name, part = fold(row["lemma"]), row["part"]
        for form in (name, *map(fold, row.parts("forms"))):
            entry = Entry(name, frozenset(form.split()), part, row["role"])
            if len(entry.words) == 1:
                by_part[part].setdefault(form, entry)
                continue
            for word in entry.words:
                phrases[word] = (*phrases.get(word, ()), entry)
    own = by_part["head"] | by_part["full"]
    listed = by_part["modifier"]
    modifiers = listed | {
        form: entry for form, entry in own.items() if listed.get(form, entry).role == entry.role
    }
    heads = by_part["weak"] | own | by_part["none"]
    return Index(heads, modifiers, modifiers | by_part["prefix"], phrases)
