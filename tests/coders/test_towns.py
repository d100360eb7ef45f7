"""Towns that the codebook does not list: by their country where a place stands, and nowhere else."""

from datetime import date
from pathlib import Path

import pytest

from codebook.lexicon import load_lexicon
from codebook.records import Article, Event, Language
from coders.article import code_article
from flows.lines import event_record
from tests.shipped import lexicon

LEXICON = lexicon()
Dyad = tuple[str | None, str, str | None]


def coded(language: str, text: str) -> list[Event]:
    return list(code_article(Article("a", text, Language(language), date(2025, 3, 20)), LEXICON).events)


def dyads(events: list[Event]) -> set[Dyad]:
    return {(e.source and e.source.code, e.code, e.target and e.target.code) for e in events}


@pytest.mark.parametrize(
    ("language", "text", "dyad"),
    [
        (
            "de",
            "Die Polizei in Kufstein nahm am Montag sechs Demonstranten fest.",
            ("AUTCOP", "173", "AUTCVL"),
        ),
        ("en", "Police in Leicester arrested six journalists on Monday.", ("GBRCOP", "173", "GBRMED")),
        ("sr", "Policija u Lesteru uhapsila je šest novinara.", ("GBRCOP", "173", "GBRMED")),
        ("sr", "Полиција у Цвикауу ухапсила је шест демонстраната.", ("DEUCOP", "173", "DEUCVL")),
        ("sr", "Policija u Gornjem Milanovcu uhapsila je trojicu novinara.", ("SRBCOP", "173", "SRBMED")),
        ("de", "Russische Truppen beschossen am Dienstag die Stadt Losowa.", ("RUSMIL", "194", "UKR")),
        ("en", "Russian troops shelled the town of Lozova on Tuesday.", ("RUSMIL", "194", "UKR")),
        ("sr", "Ruske trupe granatirale su grad Lozovu.", ("RUSMIL", "194", "UKR")),
        (
            "de",
            "Im nigerianischen Gusau haben Lehrer gegen die Regierung protestiert.",
            ("NGAEDU", "141", "NGAGOV"),
        ),
        ("en", "Teachers protested in Gusau and Katsina on Monday.", ("NGAEDU", "141", "NGAGOV")),
        ("sr", "Nastavnici su u ponedeljak protestovali u Gusauu i Kacini.", ("NGAEDU", "141", "NGAGOV")),
        ("en", "Gunmen killed four soldiers near Diffa.", ("NERUAF", "1823", "NERMIL")),
        ("sr", "Naoružani napadači ubili su četiri vojnika blizu Dife.", ("NERUAF", "1823", "NERMIL")),
    ],
)
def test_a_town_stands_for_its_country(language: str, text: str, dyad: Dyad) -> None:
    assert dyad in dyads(coded(language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Protesters clashed with police in Sesto San Giovanni on Sunday."),
        ("en", "Turkish drones struck the Syrian town of Ras al-Ain."),
        ("de", "ZWICKAU (dpa) - Die Polizei hat am Montag sechs Demonstranten festgenommen."),
    ],
)
def test_names_of_several_words_and_datelines(language: str, text: str) -> None:
    countries = {code[:3] for dyad in dyads(coded(language, text)) for code in (dyad[0], dyad[2]) if code}
    assert countries & {"ITA", "SYR", "DEU"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei nahm im Norden sechs Demonstranten fest."),
        ("en", "Police arrested six protesters in the Tower."),
        ("en", "Police arrested six protesters in Tyler's house."),
        ("en", "Protesters attacked Kennedy."),
        ("sr", "Policija je na Savi uhapsila šest demonstranata."),
        (
            "de",
            "Die Polizei nahm in der Kleinstadt Landsberg sechs Demonstranten fest.",
        ),  # in Germany or Poland
    ],
)
def test_what_only_looks_like_a_town_places_nothing(language: str, text: str) -> None:
    assert coded(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "dyad"),
    [
        ("de", "Die Zwickauer Polizei nahm am Montag sechs Demonstranten fest.", ("DEUCOP", "173", "DEUCVL")),
        ("de", "Das Kufsteiner Gericht verurteilte einen Journalisten zu Haft.", ("AUTJUD", "116", "AUTMED")),
        ("sr", "Nišlije su protestovale protiv vlade.", ("SRBCVL", "141", "SRBGOV")),
        ("sr", "У центру су се окупили Ужичани и протестовали против владе.", ("SRBCVL", "141", "SRBGOV")),
        ("en", "Thousands of Aucklanders protested against the government.", ("NZLCVL", "141", "NZLGOV")),
        (
            "sr",
            "U nigerijskom gradu Gusauu hiljade ljudi protestovale su u utorak protiv vlade.",
            ("NGACVL", "141", "NGAGOV"),
        ),
    ],
)
def test_words_made_of_a_town(language: str, text: str, dyad: Dyad) -> None:
    assert dyad in dyads(coded(language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei nahm in der Libauer Straße sechs Demonstranten fest."),
        ("en", "Chasers protested against the government."),
        ("sr", "Seljani su protestovali."),
    ],
)
def test_words_that_only_look_made_of_a_town(language: str, text: str) -> None:
    assert coded(language, text) == []


def test_of_two_towns_that_in_a_country_named_is_meant() -> None:
    found = coded("en", "Canada is worried. Police in the city of Regina arrested three journalists.")
    assert ("CANCOP", "173", "CANMED") in dyads(found)


def test_a_town_is_known_again_where_it_only_undergoes() -> None:
    text = "Gunmen fired at soldiers near Diffa on Monday. On Tuesday the army bombed Diffa."
    assert ("NERMIL", "195", "NER") in dyads(coded("en", text))


def test_the_explanation_names_the_town() -> None:
    (event,) = coded("de", "Russische Truppen beschossen am Dienstag die Stadt Losowa.")
    assert event.target is not None
    assert event.target.rule_id == "towns.UKR.Lozova"
    assert "'Lozova' is a town of UKR, by GeoNames" in event.target.steps


def test_names_of_an_overlay_go_first(tmp_path: Path) -> None:
    folder = tmp_path / "lang" / "en"
    folder.mkdir(parents=True)
    rows = "ref,kind,name,paradigm,forms,yields_to\nMDA,city,Lozova,,,\n"
    (folder / "names.csv").write_text(rows, encoding="utf-8")
    article = Article("a", "Russian troops shelled the town of Lozova.", Language.ENGLISH, date(2025, 3, 20))
    events = code_article(article, load_lexicon(overlays=[tmp_path])).events
    assert [event_record(e, article.text)["target"] for e in events] == ["MDA"]


def test_where_a_meeting_takes_place_is_not_who_meets() -> None:
    text = (
        "Kenia und Ghana haben ihre militärische Zusammenarbeit bekräftigt. Das wurde während eines Treffens "
        "der Verteidigungsminister beider Staaten in Doha, Katar, deutlich. Ghanas Augenmerk gilt dabei der "
        "Küste, erklärte das ghanaische Verteidigungsministerium. Dabei berieten die Minister auch über "
        "Lieferungen. Danach sprach der ghanaische Verteidigungsminister Edward Boamah mit Journalisten."
    )
    pairs = {(a and a[:3], b and b[:3]) for a, code, b in dyads(coded("de", text)) if code.startswith("04")}
    assert pairs == {("KEN", "GHA"), ("GHA", "KEN")}
