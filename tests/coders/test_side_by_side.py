"""Who did what to whom where a parser is easily misled: bare nouns side by side, clauses without a
conjunction, verbs that look like other words, parties named together."""

from datetime import date

import pytest

from codebook.records import Article, Event, Language, Status
from coders.article import code_article
from tests.shipped import lexicon

LEXICON = lexicon()
DAY = date(2024, 2, 1)


def events_of(language: str, text: str) -> tuple[Event, ...]:
    return code_article(Article("a", text, Language(language), DAY), LEXICON).events


def told(language: str, text: str) -> set[tuple[str, str, str]]:
    """Source, root code and target of what is claimed to have happened or to be planned."""
    return {
        (
            event.source.code if event.source else "",
            event.code[:2],
            event.target.code if event.target else "",
        )
        for event in events_of(language, text)
        if event.status in (Status.OCCURRED, Status.PLANNED)
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Äthiopische Soldaten plünderten Dörfer in Tigray.", {("ETHMIL", "17", "ETH")}),
        ("de", "In Dhaka zündeten Studenten Polizeiwachen an.", {("BGDEDU", "17", "BGDCOP")}),
        (
            "de",
            "Jugendliche lieferten sich in Nanterre Straßenschlachten mit der Polizei.",
            {("FRACVL", "14", "FRACOP")},
        ),
        (
            "de",
            "Am Montag besuchte der spanische Ministerpräsident Rabat.",
            {("ESPGOV", "04", "MAR"), ("MAR", "04", "ESPGOV")},
        ),
        (
            "de",
            "Riad kappte die Beziehungen zum Iran, Bahrain und Sudan zogen nach.",
            {("SAU", "16", "IRN"), ("BHR", "16", "IRN"), ("SDN", "16", "IRN")},
        ),
        (
            "de",
            "Indien hat den Vertrag mit Pakistan ausgesetzt, den Grenzübergang geschlossen "
            "und pakistanische Militärattachés ausgewiesen.",
            {("IND", "16", "PAK"), ("IND", "16", "PAKGOVMIL")},
        ),
        (
            "de",
            "Unterhändler der kolumbianischen Regierung und der ELN trafen sich in Havanna.",
            {("COLGOV", "04", "COLREB"), ("COLREB", "04", "COLGOV")},
        ),
        (
            "sr",
            "Predstavnici Izraela i Hamasa pregovaraju u Kairu.",
            {("ISRGOV", "04", "PSEREB"), ("PSEREB", "04", "ISRGOV")},
        ),
        ("sr", "Turska policija uhapsila je više od stotinu novinara.", {("TURCOP", "17", "TURMED")}),
        ("sr", "Kidnapovan je nemački novinar u Nigeru.", {("NERUAF", "18", "DEUMED")}),
        (
            "sr",
            "Nemačkog ambasadora pozvalo je na razgovor rusko ministarstvo.",
            {("RUSGOV", "11", "DEUGOV")},
        ),
        (
            "sr",
            "Kubanski zvaničnici dočekali su na aerodromu ruskog ministra odbrane.",
            {("CUBGOV", "04", "RUSGOVMIL"), ("RUSGOVMIL", "04", "CUBGOV")},
        ),
        ("sr", "Ficova vlada obustavila je pomoć Ukrajini.", {("SVKGOV", "16", "UKR")}),
        ("sr", "Ruske snage su osvojile Vuhledar.", {("RUSMIL", "19", "UKR")}),
        (
            "en",
            "Norway slammed Latvia for bombing a hospital.",
            {("NOR", "11", "LVA"), ("LVA", "19", "LVAHLH")},
        ),
        (
            "en",
            "Norway hit out at Latvia for jailing a reporter.",
            {("NOR", "11", "LVA"), ("LVA", "11", "LVAMED")},
        ),
        ("en", "Kenya's foreign minister heads to Kigali tomorrow.", {("KENGOV", "03", "RWA")}),
        (
            "en",
            "Human Rights Watch scolded Egypt for its treatment of prisoners.",
            {("NGOHRIHRW", "11", "EGY")},
        ),
        (
            "en",
            "Norway's president met Latvia's premier.",
            {("NORGOV", "04", "LVAGOV"), ("LVAGOV", "04", "NORGOV")},
        ),
        ("en", "Two Omani envoys are due in Kabul tomorrow.", {("OMNGOV", "03", "AFG")}),
        ("en", "Kenya airlifted 300 wounded out of Chad.", set()),
        ("en", "Laos wounded 300 Thais.", {("LAO", "19", "THA")}),
        (
            "en",
            "The truce collapsed on Saturday, with the Sudanese army and the RSF each accusing the other.",
            {("SDNMIL", "11", "SDNREB"), ("SDNREB", "11", "SDNMIL")},
        ),
        (
            "en",
            "The migrants tried to enter Croatia and were pushed back by border guards.",
            {("HRVMIL", "17", "HRVREF")},
        ),
        ("en", "Human Rights Watch criticised Egypt.", {("NGOHRIHRW", "11", "EGY")}),
        ("en", "Chad accused by Kenya of arming rebels in Togo", {("KEN", "11", "TCD")}),
        ("en", "Chad accused of shelling Kenyan villages", set()),
        ("en", "Chad accuses Kenya of shelling villages", {("TCD", "11", "KEN")}),
        (
            "en",
            "Troops backing South Sudan's president seized the river port of Malakal on Tuesday.",
            {("SSDMIL", "19", "SSD")},
        ),
        (
            "en",
            "Moroccan troops moved in, and the Polisario Front declared a ceasefire dead.",
            {("MARMIL", "15", "ESH")},
        ),
        ("en", "Kenya's ministry handed a note of thanks to the Chadian embassy.", set()),
        (
            "en",
            "On Tuesday Oman's foreign minister met the Iraqi president.",
            {("OMNGOV", "04", "IRQGOV"), ("IRQGOV", "04", "OMNGOV")},
        ),
        (
            "en",
            "London, Rome and Berlin slapped sanctions on Iran over the sale of drones.",
            {("GBR", "16", "IRN"), ("ITA", "16", "IRN"), ("DEU", "16", "IRN")},
        ),
        (
            "en",
            "Macron, Tusk sign defence pact in Nancy",
            {("FRAGOV", "05", "POLGOV"), ("POLGOV", "05", "FRAGOV")},
        ),
        (
            "en",
            "Presidents Macron and Putin held three hours of talks.",
            {("FRAGOV", "04", "RUSGOV"), ("RUSGOV", "04", "FRAGOV")},
        ),
        (
            "en",
            "A shop in Kyiv was hit by a bomb dropped from a Russian jet.",
            {("RUSMIL", "19", "UKR")},
        ),
        (
            "en",
            "Kenya tried to calm the row with Chad and expelled two Chadian diplomats.",
            {("KEN", "16", "TCDGOV")},
        ),
        (
            "en",
            "Chad's junta did not consult Mali before scrapping a pact with France, a Togolese envoy said.",
            {("TCDGOV", "16", "FRA")},
        ),
        (
            "en",
            "The foreign ministers of the European Union and China held talks in Brussels.",
            {("IGOEUREEC", "04", "CHNGOV"), ("CHNGOV", "04", "IGOEUREEC")},
        ),
        (
            "en",
            "Prague gave asylum to a Belarusian cyclist who had refused to fly home.",
            {("CZE", "07", "BLR")},
        ),
        ("en", "The rebels shelled Popasna.", {("UKRREB", "19", "UKR")}),
        ("en", "Had the rebels taken Goma, Rwanda would control the lake.", set()),
    ],
)
def test_who_did_what_to_whom(language: str, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(language, text) == expected


def test_a_claim_of_the_past_is_no_plan() -> None:
    [event] = events_of("de", "Indien will zwei pakistanische Jets abgeschossen haben.")
    assert (event.code[:2], event.status) == ("19", Status.OCCURRED)
