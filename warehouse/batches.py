"""Coded batches on disk: Parquet files that keep the coder's results until they are loaded.

A row is one `Coded` record as it is; a reject that belongs to no coded article is a row whose
`article` is null. DuckDB reads the files where they lie: `SELECT unnest(events) FROM 'x.parquet'`.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, get_type_hints

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from codebook.errors import Terminal
from codebook.records import Coded, Reject
from warehouse.shapes import arrow_type, decoder, encode

SCHEMA = pa.schema([(name, arrow_type(hint)) for name, hint in get_type_hints(Coded).items()])


def write_batch(path: str, coded: Sequence[Coded], rejects: Sequence[Reject]) -> None:
    """Write one batch to `path` (any fsspec path), whole or not at all: a reader never sees a part."""
    rows = [encode(one) for one in coded]
    nothing: dict[str, Any] = {field.name: [] for field in fields(Coded)}
    rows += [{**nothing, "article": None, "rejects": [encode(reject)]} for reject in rejects]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    filesystem, target = fsspec.url_to_fs(path)
    filesystem.makedirs(target.rpartition("/")[0], exist_ok=True)
    partial = f"{target}.partial"
    with filesystem.open(partial, "wb") as file:
        pq.write_table(table, file, compression="zstd")
    filesystem.mv(partial, target)


def read_table(path: str) -> pa.Table:
    """The rows of a batch, one `Coded` or one lone reject each; Terminal if `path` is no batch."""
    filesystem, target = fsspec.url_to_fs(path)
    try:
        with filesystem.open(target, "rb") as file:
            return pq.read_table(file, schema=SCHEMA)
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise Terminal(f"{path}: no batch of coded articles ({error}); code the articles again") from error


def read_batch(path: str) -> tuple[list[Coded], list[Reject]]:
    """What `write_batch` was given."""
    rows = read_table(path).to_pylist()
    coded = [decoder(Coded)(row) for row in rows if row["article"] is not None]
    lone = [decoder(Reject)(reject) for row in rows if row["article"] is None for reject in row["rejects"]]
    return coded, lone
