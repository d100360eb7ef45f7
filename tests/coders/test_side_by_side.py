"""Who did what to whom where a parser is easily misled: bare nouns side by side, clauses without a
conjunction, verbs that look like other words, parties named together."""

from datetime import date

import pytest

from codebook.records import Status
from tests.shipped import coded

DAY = date(2024, 2, 1)


def told(language: str, text: str) -> set[tuple[str, str, str]]:
    """Source, root code and target of what is claimed to have happened or to be planned."""
    return {
        (
            event.source.code if event.source else "",
            event.code[:2],
            event.target.code if event.target else "",
        )
        for event in coded(language, text, DAY)
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
            "de",
            "Norwegen empfing die Diplomaten, die der Tschad ausgewiesen hatte.",
            {("TCD", "16", "NORGOV")},
        ),
        (
            "de",
            "Drei Fischer aus Vietnam, die die chinesische Küstenwache festgenommen hatte, klagen.",
            {("CHNMIL", "17", "VNMLAB")},
        ),
        (
            "de",
            "Die Polizistin, die in Peking drei Journalisten festnahm, wurde befördert.",
            {("CHNCOP", "17", "CHNMED")},
        ),
        (
            "de",
            "Serbien hat kroatische Dörfer beschossen und Zagreb mit Krieg gedroht.",
            {("SRB", "19", "HRV"), ("SRB", "13", "HRV")},
        ),
        ("de", "Ruanda hat weder Burundi angegriffen noch Uganda bedroht.", set()),
        ("de", "Kenianische Soldaten sind am Montag in Somalia einmarschiert.", {("KENMIL", "19", "SOM")}),
        (
            "de",
            "Athen drohte, die Grenze zu schließen, und wies drei türkische Diplomaten aus.",
            {("GRC", "13", "TUR"), ("GRC", "16", "TURGOV")},
        ),
        ("de", "Russische Truppen drangen von Belarus aus in die Ukraine vor.", {("RUSMIL", "19", "UKR")}),
        ("de", "Kairo lud Athen von der Konferenz aus.", {("EGY", "12", "GRC")}),
        ("de", "Ottawa verhängte Strafzölle gegen China.", {("CAN", "16", "CHN")}),
        ("de", "Polen schliesst die Grenze zu Belarus.", {("POL", "16", "BLR")}),
        ("de", "Die Taliban entliessen zwei Briten aus der Haft.", {("AFG", "08", "GBR")}),
        (
            "de",
            "Jordaniens König Abdullah II. traf Karin Keller-Sutter.",
            {("JORGOV", "04", "CHEGOV"), ("CHEGOV", "04", "JORGOV")},
        ),
        (
            "de",
            "Oman vermittelt zwischen Washington und den Huthi, deren Kämpfer Israel angegriffen haben.",
            {("OMN", "04", "USA"), ("OMN", "04", "YEMREB"), ("YEMREB", "18", "ISR")},
        ),
        (
            "de",
            "Kenia empfing den Präsidenten des Tschad, dessen Soldaten in Kamerun Dörfer beschossen hatten.",
            {("KEN", "04", "TCDGOV"), ("TCDGOV", "04", "KEN"), ("TCDMIL", "19", "CMR")},
        ),
        ("de", "Serbien beschuldigte ausländische Geheimdienste der Spionage.", set()),
        ("de", "Japan reagierte gelassen auf die Ankündigung neuer US-Zölle.", set()),
        (
            "de",
            "Japan einigte sich mit Mexiko auf eine Senkung der Zölle.",
            {("JPN", "03", "MEX"), ("MEX", "03", "JPN")},
        ),
        (
            "de",
            "Oslo kritisierte den ungarischen Ministerpräsidenten, der im Juli Moskau besucht hatte.",
            {("NOR", "11", "HUNGOV"), ("HUNGOV", "04", "RUS"), ("RUS", "04", "HUNGOV")},
        ),
        ("de", "EU-Mitglied Ungarn verurteilte Kanada.", {("HUN", "11", "CAN")}),
        (
            "de",
            "Der Nato-Staat Estland hat einen russischen Diplomaten ausgewiesen.",
            {("EST", "16", "RUSGOV")},
        ),
        ("de", "Japan könnte bei einem chinesischen Angriff auf Taiwan eingreifen.", set()),
        ("de", "Bei einem russischen Angriff auf Odessa starben zwei Menschen.", {("RUS", "19", "UKR")}),
        ("de", "Die iranische Marine nahm Fischer aus Pakistan fest.", {("IRNMIL", "17", "PAKLAB")}),
        (
            "de",
            "Die ruandische Armee scheint ein Dorf im Kongo bombardiert zu haben.",
            {("RWAMIL", "19", "COD")},
        ),
        ("de", "Das Angebot Washingtons lehnte Dänemark ab.", {("DNK", "12", "USA")}),
        ("de", "Der Plan der EU verärgerte Kanada, das Angebot lehnte Ottawa nicht ab.", set()),
        (
            "de",
            "Seit Montag verhandeln in Doha Vertreter der kongolesischen Regierung und der M23.",
            {("CODGOV", "04", "CODREB"), ("CODREB", "04", "CODGOV")},
        ),
        ("de", "Die Ukraine will, dass Deutschland Taurus-Raketen liefert.", {("UKR", "02", "DEU")}),
        (
            "de",
            "Griechenland möchte, dass Ankara die Truppen aus Zypern abzieht.",
            {("GRC", "02", "TUR")},
        ),
        (
            "de",
            "Der UN-Sicherheitsrat hat eine sofortige Waffenruhe im Gazastreifen gefordert.",
            {("IGOUNO", "10", "PSE")},
        ),
        ("de", "Iran will, dass die USA die Sanktionen aufheben.", {("IRN", "02", "USA")}),
        (
            "de",
            "Die Oppositionelle, die aus Belarus geflohen war, forderte die EU zu neuen Sanktionen auf.",
            {("BLROPP", "10", "IGOEUREEC")},
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
        ("sr", "Asadova vojska granatirala je turske položaje.", {("SYRMIL", "19", "TUR")}),
        ("sr", "Madurovi vojnici zauzeli su ostrvo Gvajane.", {("VENMIL", "19", "GUY")}),
        ("de", "Erdogans Polizei nahm zwei französische Journalisten fest.", {("TURCOP", "17", "FRAMED")}),
        (
            "en",
            "Putin's defence minister arrived in Minsk.",
            {("RUSGOVMIL", "04", "BLR"), ("BLR", "04", "RUSGOVMIL")},
        ),
        ("sr", "Poljska je osudila zakon koji su usvojili ruski poslanici.", {("POL", "11", "RUSLEG")}),
        ("sr", "Ponudu Vašingtona Teheran je odbio.", {("IRN", "12", "USA")}),
        ("sr", "Zahtev Kijeva odbio je Peking.", {("CHN", "12", "UKR")}),
        (
            "sr",
            "Novinara Abdulaha Karimova osudio je sud u Taškentu na pet godina zatvora.",
            {("UZBJUD", "11", "UZBMED")},
        ),
        ("sr", "Pomoć Gazi poslala je Turska.", {("TUR", "07", "PSE")}),
        (
            "sr",
            "Vlada Konga i M23 potpisali su sporazum.",
            {("CODGOV", "05", "CODREB"), ("CODREB", "05", "CODGOV")},
        ),
        (
            "sr",
            "Šefovi diplomatije EU i Kine sastali su se u Briselu.",
            {("IGOEUREEC", "04", "CHNGOV"), ("CHNGOV", "04", "IGOEUREEC")},
        ),
        ("sr", "Odbor za spoljne poslove britanskog parlamenta osudio je Kinu.", {("GBRLEG", "11", "CHN")}),
        ("sr", "Bombaš samoubica razneo se ispred ambasade Rusije u Kabulu.", {("AFGUAF", "18", "RUSGOV")}),
        (
            "de",
            "Ein Angreifer tötete zwei Polizisten vor der Botschaft Israels in Amman.",
            {("JORUAF", "18", "JORCOP")},
        ),
        (
            "en",
            "An attacker killed two policemen outside the embassy of Israel in Amman.",
            {("JORUAF", "18", "JORCOP")},
        ),
        ("sr", "Hartum je pod opsadom pobunjenika.", {("SDNREB", "19", "SDN")}),
        (
            "sr",
            "Blinken je razgovarao sa Lavrovom, a odmah potom i sa Netanjahuom.",
            {
                ("USAGOV", "04", "RUSGOV"),
                ("RUSGOV", "04", "USAGOV"),
                ("USAGOV", "04", "ISRGOV"),
                ("ISRGOV", "04", "USAGOV"),
            },
        ),
        ("sr", "Norveška nije prihvatila predlog Irske.", {("NOR", "12", "IRL")}),
        ("sr", "Norveška se nije odazvala pozivu Irske.", {("NOR", "12", "IRL")}),
        ("sr", "Pripadnici Boko Harama napali su selo u državi Borno.", {("NGAREB", "19", "NGA")}),
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
    [event] = coded("de", "Indien will zwei pakistanische Jets abgeschossen haben.", DAY)
    assert (event.code[:2], event.status) == ("19", Status.OCCURRED)
