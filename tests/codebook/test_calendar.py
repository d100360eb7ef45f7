"""The loader of `dates.toml`: what it makes of a file, and what it says of a bad one."""

import re
from pathlib import Path

import pytest

from codebook.calendar import load_dates, spellings
from codebook.errors import CodebookError
from codebook.languages import roots
from codebook.layers import Layers
from codebook.records import Language
from codebook.tables import PACKAGE

MINIMAL = """
nouns_capitalised = true
months_lowercase = false
distances_as_durations = false

[folds]
"ö" = "oe"

[words]
ago = ["vor"]

[words.weekday]
1 = ["Mondtag{,s}"]

[words.units]
day = ["Töge"]

[words.num]
2 = ["zwo"]

[rules.weekday]
bare = "weekday"

[rules.distance]
ago = "ago num units"

[tense]
past = ["war"]
future = ["wird"]
present = []
stative = []
past_endings = ["te"]
future_endings = []
present_endings = []
ordinary = []
auxiliary = ["hat"]
participle = 'ge\\w+t'
"""


def written(folder: Path, text: str) -> Path:
    (folder / "lang" / "de").mkdir(parents=True)
    (folder / "lang" / "de" / "dates.toml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        load_dates(Language.GERMAN, Layers((folder,)))
    return caught.value.problems


def test_a_file_becomes_words_with_values_and_rules_with_ids(tmp_path: Path) -> None:
    lexicon = load_dates(Language.GERMAN, Layers((written(tmp_path, MINIMAL),)))
    assert lexicon.words["Mondtags"] == lexicon.words["MONDTAG"] == {"weekday": 1}
    assert lexicon.words["Toege"] == {"units": "day"}
    assert "mondtag" not in lexicon.words
    assert lexicon.words["Zwo"] == {"num": 2}
    assert [rule.rule_id for rule in lexicon.patterns] == ["de.dates.weekday.bare", "de.dates.distance.ago"]


@pytest.mark.parametrize("language", roots())
def test_the_shipped_files_hold(language: Language) -> None:
    lexicon = load_dates(language)
    for tag, count in (("weekday", 7), ("month", 12), ("season", 4)):
        assert len({tags[tag] for tags in lexicon.words.values() if tag in tags}) == count


def test_serbian_words_stand_in_every_case_and_without_their_marks() -> None:
    words = load_dates(Language.SERBIAN).words
    assert all(
        words[form]["weekday"] == 3 for form in ("sreda", "srede", "sredi", "sredu", "srijedu", "SREDU")
    )
    assert all(words[form]["month"] == 9 for form in ("septembar", "septembra", "septembru", "septembrom"))
    assert words["cetvrtka"] == words["četvrtka"]
    assert words["sledece"] == words["sledeće"] == {"dir": 1}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('bare = "weekday"', 'bare = "weekdya"', r":22: .*names 'weekdya'"),
        ('bare = "weekday"', 'bare = "(weekday"', r":22: .*is no pattern"),
        ('bare = "weekday"', 'bare = "ago"', r":22: .*names none of"),
        ('bare = "weekday"', "bare = 3", r":22: .*must be a pattern"),
        ("[rules.distance]", "[rules.distnace]", r":24: .*unknown; there are"),
        ('1 = ["Mondtag{,s}"]', '1 = ["Mondtag{,s"]', r":12: .*braces closed"),
        ('ago = ["vor"]', "ago = []", r":10: .*none of them empty"),
        ('past = ["war"]', 'past = "war"', r":28: tense.past must be a list"),
        ("ge\\w+t", "ge(", r":37: tense.participle must be a regular expression"),
        ("months_lowercase = false", "months_lowercase = 0", r":3: months_lowercase must be true or false"),
        ("[tense]", "[tenses]", r"\[tense\] is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = problems(written(tmp_path, MINIMAL.replace(old, new)))
    assert any(re.search(message, problem) for problem in found), found
    assert all("dates.toml" in problem for problem in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    bad = MINIMAL.replace('bare = "weekday"', 'bare = "weekdya"').replace("ago num units", "ago nmu units")
    assert len(problems(written(tmp_path, bad))) >= 2


@pytest.mark.parametrize("text", ["[words", None])
def test_a_file_that_is_missing_or_no_toml_is_told(tmp_path: Path, text: str | None) -> None:
    [problem] = problems(tmp_path if text is None else written(tmp_path, text))
    assert "dates.toml" in problem


def test_braces_take_endings_spelt_out_or_by_name() -> None:
    assert list(spellings("Woche{,n}", {})) == ["Woche", "WOCHE", "Wochen", "WOCHEN"]
    assert set(spellings("letzt{adj}", {"adj": ["e", "en"]})) >= {"letzte", "Letzten", "LETZTEN"}


def test_every_language_has_its_file() -> None:
    assert {path.parent.name for path in PACKAGE.glob("lang/*/dates.toml")} >= {
        language.value for language in roots()
    }
