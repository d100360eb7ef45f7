"""What an expression means in its surroundings: publication, tense, discourse, neighbours."""

from datetime import date

import pytest

from codebook.calendar import load_dates
from codebook.languages import roots
from codebook.records import Language, Span, TimeRef
from coders.dates import tag

LEXICONS = {language: load_dates(language) for language in roots()}
PUBLISHED = date(2024, 10, 16)  # a Wednesday


def tagged(
    text: str, language: str, *, published: date | None = PUBLISHED, tense: str | None = None
) -> dict[str, TimeRef]:
    """What was tagged, by its words."""

    def says(span: Span) -> str | None:
        return tense

    refs = tag(text, lexicon=LEXICONS[Language(language)], published=published, tense=says if tense else None)
    return {ref.span.of(text): ref for ref in refs}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 3. Mai 2022 und im Jahr 2015, am Dienstag, gestern und vor drei Tagen."),
        ("sr", "Dana 3. maja 2022. i 2015. godine, u utorak, juče i pre tri dana."),
        ("en", "On 3 May 2022 and in 2015, on Tuesday, yesterday and three days ago."),
    ],
)
def test_without_a_publication_date_only_what_is_absolute_has_days(language: str, text: str) -> None:
    refs = tagged(text, language, published=None)
    assert len(refs) == 5
    assert {ref.value for ref in refs.values() if ref.start} == {"2022-05-03", "2015"}
    assert {ref.value for ref in refs.values() if not ref.start} == {"XXXX-WXX-2", "XXXX-XX-XX"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am 7. Mai geschah es.", "XXXX-05-07"),
        ("Im Mai geschah es.", "XXXX-05"),
        ("Am Mittwochabend geschah es.", "XXXX-WXX-3TEV"),
        ("Vergangene Woche geschah es.", "XXXX-WXX"),
        ("Im vergangenen Monat geschah es.", "XXXX-XX"),
        ("Im vergangenen Jahr geschah es.", "XXXX"),
        ("Im Sommer geschah es.", "XXXX-SU"),
        ("An Weihnachten geschah es.", "XXXX-12-25"),
        ("An Ostern geschah es.", "XXXX-XX-XX"),
    ],
)
def test_an_unresolved_value_keeps_what_the_text_says(text: str, value: str) -> None:
    [ref] = tagged(text, "de", published=None).values()
    assert (ref.value, ref.start, ref.end, ref.anchor) == (value, None, None, None)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Der Rat tagte am Mittwoch.", "Mittwoch"),
        ("sr", "Savet u sredu.", "sredu"),
        ("en", "The council, Wednesday.", "Wednesday"),
    ],
)
@pytest.mark.parametrize(
    ("tense", "day"),
    [("past", date(2024, 10, 16)), ("future", date(2024, 10, 23)), ("present", date(2024, 10, 23))],
)
def test_the_tense_of_the_clause_decides_and_overrules_the_words(
    language: str, text: str, word: str, tense: str, day: date
) -> None:
    assert tagged(text, language, tense=tense)[word].start == day


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("de", "Im Dezember begann der Aufstand.", "2023-12"),
        ("de", "Im Dezember soll gewählt werden.", "2024-12"),
        ("sr", "U decembru je počeo ustanak.", "2023-12"),
        ("sr", "U decembru će biti izbori.", "2024-12"),
        ("en", "The uprising began in December.", "2023-12"),
        ("en", "The country will vote in December.", "2024-12"),
    ],
)
def test_a_month_lies_where_the_verb_says(language: str, text: str, month: str) -> None:
    [ref] = tagged(text, language).values()
    assert ref.value == month


def test_the_nearest_verb_decides() -> None:
    refs = tagged("Er sagte am Montag, er werde am Freitag nach Genf reisen.", "de")
    assert refs["Montag"].start == date(2024, 10, 14)
    assert refs["Freitag"].start == date(2024, 10, 18)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Am 3. März 2021 fiel die Stadt. Zwei Wochen später floh er.",
            "Zwei Wochen später",
            "2021-W11",
        ),
        ("Im Mai 2015 trat er zurück. Am Tag darauf floh er.", "Tag darauf", "XXXX-XX-XX"),
        ("2014 gab es Verluste, im Jahr davor noch Gewinn.", "Jahr davor", "2013"),
        ("Am Montag begann der Streik. Am Abend endete er.", "Abend", "2024-10-14TEV"),
        ("Der Streik endete am Abend.", "Abend", "2024-10-16TEV"),
        (
            "Am 1. Juli begann das Lager. In der dritten Woche kam er.",
            "der dritten Woche",
            "2024-W29",
        ),
    ],
)
def test_the_discourse_is_counted_from_the_last_date_fine_enough(text: str, words: str, value: str) -> None:
    assert tagged(text, "de")[words].value == value


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("de", "Von Freitag bis Dienstag wurde gekämpft.", date(2024, 10, 11), date(2024, 10, 15)),
        ("de", "Vom 28. Dezember bis 3. Januar wurde gekämpft.", date(2023, 12, 28), date(2024, 1, 3)),
        ("de", "Von Dienstag bis Donnerstag wird verhandelt.", date(2024, 10, 22), date(2024, 10, 24)),
        ("sr", "Borbe su trajale od petka do utorka.", date(2024, 10, 11), date(2024, 10, 15)),
        ("en", "They fought from Friday to Tuesday.", date(2024, 10, 11), date(2024, 10, 15)),
        ("en", "He was in office 2014–2018.", date(2014, 1, 1), date(2018, 12, 31)),
    ],
)
def test_both_ends_of_a_range_carry_it(language: str, text: str, start: date, end: date) -> None:
    refs = tagged(text, language).values()
    assert [(ref.start, ref.end) for ref in refs] == [(start, end)] * 2


def test_a_date_that_begins_lasts_to_publication_when_it_is_past() -> None:
    assert tagged("Ab Montag galt Kriegsrecht.", "de")["Montag"].end == PUBLISHED
    assert tagged("Ab morgen gilt Kriegsrecht.", "de")["morgen"].end == date(2024, 10, 17)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das Parlament hat heute den Haushalt beschlossen.", "2024-10-16"),
        ("Der Sender wurde heute abgeschaltet.", "2024-10-16"),
        ("Heute um 19.30 Uhr ist Sitzung.", "2024-10-16"),
        ("Heute, Mittwoch, ist Sitzung.", "2024-10-16"),
        ("Die Stadt ist heute ein Trümmerfeld.", "PRESENT_REF"),
        ("In der Region leben heute drei Völker.", "PRESENT_REF"),
        ("Noch heute streiten sie darüber.", "PRESENT_REF"),
    ],
)
def test_today_is_the_day_of_an_act_and_these_days_of_a_state(text: str, value: str) -> None:
    assert next(iter(tagged(text, "de").values())).value == value


def test_a_weekday_with_a_date_points_to_the_year_that_fits() -> None:
    [ref] = tagged(
        "Am Donnerstag, 25. Februar, lädt der Verein ein.", "de", published=date(2010, 2, 20)
    ).values()
    assert ref.value == "2010-02-25"
    [ref] = tagged("Am Montag, 29. Februar, wurde gewählt.", "de").values()
    assert ref.value == "2016-02-29"


@pytest.mark.parametrize("day", ["31. Juni", "29. Februar 2023", "0. Mai"])
def test_a_day_that_does_not_exist_is_none(day: str) -> None:
    assert all(ref.grain != "day" for ref in tagged(f"Am {day} war Ruhe.", "de").values())


def test_words_of_an_entry_may_stand_on_two_lines() -> None:
    assert (
        tagged("The port was shelled on Good\nFriday 2022.", "en")["Good\nFriday 2022"].value == "2022-04-15"
    )


@pytest.mark.parametrize(
    ("language", "holiday", "day"),
    [
        ("de", "Pfingstmontag 2023", date(2023, 5, 29)),
        ("de", "Christi Himmelfahrt 2024", date(2024, 5, 9)),
        ("sr", "Vaskrs 2021", date(2021, 5, 2)),
        ("sr", "Vidovdan 2001", date(2001, 6, 28)),
        ("en", "Thanksgiving 2023", date(2023, 11, 23)),
        ("en", "Memorial Day 2024", date(2024, 5, 27)),
        ("en", "Ash Wednesday 2022", date(2022, 3, 2)),
    ],
)
def test_feasts_are_computed(language: str, holiday: str, day: date) -> None:
    assert tagged(f"{holiday}", language)[holiday].start == day
