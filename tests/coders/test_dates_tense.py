"""The tense that the trained pipelines read decides whether a weekday or month lies ahead or behind."""

from datetime import date

import pytest

from codebook.records import Article, Language
from coders.article import code_article
from tests.shipped import lexicon

FRIDAY = date(2024, 10, 18)
TUESDAY = date(2025, 3, 4)


def begins(language: str, published: date, text: str, words: str) -> date | None:
    """The first day of the expression with these words in a parsed text."""
    coded = code_article(Article("x", text, Language(language), published), lexicon())
    return next(timex.start for timex in coded.timexes if timex.span.of(text) == words)


@pytest.mark.parametrize(
    ("language", "published", "text", "words", "day"),
    [
        ("de", FRIDAY, "Der Präsident empfing am Montag den Botschafter.", "Montag", date(2024, 10, 14)),
        ("de", FRIDAY, "Polen wies am Dienstag zwei Diplomaten aus.", "Dienstag", date(2024, 10, 15)),
        (
            "de",
            FRIDAY,
            "Der Präsident wird am Montag den Botschafter empfangen.",
            "Montag",
            date(2024, 10, 21),
        ),
        ("de", TUESDAY, "Der Präsident reist am Donnerstag nach Kairo.", "Donnerstag", date(2025, 3, 6)),
        (
            "de",
            TUESDAY,
            "Er kündigte an, am Donnerstag nach Kairo zu reisen.",
            "Donnerstag",
            date(2025, 3, 6),
        ),
        ("de", FRIDAY, "Im Dezember hat das Land gewählt.", "Dezember", date(2023, 12, 1)),
        ("de", FRIDAY, "Im Dezember wird das Land wählen.", "Dezember", date(2024, 12, 1)),
        ("sr", FRIDAY, "Predsednik je u ponedeljak primio ambasadora.", "ponedeljak", date(2024, 10, 14)),
        ("sr", FRIDAY, "Председник ће у понедељак примити амбасадора.", "понедељак", date(2024, 10, 21)),
        ("sr", TUESDAY, "Predsednik u četvrtak putuje u Kairo.", "četvrtak", date(2025, 3, 6)),
        ("sr", FRIDAY, "У децембру је држава гласала.", "децембру", date(2023, 12, 1)),
        ("sr", FRIDAY, "U decembru će država glasati.", "decembru", date(2024, 12, 1)),
        ("en", FRIDAY, "The president received the ambassador on Monday.", "Monday", date(2024, 10, 14)),
        ("en", FRIDAY, "The president will receive the ambassador on Monday.", "Monday", date(2024, 10, 21)),
        ("en", TUESDAY, "The president travels to Cairo on Thursday.", "Thursday", date(2025, 3, 6)),
        ("en", TUESDAY, "He promised to travel to Cairo on Thursday.", "Thursday", date(2025, 3, 6)),
        ("en", FRIDAY, "The country voted in December.", "December", date(2023, 12, 1)),
        ("en", FRIDAY, "The country will vote in December.", "December", date(2024, 12, 1)),
    ],
)
def test_the_parsed_tense_gives_the_direction(
    language: str, published: date, text: str, words: str, day: date
) -> None:
    assert begins(language, published, text, words) == day
