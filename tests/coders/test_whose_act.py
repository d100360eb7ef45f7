"""Who does what a plan, a converb, a sequel or a pronoun before its name tells of."""

import pytest

from tests.shipped import coded


def told(language: str, text: str) -> set[tuple[str, str, str, str]]:
    """Countries of source and target, root code and status of the events with two parties."""
    return {
        (e.source.code[:3], e.code[:2], e.target.code[:3], e.status.value)
        for e in coded(language, text)
        if e.source and e.target
    }


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("en", "Peru took the decision to expel the Chilean envoy.", ("PER", "16", "CHL", "occurred")),
        ("en", "Kenya is pursuing a plan to send troops to Haiti.", ("KEN", "15", "HTI", "planned")),
        ("de", "Peru verfolgt den Plan, Truppen nach Haiti zu schicken.", ("PER", "15", "HTI", "planned")),
        ("sr", "Peru razrađuje plan da pošalje vojnike na Haiti.", ("PER", "15", "HTI", "planned")),
        ("en", "Laos has yet to release five Thai fishermen.", ("LAO", "08", "THA", "negated")),
        ("sr", "Optuživši Čile za špijunažu, Peru je povukao ambasadora.", ("PER", "11", "CHL", "occurred")),
        ("sr", "Predsednici Poljske i Litvanije posetiće Kijev u petak.", ("POL", "03", "UKR", "planned")),
        (
            "en",
            "Days after it expelled Mali's envoy, Algeria shut its border.",
            ("DZA", "16", "MLI", "occurred"),
        ),
        ("en", "Ruto and Ugandan leader Museveni signed a border accord.", ("KEN", "05", "UGA", "occurred")),
        ("en", "Modi and British Prime Minister Starmer signed a pact.", ("IND", "05", "GBR", "occurred")),
        ("en", "Peru and Chile are mediating between Ghana and Togo.", ("PER", "04", "GHA", "occurred")),
        ("en", "Niger has kept its airspace closed to Malian planes.", ("NER", "16", "MLI", "occurred")),
        ("en", "In Lima, Modi condemned the executions in Iran.", ("IND", "11", "IRN", "occurred")),
        ("de", "Modi verurteilte in Lima die Hinrichtungen in Iran.", ("IND", "11", "IRN", "occurred")),
        ("sr", "Peru je osudio pogubljenja u Iranu.", ("PER", "11", "IRN", "occurred")),
        ("en", "Kenya demanded the release of two Kenyans jailed in Iran.", ("KEN", "10", "IRN", "occurred")),
        (
            "en",
            "Laos called for the release of a Laotian pastor held by Mali.",
            ("LAO", "02", "MLI", "occurred"),
        ),
        ("en", "Ecowas lifted the sanctions it had imposed on Mali.", ("IGO", "08", "MLI", "occurred")),
        ("en", "Chad's president had the Peruvian envoy expelled.", ("TCD", "16", "PER", "occurred")),
        ("en", "Chad is expected to attack Peru this spring.", ("TCD", "13", "PER", "planned")),
        ("en", "Togo hit back after Malian attacks on its ports.", ("MLI", "19", "TGO", "occurred")),
        ("en", "Two hundred Afghans were flown out by the Kenyan navy.", ("KEN", "07", "AFG", "occurred")),
        ("en", "Ugandan-backed M23 rebels declared a ceasefire.", ("COD", "08", "COD", "occurred")),
        ("en", "Togo praised Mali's commitment to attacking Chad.", ("MLI", "19", "TCD", "hypothetical")),
        ("en", "The bloc said Peru had agreed to back Chad's bid to join.", ("PER", "03", "TCD", "occurred")),
        ("en", "Analysts expect Chad to attack Peru this spring.", ("TCD", "19", "PER", "hypothetical")),
    ],
)
def test_the_act_is_of_whoever_does_it(language: str, text: str, act: tuple[str, str, str, str]) -> None:
    assert act in told(language, text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Kenya freed 40 Chadian women and teenagers.", {("KEN", "TCD")}),
        ("Kenya freed 40 Chadian women and the mayor of Nairobi.", {("KEN", "TCD"), ("KEN", "KEN")}),
        ("Kenya urged Kenyan tourists in Iran to leave.", set()),
        ("Kenyan soldiers had their leave cancelled.", set()),
        ("Chad had three tanks destroyed.", set()),
        ("Kenya's army freed 58 hostages on Lake Chad.", {("KEN", "KEN")}),
        ("Thirty-five years ago Kenyan troops left Chad.", set()),
    ],
)
def test_nobody_else_is_a_party(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(source, target) for source, _, target, _ in told("en", text)} == pairs


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenyan jets bombed Khartoum, killing dozens of people."),
        ("de", "Kenia bombardierte Khartum und tötete Dutzende Zivilisten."),
        ("sr", "Kenija je bombardovala Kartum, ubivši desetine civila."),
    ],
)
def test_the_toll_of_an_attack_is_no_act_of_its_own_and_not_the_attackers_people(
    language: str, text: str
) -> None:
    assert {(source, target) for source, _, target, _ in told(language, text)} == {("KEN", "SDN")}
    assert len(coded(language, text)) == 1


def test_who_is_quoted_did_not_do_it() -> None:
    text = "Nach Angaben von Armee und Polizei wurden in Ghana drei Bauern getötet."
    assert not [e for e in coded("de", text) if e.source and e.source.code in ("GHAMIL", "GHACOP")]
