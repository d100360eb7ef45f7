"""How much the shipped codebook holds, and that a language's gaps are seen."""

from pathlib import Path

import pytest

from codebook.codes import load_codes
from codebook.languages import roots
from codebook.lexicon import load_lexicon
from codebook.people_table import BASES
from codebook.records import Language
from codebook.stats import coverage
from codebook.tables import PACKAGE, read_table
from codebook.tenures import load_countries
from tests.shipped import lexicon

NAMED = (
    *(
        "SCO",
        "CSTO",
        "BRICS",
        "G20",
        "AUKUS",
        "Quad",
        "AU",
        "ASEAN",
        "OPCW",
        "IAEA",
        "NATO",
        "EU",
        "UN",
        "OSCE",
    ),
    *("WTO", "IMF", "OPEC", "Wagner", "Hamas", "Hezbollah", "Houthi", "Taliban", "PKK", "RSF", "M23", "ELN"),
    "Islamic State",
)
LEXICON = lexicon()
FOUND = coverage(LEXICON)


@pytest.mark.parametrize(("language", "lemmas"), [("de", 500), ("sr", 400), ("en", 500)])
def test_every_language_is_well_equipped(language: str, lemmas: int) -> None:
    found = FOUND[Language(language)]
    assert found.lemmas >= lemmas
    assert found.agents >= 300
    assert len(found.codes) >= 150
    assert set(found.roots) == {f"{root:02d}" for root in range(1, 21)}


def test_codes_have_labels_scores_and_a_plover_type() -> None:
    events = load_codes().events
    assert len(events) >= 290
    assert all(one.label and (one.parent is None) == (len(one.code) == 2) for one in events.values())
    # PLOVER has no type for bare statements and appeals, and none for the roots themselves.
    plain = {one.code for one in events.values() if one.plover is None}
    assert {code for code in plain if code[:2] not in ("01", "02") and len(code) > 2} == set()


def test_people_are_many_and_each_term_says_its_basis() -> None:
    columns = ("actor_id", "name", "surname", "rank", "code")
    columns += ("valid_from", "valid_to", "seen_from", "seen_to", "basis")
    rows = read_table(PACKAGE / "actors" / "people.csv", columns=columns, problems=[])
    assert len({row["actor_id"] for row in rows}) >= 1500
    assert all(row["basis"] in BASES and (row["valid_from"] or row["seen_from"]) for row in rows)


@pytest.mark.parametrize("text", NAMED)
def test_organisations_and_groups_in_the_news_have_names_in_every_language(text: str) -> None:
    by_language = {language: LEXICON.languages[language].names for language in roots()}
    words = tuple(text.split())
    [ref] = {
        name.ref
        for found, name in by_language[Language.ENGLISH].index[words[0]]
        if found == words and name.kind in ("org", "group", "name", "military")
    }
    assert all(ref in {name.ref for name in names.names} for names in by_language.values())


@pytest.mark.parametrize("language", roots())
def test_states_have_names_of_every_kind(language: Language) -> None:
    """A few are their own capital, or have no other long name, adjective or demonym in use."""
    names = LEXICON.languages[language].names.names
    states = {code for code, country in load_countries().items() if country.kind != "territory"}
    counts = {
        kind: len(states & {name.ref for name in names if name.kind == kind})
        for kind in ("name", "long", "adjective", "demonym", "capital")
    }
    assert counts["name"] == len(states) == 195
    assert min(counts["adjective"], counts["demonym"], counts["capital"]) >= 177
    assert counts["long"] >= 160


def test_a_frame_without_a_word_is_seen(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    frame = '[sing]\ngloss = "sing to somebody"\ncode = "050"\n'
    (tmp_path / "ontology" / "frames.toml").write_text(frame, encoding="utf-8")
    (tmp_path / "lang" / "de").mkdir(parents=True)
    rule = '[[rule]]\nid = "vorsingen"\nframe = "sing"\nverbs = ["vorsingen"]\n'
    (tmp_path / "lang" / "de" / "actions.toml").write_text(rule, encoding="utf-8")
    found = coverage(load_lexicon(overlays=[tmp_path]))
    assert {language.value for language, one in found.items() if "sing" in one.lacking} == {"sr", "en"}
    assert set(found) == set(roots())
