"""Parties that no argument names: each other, who followed suit, who is judged by what was done."""

import pytest

from tests.shipped import parties


def dyads(language: str, text: str, root: str) -> set[tuple[str, str]]:
    """Countries of source and target of the events of one root."""
    return {(source[:3], target[:3]) for source, target in parties(language, text, root) if target}


@pytest.mark.parametrize(
    ("language", "text", "root"),
    [
        ("en", "Peru and Ecuador accused each other of violating the truce.", "11"),
        ("en", "Peru and Ecuador have expelled one another's ambassadors.", "16"),
        ("de", "Peru und Ecuador warfen einander vor, die Waffenruhe gebrochen zu haben.", "11"),
        ("de", "Peruanische und ecuadorianische Truppen haben sich die ganze Nacht beschossen.", "19"),
        ("sr", "Peru i Ekvador međusobno su se optužili za kršenje primirja.", "11"),
        ("sr", "Peruanski i ekvadorski vojnici pucali su jedni na druge.", "19"),
    ],
)
def test_what_parties_do_to_each_other_goes_both_ways(language: str, text: str, root: str) -> None:
    assert dyads(language, text, root) == {("PER", "ECU"), ("ECU", "PER")}


def test_each_side_is_of_the_last_act_between_two_or_nobody() -> None:
    fought = "Peru's army and Ecuador's army exchanged fire. Each side accused the other of firing first."
    assert dyads("en", fought, "11") == {("PER", "ECU"), ("ECU", "PER")}
    assert not dyads("en", "Talks opened in Sweden. Each accused the other of firing first.", "11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chile cut ties with Bolivia on Monday. Peru followed suit on Tuesday."),
        ("de", "Chile brach am Montag die Beziehungen zu Bolivien ab, Peru zog am Dienstag nach."),
        ("sr", "Čile je prekinuo odnose sa Bolivijom, a Argentina je u utorak sledila njegov primer."),
    ],
)
def test_who_follows_suit_does_what_was_told_before(language: str, text: str) -> None:
    follower = "ARG" if language == "sr" else "PER"
    assert dyads(language, text, "16") == {("CHL", "BOL"), (follower, "BOL")}


@pytest.mark.parametrize(
    ("language", "text", "judged"),
    [
        ("en", "Kenya condemned the killing of Malian nurses by Rwandan soldiers.", {("KEN", "RWA")}),
        ("en", "Kenya condemned the seizure of Malian land.", set()),
        ("de", "Kenia verurteilte die Tötung malischer Sanitäter durch Ruanda.", {("KEN", "RWA")}),
        ("de", "Kenia verurteilte die ruandische Bombardierung malischer Dörfer.", {("KEN", "RWA")}),
        ("sr", "Kenija je osudila zauzimanje malijske zemlje.", set()),
        ("en", "Kenya condemned the jailing of Rwandan journalists.", {("KEN", "RWA")}),
    ],
)
def test_what_is_condemned_is_whose_deed_it_was(
    language: str, text: str, judged: set[tuple[str, str]]
) -> None:
    assert dyads(language, text, "11") == judged


def test_fellows_of_the_source_are_no_adversaries() -> None:
    assert not dyads("en", "Canada and the United States have so far sent only armoured cars.", "15")


def test_a_name_given_in_passing_is_no_criticism() -> None:
    text = "Pakistan struck what it called terrorist hideouts in Iran."
    assert not dyads("en", text, "11")
    assert dyads("en", text, "19") == {("PAK", "IRN")}
