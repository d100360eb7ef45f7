"""Syndicated text is linked to its original and does not swell the counts."""

from datetime import date
from typing import Any

import pytest

from codebook.records import Language
from tests.warehouse.conftest import Loader, coded, make_article, make_event
from warehouse.connect import reader
from warehouse.copies import sketch

WIRE = (
    "Gondor met Mordor in the white city on Monday to talk about the bridges over the great river, "
    "the exchange of prisoners and the trade in grain. The steward said that the talks had been frank. "
    "Both sides agreed to come together again before the winter, a spokesman told reporters at the gate."
)
PRINTED = WIRE.replace("reporters at the gate", "the press outside").replace("great river", "river")
OTHER = (
    "Rohan met Isengard at the fords, where riders had been attacked twice within a week. No agreement "
    "was reached. The king of the riders left early, while the wizard spoke at length about peace, order "
    "and the need for every people of the west to choose its friends with care in these times of trouble."
)
SERBIAN = (
    "Гондор и Мордор састали су се у понедељак у Белом граду и разговарали о мостовима преко велике реке, "
    "размени заробљеника и трговини житом. Намесник је рекао да су разговори били отворени и корисни."
)
LATIN = (
    "Gondor i Mordor sastali su se u ponedeljak u Belom gradu i razgovarali o mostovima preko velike reke, "
    "razmeni zarobljenika i trgovini žitom. Namesnik je rekao da su razgovori bili otvoreni i korisni."
)


def ask(loader: Loader, statement: str) -> list[Any]:
    with reader(loader.warehouse) as con:
        return con.sql(statement).fetchall()


def copies(loader: Loader) -> list[Any]:
    return ask(
        loader,
        "SELECT c.text, o.text FROM articles c JOIN articles o ON o.article_id = c.copy_of ORDER BY ALL",
    )


@pytest.mark.parametrize("together", [True, False])
def test_a_reprint_is_a_copy_of_what_was_published_first(loader: Loader, together: bool) -> None:
    records = [
        coded(make_article(WIRE, published=date(2024, 10, 14))),
        coded(make_article(PRINTED, published=date(2024, 10, 15), source="Daily")),
        coded(make_article(OTHER, published=date(2024, 10, 15))),
    ]
    if together:
        assert loader(*records[::-1]).copies == 1
    else:
        assert [loader(record).copies for record in records] == [0, 1, 0]
    assert copies(loader) == [(PRINTED, WIRE)]


@pytest.mark.parametrize(
    ("published", "linked"),
    [(date(2024, 10, 17), True), (date(2024, 10, 18), False), (None, True)],
)
def test_copies_are_looked_for_within_three_days_or_without_a_date(
    loader: Loader, published: date | None, linked: bool
) -> None:
    loader(coded(make_article(WIRE, published=date(2024, 10, 14))))
    assert loader(coded(make_article(PRINTED, published=published))).copies == linked


def test_both_serbian_scripts_are_one_text_and_other_languages_are_not(loader: Loader) -> None:
    loader(coded(make_article(SERBIAN, language=Language.SERBIAN)))
    assert loader(coded(make_article(LATIN, language=Language.SERBIAN))).copies == 1
    assert loader(coded(make_article(LATIN + " ", language=Language.GERMAN))).copies == 0


def test_a_rewritten_text_is_no_copy(loader: Loader) -> None:
    half = WIRE[: len(WIRE) // 2] + OTHER[len(OTHER) // 2 :]
    assert loader(coded(make_article(WIRE)), coded(make_article(half))).copies == 0


def test_copies_of_copies_lead_to_the_original(loader: Loader) -> None:
    texts = [WIRE, PRINTED, PRINTED.replace("frank", "open")]
    for number, text in enumerate(texts):
        loader(coded(make_article(text, published=date(2024, 10, 14 + number))))
    assert copies(loader) == sorted([(texts[1], WIRE), (texts[2], WIRE)])


MONDAY, TUESDAY = date(2024, 10, 14), date(2024, 10, 15)


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("day", "reprinted"), [(MONDAY, MONDAY), (None, None), (MONDAY, TUESDAY)])
def test_what_a_copy_repeats_is_not_counted_and_what_it_adds_is(
    loader: Loader, day: date | None, reprinted: date | None, together: bool
) -> None:
    original = make_article(WIRE, source="Wire")
    reprint = make_article(PRINTED, source="Daily", published=TUESDAY)
    again = make_article(PRINTED + " Today", source="Weekly", published=date(2024, 10, 16))
    actors = {"source": "RUS", "target": "CHN"}
    records = [coded(original, make_event(original, day=day, **actors))]
    records += [
        coded(
            copy,
            make_event(copy, day=reprinted, **actors),
            make_event(copy, action="press", code="190", day=reprinted),
        )
        for copy in (reprint, again)
    ]
    for some in [records] if together else [[record] for record in records]:
        loader(*some)
    columns = "code, start_date, n_mentions, n_articles, n_sources, n_copies, last_seen"
    assert ask(loader, f"SELECT {columns} FROM events ORDER BY code") == [
        ("040", day, 1, 1, 1, 2, date(2024, 10, 16)),
        ("190", reprinted, 1, 1, 1, 1, date(2024, 10, 16)),
    ]


def test_texts_of_no_words_have_nothing_in_common() -> None:
    assert sketch(" … ", "en") == []
    assert len(sketch("one", "en")) == 1
