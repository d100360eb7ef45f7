"""The one door: what it gives depends on the article alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.lexicon import Lexicon
from codebook.records import Article, Language
from coders.article import code_article
from tests import shipped

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
    return shipped.lexicon()


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Verein und sein Eigner wehrten sich gegen die Vorwürfe.", Language.GERMAN),
        ("Klub i njegov vlasnik žalili su se.", Language.SERBIAN),
        ("The couple and their lawyer sued.", Language.ENGLISH),
    ],
)
def test_one_who_is_told_by_another_who_is_told_by_him_is_nobody(
    text: str, language: Language, lexicon: Lexicon
) -> None:
    assert code_article(Article("a", text, language, date(2025, 3, 4)), lexicon).events == ()


WORDS = {
    Language.GERMAN: (
        "Israel Kiew Präsident Präsidenten Moskau Anwalt griff verurteilte sagte wurde getötet an "
        "auf und der die ihr sein dessen pro-russische US- am Montag 3. Mai , . – ( ) „ “ : ! ... "
        "A. 24 nach von Polizei die, \n hat haben habe werde ist sagte, mitteilte, – so laut es man sich "
        "Krieg Angriff Gespräche mit gegen wegen vor\u00adgehen Minister, verhandelt angreifen zu um dass ob "
        "nicht kein ohne Putin Wladimir Russlands russische der, ; - Kiew, nachdem bevor für dem beiden"
    ),
    Language.SERBIAN: (
        "Srbija Kosovo predsednik predsednika Moskve policija je su uhapsila rekao napad na u od i "
        "njegov koji se da nije Vučić Evropska unija za juče 1. maja , . – ( ) „ ” : ! ... A. 24 "
        "Израел \n bi bio će sa protiv zbog dok pošto koji, ; - kaže Beograd, Putin Vladimir Rusije ruski "
        "ministar oružja razgovora da, ne bez kako bi smo ih mu im ga obe strane optužio ubijeni rat Moskva "
        "razgovarali poručio je, naveo"
    ),
    Language.ENGLISH: (
        "Israel Kyiv president leaders police who which and of by to the their its his accused "
        "struck said was killed not pro-Russian US- on Monday 's , . – ( ) “ ” : ! ... A. 24 "
        "Hamas-run \n has have been being is will would against over for after before talks with "
        "minister, Putin Vladimir Russia Russian Russia's war attack attacking bombing villages them he she "
        "it him each other both sides who, ; - that whether no without if unless Moscow, denied claims"
    ),
}


@pytest.mark.parametrize("language", WORDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_text_however_broken_stops_the_coder(
    language: Language, lexicon: Lexicon, data: st.DataObject
) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split(" ")), max_size=30))
    text = " ".join(words)
    for event in code_article(Article("a", text, language, date(2025, 3, 4)), lexicon).events:
        assert text[event.trigger.start : event.trigger.end].strip()
