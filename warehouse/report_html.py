"""The whole warehouse on one self-contained HTML page: no script, nothing fetched from anywhere."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from jinja2 import Environment, PackageLoader, StrictUndefined

from codebook.languages import varieties
from codebook.records import Article, Event, Language, Span
from warehouse import plots
from warehouse.connect import reader
from warehouse.explain import mentions
from warehouse.queries import query
from warehouse.reports import EVENT_RULE, summarise

_RECENT = 30
_REJECTS = 12
_RUNS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the part that it plays: action, source, target, date or none."""

    text: str
    role: str | None


def html(warehouse: Path) -> str:
    """The report as one HTML page: counts, plots, the latest events with their sentences, provenance."""
    with reader(warehouse) as con:
        values = {
            "summary": summarise(con),
            "months": _months(con),
            "roots": _roots(con),
            "dyads": _rows(con, query("report_dyads")),
            "recent": _recent(con),
            "coverage": _rows(con, query("report_coverage"))[0],
            "rejects": _rows(con, "FROM rejects ORDER BY reason, origin LIMIT $n", n=_REJECTS),
            "runs": _rows(con, "FROM runs ORDER BY started_at DESC, run_id LIMIT $n", n=_RUNS),
            "event_rule": EVENT_RULE,
            "quads": plots.QUADS,
        }
    environment = Environment(
        loader=PackageLoader("warehouse"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"interval": interval, "language": _language, "words": _words}
    return environment.get_template("report.html.j2").render(values)


def pieces(article: Article, event: Event) -> list[Piece]:
    """The event's sentence, cut where the role changes; where spans overlap, the action wins."""
    spans = [("action", event.trigger)]
    spans += [(actor.role, actor.span) for actor in (event.target, event.source) if actor]
    spans += [("date", event.when.span)] if event.when else []
    spans = [(role, span) for role, span in spans if _within(span, event.sentence)]
    edges = {event.sentence.start, event.sentence.end}
    edges |= {edge for _, span in spans for edge in (span.start, span.end)}
    cuts = sorted(edges)
    return [
        Piece(
            article.text[start:end],
            next((role for role, span in spans if _within(Span(start, end), span)), None),
        )
        for start, end in pairwise(cuts)
    ]


def interval(start: date | None, end: date | None) -> str:
    """Days in words: `14 Oct 2024`, `October 2024`, `1–10 Oct 2024`, `undated`."""
    if start is None or end is None:
        return "undated"
    if start == end:
        return f"{start.day} {start:%b %Y}"
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    if whole_months and start.year == end.year and (start.month, end.month) == (1, 12):
        return f"{start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b %Y}"
    return f"{start.day} {start:%b %Y} – {end.day} {end:%b %Y}"


def _months(con: DuckDBPyConnection) -> dict[str, Any]:
    """The two plots by month, and how many events lie outside of them."""
    found = _rows(con, query("report_months"))
    shown = [row for row in found if row["shown"]]
    months = _all_months([row["month"] for row in shown])
    counts = {month: [0, 0, 0, 0] for month in months}
    sums = dict.fromkeys(months, 0.0)
    for row in shown:
        counts[row["month"]][row["quad_class"] - 1] = row["n_events"]
        sums[row["month"]] += row["goldstein_sum"]
    totals = [sum(counts[month]) for month in months]
    means = [sums[month] / total if total else None for month, total in zip(months, totals, strict=True)]
    return {
        "quads": plots.months_by_quad(months, list(counts.values())) if months else None,
        "goldstein": plots.goldstein_by_month(months, means, totals) if months else None,
        "outside": sum(row["n_events"] for row in found if not row["shown"]),
    }


def _all_months(seen: Sequence[date]) -> list[date]:
    """Every month from the first to the last of `seen`."""
    if not seen:
        return []
    numbers = [month.year * 12 + month.month - 1 for month in seen]
    return [date(number // 12, number % 12 + 1, 1) for number in range(min(numbers), max(numbers) + 1)]


def _roots(con: DuckDBPyConnection) -> str | None:
    rows = con.sql(query("report_roots")).fetchall()
    if not rows:
        return None
    labels, counts, quads = zip(*rows, strict=True)
    return plots.roots([label.capitalize() for label in labels], counts, quads)


def _recent(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    rows = _rows(con, query("report_recent"), n=_RECENT)
    ids = [row["mention_id"] for row in rows]
    found = mentions(con, "WHERE m.mention_id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": ids})
    told = {event.event_id: (article, event) for article, event in found}
    for row in rows:
        article, event = told[row["mention_id"]]
        row |= {"article": article, "mention": event, "pieces": pieces(article, event)}
    return rows


def _language(code: str) -> str:
    return varieties()[Language(code)].name if code in set(Language) else code


def _words(name: str) -> str:
    """An enum's value as one writes it: `bad_json` is "bad JSON"."""
    return name.replace("_", " ").replace("json", "JSON")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _rows(con: DuckDBPyConnection, statement: str, **params: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = con.sql(statement, params=params or None).to_arrow_table().to_pylist()
    return rows
