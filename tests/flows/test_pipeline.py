"""Real runs of the flow on Prefect's embedded server, into a real warehouse."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client

from codebook.errors import Terminal, Transient
from codebook.records import Article, Coded, Reason
from flows import pipeline, steps
from flows.pipeline import Outcome, run_flow
from flows.settings import Settings
from flows.steps import Batches
from warehouse.sql import query

TEXTS = (
    "Der französische Präsident Emmanuel Macron traf am Montag in Berlin den deutschen Bundeskanzler.",
    "The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.",
    "Председник Србије састао се јуче у Будимпешти са премијером Мађарске.",
)


def write_inbox(folder: Path, texts: tuple[str, ...] = TEXTS) -> str:
    folder.mkdir(exist_ok=True)
    lines = [json.dumps({"text": text, "published": f"2024-10-{14 + n}"}) for n, text in enumerate(texts)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return str(folder)


def run(inbox: str, warehouse: Path, **more: Any) -> Outcome:
    outcome: Outcome = run_flow([inbox], str(warehouse), **more)
    return outcome


def contents(warehouse: Path) -> dict[str, list[dict[str, Any]]]:
    tables = ("articles", "mentions", "events", "rejects", "actors")
    return {name: query(warehouse, f"SELECT * FROM {name} ORDER BY ALL").to_pylist() for name in tables}


def test_run_brings_events_into_the_warehouse_and_a_second_changes_nothing(tmp_path: Path) -> None:
    inbox, warehouse = write_inbox(tmp_path / "in"), tmp_path / "w.duckdb"
    (tmp_path / "in" / "broken.jsonl").write_text('{"text": ', encoding="utf-8")
    first = run(inbox, warehouse)
    assert (first.loaded.articles, first.loaded.rejected, first.known) == (4, 1, 0)
    assert first.loaded.articles == first.loaded.coded + first.loaded.empty + first.loaded.rejected
    assert [reject.reason for reject in first.rejects] == [Reason.BAD_JSON]
    before = contents(warehouse)
    assert {row["language"] for row in before["articles"]} == {"de", "en", "sr"}
    assert len(before["events"]) >= 3

    second = run(inbox, warehouse)
    assert (second.loaded.articles, second.known) == (0, 3)
    assert contents(warehouse) == before
    assert not list(tmp_path.glob("w.duckdb.batches/**/*.parquet"))


def test_tasks_have_names_that_say_what_they_do(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    outcome = run(write_inbox(tmp_path / "in"), warehouse)
    with get_client(sync_client=True) as client:
        flow_run = client.read_flow_run(UUID(outcome.run_id))
        wanted = {"flow_runs": {"id": {"any_": [outcome.run_id]}}}
        tasks = client.request("POST", "/task_runs/filter", json=wanted).json()
    assert flow_run.name.startswith("whowhom 20")
    assert sorted(task["name"] for task in tasks) == [
        "code batch 1 of 1",
        f"ingest into {warehouse}",
        f"load into {warehouse}",
    ]


def test_what_an_interrupted_run_has_coded_is_not_coded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, warehouse = write_inbox(tmp_path / "in"), tmp_path / "w.duckdb"
    interrupted = steps.describe_run(
        "interrupted", day=date(2024, 10, 14), started=datetime.now(UTC), settings=Settings()
    )
    batches = Batches.of(interrupted, str(warehouse), Settings())
    taken = steps.take_in(
        [inbox], warehouse=str(warehouse), metadata=None, day=None, batches=batches, settings=Settings()
    )
    for path in taken.batches:
        steps.code_batch(path, batches=batches, settings=Settings())

    def never(article: Article, *_: Any, **__: Any) -> Coded:
        raise AssertionError(f"coded again: {article.text}")

    monkeypatch.setattr(steps, "code_article", never)
    outcome = run(inbox, warehouse)
    assert (outcome.resumed, outcome.loaded.articles, outcome.loaded.rejected) == (3, 3, 0)
    assert len(contents(warehouse)["events"]) >= 3


def test_an_article_that_breaks_the_coder_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = steps.code_article

    def fragile(article: Article, *arguments: Any, **options: Any) -> Coded:
        if "Athens" in article.text:
            raise ZeroDivisionError("a bug")
        return real(article, *arguments, **options)

    monkeypatch.setattr(steps, "code_article", fragile)
    outcome = run(write_inbox(tmp_path / "in"), tmp_path / "w.duckdb")
    assert (outcome.loaded.articles, outcome.loaded.coded, outcome.loaded.rejected) == (3, 2, 1)
    (reject,) = contents(tmp_path / "w.duckdb")["rejects"]
    assert reject["reason"] == Reason.CODER_FAILED
    assert "ZeroDivisionError: a bug" in reject["detail"]


def test_only_passing_faults_are_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox, faults = write_inbox(tmp_path / "in"), [Transient("the warehouse is busy")]
    real = pipeline.load

    def faulty(*arguments: Any) -> Any:
        if faults:
            raise faults.pop()
        return real(*arguments)

    monkeypatch.setattr(pipeline, "load", faulty)
    assert run(inbox, tmp_path / "a.duckdb").loaded.articles == 3
    faults += [Terminal("never reached"), Terminal("the warehouse is no warehouse")]
    with pytest.raises(Terminal, match="the warehouse is no warehouse"):
        run(inbox, tmp_path / "b.duckdb")
    assert len(faults) == 1


def test_many_batches_are_coded_by_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHOM_BATCH_SIZE", "1")
    monkeypatch.setenv("WHOWHOM_WORKERS", "2")
    mine = tmp_path / "mine" / "lang" / "en"
    mine.mkdir(parents=True)
    (mine / "agents.csv").write_text("lemma,part,role,forms\nringbearer,full,MIL,\n", encoding="utf-8")
    codebook = [str(tmp_path / "mine")]
    texts = (*TEXTS, TEXTS[0].replace("in ", "erneut in "), "Polish ringbearers attacked Russia on Monday.")
    here, there = tmp_path / "here.duckdb", tmp_path / "there.duckdb"
    assert run(write_inbox(tmp_path / "in", texts), there, codebook=codebook).loaded.articles == 5
    monkeypatch.setenv("WHOWHOM_BATCH_SIZE", "50")
    run(str(tmp_path / "in"), here, codebook=codebook)
    ids = "SELECT mention_id, event_id, code FROM mentions ORDER BY ALL"
    assert query(there, ids).to_pylist() == query(here, ids).to_pylist() != []
    assert query(there, "FROM mentions WHERE source = 'POLMIL'").num_rows == 1


def test_a_day_takes_what_appeared_on_it(tmp_path: Path) -> None:
    inbox, warehouse = write_inbox(tmp_path / "in"), tmp_path / "w.duckdb"
    assert run(inbox, warehouse, day=date(2024, 10, 15)).loaded.articles == 1
    assert run(inbox, warehouse, day=date(2024, 10, 15)).loaded.articles == 0
    assert run(inbox, warehouse).loaded.articles == 2
    days = "SELECT logical_date FROM runs WHERE articles = 1"
    assert query(warehouse, days).to_pylist() == [{"logical_date": date(2024, 10, 15)}]
