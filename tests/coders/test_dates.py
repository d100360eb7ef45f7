"""The temporal tagger on sentences of our own: `data/dates_<xx>.tsv` holds them with their answers.

A row gives the class of the expression, the day of publication, the text with the expression in
brackets, and its TIMEX3 type and value and its days; rows of class `none` hold nothing that is a date.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from codebook.calendar import DateLexicon, load_dates
from codebook.calendar_check import OPERATIONS
from codebook.languages import roots
from codebook.records import Language, Span, TimeRef
from coders.dates import tag
from coders.dates.read import RESOLVE
from coders.fold import fold

DATA = Path(__file__).parent / "data"
LEXICONS = {language: load_dates(language) for language in roots()}


def rows(language: Language) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATA / f"dates_{language.value}.tsv").open(encoding="utf-8") as file:
        yield from enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=2)


CASES = [
    pytest.param(language, row, id=f"dates_{language.value}.tsv:{line}")
    for language in roots()
    for line, row in rows(language)
]


def found(row: dict[str, str], lexicon: DateLexicon) -> tuple[str, list[TimeRef], Span]:
    """The text without brackets, what was tagged in it, and where the brackets stood."""
    plain = row["text"].replace("[", "", 1).replace("]", "", 1)
    span = Span(row["text"].find("["), row["text"].find("]") - 1)
    folded = fold(plain, lexicon.language)
    refs = tag(folded.text, lexicon=lexicon, published=date.fromisoformat(row["published"]))
    return plain, [replace(ref, span=folded.original(ref.span)) for ref in refs], span


@pytest.mark.parametrize(("language", "row"), CASES)
def test_expression_of_the_table(language: Language, row: dict[str, str]) -> None:
    plain, refs, span = found(row, LEXICONS[language])
    if row["class"] == "none":
        assert [ref.span.of(plain) for ref in refs] == []
        return
    ref = next((ref for ref in refs if ref.span == span), None)
    assert ref is not None, [ref.span.of(plain) for ref in refs]
    days = [day.isoformat() if day else "" for day in (ref.start, ref.end)]
    assert [ref.timex_type, ref.value, *days] == [row["type"], row["value"], row["start"], row["end"]]


@pytest.mark.parametrize("language", roots())
def test_every_class_has_three_sentences_published_on_different_weekdays(language: Language) -> None:
    weekdays = defaultdict(set)
    for _, row in rows(language):
        weekdays[row["class"]].add(date.fromisoformat(row["published"]).weekday())
    assert {name: len(days) for name, days in weekdays.items() if len(days) < 3} == {}
    assert len(weekdays) >= 34


@pytest.mark.parametrize("language", roots())
def test_every_rule_has_a_sentence(language: Language) -> None:
    lexicon = LEXICONS[language]
    used = {ref.rule_id for _, row in rows(language) for ref in found(row, lexicon)[1]}
    rules = {pattern.rule_id for pattern in lexicon.patterns if pattern.operation != "decoy"}
    assert rules - used == set()


def test_every_operation_of_the_codebook_is_resolved() -> None:
    assert set(RESOLVE) | {"decoy"} == set(OPERATIONS)


@pytest.mark.parametrize("language", roots())
def test_rule_ids_are_unique(language: Language) -> None:
    ids = [pattern.rule_id for pattern in LEXICONS[language].patterns]
    assert len(ids) == len(set(ids))
    assert all(rule_id.startswith(f"{language.value}.dates.") for rule_id in ids)
