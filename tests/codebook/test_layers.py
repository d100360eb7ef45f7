"""A folder of one's own over the shipped codebook: what it adds, replaces and switches off."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from codebook.errors import CodebookError
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Event, Language
from codebook.tables import PACKAGE
from coders.article import code_article

RULE = """[[rule]]
id = "{name}"
frame = "{frame}"
verbs = ["{verb}"]
example = "Gondor {verb}s Mordor."
counter = "Nobody {verb}s."
"""


def overlay(folder: Path, **files: str) -> Path:
    """A folder with files, named as `lang_en_names_csv`."""
    for name, text in files.items():
        path = folder / "/".join(name.split("_")[:-1])
        path = path.with_suffix("." + name.split("_")[-1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def coded(text: str, lexicon: Lexicon, language: Language = Language.ENGLISH) -> list[Event]:
    return list(code_article(Article("a", text, language, date(2025, 3, 20)), lexicon).events)


def codes(events: list[Event]) -> set[tuple[str | None, str, str | None]]:
    return {(e.source and e.source.code, e.code, e.target and e.target.code) for e in events}


def problems(*folders: Path) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        load_lexicon(overlays=folders)
    return caught.value.problems


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = overlay(
        tmp_path_factory.mktemp("mine"),
        actors_groups_csv="actor_id,code,label,valid_from,valid_to\n"
        "ithilien-rangers,UKRREB,Rangers of Ithilien,,\n"
        "taliban,AFGOPP,Taliban,,\n",
        actors_people_csv="actor_id,name,surname,rank,code,valid_from,valid_to,seen_from,seen_to,basis\n"
        "pol-baggins-frodo,Frodo Baggins,Baggins,,POLGOVMIL,2024-01-01,,,,general\n",
        lang_en_names_csv="ref,kind,name,paradigm,forms,yields_to\n"
        "ithilien-rangers,group,Rangers of Ithilien,,,\n",
        lang_en_agents_csv="lemma,part,role,forms\nringbearer,full,MIL,\n",
        lang_en_actions_toml=RULE.format(name="outflank", frame="attack", verb="outflank"),
        lang_en_discards_csv="words,topic\nquidditch,sport\n",
        lang_en_topics_toml='ceasefire = ["hobbit truce"]\n',
        off_csv="rule_id,why\nen.actions.arrest,counted elsewhere\nen.names.HUN.capital,a magazine\n",
    )
    return load_lexicon(overlays=[folder])


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The Rangers of Ithilien attacked Russia on Monday.", {("UKRREB", "190", "RUS")}),
        ("Frodo Baggins visited Berlin on Monday.", {("POLGOVMIL", "042", "DEU")}),
        ("Polish ringbearers attacked Russia on Monday.", {("POLMIL", "190", "RUS")}),
        ("Russia outflanked Poland on Monday.", {("RUS", "190", "POL")}),
        ("The Taliban attacked Pakistan on Monday.", {("AFGOPP", "180", "PAK")}),
        ("Turkish police arrested Greek journalists on Monday.", set()),
        ("Budapest attacked Poland on Monday.", set()),
        ("Hungary attacked Poland at quidditch on Monday.", set()),
    ],
)
def test_what_an_overlay_adds_replaces_and_switches_off(
    laid: Lexicon, text: str, events: set[tuple[str | None, str, str | None]]
) -> None:
    assert events <= codes(coded(text, laid))
    if not events:
        assert codes(coded(text, laid)) == set()
        assert codes(coded(text, load_lexicon())) != set()


def test_the_upper_of_two_folders_decides(tmp_path: Path) -> None:
    lower = overlay(
        tmp_path / "a", lang_en_actions_toml=RULE.format(name="x", frame="attack", verb="outflank")
    )
    upper = overlay(
        tmp_path / "b", lang_en_actions_toml=RULE.format(name="x", frame="criticise", verb="outflank")
    )
    [event] = coded("Russia outflanked Poland on Monday.", load_lexicon(overlays=[lower, upper]))
    assert event.code == "111"


def test_the_hash_covers_the_overlay_wherever_it_lies(tmp_path: Path) -> None:
    first = overlay(tmp_path / "a", lang_en_agents_csv="lemma,part,role,forms\nringbearer,full,MIL,\n")
    moved = shutil.copytree(first, tmp_path / "b")
    changed = overlay(tmp_path / "c", lang_en_agents_csv="lemma,part,role,forms\nringbearer,full,COP,\n")
    hashes = [load_lexicon(overlays=overlays).hash for overlays in ([], [first], [moved], [changed])]
    assert hashes[1] == hashes[2]
    assert len(set(hashes)) == 3


def test_any_folder_can_be_the_codebook(tmp_path: Path) -> None:
    for part in ("ontology", "actors", "lang"):
        shutil.copytree(PACKAGE / part, tmp_path / part)
    shipped = load_lexicon()
    assert load_lexicon(tmp_path).hash == shipped.hash
    path = tmp_path / "lang" / "en" / "actions.toml"
    path.write_text(path.read_text("utf-8") + RULE.format(name="x", frame="attack", verb="outflank"), "utf-8")
    assert set(load_lexicon(tmp_path).rules) - set(shipped.rules) == {"en.actions.x"}


def test_mistakes_are_named_in_the_users_own_file(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path / "mine",
        lang_en_agents_csv="lemma,part,role,forms\nringbearer,full,MAG,\n",
        lang_de_names_csv="ref,kind,name,paradigm,forms,yields_to\nshire,group,Auenland,,,\n",
    )
    assert [p for p in problems(folder) if p.startswith(f"{folder}/lang/en/agents.csv:2: role 'MAG'")]
    assert [p for p in problems(folder) if p.startswith(f"{folder}/lang/de/names.csv:2: 'shire' is neither")]


def test_a_file_or_switch_that_means_nothing_is_told(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path / "mine",
        lang_en_agent_csv="lemma,part,role,forms\nringbearer,full,MIL,\n",
        off_csv="rule_id,why\nen.actions.arest,mistyped\n",
    )
    assert problems(folder) == [
        f"{folder}/lang/en/agent.csv:1: is no file that can be laid over",
        f"{folder}/off.csv:2: 'en.actions.arest' is no rule id; `whowhom explain` prints them",
    ]
    assert problems(tmp_path / "nowhere") == [f"{tmp_path}/nowhere:1: is no folder with files of a codebook"]


def test_forms_of_words_of_ones_own(tmp_path: Path) -> None:
    rules = RULE.format(name="x", frame="attack", verb="blindside")
    folder = overlay(tmp_path / "mine", lang_en_actions_toml=rules)
    (folder / "lang/en/lemma_forms.csv").write_text("lemma,upos,forms\nblindside,VERB,blindsought\n", "utf-8")
    [event] = coded("Russia blindsought Poland on Monday.", load_lexicon(overlays=[folder]))
    assert event.code == "190"


def test_what_is_wrong_with_forms_of_ones_own_or_cannot_be_laid_over_is_told(tmp_path: Path) -> None:
    folder = overlay(tmp_path / "mine", lang_sr_agents_csv="lemma,part,role,forms\nvitez,full,MIL,\n")
    rows = "lemma,upos,forms\nnadmudriti,VERB,nadmudri\nlud,ADJEC,ludog\n"
    (folder / "lang/sr/lemma_forms.csv").write_text(rows, "utf-8")
    assert problems(folder) == [
        f"{folder}/lang/sr/lemma_forms.csv:2: 1 forms; a verb has present active passive",
        f"{folder}/lang/sr/lemma_forms.csv:3: upos is 'ADJEC'; allowed: VERB, NOUN, ADJ, ADV, NUM",
    ]
    shutil.rmtree(folder)
    folder = overlay(tmp_path / "mine", lang_sr_paradigms_toml="joiners = []\n")
    assert problems(folder) == [
        f"{folder}/lang/sr/paradigms.toml:1: is no file that can be laid over; "
        "it is part of how the language is read"
    ]
