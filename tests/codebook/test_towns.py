"""The table of towns: sorted, of our countries, found in every spelling, and switched off by an overlay."""

from itertools import pairwise
from pathlib import Path

import pytest

from codebook.layers import Layers
from codebook.spelling import load_spelling
from codebook.tables import PACKAGE
from codebook.tenures import load_countries
from codebook.towns import FILE, Town, lines, load_towns

TOWNS = load_towns(load_spelling())


def largest(name: str) -> Town:
    return max(TOWNS.named(name), key=lambda town: town.size + 3 * town.own)


def test_the_table_is_sorted_and_of_our_countries() -> None:
    rows = [line.split(b"\t") for line in (PACKAGE / FILE).read_bytes().splitlines()]
    assert all(one[0] < other[0] for one, other in pairwise(rows))
    assert {cell[:3].decode() for row in rows for cell in row[1:]} <= load_countries().keys()
    assert len(TOWNS) == len(rows) > 200_000


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Losowa", "UKR"),
        ("Lozova", "UKR"),
        ("Kupjansk", "UKR"),
        ("Kupiansk", "UKR"),
        ("Zvecan", "KSV"),
        ("Zvečan", "KSV"),
        ("Port-au-Prince", "HTI"),
        ("Puerto Príncipe", "HTI"),
        ("Port o Prens", "HTI"),
        ("Sesto San Giovanni", "ITA"),
        ("Lester", "GBR"),
        ("Cvikau", "DEU"),
        ("Görlitz", "DEU"),
        ("Gorlitz", "DEU"),
        ("Ras al-Ain", "SYR"),
    ],
)
def test_a_town_goes_by_many_spellings(name: str, country: str) -> None:
    assert country in {town.country for town in TOWNS.named(name)}


def test_what_is_no_town_is_none() -> None:
    assert not TOWNS.named("Mordor Regierung")
    assert not TOWNS.named("")


def test_a_line_is_read_as_it_was_written(tmp_path: Path) -> None:
    towns = {
        "osgiliath": [Town("UKR", "Osgiliath", 14, True), Town("RUS", "Osgiliáth", 17, False)],
        "esgaroth": [Town("SRB", "Esgaroth", 3, True)],
        "~osgilat": [Town("UKR", "Osgiliath", 14, False)],
    }
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text("\n".join(lines(towns)) + "\n", encoding="utf-8")
    table = load_towns(load_spelling(), Layers((tmp_path,)))
    assert table.named("Osgiliath") == tuple(towns["osgiliath"])
    assert table.named("Esgaroth") == tuple(towns["esgaroth"])
    assert [town.sound for town in table.named("Osgilat")] == [True]
    assert table.named("Dale") == ()


@pytest.mark.parametrize("off", ["towns", "towns.UKR", "towns.UKR.Lozova"])
def test_an_overlay_switches_towns_off(off: str, tmp_path: Path) -> None:
    (tmp_path / "off.csv").write_text(f"rule_id,why\n{off},not ours\n", encoding="utf-8")
    layers = Layers.of(PACKAGE, [tmp_path])
    assert "UKR" not in {town.country for town in load_towns(load_spelling(), layers).named("Lozova")}
    assert layers.idle() == []
