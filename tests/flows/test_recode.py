"""A warehouse brought up to date with a codebook that has changed, by the flow and as a user does it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from codebook.errors import Terminal
from flows import steps
from flows.cli import app
from flows.recode import recode_flow
from tests.flows.test_pipeline import contents, run, write_inbox
from warehouse.sql import query

TEXTS = (
    "The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.",
    "Polish ringbearers attacked Russia on Monday.",
    "It rained in Athens for most of the week.",
)


def overlay(folder: Path, role: str) -> list[str]:
    """A codebook folder by which ringbearers are what `role` says."""
    place = folder / f"as-{role}" / "lang" / "en"
    place.mkdir(parents=True, exist_ok=True)
    (place / "agents.csv").write_text(f"lemma,part,role,forms\nringbearer,full,{role},\n", encoding="utf-8")
    return [str(folder / f"as-{role}")]


def without_runs(warehouse: Path) -> dict[str, list[dict[str, Any]]]:
    tables = contents(warehouse)
    return {name: [{**row, "run_id": None} for row in rows] for name, rows in tables.items()}


def test_recoding_gives_what_a_fresh_run_gives_and_a_second_time_nothing(tmp_path: Path) -> None:
    inbox, here, afresh = write_inbox(tmp_path / "in", TEXTS), tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    old, new = overlay(tmp_path, "MIL"), overlay(tmp_path, "REB")
    assert run(inbox, here, codebook=old).outdated == 0
    again = run(inbox, here, codebook=new)
    assert (again.loaded.articles, again.known, again.outdated) == (0, 3, 3)

    counts = recode_flow(str(here), new)
    assert (counts.articles, counts.changed, counts.gained, counts.lost) == (3, 1, 1, 1)
    run(inbox, afresh, codebook=new)
    assert without_runs(here) == without_runs(afresh)
    assert run(inbox, here, codebook=new).outdated == 0

    before = contents(here)
    assert recode_flow(str(here), new).changed == 0
    assert contents(here) == before
    hashes = query(here, "SELECT DISTINCT codebook_hash FROM runs WHERE recoded").to_pylist()
    assert len(hashes) == 1
    assert not list(tmp_path.glob("a.duckdb.batches/**/*.parquet"))


def test_what_an_interrupted_recode_has_coded_is_not_coded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHOM_BATCH_SIZE", "1")
    warehouse = tmp_path / "w.duckdb"
    run(write_inbox(tmp_path / "in", TEXTS), warehouse, codebook=overlay(tmp_path, "MIL"))
    before, real, seen = contents(warehouse), steps.code_article, list[str]()

    def stops(article: Any, *arguments: Any, **options: Any) -> Any:
        if len(seen) == 2:
            raise Terminal("pulled the plug")
        seen.append(article.text)
        return real(article, *arguments, **options)

    monkeypatch.setattr(steps, "code_article", stops)
    with pytest.raises(Terminal, match="pulled the plug"):
        recode_flow(str(warehouse), overlay(tmp_path, "REB"))
    assert contents(warehouse) == before

    def rest(article: Any, *arguments: Any, **options: Any) -> Any:
        assert article.text not in seen
        return real(article, *arguments, **options)

    monkeypatch.setattr(steps, "code_article", rest)
    assert recode_flow(str(warehouse), overlay(tmp_path, "REB")).changed == 1


def test_a_recode_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Terminal, match="there is no warehouse at"):
        recode_flow(str(tmp_path / "none.duckdb"))
    assert not (tmp_path / "none.duckdb").exists()


def test_the_command_killed_at_any_time_leaves_the_warehouse_whole(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [
        json.dumps({"text": f"Polish ringbearers attacked Russia in village {n} on Monday.", "lang": "en"})
        for n in range(12)
    ]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    warehouse, (old,), (new,) = tmp_path / "w.duckdb", overlay(tmp_path, "MIL"), overlay(tmp_path, "REB")
    run(str(folder), warehouse, codebook=[old])
    before = contents(warehouse)
    command = "from flows.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "recode", "-w", str(warehouse), "-c", new],
        env={**os.environ, "WHOWHOM_BATCH_SIZE": "4"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and not list(tmp_path.glob("w.duckdb.batches/recode/*/*.parquet")):
        time.sleep(0.05)  # until the first batch is coded
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert contents(warehouse) == before
    assert recode_flow(str(warehouse), [new]).changed == 12
    sources = query(warehouse, "SELECT DISTINCT source FROM mentions").to_pylist()
    assert sources == [{"source": "POLREB"}]


def test_the_command_says_what_changed_and_run_says_when_to_use_it(tmp_path: Path) -> None:
    inbox, warehouse = write_inbox(tmp_path / "in", TEXTS), tmp_path / "w.duckdb"
    (old,), (new,) = overlay(tmp_path, "MIL"), overlay(tmp_path, "REB")

    def whowhom(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments, "-w", str(warehouse)])
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    assert "another codebook" not in whowhom("run", inbox, "-c", old)
    said = whowhom("run", inbox, "-c", new)
    assert "3 of the known articles were coded by another codebook; to code them anew: whowhom recode" in said
    assert "3 articles coded anew, 1 changed: 1 coded" in whowhom("recode", "-c", new)
