"""Anybody's SQL on the warehouse: it reads the warehouse, and nothing else."""

from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import StatementType

from codebook.errors import Terminal
from warehouse.connect import reader

_READING = {StatementType.SELECT, StatementType.EXPLAIN, StatementType.MULTI}


def query(warehouse: Path, statement: str) -> pa.Table:
    """The result of one reading statement (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, PIVOT, EXPLAIN).

    Raises Terminal when the statement would change anything, when there are several, or when DuckDB
    cannot run it. Files and the network are out of its reach.
    """
    with reader(warehouse) as con:
        try:
            statements = con.extract_statements(statement)
            if len(statements) != 1:
                raise Terminal(f"give one SQL statement, not {len(statements)}")
            if statements[0].type not in _READING:
                raise Terminal(
                    f"{statements[0].type.name} is refused: the warehouse is open for reading only; "
                    "texts get in with `whowhom run`, results out with `whowhom export`"
                )
            return con.sql(statement).to_arrow_table()
        except duckdb.Error as error:
            raise Terminal(f"DuckDB refuses the query: {error}") from error
