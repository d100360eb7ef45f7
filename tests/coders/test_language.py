"""Articles whose metadata does not name a language."""

import pytest

from codebook.records import Language
from coders.language import detect, label


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Außenministerin reiste gestern nach Ankara, um über das Abkommen zu beraten.", "de"),
        ("Der Bundestag beschloss neue Sanktionen.", "de"),
        ("The foreign minister flew to Ankara yesterday to discuss the agreement.", "en"),
        ("Министарка спољних послова јуче је отпутовала у Анкару на разговоре о споразуму.", "sr"),
        ("Ministarka spoljnih poslova juče je otputovala u Ankaru na razgovore o sporazumu.", "sr"),
        ("Vlada je usvojila budžet, rekao je ministar, a opozicija je protiv.", "sr"),
        ("Ministrica vanjskih poslova jučer je otputovala u Ankaru na razgovore o sporazumu.", "hr"),
        ("Predsjednik Vlade primio je veleposlanika Republike Austrije.", "hr"),
        ("Hiljadu radnika je u junu organizovalo štrajk zbog plata od hiljadu evra.", "sr"),
        ("Evropska unija je u oktobru uhapsila milion evra, tačno toliko.", "sr"),
        ("Hrvatski vojnici su organizovali vežbu, rekao je izvanredni poslanik Evropske unije.", "sr"),
        ("Vijeće ministara Bosne i Hercegovine usvojilo je u oktobru budžet od milion evra.", "bs"),
        ("Predsjedništvo je prošle sedmice saopćilo da prihvata prijedlog Evropske komisije.", "bs"),
    ],
)
def test_supported_languages_in_both_scripts(text: str, language: str) -> None:
    assert detect(text) is Language(language)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Министр иностранных дел вчера вылетел в Анкару для переговоров о соглашении.", "ru"),
        ("Министърът на външните работи вчера замина за Анкара, за да обсъди споразумението.", "bg"),
        ("Министерот за надворешни работи вчера отпатува во Анкара за да разговара за договорот.", "mk"),
        ("Міністр закордонних справ учора вилетів до Анкари на переговори щодо угоди.", "uk"),
        ("Ministrica za zunanje zadeve je včeraj odpotovala v Ankaro na pogovore o sporazumu.", "sl"),
        ("De minister van Buitenlandse Zaken vloog gisteren naar Ankara voor overleg.", "nl"),
        ("La ministre des Affaires étrangères s'est rendue hier à Ankara pour discuter de l'accord.", "fr"),
    ],
)
def test_neighbouring_languages_are_not_taken_for_ours(text: str, code: str) -> None:
    assert (label(text), detect(text)) == (code, None)


@pytest.mark.parametrize("text", ["", "Beograd", "12.03.2024 14:00", "USA – NATO"])
def test_too_short_to_tell(text: str) -> None:
    assert detect(text) is None
