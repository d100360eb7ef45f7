"""Role nouns: composition of head and modifier, compounds, and what the loader refuses."""

import shutil
from pathlib import Path

import pytest

from codebook.agents import Agents, load_agents
from codebook.errors import CodebookError
from codebook.languages import roots
from codebook.layers import Layers
from codebook.records import Language
from codebook.tables import PACKAGE


@pytest.fixture(scope="module")
def agents() -> dict[str, Agents]:
    return {language.value: load_agents(language) for language in roots()}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("ontology", "lang"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Verteidigungsministerin", "GOVMIL"),
        ("Außenamtssprecherin", "GOV"),
        ("Aussenminister", "GOV"),
        ("Vize-Außenminister", "GOV"),
        ("Innenministeriums", "GOV"),
        ("Bereitschaftspolizei", "COP"),
        ("Polizeichefs", "COP"),
        ("Militärchef", "MIL"),
        ("Luftwaffensprecher", "MIL"),
        ("Pazifikflotte", "MIL"),
        ("Regierungstruppen", "MIL"),
        ("Rebellenführer", "REB"),
        ("Gewerkschaftsbosse", "LAB"),
        ("Studentenführerin", "EDU"),
        ("Parlamentssprecher", "LEG"),
        ("Parlamentspräsidentin", "LEG"),
        ("Oppositionspolitikerinnen", "OPP"),
        ("Militärpolizei", "MIL"),
        ("Geheimdienstchef", "SPY"),
        ("Ex-Verteidigungsminister", "ELI"),
    ],
)
def test_german_compounds_compose(agents: dict[str, Agents], word: str, role: str) -> None:
    match = agents["de"].role(word)
    assert match is not None
    assert match.role == role


@pytest.mark.parametrize(
    "word",
    ["Hamburger", "Bürgerkrieg", "Vorrat", "Verteidigung", "Torschütze", "Raketenangriff", "Bundestrainer"],
)
def test_german_words_that_only_look_like_role_nouns(agents: dict[str, Agents], word: str) -> None:
    assert agents["de"].role(word) is None


@pytest.mark.parametrize(
    ("word", "lead", "role"),
    [
        ("US-Soldaten", "US", "MIL"),
        ("Kremlsprecher", "Kreml", "GOV"),
        ("Hamas-Kämpfer", "Hamas", "UAF"),
        ("Ex-US-Präsident", "US", "ELI"),
        ("Außenminister", "", "GOV"),
    ],
)
def test_a_compound_hands_back_what_it_does_not_know(
    agents: dict[str, Agents], word: str, lead: str, role: str
) -> None:
    compound = agents["de"].compound(word)
    assert compound is not None
    assert (compound.lead, compound.match.role) == (lead, role)


def test_a_part_that_is_bound_to_compounds_says_nothing_on_its_own(agents: dict[str, Agents]) -> None:
    """Kämpfer des Staates are no soldiers, though Staatspolizei is of the state."""
    match = agents["de"].role("Kämpfer", ["Staat"])
    assert match is not None
    assert match.role == "UAF"


def test_an_unknown_lead_before_a_weak_head_is_no_role_by_itself(agents: dict[str, Agents]) -> None:
    assert agents["de"].role("Abteilungsleiter") is None


@pytest.mark.parametrize(
    ("language", "lemma", "modifiers", "role"),
    [
        ("en", "minister", ["defence"], "GOVMIL"),
        ("en", "spokeswoman", ["defense", "ministry"], "GOVMIL"),
        ("en", "spokesman", ["foreign", "ministry"], "GOV"),
        ("en", "leader", ["rebel"], "REB"),
        ("en", "fighter", ["rebel"], "REB"),
        ("en", "chief", ["army"], "MIL"),
        ("en", "lawmaker", ["opposition"], "OPP"),
        ("en", "member", ["parliament"], "LEG"),
        ("en", "minister", ["former", "defense"], "ELI"),
        ("en", "general", ["attorney"], "JUD"),
        ("sr", "ministarka", ["odbrana"], "GOVMIL"),
        ("sr", "ministarstvo", ["odbrane"], "GOVMIL"),
        ("sr", "portparol", ["ministarstvo", "odbrana"], "GOVMIL"),
        ("sr", "snaga", ["oružani"], "MIL"),
        ("sr", "pripadnik", ["policija"], "COP"),
        ("sr", "lider", ["pobunjenički"], "REB"),
        ("sr", "poslanik", ["opozicija"], "OPP"),
        ("sr", "predsednik", ["bivši"], "ELI"),
        ("sr", "vođa", ["sindikat"], "LAB"),
        ("sr", "brod", ["ratni"], "MIL"),
        ("de", "Sprecher", ["Armee"], "MIL"),
    ],
)
def test_modifiers_give_or_change_the_role(
    agents: dict[str, Agents], language: str, lemma: str, modifiers: list[str], role: str
) -> None:
    match = agents[language].role(lemma, modifiers)
    assert match is not None
    assert (match.role, match.weak) == (role, False)


def test_a_weak_head_alone_says_so(agents: dict[str, Agents]) -> None:
    match = agents["en"].role("spokesman", ["tall"])
    assert match is not None
    assert (match.role, match.weak, match.rule_id) == ("GOV", True, "en.agents.spokesman")


@pytest.mark.parametrize(
    ("language", "form", "role"),
    [
        ("sr", "policajcima", "COP"),
        ("sr", "Vojnici", "MIL"),
        ("sr", "tužioca", "JUD"),
        ("sr", "demonstranata", "CVL"),
        ("sr", "izbegličkim", None),
        ("de", "Abgeordneten", "LEG"),
        ("de", "Ärzten", "HLH"),
        ("en", "policemen", "COP"),
    ],
)
def test_forms_that_a_lemmatiser_missed(
    agents: dict[str, Agents], language: str, form: str, role: str | None
) -> None:
    match = agents[language].role("", surface=form)
    assert (match and match.role) == role


def test_a_listed_phrase_can_bar_a_role(agents: dict[str, Agents]) -> None:
    assert agents["en"].role("director", ["film"]) is None
    assert agents["sr"].role("direktor", ["izvršni"]) is None


def test_every_language_has_hundreds_of_role_nouns(agents: dict[str, Agents]) -> None:
    for role_nouns in agents.values():
        phrases = {entry.name for entries in role_nouns.phrases.values() for entry in entries}
        assert len({entry.name for entry in role_nouns.heads.values()} | phrases) >= 400


def test_the_loader_lists_every_finding(copied: Path) -> None:
    path = copied / "lang" / "en" / "agents.csv"
    line = len(path.read_text(encoding="utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write("wizard,head,MAG,\nwitch,sorcerer,GOV,\nsoldier,head,MIL,\n")
    with pytest.raises(CodebookError) as caught:
        load_agents(Language.ENGLISH, Layers((copied,)))
    found = "\n".join(caught.value.problems)
    assert f"en/agents.csv:{line + 1}: role 'MAG'" in found
    assert f"en/agents.csv:{line + 2}: part is 'sorcerer'" in found
    assert f"en/agents.csv:{line + 3}: 'soldier' stands already" in found
