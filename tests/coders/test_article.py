"""The one door: what it gives depends on the article alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Language
from coders.article import code_article

PLACES = ("Minsk", "Ankara", "Havanna", "Lima", "Tunis", "Dhaka", "Nairobi", "Quito")
NAMES = ("Orlović", "Weidmann", "Okonjo", "Brandt", "Sokolov", "Hartley", "Nkemelu", "Vasić")
TEXTS = {
    Language.GERMAN: (
        "{place} (dpa) – Außenministerin Erika {name} ist am Montag nach {other} gereist. Sie warnte Belarus "
        "vor neuen Sanktionen. Am Tag darauf nahm die Polizei in {place} zwanzig Demonstranten fest."
    ),
    Language.SERBIAN: (
        "Министар одбране Перу Марко {name} састао се јуче у граду {place} са колегом из Чилеа. Он је осудио "
        "нападе Русије на Украјину. Полиција је ухапсила десет новинара."
    ),
    Language.ENGLISH: (
        "{place} – Foreign minister Anna {name} flew to {other} on Monday. She accused Rwanda of backing "
        "rebels. Last week police in {place} arrested ten protesters."
    ),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns after a few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def articles(round_: int) -> list[Article]:
    """Texts that differ in their names, some of which no pipeline has met; `round_` makes them anew."""
    found = []
    for i, (place, name) in enumerate(zip(PLACES, NAMES, strict=True)):
        for language, text in TEXTS.items():
            filled = text.format(place=place, other=PLACES[i - 1], name=f"{name}{'aeiou'[round_]}r")
            found.append(Article(f"{language}{i}", filled, language, date(2025, 3, 12)))
    return found


@pytest.mark.usefixtures("hasty")
def test_threads_give_what_one_after_the_other_gives(lexicon: Lexicon) -> None:
    for round_ in range(3):
        texts = articles(round_)
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda article: code_article(article, lexicon), texts))
        assert together == [code_article(article, lexicon) for article in texts]
        assert all(coded.events for coded in together)


def test_no_article_leaves_a_trace_in_the_next(lexicon: Lexicon) -> None:
    texts = articles(3)
    alone = {article.article_id: code_article(article, lexicon) for article in texts}
    backwards = {article.article_id: code_article(article, lexicon) for article in reversed(texts)}
    assert backwards == alone


def first(text: str, lexicon: Lexicon) -> tuple[str, str, str, date | None]:
    """The words of the source, the sentence, the source's code and the day of a text's only event."""
    article = Article("a", text, Language.ENGLISH, date(2025, 3, 15))
    (event,) = code_article(article, lexicon).events
    assert event.source is not None
    return event.source.span.of(text), event.sentence.of(text), event.source.code, event.start


@pytest.mark.parametrize("dateline", ["BELGRADE – ", "BELGRADE (XPA) - ", "BELGRADE, March 14 (XPA) — "])
def test_a_dateline_is_no_part_of_who_acts(dateline: str, lexicon: Lexicon) -> None:
    text = f"{dateline}Foreign Minister Marko Petrović condemned Croatia.\n\nIt rained."
    sentence = f"{dateline}Foreign Minister Marko Petrović condemned Croatia."
    assert first(text, lexicon)[:3] == ("Foreign Minister Marko Petrović", sentence, "SRBGOV")
