"""The Prefect flow that codes the articles of a warehouse anew, after a change of the codebook.

As in a run, everything lies on disk between the steps, beside the batches of runs: what an interrupted flow
has coded is not coded again by the next.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import fsspec
from prefect import flow, task
from prefect.runtime import flow_run

from codebook.records import Run
from flows import steps
from flows.pipeline import RETRIED, code_batches
from flows.settings import Settings, load_settings, with_overlays
from flows.steps import Batches
from warehouse.batches import write_batch
from warehouse.connect import writer
from warehouse.recode import RecodeCounts, recode, stored_articles, stored_ids


@task(name="lay out", task_run_name="lay out {warehouse}", **RETRIED)
def lay_out_task(warehouse: str, batches: Batches, settings: Settings) -> tuple[list[str], list[str]]:
    """The batches that are to be coded, and those that an interrupted flow has coded already."""
    if Path(warehouse).exists():
        with writer(Path(warehouse)):
            pass  # brings an older one up to date
    intake, done = [], []
    ids = stored_ids(Path(warehouse))
    for number, start in enumerate(range(0, len(ids), settings.batch_size)):
        some = ids[start : start + settings.batch_size]
        coded = batches.coded(some)
        filesystem, path = fsspec.url_to_fs(coded)
        if filesystem.exists(path):
            done.append(coded)
            continue
        intake.append(batches.intake(number))
        write_batch(intake[-1], stored_articles(Path(warehouse), some), [])
    return intake, done


@task(name="recode", task_run_name="recode {warehouse}", **RETRIED)
def recode_task(warehouse: str, coded: list[str], batches: Batches, run: Run) -> RecodeCounts:
    counts = recode(Path(warehouse), coded, run)
    filesystem, folder = fsspec.url_to_fs(batches.home)
    if filesystem.exists(folder):
        filesystem.rm(folder, recursive=True)
    return counts


@flow(name="whowhom recode", persist_result=False)
def recode_flow(warehouse: str, codebook: list[str] | None = None) -> RecodeCounts:
    """Code every article of the warehouse anew and put in place what is told otherwise now.

    Raises Terminal or Transient, whose messages say what to do; then the warehouse is as it was.
    """
    settings = with_overlays(load_settings(), codebook)
    started = datetime.now(UTC)
    run = steps.describe_run(str(flow_run.id), day=started.date(), started=started, settings=settings)
    batches = Batches.of(run, warehouse, settings)
    batches = replace(batches, home=f"{batches.home}/recode")
    intake, done = lay_out_task(warehouse, batches, settings)
    return recode_task(warehouse, [*done, *code_batches(intake, batches, settings)], batches, run)
