"""A real scheduled run: a server, a schedule, an inbox, and rows in DuckDB."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from codebook.errors import Terminal, WhowhomError
from flows.schedule import backfill, cron
from warehouse.sql import query

SERVE = """
import signal, sys
from datetime import timedelta
from pathlib import Path
from flows import schedule
from prefect.schedules import Interval
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are started deaf to it
schedule.serve(sys.argv[1], warehouse=Path(sys.argv[2]), schedule=Interval(timedelta(seconds=5)))
"""
FIRST = "Der französische Präsident traf am Montag in Berlin den deutschen Bundeskanzler."
SECOND = "The Turkish foreign minister met his Greek counterpart in Athens on Tuesday."


def put(inbox: Path, name: str, text: str, published: str) -> None:
    record = json.dumps({"text": text, "published": published})
    (inbox / f".{name}").write_text(record, encoding="utf-8")
    (inbox / f".{name}").rename(inbox / name)  # a run never meets half a file


def wait_for_articles(warehouse: Path, count: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        assert server.poll() is None, "serve has stopped"
        if warehouse.exists():
            try:
                if len(query(warehouse, "FROM articles")) == count:
                    return
            except WhowhomError:
                pass  # a run is writing
        time.sleep(1)
    raise AssertionError(f"no {count} articles after four minutes")


def test_scheduled_runs_take_up_what_is_new(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    inbox.mkdir()
    put(inbox, "a.jsonl", FIRST, "2024-10-15")
    environment = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    }
    command = [sys.executable, "-c", SERVE, str(inbox), str(warehouse)]
    server = subprocess.Popen(command, env=environment, cwd=tmp_path)
    try:
        wait_for_articles(warehouse, 1, server)
        put(inbox, "b.jsonl", SECOND, "2024-10-16")
        wait_for_articles(warehouse, 2, server)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=240)
    loaded = query(warehouse, "SELECT articles FROM runs WHERE articles > 0 ORDER BY started_at").to_pylist()
    assert loaded == [{"articles": 1}, {"articles": 1}]
    assert query(warehouse, "FROM events").num_rows >= 2


def test_backfill_runs_once_for_each_day(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", FIRST, "2024-10-15")
    put(tmp_path, "b.jsonl", SECOND, "2024-10-17")
    warehouse = tmp_path / "w.duckdb"
    runs = list(
        backfill(date(2024, 10, 15), date(2024, 10, 17), str(tmp_path / "*.jsonl"), warehouse=warehouse)
    )
    assert [(day.day, outcome.loaded.articles) for day, outcome in runs] == [(15, 1), (16, 0), (17, 1)]
    again = backfill(date(2024, 10, 15), date(2024, 10, 17), str(tmp_path / "*.jsonl"), warehouse=warehouse)
    assert [outcome.loaded.articles for _, outcome in again] == [0, 0, 0]


def test_backwards_days_and_bad_cron_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Terminal, match="2024-10-14 lies before the first 2024-10-15"):
        list(backfill(date(2024, 10, 15), date(2024, 10, 14), str(tmp_path), warehouse=tmp_path / "w.duckdb"))
    with pytest.raises(Terminal, match="'every day' is no cron expression"):
        cron("every day")
    assert cron("0 6 * * *").timezone == "UTC"
