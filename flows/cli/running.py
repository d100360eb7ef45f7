"""Commands that read texts into the warehouse, or code them anew: demo, run, recode, serve, backfill."""

import os
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from codebook.errors import Terminal
from flows.cli.options import DEFAULT_WAREHOUSE, Codebook, Metadata, Warehouse
from flows.show import print_outcome, print_summary

app = typer.Typer()
Inbox = Annotated[str, typer.Argument(help="A file, folder or glob pattern.")]
Date = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"])]


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the warehouse and the report.")] = Path("demo"),
) -> None:
    """Code the shipped examples and write a report on them."""
    from flows.pipeline import run_flow
    from warehouse.report_html import html
    from warehouse.reports import summary

    console = Console()
    warehouse, page = out / "whowhom.duckdb", out / "report.html"
    patterns = [str(_examples() / f"*{end}") for end in (".jsonl", ".txt", ".html")]
    print_outcome(console, run_flow(patterns, str(warehouse)))
    print_summary(console, summary(warehouse))
    page.write_text(html(warehouse), encoding="utf-8")
    console.print(f"HTML report: {page}\nWarehouse:   {warehouse}", highlight=False)
    console.print(f"Try: whowhom sql -w {warehouse} 'FROM events LIMIT 5'", highlight=False)


@app.command()
def run(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, glob patterns.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    metadata: Metadata = None,
    codebook: Codebook = None,
) -> None:
    """Read texts (txt, html, jsonl, csv, parquet, warc, rss, atom), code them and load their events."""
    from flows.pipeline import run_flow
    from warehouse.reports import summary

    console = Console()
    table = str(metadata) if metadata else None
    outcome = run_flow(paths, str(warehouse), table, None, [str(folder) for folder in codebook or ()])
    print_outcome(console, outcome)
    if outcome.outdated:
        console.print(
            f"{outcome.outdated} of the known articles were coded by another codebook; to code them anew: "
            f"whowhom recode -w {warehouse}",
            markup=False,
            soft_wrap=True,
        )
    print_summary(console, summary(warehouse))
    if outcome.read == 0:
        raise typer.Exit(1)


@app.command()
def recode(warehouse: Warehouse = DEFAULT_WAREHOUSE, codebook: Codebook = None) -> None:
    """Code all articles of the warehouse anew, in place, after a change of the codebook."""
    from flows.recode import recode_flow

    counts = recode_flow(str(warehouse), [str(folder) for folder in codebook or ()])
    Console().print(
        f"[bold]{counts.articles}[/] articles coded anew, [bold]{counts.changed}[/] changed: {counts.coded} "
        f"coded, {counts.empty} without events, {counts.rejected} rejected; {counts.gained} events gained, "
        f"{counts.lost} lost",
        soft_wrap=True,
    )


@app.command()
def serve(
    inbox: Inbox,
    cron: Annotated[str, typer.Option(help="When, in UTC: '0 6 * * *' is every day at 06:00.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    metadata: Metadata = None,
    codebook: Codebook = None,
) -> None:
    """Run on a schedule until stopped; each run takes up only what is new."""
    os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "INFO"  # a service tells what it does
    from flows import schedule

    timing = schedule.cron(cron)
    schedule.serve(inbox, warehouse=warehouse, schedule=timing, metadata=metadata, codebook=codebook or ())


@app.command()
def backfill(
    first: Date,
    last: Date,
    inbox: Inbox,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    metadata: Metadata = None,
    codebook: Codebook = None,
) -> None:
    """Run once for each day from FIRST to LAST, with the texts that appeared on it."""
    from flows.schedule import backfill as days

    console = Console()
    for day, outcome in days(
        first.date(), last.date(), inbox, warehouse=warehouse, metadata=metadata, codebook=codebook or ()
    ):
        console.print(f"[bold]{day}[/]")
        print_outcome(console, outcome)


def _examples() -> Path:
    """In the installed package, or beside it in the source tree."""
    package = Path(str(files("flows")))
    for folder in (package / "examples", package.parent / "examples"):
        if folder.is_dir():
            return folder
    raise Terminal(f"the examples are missing beside {package}; install whowhom again")
