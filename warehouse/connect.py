"""Opens the warehouse: one writer at a time, or many readers, never both at once (DuckDB's rule)."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from codebook.errors import Terminal, Transient

WAIT_S = 15.0
_PAUSE_S = 0.1
_Config = dict[str, str | bool | int | float | list[str]]
_NO_PYTHON_VARIABLES: _Config = {
    "python_enable_replacements": False
}  # else `FROM name` could read any of ours
_READ_ONLY_CONFIG: _Config = {
    **_NO_PYTHON_VARIABLES,
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}


@contextmanager
def writer(path: Path, *, wait_s: float = WAIT_S) -> Iterator[DuckDBPyConnection]:
    """The warehouse at `path` for writing: made when missing, brought up to date when older.

    Waits up to `wait_s` seconds for whoever holds the file, then raises Transient.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _open(path, read_only=False, wait_s=wait_s) as con:
        _migrate(con, path)
        yield con


@contextmanager
def transaction(con: DuckDBPyConnection) -> Iterator[None]:
    """All of what is done inside, or, on any error, none of it."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


@contextmanager
def reader(path: Path, *, wait_s: float = WAIT_S) -> Iterator[DuckDBPyConnection]:
    """The warehouse at `path`, read-only and without access to any other file or to the network.

    Waits up to `wait_s` seconds for a writer to finish, then raises Transient; raises Terminal when
    there is no warehouse at `path` or when it is older or newer than this version of whowhom.
    """
    if not path.exists():
        raise Terminal(
            f"there is no warehouse at {path}; make one with `whowhom run FOLDER --warehouse {path}`"
        )
    with _open(path, read_only=True, wait_s=wait_s) as con:
        if pending := _pending(con, path):
            raise Terminal(
                f"{path} was made by an older whowhom (it lacks {', '.join(pending)}); "
                f"any `whowhom run` with `--warehouse {path}` brings it up to date"
            )
        yield con


def _open(path: Path, *, read_only: bool, wait_s: float) -> DuckDBPyConnection:
    config = _READ_ONLY_CONFIG if read_only else _NO_PYTHON_VARIABLES
    attempts = max(1, round(wait_s / _PAUSE_S))
    for attempt in range(attempts):
        try:
            return duckdb.connect(str(path), read_only=read_only, config=config)
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            if not _is_busy(error):
                raise Terminal(
                    f"{path} cannot be opened as a warehouse: {error}; name another file with --warehouse"
                ) from error
            if attempt == attempts - 1:
                raise Transient(
                    f"{path} is in use by another process, and {wait_s:g} s of waiting did not help; "
                    f"try again when it has finished, or stop it. DuckDB says: {error}"
                ) from error
            time.sleep(_PAUSE_S)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _is_busy(error: duckdb.Error) -> bool:
    """Another process holds the file, or another connection of this one in the other mode."""
    return "lock on file" in str(error) or "different configuration" in str(error)


def _migrations() -> dict[str, str]:
    folder = files("warehouse") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


def _checksum(statements: str) -> str:
    return hashlib.sha256(statements.encode("utf-8")).hexdigest()


def _pending(con: DuckDBPyConnection, path: Path) -> list[str]:
    """Names of the migrations that the file lacks; Terminal when it has others than ours."""
    tables = {name for (name,) in con.sql("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "migrations" not in tables:
        raise Terminal(f"{path} is a DuckDB file but no warehouse; name another with --warehouse")
    done = dict(con.sql("SELECT name, checksum FROM migrations").fetchall()) if tables else {}
    ours = {name: _checksum(statements) for name, statements in _migrations().items()}
    for name, checksum in done.items():
        if ours.get(name) != checksum:
            raise Terminal(
                f"{path} was made by another version of whowhom (migration {name} differs); "
                "use that version, or load the texts into a new warehouse"
            )
    return [name for name in ours if name not in done]


def _migrate(con: DuckDBPyConnection, path: Path) -> None:
    pending = _pending(con, path)
    if not pending:
        return
    statements = _migrations()
    con.begin()
    con.execute("CREATE TABLE IF NOT EXISTS migrations (name VARCHAR PRIMARY KEY, checksum VARCHAR NOT NULL)")
    for name in pending:
        con.execute(statements[name])
        con.execute("INSERT INTO migrations VALUES (?, ?)", [name, _checksum(statements[name])])
    con.commit()
