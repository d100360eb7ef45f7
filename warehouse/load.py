"""Brings coded batches into the warehouse: in one transaction, and only what is new."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from codebook.errors import Terminal
from codebook.records import Run
from warehouse import batches as batch_files
from warehouse import copies, dimensions
from warehouse.connect import transaction, writer
from warehouse.queries import query


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load brought: articles = coded + empty + rejected.

    `articles` are those that the warehouse did not know: coded ones gave a mention, empty ones gave
    none, rejected ones could not be read or coded. `duplicates` are articles that came again and were
    left out. `copies` are near-copies among the articles; `mentions` are coded statements of any
    status; `events` are events of status occurred that nothing before had told of.
    """

    articles: int
    coded: int
    empty: int
    rejected: int
    duplicates: int
    copies: int
    mentions: int
    events: int


def load(warehouse: Path, batches: Sequence[str], run: Run) -> LoadCounts:
    """Load the batches at the given fsspec paths, all of them or, on any error, none.

    What the warehouse knows already is left alone, so loading the same input again changes nothing.
    Raises Terminal when an event or actor code is in no list of the codebook, or a mention's spans or
    days make no sense; Transient when another process keeps the warehouse busy.
    """
    with writer(warehouse) as con, transaction(con):
        return _load(con, batches, run)


def _load(con: DuckDBPyConnection, batches: Sequence[str], run: Run) -> LoadCounts:
    dimensions.fill_cameo(con)
    stage(con, batches)
    con.execute(query("stage"))
    check(con)
    copies.stage_sketches(con)
    for name in ("insert_articles", "insert_mentions", "insert_rejects"):
        con.execute(query(name), {"run_id": run.run_id})
    counts = LoadCounts(*con.sql(query("load_counts")).fetchall()[0])
    if counts.articles != counts.coded + counts.empty + counts.rejected:
        raise Terminal(f"articles do not add up, nothing was loaded: {counts}; please report this")
    con.execute(query("touched"))
    con.execute(query("tally"))
    record(con, run, **asdict(counts))
    return counts


def stage(con: DuckDBPyConnection, batches: Sequence[str]) -> None:
    """Make the temporary table `staged` of all rows; `n` numbers them in the order they were given."""
    con.register("batch", batch_files.SCHEMA.empty_table())
    con.execute("CREATE TEMP TABLE staged AS SELECT *, 0::BIGINT AS n FROM batch")
    offset = 0
    for path in batches:
        table = batch_files.read_table(path)
        numbers = pa.array(range(offset, offset + len(table)), pa.int64())
        con.register("batch", table.append_column("n", numbers))
        con.execute("INSERT INTO staged FROM batch")
        offset += len(table)
    con.unregister("batch")


def check(con: DuckDBPyConnection) -> None:
    """Refuse the load if a mention is unsound; enter the actor codes that are sound."""
    faults = [
        f"article {a}, event {e}: {fault}" for a, e, fault in con.sql(query("check_mentions")).fetchall()
    ]
    codes = con.sql(query("new_actor_codes")).fetchall()
    actors = {code: dimensions.compose(code) for code, _ in codes}
    faults += [
        f"article {article_id}: actor code {code} has a part that no list in codebook/ names"
        for code, article_id in codes
        if actors[code] is None
    ]
    if faults:
        raise Terminal(
            "nothing was loaded, for these codings do not hold; mend the rule or the list that made "
            "them and code the articles again:\n  " + "\n  ".join(faults)
        )
    dimensions.add_actors(con, [actor for actor in actors.values() if actor])


def record(con: DuckDBPyConnection, run: Run, *, recoded: bool = False, **counts: int) -> None:
    """Enter the run and what it brought; `recoded` tells that it put codings in the place of older ones."""
    utc = run.started_at.astimezone(UTC) if run.started_at.tzinfo else run.started_at
    row = {**asdict(run), **counts, "started_at": utc.replace(tzinfo=None), "recoded": recoded}
    con.execute(query("record_run"), row)
