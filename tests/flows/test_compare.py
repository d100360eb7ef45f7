"""What a change of the codebook does to a corpus: gained, lost, changed, and by which rule."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from codebook.tables import PACKAGE
from tests.flows.test_command import whowhom

TEXTS = (
    "Polish ringbearers attacked Russia on Monday.",
    "The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.",
    "Polish farmers sold their apples on Wednesday.",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": text, "lang": "en", "published": "2024-10-16"}) for text in TEXTS]
    path.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    return path


def overlay(folder: Path, **files: str) -> Path:
    place = folder / "lang" / "en"
    place.mkdir(parents=True)
    for name, text in files.items():
        suffix = "toml" if name == "actions" else "csv"
        (place / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    return folder


def test_gained_lost_and_changed_events_with_sentence_and_rule(tmp_path: Path, corpus: Path) -> None:
    old = overlay(tmp_path / "old", agents="lemma,part,role,forms\nringbearer,full,MIL,\n")
    new = overlay(
        tmp_path / "new",
        agents="lemma,part,role,forms\nringbearer,full,REB,\n",
        actions='[[rule]]\nid = "sell_apples"\nframe = "protest"\nverbs = ["sell"]\n'
        'needs = { obj = ["apple"] }\n'
        'example = "Farmers sold apples."\ncounter = "Farmers sold pears."\n',
    )
    (new / "off.csv").write_text("rule_id,why\nen.actions.meet,a test\n", encoding="utf-8")
    done = whowhom("codebook", "diff", old, new, "--on", corpus, "-f", "json")
    assert done.returncode == 1, done.stderr
    rows = json.loads(done.stdout)
    changed = [row for row in rows if row["change"] == "changed"]
    assert [(row["sentence"], row["before"], row["after"]) for row in changed] == [
        (TEXTS[0], "POLMIL 190 RUS 2024-10-14 occurred", "POLREB 190 RUS 2024-10-14 occurred")
    ]
    lost = [row for row in rows if row["change"] == "lost"]
    assert {(row["sentence"], row["after"], row["after_rule"]) for row in lost} == {(TEXTS[1], "", "")}
    assert {row["before_rule"] for row in lost} == {"en.actions.meet"}
    assert {row["after_rule"] for row in rows if row["change"] == "gained"} == {"en.actions.sell_apples"}
    assert "of 3 articles; 1 could not be read" in done.stderr


def test_equal_codebooks_differ_in_nothing(corpus: Path) -> None:
    done = whowhom("codebook", "diff", "shipped", PACKAGE, "--on", corpus)
    assert (done.returncode, done.stdout) == (0, "no difference\n"), done.stderr
    assert "0 gained, 0 lost, 0 changed in 0 of 3 articles" in done.stderr


def test_a_git_revision_against_the_folder_as_it_is_now(tmp_path: Path, corpus: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(PACKAGE, repository / "codebook", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for command in (
        ["git", "init", "-q"],
        ["git", "add", "-A"],
        ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-qm", "old"],
    ):
        subprocess.run(command, cwd=repository, check=True)
    agents = repository / "codebook" / "lang" / "en" / "agents.csv"
    agents.write_text(agents.read_text(encoding="utf-8") + "ringbearer,full,REB,\n", encoding="utf-8")
    done = whowhom("codebook", "diff", "HEAD", "codebook", "--on", corpus, "--format", "csv", cwd=repository)
    assert done.returncode == 1, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert ("POLREB 190 RUS 2024-10-14 occurred", "en.actions.attack") in {
        (row["after"], row["after_rule"]) for row in rows
    }
    unknown = whowhom("codebook", "diff", "no-such", "codebook", "--on", corpus, cwd=repository)
    assert unknown.returncode == 2
    assert "'no-such' is neither a folder, nor 'shipped', nor a git revision" in unknown.stderr


def test_differences_in_words_stand_below_their_sentence(tmp_path: Path, corpus: Path) -> None:
    new = overlay(tmp_path / "new", agents="lemma,part,role,forms\nringbearer,full,REB,\n")
    done = whowhom("codebook", "diff", "shipped", new, "--on", corpus)
    assert TEXTS[0] in done.stdout
    assert "\n  + POLREB 190 RUS 2024-10-14 occurred  [en.actions." in done.stdout
