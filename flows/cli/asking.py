"""Commands that ask the warehouse: sql, report, export."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from codebook.records import Status
from flows.cli.options import DEFAULT_WAREHOUSE, Confidence, Day, Output, Warehouse, day, show
from flows.show import Form, as_text

app = typer.Typer()


class ReportForm(StrEnum):
    """How a report is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(help="One reading statement, such as 'FROM events LIMIT 10'.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[Form, typer.Option("--format", "-f")] = Form.TABLE,
    out: Output = None,
) -> None:
    """Ask the warehouse in SQL; nothing can be changed."""
    from warehouse.sql import query

    show(as_text(query(warehouse, statement), form), out)


@app.command()
def report(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    by: Annotated[
        str, typer.Option(help="dyad, source, target, root, code, quad, country or language.")
    ] = "dyad",
    grain: Annotated[str, typer.Option(help="day, week, month, quarter, year or all.")] = "month",
    since: Day = None,
    until: Day = None,
    source: Annotated[str | None, typer.Option(help="Only sources whose code begins so.")] = None,
    target: Annotated[str | None, typer.Option(help="Only targets whose code begins so.")] = None,
    status: Annotated[Status, typer.Option(help="What the texts claim of the events.")] = Status.OCCURRED,
    mentions: Annotated[bool, typer.Option("--mentions", help="Count reports, not events.")] = False,
    min_confidence: Confidence = 0.0,
    form: Annotated[ReportForm, typer.Option("--format", "-f")] = ReportForm.TABLE,
    out: Output = None,
) -> None:
    """Count events by whom and when; with --format html, one page with plots."""
    from warehouse.report_html import html
    from warehouse.reports import counts, render_markdown, rule_of

    if form is ReportForm.HTML:
        show(html(warehouse), out)
        return
    table = counts(
        warehouse,
        by=by,
        grain=grain,
        since=day(since),
        until=day(until),
        source=source,
        target=target,
        mentions=mentions,
        status=status,
        confidence=min_confidence,
    )
    if form is ReportForm.MARKDOWN:
        show(render_markdown(table), out)
        return
    show(as_text(table, Form(form)), out)
    if form is ReportForm.TABLE and out is None:
        show(rule_of(table))


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="gdelt, plover, csv or parquet.")],
    out: Annotated[Path, typer.Argument(help="The file or folder to write.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    min_confidence: Confidence = 0.0,
) -> None:
    """Write the events out for other programs."""
    from warehouse.export import export as write

    write(warehouse, kind, out, confidence=min_confidence)
    show(f"written: {out}")
