"""Parties that only an earlier sentence names: by epithet or possessive, as host, by their policy."""

import pytest

from tests.shipped import parties


@pytest.mark.parametrize(
    ("language", "text", "root", "pair"),
    [
        ("en", "Rwanda massed troops. Congo threatened its neighbour with war.", "13", ("COD", "RWA")),
        ("de", "Ruanda zog Truppen zusammen. Der Kongo drohte seinem Nachbarn.", "13", ("COD", "RWA")),
        ("sr", "Ruanda je poslala trupe. Kongo je optužio suseda za agresiju.", "11", ("COD", "RWA")),
        ("en", "Chinese ships circled Taiwan. Japan warned the island.", "13", ("JPN", "TWN")),
        ("de", "China drohte Taiwan. Japan verurteilte die Insel.", "11", ("JPN", "TWN")),
        ("sr", "Kina preti Tajvanu. Japan je kritikovao ostrvo.", "11", ("JPN", "TWN")),
        ("en", "Peru freed a Saudi envoy. Canada praised the kingdom.", "05", ("CAN", "SAU")),
        ("de", "Peru traf Jordaniens König. Kanada lobte das Königreich.", "05", ("CAN", "JOR")),
        ("sr", "Jordan je zatvorio prelaz. Kanada je kritikovala kraljevinu.", "11", ("CAN", "JOR")),
        ("en", "Sweden's premier visited Peru. His hosts rejected his proposal.", "12", ("PERGOV", "SWEGOV")),
        ("de", "Peru empfing Schwedens Premier. Sein Gast lobte Peru.", "05", ("SWEGOV", "PER")),
        ("sr", "Premijer Švedske posetio je Keniju. Domaćini su pohvalili Švedsku.", "05", ("KENGOV", "SWE")),
    ],
)
def test_a_party_is_known_again_by_what_it_is(
    language: str, text: str, root: str, pair: tuple[str, str]
) -> None:
    assert pair in parties(language, text, root)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police in Peru arrested a man who had stabbed his neighbour."),
        ("en", "Chile warned Peru. Bolivia criticised the kingdom."),
        ("de", "Chile warnte Peru. Bolivien kritisierte das Königreich."),
        ("sr", "Čile je upozorio Peru. Bolivija je kritikovala kraljevinu."),
    ],
)
def test_nobody_else_is_meant_by_an_epithet(language: str, text: str) -> None:
    assert not parties(language, text, "11") - {("CHL", "PER")}
    assert not parties(language, text, "18")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenya and Somalia reopened the border. Their foreign ministers signed a pact on Monday."),
        ("de", "Kenia und Somalia öffneten die Grenze. Ihre Außenminister unterzeichneten ein Abkommen."),
        ("sr", "Kenija i Somalija otvorile su granicu. Njihovi ministri potpisali su sporazum."),
    ],
)
def test_what_two_have_is_of_either(language: str, text: str) -> None:
    assert parties(language, text, "05") == {("KENGOV", "SOMGOV"), ("SOMGOV", "KENGOV")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Peru passed a law on mining. Chile condemned the law."),
        ("en", "Peru built a runway near the border, a move that Chile condemned."),
        ("de", "Peru verabschiedete ein Gesetz über Bergbau. Chile verurteilte den Schritt."),
        ("de", "Peru baute an der Grenze eine Landebahn, was Chile verurteilte."),
        ("sr", "Kenija je usvojila zakon o rudnicima. Čile je osudio taj potez."),
        ("sr", "Kenija je izgradila pistu, što je Čile osudio."),
    ],
)
def test_a_step_is_of_whoever_took_it(language: str, text: str) -> None:
    taker = "KEN" if language == "sr" else "PER"
    assert parties(language, text, "11") == {("CHL", taker)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Peru said rockets had hit its base. Chile condemned the attack."),
        ("de", "Peru erklärte, Raketen hätten seinen Stützpunkt getroffen. Chile verurteilte den Angriff."),
        ("sr", "Peru kaže da su rakete pogodile njegovu bazu. Čile je osudio napad."),
    ],
)
def test_an_attack_is_not_of_whoever_told_of_it(language: str, text: str) -> None:
    assert not parties(language, text, "11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zambia's president Hichilema resigned. His followers clashed with police in Lusaka."),
        (
            "de",
            "Präsident Hichilema ging. Seine Anhänger lieferten sich Straßenschlachten mit der Polizei.",
        ),
        (
            "sr",
            "Predsednik Hičilema je podneo ostavku. Njegove pristalice sukobile su se sa policijom u Lusaki.",
        ),
    ],
)
def test_followers_are_of_the_leader_told_before_and_riot_once(language: str, text: str) -> None:
    assert parties(language, text, "14") == {("ZMBCVL", "ZMBCOP")}
    assert not parties(language, text, "19")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Israel bombed a school in Gaza. The army said it had struck a command post of Hamas."),
        ("de", "Israel bombardierte eine Schule in Gaza. Die Armee griff Stellungen der Hamas an."),
        ("sr", "Izrael je bombardovao školu u Gazi. Vojska je napala položaje Hamasa."),
    ],
)
def test_whoever_has_no_army_is_not_meant_by_it(language: str, text: str) -> None:
    assert "PSEMIL" not in {source for source, _ in parties(language, text, "19")}


def test_a_genitive_belongs_to_its_noun() -> None:
    text = "Die Präsidenten Kenias und Somalias trafen sich in Nairobi."
    assert parties("de", text, "04") == {("KENGOV", "SOMGOV"), ("SOMGOV", "KENGOV")}
    text = "Oman vermittelt zwischen der Regierung Jemens und den Huthi."
    assert parties("de", text, "04") == {("OMN", "YEMGOV"), ("OMN", "YEMREB")}
