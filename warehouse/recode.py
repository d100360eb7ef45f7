"""Puts codings in the place of older ones, after a change of the codebook, the pipelines or the coder.

Only articles of which anything is told otherwise are touched, and their near-copies, because these may become
the first to tell an event. The outcome is that of loading everything afresh; ids depend on what is coded
alone, so that what stays the same keeps them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from codebook.records import Article, Coded, Reject, Run
from warehouse import dimensions
from warehouse.connect import reader, transaction, writer
from warehouse.load import check, record, stage
from warehouse.queries import query
from warehouse.shapes import decoder

_article, _reject = decoder(Article), decoder(Reject)


@dataclass(frozen=True, slots=True)
class RecodeCounts:
    """What coding anew brought: of `articles` the `changed` ones gave `mentions`, and were coded, empty or
    rejected; `gained` and `lost` are events that occurred which nobody told before, or nobody tells now."""

    articles: int
    changed: int
    coded: int
    empty: int
    rejected: int
    mentions: int
    gained: int
    lost: int


def stored_ids(warehouse: Path) -> list[str]:
    """The ids of all articles, in one order."""
    with reader(warehouse) as con:
        return [one for (one,) in con.sql("SELECT article_id FROM articles ORDER BY article_id").fetchall()]


def stored_articles(warehouse: Path, article_ids: Sequence[str]) -> list[Coded]:
    """Articles as ingest gave them, with what it noted on them, without their codings."""
    with reader(warehouse) as con:
        rows = con.sql(query("stored_articles"), params={"ids": list(article_ids)}).fetchall()
    return [Coded(_article(article), rejects=tuple(map(_reject, noted))) for article, noted in rows]


def recode(warehouse: Path, batches: Sequence[str], run: Run) -> RecodeCounts:
    """Bring the codings of the articles in the batches up to date, all of them or, on any error, none.

    Articles that the warehouse lacks are left out. Raises Terminal when a code is in no list of the codebook
    or a mention makes no sense; Transient when another process keeps the warehouse busy.
    """
    with writer(warehouse) as con, transaction(con):
        return _recode(con, batches, run)


def _recode(con: DuckDBPyConnection, batches: Sequence[str], run: Run) -> RecodeCounts:
    dimensions.fill_cameo(con)
    stage(con, batches)
    con.execute(f"CREATE TEMP VIEW recorded AS {query('records')}")
    con.execute(query("stage_recoded"))
    check(con)
    con.execute(query("remove_recoded"))
    for name in ("insert_mentions", "insert_rejects"):
        con.execute(query(name), {"run_id": run.run_id})
    con.execute(query("touched"))
    con.execute(query("settle_articles"), {"run_id": run.run_id})
    con.execute(query("settle_recoded"))
    con.execute(query("tally"))
    counts = RecodeCounts(*con.sql(query("recode_counts")).fetchall()[0])
    new = {name: getattr(counts, name) for name in ("coded", "empty", "rejected", "mentions")}
    record(
        con, run, recoded=True, articles=counts.changed, duplicates=0, copies=0, events=counts.gained, **new
    )
    return counts
