"""The warehouse in formats that other programs read."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from codebook.errors import Terminal
from warehouse.connect import reader

KINDS = ("gdelt", "plover", "csv", "parquet")
_TABLES = ("articles", "mentions", "events", "actors", "cameo", "runs", "rejects")
_EVENT_IDS = {
    "gdelt": ("GLOBALEVENTID", "('0x' || left(event_id, 15))::BIGINT"),
    "plover": ("event_id", "event_id"),
}
"""The column of a view that says which event a row is, and the same by the table of events."""
_NO_STRUCTURE = str.maketrans("\t\n\r", "   ")
_COMMAS = pyarrow.csv.WriteOptions(quoting_style="needed")


def export(warehouse: Path, kind: str, out: Path, *, confidence: float = 0.0) -> None:
    """Write the warehouse to `out` as one of KINDS, in place of what is there.

    gdelt: the events that occurred as one file of 61 tab-separated columns without a head or quotes, as
    GDELT 2.0 publishes them (the view `gdelt_events` says what is null); a tab or line break in a text
    becomes a space. plover: all events as one CSV file, in PLOVER's terms beside CAMEO's; both without events
    of less `confidence`. csv, parquet: a folder with one file for each table, whole; lists and structs are
    JSON in CSV. Raises Terminal for another kind, or when `out` cannot be written.
    """
    if kind not in KINDS:
        raise Terminal(f"export {kind}: unknown; choose one of {', '.join(KINDS)}")
    if confidence and kind not in _EVENT_IDS:
        raise Terminal(f"export {kind} writes whole tables: leave --min-confidence, events has the column")
    with reader(warehouse) as con:
        try:
            if kind == "gdelt":
                _write_gdelt(con, _sure("gdelt", confidence), out)
            elif kind == "plover":
                _write_csv(con, _sure("plover", confidence), out)
            else:
                out.mkdir(parents=True, exist_ok=True)
                for table in _TABLES:
                    if kind == "csv":
                        _write_csv(con, table, out / f"{table}.csv")
                    else:
                        _write_parquet(con, table, out / f"{table}.parquet")
        except OSError as error:
            raise Terminal(f"{out} cannot be written ({error}); name another place") from error


def _sure(kind: str, confidence: float) -> str:
    """The events of a view that are at least so sure."""
    if not confidence:
        return f"{kind}_events"
    key, event_id = _EVENT_IDS[kind]
    sure = f"SELECT {event_id} FROM events WHERE confidence >= {confidence:f}"
    return f"(FROM {kind}_events WHERE {key} IN ({sure}))"


def _write_gdelt(con: DuckDBPyConnection, events: str, out: Path) -> None:
    """Arrow's own writer either quotes fields or refuses those that hold quotes."""
    batches: pa.RecordBatchReader = con.sql(f"FROM {events}").to_arrow_reader()
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f"{out.name}.partial")
    with partial.open("w", encoding="utf-8", newline="") as file:
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                cells = ("" if cell is None else str(cell).translate(_NO_STRUCTURE) for cell in row)
                file.write("\t".join(cells) + "\n")
    partial.replace(out)


def _write_csv(con: DuckDBPyConnection, table: str, out: Path) -> None:
    flat = [
        f'to_json("{name}")::VARCHAR AS "{name}"' if kind.endswith(("]", ")")) else f'"{name}"'
        for name, kind, *_ in con.sql(f"DESCRIBE FROM {table}").fetchall()
    ]
    batches: pa.RecordBatchReader = con.sql(f"SELECT {', '.join(flat)} FROM {table}").to_arrow_reader()
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f"{out.name}.partial")
    with pyarrow.csv.CSVWriter(partial, batches.schema, write_options=_COMMAS) as writer:
        for batch in batches:
            writer.write_batch(batch)
    partial.replace(out)


def _write_parquet(con: DuckDBPyConnection, table: str, out: Path) -> None:
    batches: pa.RecordBatchReader = con.sql(f"FROM {table}").to_arrow_reader()
    partial = out.with_name(f"{out.name}.partial")
    with pq.ParquetWriter(partial, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    partial.replace(out)
