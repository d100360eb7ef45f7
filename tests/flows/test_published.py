"""Publication dates: strictly read from metadata, inferred from text only where it states them in full."""

from datetime import date

import pytest

from codebook.records import Language
from flows.ingest.intake import full_dates
from flows.ingest.published import BadDate, infer_date, read_date
from flows.settings import Settings

DAY = date(2024, 10, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-14",
        "2024-10-14T23:30:00+02:00",
        "2024-10-14 08:15",
        "20241014",
        "Mon, 14 Oct 2024 09:30:00 GMT",
        "14.10.2024",
        "14. 10. 2024.",
        "14.10.2024, 19:47 Uhr",
        "14. Oktober 2024",
        "14 October 2024",
        "October 14, 2024",
        "10/14/2024",
        "14/10/2024",
        "14. oktobar 2024",
        "14. oktobra 2024.",
        "14. октобар 2024.",
        "14. октобра 2024. године",
    ],
)
def test_loose_dates_are_read(text: str) -> None:
    language = Language.SERBIAN if "okt" in text.lower() or "окт" in text else Language.GERMAN
    assert read_date(text, full_dates=full_dates(language, Settings())) == DAY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2024", "may mean 2024-03-04 or 2024-04-03"),
        ("yesterday", "is no full date"),
        ("vor 2 Stunden", "is no full date"),
        ("Oktober 2024", "is no full date"),
        ("14. Oktober", "is no full date"),
        ("2024", "is no full date"),
        ("31.02.2024", "is no full date"),
        ("0024-10-14", "outside the years"),
        ("n/a", "is no full date"),
    ],
)
def test_ambiguous_and_partial_dates_are_refused(text: str, words: str) -> None:
    with pytest.raises(BadDate, match=words):
        read_date(text, full_dates=full_dates(Language.GERMAN, Settings()))


def inferred(text: str, language: str) -> date | None:
    return infer_date(text, full_dates=full_dates(Language(language), Settings()))


BODY = "\nDer Minister traf seinen Kollegen. Sie sprachen über Handel.\n"
TELO = "\nМинистар се састао са колегом. Разговарали су о трговини.\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY + "Der Beitrag wurde bearbeitet (14.10.2024 19:47).", "de"),
        ("14.10.2024, 10:32 Uhr" + BODY, "de"),
        ("Von Max Muster | 14.10.2024 | 10:32" + BODY, "de"),
        (BODY + "Stand: 14.10.2024", "de"),
        ("Veröffentlicht am 14. Oktober 2024, aktualisiert am 16. Oktober 2024" + BODY, "de"),
        ("BERLIN, 14. Oktober 2024 –" + BODY, "de"),
        ("Berlin, den 14.10.2024 (dpa) –" + BODY, "de"),
        ("Montag, 14. Oktober 2024" + BODY, "de"),
        ("Die Minister am 14. Oktober 2024 in Wien. Foto: Ministerium" + BODY, "de"),
        ("14.10.2024. | 12:45" + TELO, "sr"),
        ("БЕОГРАД, 14. октобра 2024. –" + TELO, "sr"),
        ("Објављено: 14. октобар 2024." + TELO, "sr"),
        ("Beograd, 14. oktobra 2024. (Beta) –" + TELO, "sr"),
        ("LONDON, October 14, 2024 (Wire) – The minister met his colleague.", "en"),
        ("Published: 14 October 2024\nThe minister met his colleague.", "en"),
        ("2024-10-14 08:15\nThe minister met his colleague.", "en"),
    ],
)
def test_stated_dates_are_inferred(text: str, language: str) -> None:
    assert inferred(text, language) == DAY


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 14. Oktober 2024 traf der Minister seinen Kollegen.", "de"),
        ("Am 14. Oktober 2024 um 10.30 Uhr schlug eine Rakete ein.", "de"),
        ("Seit 24.02.2022 – dem Beginn des Krieges – wird gekämpft.", "de"),
        ("Der Krieg begann am 24. Februar 2022 – und dauert an.", "de"),
        ("BERLIN, 14. Oktober –" + BODY, "de"),
        ("Die Minister am 14. Oktober 2019 in Wien. Archivfoto: Ministerium" + BODY, "de"),
        ("(14.10.2024 19:47)" + BODY + "(16.10.2024 08:00)", "de"),
        ("31.02.2024, 10:32 Uhr" + BODY, "de"),
        ("Од 24. фебруара 2022. године траје рат.", "sr"),
        ("The treaty of 14 October 2014 – signed in Minsk – failed.", "en"),
    ],
)
def test_nothing_is_guessed(text: str, language: str) -> None:
    assert inferred(text, language) is None
