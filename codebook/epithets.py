"""What a state may be called for short, once it has been named: `the island`, `das Königreich`, `emirat`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import Problems
from codebook.tenures import load_countries

FACTS = "actors/epithets.csv"


def load_epithets(
    language: Language, settings: Mapping[str, Any], layers: Layers = SHIPPED
) -> Mapping[str, frozenset[str]]:
    """Word of the language → codes of the countries that it may stand for, none if any may (a neighbour).

    The words are in `lang.toml`, the countries in `actors/epithets.csv`. Raises CodebookError with every
    finding: countries that are not known, words for an epithet that no row has.
    """
    problems = Problems()
    countries = load_countries(layers, problems=problems)
    rows = layers.table(
        FACTS,
        columns=("epithet", "countries"),
        key=lambda row: f"epithets.{row['epithet']}",
        problems=problems,
    )
    for row in rows:
        unknown = [code for code in row.parts("countries") if code not in countries]
        problems += [f"{row.at}: {code!r} is no code of countries.csv" for code in unknown]
    known = {row["epithet"]: frozenset(row.parts("countries")) for row in rows}
    at = layers.at(f"lang/{language.value}/lang.toml", "epithets")
    found: dict[str, frozenset[str]] = {}
    for word, epithet in settings["epithets"].items():
        if epithet not in known:
            problems.append(f"{at}: {word} is {epithet!r}, which {FACTS} lacks")
        found[word] = known.get(epithet, frozenset())
    if problems:
        raise CodebookError(problems)
    return MappingProxyType(found)
