"""Dictionaries of an invented world, in the format of PETRARCH, become an overlay that codes."""

from datetime import date
from pathlib import Path

import pytest

from codebook.errors import Terminal
from codebook.lexicon import Lexicon, load_lexicon
from codebook.petrarch import import_dictionaries
from codebook.records import Article, Language
from coders.article import code_article

ACTORS = """# actors of an invented world
GONDOR_ [ITA]
+REALM_OF_GONDOR_ ; long form
DENETHOR_  ; steward
+STEWARD OF GONDOR_
\t[ITAGOV <190315]
\t[ITAELI >190315]
BOROMIR_ [ITAMIL 20100101-20190226] [ITAREB]
SARUMAN_ [ISE]
EAGLES_ [IGOEGL]
MIDDLE_EARTH_COUNCIL_ [IGOUNO]
MOSCOW_ [RUSREB]
FRANCE_ [FRA]
NOBODY_ [---]
BROKEN_ [ITA
FELLOWSHIP_ [ITAGOV 19]
GONDOR_ [GBR]
US_ [USAREB]
"""
AGENTS = """!PERSON! = MAN, WOMAN
RINGBEARER_ [~MIL]
ROHIR {ROHIRRIM} [~MIL]
CAVALRY {_} [~MIL]
TALKS!PERSON!_ [~GOV]
WIZARD_ [~WIZ]
HERALD_ [GOV~]
BARD!HOBBIT!_ [~MED]
WIZARD_ [~GOV]
"""
VERBS = """<!-- verbs
of an invented world -->
&GIFT
+MITHRIL_COAT
+SWORD

--- SMITE [190] ---
SMITE {SMITES SMOTE SMITTEN}
OUTFLANK
OUTSHINE {OUTSHONE}
OUTSHOUT [111]
- * FEAST_ [---]
- % * TREATY [057]
- * (OATH) {TO +} [030]
- * &GIFT FOR + [070]
- * SWORD FOR + [0872]
- + * BY $ WITH ARROWS [193]
- * &NOSUCH [020]
- GIVES AWAY [030]
- * ONE TWO THREE FOUR [030]
- * PACT [057:050]
- * RIDDLE [999]
~ a (a b SAY) = a b [010]
--- SCORN [111] ---
- * FOOL [112]
"""


def written(folder: Path, **files: str) -> dict[str, list[Path]]:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: [folder / f"{name}.txt"] for name in files}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lexicon, str]:
    folder = tmp_path_factory.mktemp("petrarch")
    import_dictionaries(folder / "out", **written(folder, actors=ACTORS, agents=AGENTS, verbs=VERBS))
    report = (folder / "out" / "import.txt").read_text(encoding="utf-8")
    return load_lexicon(overlays=[folder / "out"]), report.replace(f"{folder}/", "")


def coded(text: str, lexicon: Lexicon, day: date) -> list[tuple[str | None, str, str | None]]:
    events = code_article(Article("a", text, Language.ENGLISH, day), lexicon).events
    return [(e.source and e.source.code, e.code, e.target and e.target.code) for e in events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gondor outshone Russia.", ("ITA", "190", "RUS")),
        ("The Realm of Gondor outflanked Russia.", ("ITA", "190", "RUS")),
        ("Russia was outflanked by Gondor.", ("ITA", "190", "RUS")),
        ("Gondor outflanked Russia with arrows.", ("ITA", "193", "RUS")),
        ("Gondor outshouted Russia.", ("ITA", "111", "RUS")),
        ("French ringbearers outflanked Russia.", ("FRAMIL", "190", "RUS")),
        ("French Rohirrim outflanked the Eagles.", ("FRAMIL", "190", "IGOEGL")),
        ("Russia outflanked the Middle Earth Council.", ("RUS", "190", "IGOUNO")),
        ("Moscow outflanked Poland.", ("RUSREB", "190", "POL")),
    ],
)
def test_a_sentence_is_coded_by_what_was_imported(
    imported: tuple[Lexicon, str], text: str, event: tuple[str, str, str]
) -> None:
    assert event in coded(text, imported[0], date(2025, 3, 20))


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Denethor", date(2019, 3, 1), "ITAGOV"),
        ("The Steward of Gondor", date(2019, 4, 1), "ITAELI"),
        ("Boromir", date(2019, 2, 26), "ITAMIL"),
        ("Boromir", date(2019, 2, 27), "ITAREB"),
        ("Boromir", date(2009, 12, 31), "ITAREB"),
    ],
)
def test_codes_hold_on_their_dates(imported: tuple[Lexicon, str], name: str, day: date, code: str) -> None:
    assert coded(f"{name} has outflanked Russia.", imported[0], day)[0][0] == code


def test_a_null_pattern_bars(imported: tuple[Lexicon, str]) -> None:
    assert coded("Gondor outflanked the feast in Russia.", imported[0], date(2025, 3, 20)) == []


@pytest.mark.parametrize(
    "line",
    [
        "actors.txt:9: code ISE has an unknown country or role: SARUMAN_ [ISE]",
        "actors.txt:14: says that the name is no actor; off.csv can: NOBODY_ [---]",
        "actors.txt:15: has a square bracket that is not closed: BROKEN_ [ITA",
        "actors.txt:16: '19' is no date such as <960810 or 960810-970206: FELLOWSHIP_ [ITAGOV 19]",
        "actors.txt:17: 'gondor' stands already at actors.txt:2: GONDOR_ [GBR]",
        "agents.txt:9: 'wizard' stands already at agents.txt:6: WIZARD_ [~GOV]",
        "agents.txt:7: code 'GOV~' is no ~ with three capital letters at a time: HERALD_ [GOV~]",
        "agents.txt:8: uses !HOBBIT!, which is defined nowhere above: BARD!HOBBIT!_ [~MED]",
        "verbs.txt:18: &NOSUCH is no set of this file: - * &NOSUCH [020]",
        "verbs.txt:19: a pattern has its verb, *, once: - GIVES AWAY [030]",
        "verbs.txt:20: THREE is one word too many for the slots of a rule: - * ONE TWO THREE FOUR [030]",
        "verbs.txt:21: an event in each direction is not carried over: - * PACT [057:050]",
        "verbs.txt:22: '999' is no CAMEO code of the codebook: - * RIDDLE [999]",
        "verbs.txt:25: its block names no verb: - * FOOL [112]",
        "verbs.txt:23: events made of others are not carried over: ~ a (a b SAY) = a b [010]",
    ],
)
def test_what_is_lost_is_told_line_by_line(imported: tuple[Lexicon, str], line: str) -> None:
    assert line in imported[1].splitlines()


def test_what_we_know_already_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(Terminal, match="nothing in the dictionaries could be brought over"):
        import_dictionaries(tmp_path / "out", **written(tmp_path, actors="FRANCE_ [FRA]\n"))


def test_old_encodings_are_read_and_full_folders_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("CÔTE_DE_GONDOR_ [ITA]\r\n".encode("cp1252"))
    import_dictionaries(tmp_path / "out", actors=[tmp_path / "a.txt"])
    text, lexicon = "Côte de Gondor attacked Russia.", load_lexicon(overlays=[tmp_path / "out"])
    assert coded(text, lexicon, date(2025, 1, 1)) == [("ITA", "190", "RUS")]
    with pytest.raises(Terminal, match="is not empty"):
        import_dictionaries(tmp_path / "out", actors=[tmp_path / "a.txt"])
