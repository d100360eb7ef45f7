"""Runs on a schedule, and for days gone by."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import httpx
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_API_PORT, temporary_settings
from prefect.types.entrypoint import EntrypointType

from codebook.errors import Terminal
from flows.pipeline import Outcome, run_flow

_STARTUP_S = 180.0


def cron(expression: str) -> Schedule:
    """A cron schedule in UTC, which knows no summer time: no hour comes twice or not at all.

    Raises Terminal when the expression is none.
    """
    try:
        return Cron(expression, timezone="UTC")
    except ValueError as error:
        remedy = "give one such as '0 6 * * *', every day at 06:00 UTC"
        raise Terminal(f"--cron {expression!r} is no cron expression; {remedy}") from error


def serve(
    inbox: str,
    *,
    warehouse: Path,
    schedule: Schedule,
    metadata: Path | None = None,
    codebook: Sequence[Path] = (),
) -> None:
    """Run on a schedule until stopped, one run at a time; each takes up only what is new in the inbox.

    The schedule is kept by the Prefect server of PREFECT_API_URL, else by one that is started here.
    Raises Terminal when that server does not start.
    """
    with _server() as api, temporary_settings({PREFECT_API_URL: api}):
        run_flow.serve(
            name="whowhom",
            schedule=schedule,
            parameters={
                "paths": [os.path.abspath(inbox)],  # noqa: PTH100  may be a glob pattern
                "warehouse": str(warehouse.resolve()),
                "metadata": str(metadata.resolve()) if metadata else None,
                "codebook": [str(folder.resolve()) for folder in codebook],
            },
            limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
            print_starting_message=False,
        )


def backfill(
    first: date,
    last: date,
    inbox: str,
    *,
    warehouse: Path,
    metadata: Path | None = None,
    codebook: Sequence[Path] = (),
) -> Iterator[tuple[date, Outcome]]:
    """One run a day from first to last, each with the articles that appeared on that day.

    A day that was run before changes nothing. Raises Terminal when the days are the wrong way round.
    """
    if last < first:
        raise Terminal(f"the last day {last} lies before the first {first}")
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        table = str(metadata) if metadata else None
        outcome = run_flow([inbox], str(warehouse), table, day, [str(folder) for folder in codebook])
        yield day, outcome


@contextmanager
def _server() -> Iterator[str]:
    """The address of a Prefect server that keeps schedules; the embedded one does not."""
    if given := PREFECT_API_URL.value():
        yield given
        return
    port = _free_port(PREFECT_SERVER_API_PORT.value())
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/api"
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port(preferred: int) -> int:
    for port in (preferred, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise Terminal("no port is free for the Prefect server; set PREFECT_API_URL to one that runs")


def _wait_for(address: str, server: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + _STARTUP_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    log.seek(0)
    said = log.read().decode("utf-8", "replace").strip()[-500:]
    raise Terminal(f"the Prefect server did not start; set PREFECT_API_URL to one that runs. It says: {said}")
