"""Counts of events, each with the rule by which it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from codebook.errors import Terminal
from codebook.records import Status
from warehouse.connect import reader
from warehouse.queries import query

EVENT_RULE = (
    "An event is every report of the same days, source, target, code and status, over all articles and "
    "languages; an interval is the same only if both its ends are. Undated events are never merged. "
    "What a near-copy of an article repeats is not counted again."
)
GRAINS = ("day", "week", "month", "quarter", "year", "all")
_KEYS = {
    "dyad": "e.source, e.target",
    "source": "e.source",
    "target": "e.target",
    "root": "e.root, root.label",
    "code": "e.code, e.label",
    "quad": "e.quad_class, quad.label",
    "country": "unnest(list_distinct([s.country, t.country])) AS country",
    "language": "told.language",
}
BY = tuple(_KEYS)
_KEY_RULES = {
    "country": "An event counts for each country in it: the rows add up to more than the events.",
    "language": "An event counts for each language that told it: the rows add up to more than the events.",
}


@dataclass(frozen=True, slots=True)
class Dyad:
    """How often `source` acted on `target`; the mean is of the events' Goldstein scores, -10 to 10."""

    source: str
    target: str
    n_events: int
    n_mentions: int
    goldstein_mean: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What the warehouse holds: articles = coded + empty + rejected.

    `events` have status occurred; `statuses` counts the events of each status, `reasons` the rejects
    of each reason, `months` the events that occurred by month (`2024-10`, `several months`, `undated`).
    """

    articles: int
    coded: int
    empty: int
    rejected: int
    copies: int
    mentions: int
    events: int
    undated_events: int
    reasons: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    top_dyads: tuple[Dyad, ...]


def summary(warehouse: Path, *, dyads: int = 10) -> Summary:
    """What was read and found so far, with the `dyads` most frequent pairs of actors."""
    with reader(warehouse) as con:
        return summarise(con, dyads=dyads)


def summarise(con: DuckDBPyConnection, *, dyads: int = 10) -> Summary:
    """`summary` on an open warehouse."""
    numbers = con.sql(query("summary")).to_arrow_table().to_pylist()[0]
    reasons = "SELECT reason, count(*) FROM rejects GROUP BY reason ORDER BY count(*) DESC, reason"
    statuses = "SELECT status, count(*) FROM events GROUP BY status ORDER BY count(*) DESC, status"
    pairs = "SELECT source, target, n_events, n_mentions, goldstein_mean FROM top_dyads LIMIT $n"
    return Summary(
        **numbers,
        reasons=tuple(con.sql(reasons).fetchall()),
        statuses=tuple(con.sql(statuses).fetchall()),
        months=tuple(con.sql(query("months")).fetchall()),
        top_dyads=tuple(Dyad(*row) for row in con.sql(pairs, params={"n": dyads}).fetchall()),
    )


def counts(
    warehouse: Path,
    *,
    by: str,
    grain: str,
    since: date | None = None,
    until: date | None = None,
    source: str | None = None,
    target: str | None = None,
    mentions: bool = False,
    status: Status | None = Status.OCCURRED,
    confidence: float = 0.0,
) -> pa.Table:
    """Events by `by` (see BY) and period of length `grain` (see GRAINS), most frequent first.

    Only events whose whole interval lies in [since, until], whose codes begin with `source` and
    `target`, of `status` (None: any) and of that `confidence` at least are counted; `mentions` ranks by
    reports instead of events.
    `rule_of` gives the counting rule. Raises Terminal for an unknown `by` or `grain`.
    """
    _one_of("by", by, BY)
    _one_of("grain", grain, GRAINS)
    measure = "n_mentions" if mentions else "n_events"
    statement = query("counts").format(keys=_KEYS[by], measure=measure)
    filters: dict[str, Any] = {"since": since, "until": until, "source": source, "target": target}
    filters |= {"status": status, "confidence": confidence}
    with reader(warehouse) as con:
        table = con.sql(statement, params={**filters, "grain": grain}).to_arrow_table()
    table = table.drop_columns(["n_events" if mentions else "n_mentions"])
    return table.replace_schema_metadata({"rule": _rule(by, grain, mentions=mentions, filters=filters)})


def rule_of(table: pa.Table) -> str:
    """The counting rule of a table that `counts` made."""
    rule: bytes = table.schema.metadata[b"rule"]
    return rule.decode("utf-8")


def render_markdown(table: pa.Table) -> str:
    """`table` as a Markdown table, its counting rule below."""
    rows = [table.column_names, *(row.values() for row in table.to_pylist())]
    head, *body = [_markdown_row(row) for row in rows]
    line = "|" + "---|" * len(table.column_names)
    return "\n".join([head, line, *body, "", rule_of(table), ""])


def _markdown_row(cells: Iterable[Any]) -> str:
    texts = ["–" if cell is None else str(cell).replace("|", "\\|") for cell in cells]
    return "| " + " | ".join(texts) + " |"


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Terminal(f"--{name} {value}: unknown; choose one of {', '.join(known)}")


def _rule(by: str, grain: str, *, mentions: bool, filters: dict[str, Any]) -> str:
    status = filters["status"]
    which = f"of status {status}" if status else "of any status"
    what = "mentions (coded sentences) of events" if mentions else "events"
    parts = [f"Counted: {what} {which}. {EVENT_RULE}"]
    if grain != "all":
        parts.append(
            f"An event counts in the {grain} that holds its whole interval; "
            f"those that no single {grain} holds stand under “several {grain}s”."
        )
    if filters["since"] or filters["until"]:
        parts.append("Events that are undated or reach beyond the days asked for are left out.")
    if filters["confidence"]:
        parts.append(f"Events of less confidence than {filters['confidence']:g} are left out.")
    if by in _KEY_RULES:
        parts.append(_KEY_RULES[by])
    return " ".join(parts)
