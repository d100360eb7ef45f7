"""Sport, culture and weather make no events, but what those in power do beside them stands."""

from datetime import date
from pathlib import Path

import pytest

from codebook.discards import load_discards
from codebook.errors import CodebookError
from codebook.layers import Layers
from codebook.records import Article, Language
from codebook.tables import PACKAGE
from coders.article import code_article
from tests.shipped import lexicon

LEXICON = lexicon()


def codes(text: str, language: str) -> set[tuple[str, str]]:
    events = code_article(Article("a", text, Language(language), date(2025, 3, 20)), LEXICON).events
    return {(event.source.code if event.source else "", event.code) for event in events}


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("de", "Die türkische Polizei nahm einen Regisseur und zwei Journalisten fest.", ("TURCOP", "173")),
        (
            "de",
            "Am Rande des Turniers traf Frankreichs Präsident den deutschen Bundeskanzler.",
            ("FRAGOV", "044"),
        ),
        ("sr", "Ruska vojska bombardovala je bioskop u Harkovu.", ("RUSMIL", "195")),
        ("sr", "Predsednik Belorusije zapretio je Litvaniji tokom prvenstva.", ("BLRGOV", "130")),
        ("en", "Israeli troops killed a Palestinian footballer in Gaza.", ("ISRMIL", "190")),
        ("en", "Russian forces shelled Kharkiv despite a thunderstorm.", ("RUSMIL", "194")),
    ],
)
def test_acts_of_power_stand(language: str, text: str, event: tuple[str, str]) -> None:
    assert event in codes(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Deutschland griff Frankreich im Halbfinale von Beginn an an."),
        ("de", "Laut einer Umfrage verurteilen die Deutschen den Angriff Russlands auf die Ukraine."),
        ("de", "Frankreichs Regierung unterstützt den Kampf gegen Krebs in Senegal."),
        ("sr", "Srbija je u polufinalu šampionata napala Hrvatsku."),
        ("sr", "Turska policija uhapsila je provalnika i dvojicu novinara."),
        ("sr", "Predsednik Francuske pohvalio je Argentinu zbog titule."),
        ("en", "England attacked Germany in the semi-final."),
        ("en", "The French president praised Argentina and its goalkeeper."),
        ("en", "Germany's government helps Poland in the war on weeds."),
    ],
)
def test_the_rest_does_not(language: str, text: str) -> None:
    assert codes(text, language) == set()


def test_a_wrong_discard_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lang" / "en" / "discards.csv"
    path.parent.mkdir(parents=True)
    path.write_text("words,topic\nquidditch,sports\nbroom race,sport\nrace broom,sport\n", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_discards(Language.ENGLISH, {"GOV"}, Layers((PACKAGE, tmp_path)))
    text = "\n".join(caught.value.problems)
    assert f"{path}:2: 'quidditch' is of topic 'sports'" in text
    assert f"{path}:4: 'race broom' stands already at {path}:3" in text
    assert "'MIL' is no code of sectors.csv" in text
