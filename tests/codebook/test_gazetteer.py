"""Names as they stand in texts lead to the right actor codes, in all three languages."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from codebook.codes import load_codes
from codebook.errors import CodebookError
from codebook.gazetteer import WORD, Gazetteer, Name, load_names
from codebook.languages import roots
from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import PACKAGE
from codebook.tenures import load_countries, load_tenures


@cache
def gazetteer(language: Language) -> Gazetteer:
    return load_names(language)


def meanings(language: str, text: str) -> list[Name]:
    """What the longest sequence at the beginning of `text` can mean, likeliest first."""
    words = tuple(WORD.findall(text))
    hits = [
        (sequence, name)
        for sequence, name in gazetteer(Language(language)).index.get(words[0], ())
        if words[: len(sequence)] == sequence
    ]
    return [name for sequence, name in hits if len(sequence) == len(hits[0][0])]


@pytest.mark.parametrize(
    ("language", "text", "code", "kind"),
    [
        ("de", "US-Präsident", "USA", "name"),
        ("de", "Vereinigten Staaten", "USA", "name"),
        ("de", "Weißen Hauses", "USAGOV", "government"),
        ("de", "Russischen Föderation", "RUS", "long"),
        ("de", "Moskauer", "RUS", "capital"),
        ("de", "britische", "GBR", "adjective"),
        ("de", "Belarussen", "BLR", "demonym"),
        ("de", "Internationalen Strafgerichtshofs", "IGOJUDICC", "org"),
        ("de", "Huthi-Rebellen", "YEMREB", "group"),
        ("de", "Brüssel", "IGOEUREEC", "capital"),
        ("de", "Pentagons", "USAGOVMIL", "defence"),
        ("de", "RUSSLAND", "RUS", "name"),
        ("sr", "Sjedinjenih Američkih Država", "USA", "name"),
        ("sr", "SAD-a", "USA", "name"),
        ("sr", "Beloj kući", "USAGOV", "government"),
        ("sr", "Kremlja", "RUSGOV", "government"),
        ("sr", "severnokorejskog", "PRK", "adjective"),
        ("sr", "Turcima", "TUR", "demonym"),
        ("sr", "Kini", "CHN", "name"),
        ("sr", "Saveta bezbednosti UN", "IGOUNO", "org"),
        ("sr", "kosovskim Srbima", "KSVMIN", "group"),
        ("sr", "Pojasu Gaze", "PSE", "region"),
        ("sr", "Harkovu", "UKR", "city"),
        ("en", "U.S. troops", "USAMIL", "military"),
        ("en", "U.S.-backed", "USA", "name"),
        ("en", "Côte d'Ivoire", "CIV", "name"),
        ("en", "Downing Street", "GBRGOV", "government"),
        ("en", "Congolese", "COD", "adjective"),
        ("en", "Filipinos", "PHL", "demonym"),
        ("en", "Burmese", "MMR", "adjective"),
        ("en", "al-Shabaab", "SOMREB", "group"),
        ("en", "Knesset", "ISRLEG", "parliament"),
        ("en", "Mossad", "ISRSPY", "agency"),
    ],
)
def test_names_in_texts(language: str, text: str, code: str, kind: str) -> None:
    found = meanings(language, text)[0]
    assert (found.code, found.kind) == (code, kind)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "us"), ("en", "turkey"), ("sr", "mali"), ("sr", "sad"), ("de", "iran")]
)
def test_names_are_never_read_in_lower_case(language: str, word: str) -> None:
    assert word not in gazetteer(Language(language)).index


def test_the_less_likely_meaning_is_kept_behind() -> None:
    assert [name.code for name in meanings("de", "Brüssel")] == ["IGOEUREEC", "BEL"]


def test_the_longer_name_wins() -> None:
    assert meanings("en", "Guinea-Bissau")[0].code == "GNB"
    assert meanings("en", "Guinea")[0].code == "GIN"


def test_the_taliban_are_rebels_until_they_govern() -> None:
    terms = {name.code: (name.valid_from, name.valid_to) for name in meanings("de", "Taliban")}
    assert terms == {"AFGREB": (None, date(2021, 8, 14)), "AFGGOV": (date(2021, 8, 15), None)}


@pytest.mark.parametrize("language", roots())
def test_everything_with_a_code_has_a_name_in_every_language(language: Language) -> None:
    named = {name.ref for name in gazetteer(language).names}
    problems: list[str] = []
    codes = load_codes()
    wanted = set(load_tenures(SHIPPED, codes=codes, problems=problems))
    regions = {code for code, sector in codes.sectors.items() if sector.kind == "region"}
    assert problems == []
    assert wanted - regions - named == set()


OWN_CAPITAL = {"DJI", "LUX", "MCO", "SMR", "SGP", "VAT"}
"""Whose capital has the name of the country."""
AMBIGUOUS_CAPITAL = {"SYC": ("de", "sr", "en"), "FJI": ("sr",), "MDV": ("sr",)}
"""Whose capital is another word more often: Victoria, suva (dry), male (small)."""
PLAIN = {
    *(
        "ATG",
        "BRB",
        "BLZ",
        "BIH",
        "BFA",
        "CAN",
        "CAF",
        "COG",
        "COD",
        "CZE",
        "DOM",
        "GEO",
        "GRD",
        "HUN",
        "ISL",
    ),
    *("JAM", "JPN", "MYS", "MNG", "MNE", "NZL", "ROU", "LCA", "VCT", "SLB", "TKM", "TUV", "UKR", "ARE"),
}
"""Whose official name is the usual one."""


@pytest.mark.parametrize("language", roots())
def test_every_state_has_all_kinds_of_names(language: Language) -> None:
    """The Holy See has members of no nation, and nobody's inhabitants."""
    found = {(name.ref, name.kind) for name in gazetteer(language).names}
    countries = load_countries()
    members = {code for code, country in countries.items() if country.kind in ("state", "observer")}
    seats = members - OWN_CAPITAL - {ref for ref, where in AMBIGUOUS_CAPITAL.items() if language in where}
    wanted = {
        *((code, "name") for code in countries),
        *((code, "adjective") for code in members),
        *((code, "demonym") for code in members - {"VAT"}),
        *((code, "capital") for code in seats),
        *((code, "long") for code in members - PLAIN),
    }
    assert wanted - found == set()


@pytest.mark.parametrize(
    "ref", ["BEN", "BFA", "COD", "CZE", "KHM", "LKA", "MKD", "RUS", "SRB", "SWZ", "TZA", "ZWE"]
)
@pytest.mark.parametrize("language", roots())
def test_former_names(language: Language, ref: str) -> None:
    assert (ref, "former") in {(name.ref, name.kind) for name in gazetteer(language).names}


@pytest.mark.parametrize("language", roots())
def test_rule_ids_name_one_rule_each(language: Language) -> None:
    rules = {name.rule_id: (name.ref, name.kind, name.lemma) for name in gazetteer(language).names}
    terms = {(name.rule_id, name.valid_from) for name in gazetteer(language).names}
    assert len(terms) == len(gazetteer(language).names)
    assert all(rule_id.startswith(f"{language.value}.names.{ref}.") for rule_id, (ref, *_) in rules.items())


@pytest.mark.parametrize(
    ("table", "line", "found"),
    [
        ("lang/en/names.csv", "XYZ,name,Nowhere,,,", "'XYZ' is neither a country"),
        ("lang/en/names.csv", "FRA,nickname,Hexagon,,,", "kind 'nickname' is none of"),
        ("lang/en/names.csv", "FRA,name,Poland,,,", "'Poland' is FRA here and POL at "),
        ("lang/en/names.csv", "FRA,name,France,,,", "'France' stands already at "),
        ("lang/en/names.csv", "FRA,name,Gallia,ghost,,", "'ghost' is no kind or paradigm"),
        ("actors/groups.csv", "x,FRAQQQ,Nobody,,", "'FRAQQQ' is not a country or generic code"),
        ("actors/groups.csv", "x,FRAREB,Nobody,2020-13-01,", "valid_from '2020-13-01' is not a date"),
        ("actors/groups.csv", "x,FRAREB,Nobody,2020-01-02,2020-01-01", "lies before valid_from"),
        ("actors/countries.csv", "FRA,state,France,FR", "'FRA' is no new code"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, table: str, line: str, found: str) -> None:
    for part in ("ontology", "actors", "lang/en"):
        shutil.copytree(PACKAGE / part, tmp_path / part)
    path = tmp_path / table
    text = path.read_text(encoding="utf-8")
    path.write_text(text + line + "\n", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_names(Language.ENGLISH, Layers((tmp_path,)))
    place = f"{path.parent.name}/{path.name}:{text.count(chr(10)) + 1}"
    assert any(found in problem and place in problem for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", "Serbe Serben Serbin Serbinnen Malawier Malawiers Malawiern Malawierin"),
        (
            "sr",
            "Mikronežanin Mikronežanina Mikronežaninu Mikronežaninom Mikronežani Mikronežanima Mikronežanka",
        ),
        ("sr", "Mikronežanke Mikronežanki Mikronežanku Mikronežankom Mikronežankama Sanmarinac Sanmarinca"),
        ("en", "Nevisian Nevisians Frenchwoman Frenchmen Spaniards"),
    ],
)
def test_demonyms_inflect_by_rule(language: str, forms: str) -> None:
    for form in forms.split():
        assert "demonym" in {name.kind for name in meanings(language, form)}, form
