"""The Prefect flow: ingest → code, batch by batch → load.

It runs on Prefect's embedded server with no set-up, on any other when PREFECT_API_URL names one. Only what
trying again may mend (Transient) is retried.
"""

import atexit
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from codebook.errors import Terminal, Transient
from codebook.records import Reject, Run
from flows import steps
from flows.settings import Settings, load_settings, with_overlays
from flows.steps import Batches, Taken
from warehouse.batches import write_batch
from warehouse.load import LoadCounts, load

_INLINE = 4  # batches that one process has coded before another has loaded its pipelines


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. Of the `read` articles `known` ones were in the warehouse before, `outdated` of them
    coded by another codebook, and `resumed` ones had been coded by a run that was interrupted before its
    load; `rejects` are what ingest refused."""

    run_id: str
    loaded: LoadCounts
    read: int
    known: int
    outdated: int
    resumed: int
    rejects: tuple[Reject, ...]


async def _may_pass(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    try:
        await state.aresult()
    except Transient:
        return True
    except Exception:  # noqa: BLE001  any other failure is left to the flow
        return False
    return False


RETRIED: dict[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": [1, 5, 15],
    "retry_condition_fn": _may_pass,
    "persist_result": False,
}


@task(name="ingest", task_run_name="ingest into {warehouse}", **RETRIED)
def ingest_task(
    paths: list[str],
    warehouse: str,
    metadata: str | None,
    day: date | None,
    batches: Batches,
    settings: Settings,
) -> Taken:
    return steps.take_in(
        paths, warehouse=warehouse, metadata=metadata, day=day, batches=batches, settings=settings
    )


@task(name="code batch", task_run_name="code batch {number} of {total}", **RETRIED)
def code_task(path: str, number: int, total: int, batches: Batches, settings: Settings) -> str:
    return steps.code_batch(path, batches=batches, settings=settings)


@task(name="load", task_run_name="load into {warehouse}", **RETRIED)
def load_task(
    warehouse: str, coded: list[str], rejects: list[Reject], batches: Batches, run: Run
) -> LoadCounts:
    refused = batches.coded([run.run_id, "refused"])
    write_batch(refused, [], rejects)
    counts = load(Path(warehouse), [*coded, refused], run)
    batches.clear([*coded, refused])
    return counts


@flow(name="whowhom", flow_run_name=lambda: f"whowhom {_scheduled():%Y-%m-%d %H:%M}", persist_result=False)
def run_flow(
    paths: list[str],
    warehouse: str,
    metadata: str | None = None,
    day: date | None = None,
    codebook: list[str] | None = None,
) -> Outcome:
    """Read `paths`, code what the warehouse does not know, load it; with `day`, what appeared on that day.
    `codebook` names folders that are laid over the codebook, instead of those of the settings.

    Raises Terminal or Transient, whose messages say what to do.
    """
    settings = with_overlays(load_settings(), codebook)
    started = datetime.now(UTC)
    today = day or _scheduled().date()
    run = steps.describe_run(str(flow_run.id), day=today, started=started, settings=settings)
    batches = Batches.of(run, warehouse, settings)
    taken = ingest_task(paths, warehouse, metadata, day, batches, settings)
    coded = [*batches.waiting(), *code_batches(taken.batches, batches, settings)]
    counts = load_task(warehouse, coded, list(taken.rejects), batches, run)
    return Outcome(
        run.run_id, counts, taken.articles, taken.known, taken.outdated, taken.waiting, taken.rejects
    )


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Where batches are coded. Raises Terminal when a Dask address is given and prefect-dask is missing."""
    if not settings.dask:
        return ProcessPoolTaskRunner(max_workers=settings.workers or None)
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as error:
        remedy = "pip install 'whowhom[dask]', here and where its workers run"
        raise Terminal(f"WHOWHOM_DASK needs prefect-dask: {remedy}") from error
    runner: TaskRunner[Any] = DaskTaskRunner(address=settings.dask)
    return runner


def _scheduled() -> datetime:
    return flow_run.scheduled_start_time or datetime.now(UTC)


def code_batches(intake: Sequence[str], batches: Batches, settings: Settings) -> list[str]:
    """Few batches are coded here and now; starting other processes pays only for many."""
    total = len(intake)
    orders: list[dict[str, Any]] = [
        {"path": path, "number": number, "total": total, "batches": batches, "settings": settings}
        for number, path in enumerate(intake, start=1)
    ]
    with _progress(total) as advance:
        if total <= _INLINE and not settings.dask:
            coded = []
            for order in orders:
                coded.append(code_task(**order))
                advance()
            return coded
        with _shared_server(), task_runner(settings) as runner:
            futures = [runner.submit(code_task, order) for order in orders]
            for _ in as_completed(futures):
                advance()
            return [future.result() for future in futures]


@contextmanager
def _shared_server() -> Iterator[None]:
    """Tells other processes where the embedded server is; each would start its own."""
    with get_client(sync_client=True) as client, temporary_settings({PREFECT_API_URL: str(client.api_url)}):
        yield


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar in the terminal; nothing where there is none."""
    console = Console(stderr=True)
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task_id = bar.add_task("coding", total=total)
        yield lambda: bar.advance(task_id)


@atexit.register
def _forget_duckdb() -> None:
    """Prevents pages of leak warnings by DuckDB's bindings when the interpreter ends.

    Prefect's background threads keep alive what a flow refers to, beyond the interpreter's own clean-up.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("duckdb", "_duckdb", "warehouse"):
            vars(module).clear()
    gc.collect()
