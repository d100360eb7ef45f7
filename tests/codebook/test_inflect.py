"""Word forms by rule: what each language makes of a name, a noun or a surname."""

from functools import cache
from pathlib import Path

import pytest

from codebook.errors import CodebookError
from codebook.inflect import Paradigms, forms, load_paradigms
from codebook.tables import PACKAGE


@cache
def paradigms(language: str) -> Paradigms:
    return load_paradigms(PACKAGE / "lang" / language / "paradigms.toml")


@pytest.mark.parametrize(
    ("lemma", "kind", "paradigm", "expected"),
    [
        ("Rusija", "name", "", "Rusije Rusiji Rusiju Rusijom"),
        ("Amerika", "name", "", "Amerike Americi Ameriku Amerikom"),
        ("Nemačka", "name", "", "Nemačke Nemačkoj Nemačku Nemačkom"),
        ("Meksiko", "name", "", "Meksika Meksiku Meksikom"),
        ("Mali", "name", "", "Malija Maliju Malijem"),
        ("Kipar", "name", "fleeting", "Kipra Kipru Kiprom"),
        ("Peru", "name", "u", "Perua Peruom"),
        ("Pariz", "place", "", "Pariza Parizu Parizom"),
        ("Beč", "place", "", "Beča Beču Bečom Bečem"),
        ("Sarajevo", "place", "", "Sarajeva Sarajevu Sarajevom"),
        ("ruski", "adjective", "", "ruskog ruskom ruska ruskoj ruske rusko ruskim ruskih"),
        ("Amerikanac", "demonym", "", "Amerikanca Amerikancu Amerikanci Amerikanaca Amerikancima"),
        ("Srbin", "demonym", "", "Srbina Srbinu Srbi Srba Srbima"),
        ("Grk", "demonym", "", "Grka Grci Grcima Grke"),
        ("ministar", "noun", "", "ministra ministru ministrom ministri ministara ministre ministrima"),
        ("predsednik", "noun", "", "predsednika predsednici predsednicima predsedniče"),
        ("tužilac", "noun", "", "tužioca tužiocu tužioci tužilaca tužiocima"),
        ("građanin", "noun", "", "građanina građani građana građanima gradjani"),
        ("terorista", "noun", "", "teroriste teroristi terorista teroristima"),
        ("vojska", "noun", "", "vojske vojsci vojsku vojskom"),
        ("vlast", "noun", "", "vlasti vlašću vlastima"),
        ("šef", "noun", "", "šefa šefom šefovi šefova šefovima"),
        ("Belousov", "surname", "", "Belousova Belousovu Belousovom"),
        ("Vučić", "surname", "", "Vučića Vučiću Vučićem"),
        ("Zelenski", "surname", "", "Zelenskog Zelenskom Zelenskim"),
        ("Zaharova", "surname", "", "Zaharove Zaharovoj Zaharovu Zaharovom"),
        ("Fico", "surname", "", "Fica Ficu Ficom"),
        ("Tramp", "possessive", "", "Trampov Trampova Trampove Trampovog"),
        ("Merkel", "surname", "-", "Merkel"),
    ],
)
def test_serbian_words(lemma: str, kind: str, paradigm: str, expected: str) -> None:
    found = forms(lemma, kind=kind, paradigms=paradigms("sr"), paradigm=paradigm)
    assert found >= {lemma, *expected.split()}


@pytest.mark.parametrize(
    ("lemma", "paradigm", "expected", "never"),
    [
        ("Bela kuća", "", ["Bele kuće", "Beloj kući", "Belom kućom"], "Bela kuće"),
        ("Crna Gora", "", ["Crne Gore", "Crnoj Gori", "Crnu Goru"], "Crnoj Gora"),
        ("Novi Zeland", "", ["Novog Zelanda", "Novom Zelandu", "Novim Zelandom"], "Novim Zelanda"),
        ("Obala Slonovače", "", ["Obale Slonovače", "Obali Slonovače"], "Obale Slonovača"),
        ("Bosna i Hercegovina", "", ["Bosne i Hercegovine", "Bosni i Hercegovini"], "Bosnei Hercegovina"),
        (
            "Sjedinjene Američke Države",
            "fp",
            ["Sjedinjenih Američkih Država", "Sjedinjenim Američkim Državama"],
            "Sjedinjene Američke Država",
        ),
        ("Ujedinjeni Arapski Emirati", "mp", ["Ujedinjenih Arapskih Emirata"], "Ujedinjenih Arapski Emirati"),
        ("Solomonska Ostrva", "np", ["Solomonskih Ostrva", "Solomonskim Ostrvima"], "Solomonske Ostrve"),
        ("Ujedinjeno Kraljevstvo", "", ["Ujedinjenog Kraljevstva"], "Ujedinjeno Kraljevstva"),
        ("Savet bezbednosti", "", ["Saveta bezbednosti", "Savetom bezbednosti"], "Savet bezbednostima"),
        ("Agencija za lekove", "", ["Agencije za lekove", "Agencijom za lekove"], "Agenciju zu lekove"),
        ("Policija Kosova", "1", ["Policije Kosova", "Policiju Kosova"], "Policiju Kosovu"),
        ("Ekonomska zajednica država", "2", ["Ekonomske zajednice država"], "Ekonomske zajednice države"),
        ("El Salvador", "last", ["El Salvadora", "El Salvadoru"], "Ela Salvadora"),
    ],
)
def test_serbian_words_that_agree_inflect_together(
    lemma: str, paradigm: str, expected: list[str], never: str
) -> None:
    found = forms(lemma, kind="name", paradigms=paradigms("sr"), paradigm=paradigm)
    assert found >= {lemma, *expected}
    assert never not in found


@pytest.mark.parametrize(
    ("lemma", "kind", "paradigm", "expected"),
    [
        ("Frankreich", "name", "", ["Frankreichs"]),
        ("Niederlande", "name", "plural", ["Niederlanden"]),
        ("Weißes Haus", "name", "", ["Weiße Haus", "Weißen Haus", "Weißen Hauses", "Weisse Haus"]),
        ("Vereinigte Staaten", "name", "pl", ["Vereinigten Staaten", "Vereinigter Staaten"]),
        ("Internationaler Strafgerichtshof", "name", "", ["Internationalen Strafgerichtshofs"]),
        ("Moskau", "place", "", ["Moskaus", "Moskauer"]),
        ("russisch", "adjective", "", ["russische", "russischen", "russischer", "russisches", "russischem"]),
        ("Russe", "demonym", "", ["Russen"]),
        ("Deutscher", "demonym", "", ["Deutsche", "Deutschen", "Deutschem"]),
        ("Französin", "demonym", "", ["Französinnen"]),
        ("Minister", "noun", "", ["Ministers", "Ministern"]),
        ("Soldat", "noun", "", ["Soldaten"]),
        ("Parlament", "noun", "", ["Parlaments", "Parlamente", "Parlamenten"]),
        ("Ministerium", "noun", "", ["Ministeriums", "Ministerien"]),
        ("Staatsanwalt", "noun", "", ["Staatsanwälte", "Staatsanwälten"]),
        ("Abgeordneter", "noun", "", ["Abgeordnete", "Abgeordneten"]),
        ("Putin", "surname", "", ["Putins"]),
    ],
)
def test_german_words(lemma: str, kind: str, paradigm: str, expected: list[str]) -> None:
    assert forms(lemma, kind=kind, paradigms=paradigms("de"), paradigm=paradigm) >= {lemma, *expected}


@pytest.mark.parametrize(
    ("lemma", "kind", "expected"),
    [
        ("Russian", "demonym", {"Russian", "Russians"}),
        ("Chinese", "demonym", {"Chinese"}),
        ("South Korean", "demonym", {"South Korean", "South Koreans"}),
        ("Englishman", "demonym", {"Englishman", "Englishmen"}),
        ("prime minister", "noun", {"prime minister", "prime ministers"}),
        ("ally", "noun", {"ally", "allies"}),
        ("Iceland", "name", {"Iceland"}),
    ],
)
def test_english_words(lemma: str, kind: str, expected: set[str]) -> None:
    assert forms(lemma, kind=kind, paradigms=paradigms("en")) == expected


def test_a_paradigm_that_does_not_fit_the_lemma_is_refused() -> None:
    with pytest.raises(ValueError, match="'Egipat' does not end as paradigm 'fleeting' wants"):
        forms("Egipat", kind="name", paradigms=paradigms("sr"), paradigm="fleeting")


def test_an_unknown_paradigm_in_the_rules_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "xx" / "paradigms.toml"
    path.parent.mkdir()
    path.write_text('[kinds.name]\nendings = [["a", "ghost"]]\n[paradigms]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"xx/paradigms\.toml:1: kind 'name' uses the unknown .*'ghost'"):
        load_paradigms(path)
