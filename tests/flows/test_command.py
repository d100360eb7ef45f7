"""The command as a user runs it: in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = (
    "Der russische Verteidigungsminister Belousow traf am Montag seinen chinesischen Amtskollegen Dong Jun."
)


def whowhom(
    *arguments: str | Path, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200"},
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    record = {"id": 1, "text": TEXT, "published": "2024-10-15", "title": "Treffen in Peking"}
    (folder / "news.jsonl").write_text(json.dumps(record) + "\n{broken\n", encoding="utf-8")
    done = whowhom("run", "news.jsonl", "nowhere.txt", "-w", "w.duckdb", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "3 new articles: 1 coded, 0 without events, 2 rejected" in done.stdout
    assert "news.jsonl:2: no valid JSON" in done.stdout
    assert "nowhere.txt: there is no such file or folder" in done.stdout
    assert "leaked" not in done.stderr
    return folder / "w.duckdb"


def rows(warehouse: Path, statement: str) -> Any:
    return json.loads(whowhom("sql", statement, "-w", warehouse, "-f", "json").stdout)


def test_sql_answers_as_table_csv_and_json_and_changes_nothing(warehouse: Path) -> None:
    statement = "SELECT count(*) AS n FROM articles"
    assert rows(warehouse, statement) == [{"n": 1}]
    assert whowhom("sql", statement, "-w", warehouse, "-f", "csv").stdout == "n\n1\n"
    assert "│ 1 │" in whowhom("sql", statement, "-w", warehouse).stdout
    refused = whowhom("sql", "DELETE FROM articles", "-w", warehouse)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("whowhom: DELETE is refused")
    assert rows(warehouse, statement) == [{"n": 1}]


def test_report_in_every_form(warehouse: Path, tmp_path: Path) -> None:
    assert "RUSGOVMIL" in whowhom("report", "-w", warehouse).stdout
    assert whowhom("report", "-w", warehouse, "-f", "csv").stdout.startswith("period,source,target,n_events")
    assert "| 2024-10 | RUSGOVMIL |" in whowhom("report", "-w", warehouse, "-f", "markdown").stdout
    page = tmp_path / "report.html"
    assert whowhom("report", "-w", warehouse, "-f", "html", "-o", page).returncode == 0
    assert "<html" in page.read_text(encoding="utf-8")


def test_explain_shows_the_very_words(warehouse: Path, tmp_path: Path) -> None:
    (event, *_) = rows(warehouse, "SELECT event_id FROM mentions WHERE source = 'RUSGOVMIL' LIMIT 1")
    shown = whowhom("explain", event["event_id"], "-w", warehouse).stdout
    for words in ("RUSGOVMIL → CHN", "Belousow", "“Montag” is 2024-10-14", "Goldstein", "de.actions."):
        assert words in shown
    page = tmp_path / "why.html"
    assert whowhom("explain", "--text", TEXT, "--published", "2024-10-15", "--html", page).returncode == 0
    written = page.read_text(encoding="utf-8")
    assert '<mark class="action" title="action">traf</mark>' in written
    assert '<mark class="date" title="date">Montag</mark>' in written


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sql", "FROM events", "-w", "none.duckdb"), "there is no warehouse at none.duckdb"),
        (("explain",), "give either the id of an event or --text"),
        (("eval", "none.jsonl"), "none.jsonl cannot be read"),
        (("code", "none.jsonl"), "none.jsonl cannot be read"),
        (("report", "-w", "none.duckdb"), "there is no warehouse at none.duckdb"),
    ],
)
def test_errors_are_one_line_and_code_2(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = whowhom(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_code_keeps_the_contract() -> None:
    lines = [
        {"id": "a", "text": TEXT, "published": "2024-10-15", "title": "Gespräche über Rüstung in Peking"},
        {"id": 2, "text": "Le ministre s'est rendu lundi à Ankara pour y discuter d'un accord."},
        {"id": "c", "text": ""},
        {"id": "d", "text": TEXT, "published": "03/04/2024", "lang": "de"},
    ]
    given = "\n".join(json.dumps(line) for line in lines) + '\n{"id": "e"\n'
    done = whowhom("code", stdin=given)
    assert done.returncode == 0, done.stderr
    first, french, empty, undated, broken = map(json.loads, done.stdout.splitlines())
    assert [one["id"] for one in (first, french, empty, undated, broken)] == ["a", 2, "c", "d", None]
    assert (first["lang"], first["published"], first["rejects"]) == ("de", "2024-10-15", [])
    meeting = next(one for one in first["events"] if one["source"] == "RUSGOVMIL")
    assert (meeting["date"], meeting["date_end"], meeting["date_basis"]) == (
        "2024-10-14",
        "2024-10-14",
        "text",
    )
    assert (meeting["target"], meeting["code"][:2], meeting["status"]) == ("CHNGOVMIL", "04", "occurred")
    for part in ("source", "action", "target", "date"):
        start, end = meeting["spans"][part]
        assert TEXT[start:end] == meeting[f"{part}_text"]
    assert [one["rejects"][0]["reason"] for one in (french, empty, undated, broken)] == [
        "unsupported_language",
        "empty",
        "bad_date",
        "bad_json",
    ]
    assert undated["events"] != []


def test_dates_keeps_the_contract() -> None:
    text = "Министар је у понедељак стигао у Анкару, а вратио се јуче."
    done = whowhom("dates", stdin=json.dumps({"id": 1, "text": text, "published": "2024-10-16"}))
    (line,) = map(json.loads, done.stdout.splitlines())
    assert [(one["type"], one["value"], one["date"], one["date_end"]) for one in line["timex"]] == [
        ("DATE", "2024-10-14", "2024-10-14", "2024-10-14"),
        ("DATE", "2024-10-15", "2024-10-15", "2024-10-15"),
    ]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in line["timex"])


def test_eval_scores_the_coder(tmp_path: Path) -> None:
    event = {"source": "RUSGOVMIL", "target": "CHNGOVMIL", "code": "040", "status": "occurred"}
    missed = {"source": "USA", "target": "IRQ", "code": "190", "status": "occurred"}
    mirrored = {**event, "source": "CHNGOVMIL", "target": "RUSGOVMIL"}
    gold = {
        "id": "g",
        "lang": "de",
        "text": TEXT,
        "published": "2024-10-15",
        "events": [event, mirrored, missed],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    done = whowhom("eval", tmp_path / "gold.jsonl")
    assert "missed source=USA code=190 target=IRQ" in done.stdout
    (row,) = [line.split("│") for line in done.stdout.splitlines() if line.startswith("│ de")]
    assert [cell.strip() for cell in row[2:6]] == ["3", "1.000", "0.667", "0.800"]


def test_codebook_check_and_stats() -> None:
    assert "the codebook holds" in whowhom("codebook", "check").stdout
    assert "CONSULT" in whowhom("codebook", "stats").stdout.upper()


def test_what_the_codebook_misses_in_texts_is_listed(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"Norway outwitted Denmark, says {name}.\n", encoding="utf-8")
    done = whowhom("codebook", "gaps", "one.txt", "two.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (row,) = [line.split("│") for line in done.stdout.splitlines() if "outwit " in line]
    assert [cell.strip() for cell in row[1:4]] == ["2", "en", "outwit"]
    asked = whowhom("explain", "--lang", "en", "--text", "Norway outwitted Denmark.").stdout
    assert "outwitted: no rule: stands between two actors" in asked


def test_an_imported_dictionary_codes(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text("GONDOR_ [ITA]\nSARUMAN_ [ISENGARD]\n", encoding="utf-8")
    (tmp_path / "verbs.txt").write_text("--- OUTFLANK [190] ---\nOUTFLANK\n", encoding="utf-8")
    imported = whowhom(
        *("codebook", "import-petrarch", "mine", "--actors", "actors.txt", "--verbs", "verbs.txt"),
        cwd=tmp_path,
    )
    assert imported.returncode == 0, imported.stderr
    assert "actors.txt:2: code 'ISENGARD' is not made of three capital letters" in imported.stdout
    line = json.dumps({"id": 1, "text": "Gondor outflanked Russia on Monday.", "lang": "en"})
    coded = json.loads(whowhom("code", "--codebook", "mine", stdin=line, cwd=tmp_path).stdout)
    assert [(e["source"], e["code"], e["target"]) for e in coded["events"]] == [("ITA", "190", "RUS")]
    assert json.loads(whowhom("code", stdin=line, cwd=tmp_path).stdout)["events"] == []
