"""What holds of the temporal tagger for any text."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.calendar import DateLexicon, load_dates
from codebook.languages import roots
from codebook.records import Language, TimeRef
from coders.dates import tag

LEXICONS = {language: load_dates(language) for language in roots()}
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
NEWS_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
TENSES = st.sampled_from(["past", "future", "present", None])


def words(lexicon: DateLexicon) -> st.SearchStrategy[str]:
    """Texts of time words, numbers and marks, which get much deeper into the grammar than any text."""
    numbers = [
        "1",
        "3",
        "12",
        "29",
        "31",
        "99",
        "2015",
        "2024",
        "14.30",
        "3.5.",
        "30.11.2013",
        "1990er",
        "90s",
    ]
    marks = [".", ",", "-", "–", "/", "(", ")", "\n\n", "x", "Haus"]
    return st.lists(st.sampled_from([*lexicon.words, *numbers, *marks]), max_size=12).map(" ".join)


def check(text: str, refs: list[TimeRef]) -> None:
    last = 0
    for ref in refs:
        assert last <= ref.span.start < ref.span.end <= len(text)
        assert ref.span.of(text) == ref.span.of(text).strip()
        last = ref.span.end
        assert (ref.start is None) == (ref.end is None)
        assert ref.start is None or ref.end is None or ref.start <= ref.end
        assert ref.timex_type in {"DATE", "TIME", "DURATION", "SET"}
        assert ref.value
        assert ref.timex_type != "SET" or ref.start is None


@settings(deadline=None)  # the first text waits for the grammar to be compiled
@given(text=st.text(max_size=300), published=st.none() | DAYS, language=st.sampled_from(roots()))
def test_any_text_is_read(text: str, published: date | None, language: Language) -> None:
    check(text, tag(text, lexicon=LEXICONS[language], published=published))


@pytest.mark.parametrize("language", roots())
@given(data=st.data(), published=st.none() | DAYS, tense=TENSES)
@settings(max_examples=200, deadline=None)
def test_any_row_of_time_words_is_read(
    language: Language, data: st.DataObject, published: date | None, tense: str | None
) -> None:
    text = data.draw(words(LEXICONS[language]))
    check(text, tag(text, lexicon=LEXICONS[language], published=published, tense=lambda span: tense))


WEEKDAYS = {
    Language.GERMAN: "Treffen der Minister am {}.",
    Language.SERBIAN: "Sastanak ministara u {}.",
    Language.ENGLISH: "Meeting of ministers on {}.",
}


@pytest.mark.parametrize("language", roots())
@settings(deadline=None)
@given(published=NEWS_DAYS, tense=TENSES, number=st.integers(1, 7))
def test_seven_days_later_a_weekday_is_seven_days_later(
    language: Language, published: date, tense: str | None, number: int
) -> None:
    lexicon = LEXICONS[language]
    word = next(word for word, tags in lexicon.words.items() if tags.get("weekday") == number)
    text = WEEKDAYS[language].format(word)

    def resolved(day: date) -> TimeRef:
        [ref] = tag(text, lexicon=lexicon, published=day, tense=lambda span: tense)
        return ref

    week = timedelta(days=7)
    first, second = resolved(published), resolved(published + week)
    assert first.start and second.start
    assert second.start == first.start + week
    assert first.start.isoweekday() == number
    gap = (first.start - published).days
    assert 0 < gap <= 7 if tense in ("future", "present") else -7 < gap <= 0


@pytest.mark.parametrize("language", roots())
@settings(deadline=None)
@given(data=st.data(), published=NEWS_DAYS)
def test_what_has_days_without_a_publication_date_has_the_same_with_one(
    language: Language, data: st.DataObject, published: date
) -> None:
    lexicon = LEXICONS[language]
    text = data.draw(words(lexicon))
    absolute = {ref.span: ref for ref in tag(text, lexicon=lexicon, published=None) if ref.start}
    later = {ref.span: ref for ref in tag(text, lexicon=lexicon, published=published)}
    assert all(later[span].value == ref.value for span, ref in absolute.items())
