"""Who is meant: compounds of a name and a role, on real parses."""

from datetime import date

import pytest

from codebook.records import Article, Language
from coders.article import code_article
from tests.shipped import lexicon


def actors(text: str) -> set[str]:
    events = code_article(Article("a", text, Language.GERMAN, date(2025, 3, 20)), lexicon()).events
    return {ref.code for event in events for ref in (event.source, event.target) if ref}


def test_a_compound_has_a_role_only_behind_a_name() -> None:
    assert "RUSGOV" in actors("Ein Kremlsprecher kritisierte die Ukraine scharf.")
    assert not any("CRM" in code for code in actors("Bolivien fordert von Chile einen Zugang zum Pazifik."))


def told(text: str) -> list[tuple[str | None, str, str | None]]:
    events = code_article(Article("a", text, Language.GERMAN, date(2025, 3, 20)), lexicon()).events
    return [
        (e.source.code if e.source else None, e.code, e.target.code if e.target else None) for e in events
    ]


def test_two_leaders_are_the_two_spoken_of_last() -> None:
    text = "Der türkische Außenminister traf am Montag seinen griechischen Amtskollegen. "
    assert ("TURGOV", "036", "GRCGOV") in told(text + "Die beiden Minister vereinbarten weitere Gespräche.")
    assert ("GRCGOV", "036", "TURGOV") in told(text + "Beide vereinbarten am Dienstag weitere Gespräche.")


def test_followers_are_of_the_country_of_whom_they_follow() -> None:
    assert told("Die Polizei nahm zwanzig Nawalny-Anhänger fest.") == [("RUSCOP", "173", "RUSOPP")]


def test_an_epithet_is_the_country_spoken_of_last_outside_its_clause() -> None:
    text = "Katar fördert viel Gas. Nepal schloss mit dem Emirat einen Vertrag."
    assert ("NPL", "057", "QAT") in told(text)


def test_a_sea_is_not_the_country_in_its_name() -> None:
    assert told("Die Huthi-Miliz beschoss am Sonntag im Golf von Aden ein Schiff.") == []


def test_one_government_is_not_they() -> None:
    text = "Tausende Menschen gingen am Mittwoch in Tiflis gegen die Regierung auf die Straße. "
    assert told(text + "Sie forderten die Freilassung von Aktivisten.")[:1] == [("GEOCVL", "141", "GEOGOV")]
    assert "GEOGOV" not in {source for source, _, _ in told(text + "Sie forderten Neuwahlen.")}


def test_another_countrys_body_of_a_well_known_name() -> None:
    text = "Die brasilianische Bundespolizei nahm in Rio zwei Oppositionelle fest."
    assert told(text) == [("BRACOP", "173", "BRAOPP")]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        (Language.ENGLISH, "In Lima, Congress condemned Mexico on Tuesday.", "PERLEG"),
        (Language.ENGLISH, "Congress condemned the raid in Mexico on Tuesday and blamed Cuba.", "USALEG"),
        (Language.GERMAN, "Perus Kongress verurteilte Mexiko.", "PERLEG"),
        (Language.GERMAN, "BERN – Der Nationalrat verurteilte am Montag Russland.", "CHELEG"),
        (Language.SERBIAN, "MANILA – Predstavnički dom osudio je Kinu.", "PHLLEG"),
    ],
)
def test_a_body_is_that_of_the_capital_or_dateline(language: Language, text: str, source: str) -> None:
    events = code_article(Article("a", text, language, date(2025, 3, 20)), lexicon()).events
    assert {event.source.code for event in events if event.source} == {source}


def test_an_act_told_twice_is_one_event() -> None:
    text = "Polen schließt Grenze zu Belarus.\nPolen hat am Mittwoch seine Grenze zu Belarus geschlossen."
    assert told(text) == [("POL", "160", "BLR")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Portugal kritisierte am Montag das Manöver „Atlantic Norway“."),
        ("sr", "Португал је у понедељак критиковао вежбу „Атлантик Норвешка“."),
        ("en", 'Portugal criticised the exercise "Atlantic Norway" on Monday.'),
    ],
)
def test_a_name_within_a_quoted_title_is_no_party(language: str, text: str) -> None:
    article = Article("a", text, Language(language), date(2025, 3, 14))
    codes = {ref.code for e in code_article(article, lexicon()).events for ref in (e.source, e.target) if ref}
    assert "NOR" not in codes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sr", "Загреб је у понедељак протестовао због хапшења рибара."),
        ("en", "Zagreb protested against the arrest of the fishermen on Monday."),
    ],
)
def test_a_state_that_protests_is_no_crowd(language: str, text: str) -> None:
    article = Article("a", text, Language(language), date(2025, 3, 14))
    assert [e.code for e in code_article(article, lexicon()).events if e.code.startswith("14")] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "French far-right leader Marine Le Pen criticised Germany.", "FRAGOV"),
        ("en", "Marine Le Pen criticised Germany.", "FRAOPP"),
        ("sr", "Ministar finansija Siniša Mali kritikovao je Nemačku.", "SRBGOV"),
        ("de", "Verteidigungsminister Israel Katz kritisierte Deutschland.", "ISRGOVMIL"),
        ("de", "Der Industrieminister Sultan al-Jaber kritisierte Deutschland.", "AREGOV"),
    ],
)
def test_words_of_a_known_name_are_neither_role_nor_place(language: str, text: str, expected: str) -> None:
    article = Article("a", text, Language(language), date(2025, 3, 20))
    sources = [event.source for event in code_article(article, lexicon()).events]
    assert [source.code for source in sources if source] == [expected]
