"""Folding: what is coded differs from what was given, offsets do not."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from codebook.languages import varieties
from codebook.records import Language, Span
from coders.fold import fold, respell

MIXED = st.text(
    alphabet=st.sampled_from("abcčćdđšžабвгљњџЉЊЏђћéあ中 \u00a0\u00ad\u200b\u0301.,–„“\nЫя"), max_size=60
)


def test_digraphs_follow_the_case_around_them() -> None:
    assert (
        fold("Љубав и ЊЕГОШ, Џибути, НАТО-ов Љ.", Language.SERBIAN).text
        == "Ljubav i NJEGOŠ, Džibuti, NATO-ov Lj."
    )


def test_offsets_lead_back_to_the_cyrillic_original() -> None:
    text = "Министар Жељко Њагуљ је отпутовао у Љубљану."
    folded = fold(text, Language.SERBIAN)
    start = folded.text.index("Ljubljanu")
    assert folded.original(Span(start, start + len("Ljubljanu"))).of(text) == "Љубљану"


def test_other_scripts_and_words_of_other_cyrillic_languages_stay() -> None:
    given = "Си Ђинпинг (习近平), Выборг, Київ, Скопје, Ѓорче и Алексеи\u0306 у граду"
    wanted = "Si Đinping (习近平), Выборг, Київ, Skopje, Ѓорче i Алексей u gradu"
    assert fold(given, Language.SERBIAN).text == wanted


def test_german_keeps_cyrillic_and_loses_only_what_cannot_be_seen() -> None:
    folded = fold("Die „Правда“\u00a0schrieb, Mi\u00adnister\u200b u\u0308ben", Language.GERMAN)
    assert folded.text == "Die „Правда“ schrieb, Minister üben"


def test_a_respelt_word_leads_back_to_what_was_written() -> None:
    text = "Prije dvije sedmice Vijeće sigurnosti priopćilo je: Njemačka, Kijev, prijem."
    folded = respell(fold(text, Language.CROATIAN), varieties()[Language.CROATIAN].respelling)
    assert folded.text == "Pre dve sedmice Veće sigurnosti saopštilo je: Nemačka, Kijev, prijem."
    for respelt, written in (("Pre", "Prije"), ("dve", "dvije"), ("saopštilo", "priopćilo")):
        start = folded.text.index(respelt)
        assert folded.original(Span(start, start + len(respelt))).of(text) == written


@given(st.text(alphabet=st.sampled_from("abdeijlmnprstvšćčžVNP Čопј\u00ad"), max_size=40))
def test_respelling_keeps_offsets_in_order_and_touches_nothing_between_words(text: str) -> None:
    folded = fold(text, Language.BOSNIAN)
    respelt = respell(folded, varieties()[Language.BOSNIAN].respelling)
    assert len(respelt.text) == len(respelt.starts) == len(respelt.ends)
    assert list(respelt.starts) == sorted(respelt.starts)
    assert respelt.text.count(" ") == folded.text.count(" ")
    if text:
        assert all(start < end <= len(text) for start, end in zip(respelt.starts, respelt.ends, strict=True))


@given(MIXED, st.sampled_from(list(Language)))
def test_every_folded_character_points_to_characters_that_give_it(text: str, language: Language) -> None:
    folded = fold(text, language)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for i, character in enumerate(folded.text):
        piece = folded.original(Span(i, i + 1)).of(text)
        assert character.lower() in (fold(piece, language).text + piece).lower()  # foreign words stay


@given(MIXED)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text, Language.SERBIAN).text
    assert unicodedata.normalize("NFC", fold(once, Language.SERBIAN).text) == unicodedata.normalize(
        "NFC", once
    )
