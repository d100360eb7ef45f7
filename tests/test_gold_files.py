"""The gold passages themselves: that they are well formed, name real codes and cover what they promise."""

import csv
import re
from pathlib import Path

import pytest

from codebook.errors import CodebookError
from codebook.records import Status
from tests.gold.reader import FOLDER, GoldPassage, passages_as_gold, read_gold, read_language

LANGUAGES = ("de", "sr", "en")
LAYERS = ("hr", "bs")
CAMEO = Path(__file__).parents[1] / "codebook" / "ontology" / "cameo.csv"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
PHENOMENA = set(re.findall(r"`(\w+)`", README.partition("## Tags")[2]))
ROOTS = {f"{root:02d}" for root in range(1, 21)}


@pytest.fixture(scope="module", params=(*LANGUAGES, *LAYERS))
def passages(request: pytest.FixtureRequest) -> list[GoldPassage]:
    return read_language(request.param)


def test_every_event_code_is_in_the_codebook(passages: list[GoldPassage]) -> None:
    with CAMEO.open(encoding="utf-8", newline="") as rows:
        known = {row["code"] for row in csv.DictReader(rows)}
    unknown = {
        (passage.passage_id, code)
        for passage in passages
        for event in passage.events
        for code in event.codes
        if code not in known
    }
    assert not unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_passages_quiet_passages_and_all_twenty_roots(language: str) -> None:
    passages = read_language(language)
    required = [event for passage in passages for event in passage.events if not event.optional]
    assert len(passages) >= 110
    assert sum(not passage.events for passage in passages) >= 25
    assert sum("/heldout_" in passage.passage_id for passage in passages) >= 25
    assert {event.codes[0][:2] for event in required if event.status is Status.OCCURRED} == ROOTS


def test_layers_have_passages_of_their_own() -> None:
    found = [passage for language in LAYERS for passage in read_language(language)]
    assert len(found) >= 40
    assert sum(not passage.events for passage in found) >= 10


def test_tags_come_from_the_list(passages: list[GoldPassage]) -> None:
    assert {tag for passage in passages for tag in passage.phenomena} <= PHENOMENA


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_tags_is_used(language: str) -> None:
    used = {tag for passage in read_language(language) for tag in passage.phenomena}
    assert len(PHENOMENA - used) <= 6


def test_no_passage_stands_twice(passages: list[GoldPassage]) -> None:
    texts = [passage.text for passage in passages]
    assert sorted(texts) == sorted(set(texts))


def test_events_happen_before_publication_unless_planned(passages: list[GoldPassage]) -> None:
    early = [
        passage.passage_id
        for passage in passages
        for event in passage.events
        if event.status is Status.OCCURRED and event.dates[0] and event.dates[0][0] > passage.published
    ]
    assert not early


def test_serbian_passages_use_one_script_each_and_both_evenly() -> None:
    passages = read_language("sr")
    cyrillic = [bool(re.search("[а-яђјљњћџ]", passage.text)) for passage in passages]
    assert 0.4 <= sum(cyrillic) / len(cyrillic) <= 0.6
    mixed = [
        passage.passage_id
        for passage, is_cyrillic in zip(passages, cyrillic, strict=True)
        if is_cyrillic and re.search("[čćžšđ]|[a-z]{3}", passage.text)
    ]
    assert not mixed


def test_records_for_the_scorer_carry_the_usual_alternatives(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    folder.mkdir()
    block = "# 2024-01-02 a,b\nText.\n? KSV 0231 RUSGOVMIL|- 2024-01-01..2024-01-02\n"
    (folder / "x.txt").write_text(block, encoding="utf-8")
    record = passages_as_gold(folder)[0]
    event = record["events"][0]
    assert record["id"] == "de/x:1"
    assert event["source_any"] == ["KSVGOV", "XKX", "KOS", "RKS", "XKXGOV", "KOSGOV", "RKSGOV"]
    assert event["target_any"] == [None, "RUSGOV", "RUSMIL"]
    assert event["code_any"] == ["023"]
    assert (event["date"], event["date_end"], event["optional"]) == ("2024-01-01", "2024-01-02", True)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("RUS 190 UKR", "source code target date"),
        ("RUS 190 UKR 2024-02-30", "day is out of range"),
        ("RUS 190 UKR 2024-02-03..2024-02-01", "ends after it begins"),
        ("RUS 190 UKR 2024-02-01 maybe", "maybe"),
        ("rus 190 UKR 2024-02-01", "upper-case"),
    ],
)
def test_a_faulty_line_is_named_with_its_place(tmp_path: Path, line: str, remedy: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"\n# 2024-02-02 active\nText.\n{line}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=remedy) as error:
        read_gold(path)
    assert f"{path}:2:" in str(error.value)
