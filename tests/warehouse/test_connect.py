"""One writer or many readers, and a message for everybody who cannot get in."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from codebook.errors import Terminal, Transient
from warehouse.connect import reader, writer

HOLD = """
import sys, time
from pathlib import Path
from warehouse.connect import writer
with writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path: Path, seconds: float) -> subprocess.Popen[bytes]:
    """Another process that holds the warehouse; returns once it does."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_missing_warehouse_is_made_by_the_writer_and_refused_by_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "new" / "w.duckdb"
    with pytest.raises(Terminal, match="whowhom run"), reader(path):
        pass
    with writer(path):
        pass
    with reader(path) as con:
        assert con.sql("SELECT count(*) FROM events").fetchall() == [(0,)]


@pytest.mark.parametrize("door", [reader, writer])
def test_who_waits_for_another_process_gets_in(tmp_path: Path, door: type) -> None:
    path = tmp_path / "w.duckdb"
    other = hold(path, 1.0)
    with door(path, wait_s=20) as con:
        assert con.sql("SELECT count(*) FROM runs").fetchall() == [(0,)]
    assert other.wait(10) == 0


@pytest.mark.parametrize("door", [reader, writer])
def test_who_will_not_wait_is_told_who_holds_it(tmp_path: Path, door: type) -> None:
    path = tmp_path / "w.duckdb"
    other = hold(path, 60)
    try:
        with pytest.raises(Transient, match=f"in use.*PID {other.pid}"), door(path, wait_s=0.2):
            pass
    finally:
        other.kill()
        other.wait()


def test_readers_read_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with writer(path):
        pass
    with reader(path) as one, reader(path) as two:
        assert one.sql("SELECT 1").fetchall() == two.sql("SELECT 1").fetchall()


def test_files_that_are_no_warehouse_are_refused(tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "other.duckdb"
    text.write_text("no database " * 500, encoding="utf-8")
    with duckdb.connect(str(foreign)) as con:
        con.execute("CREATE TABLE runs (a INTEGER)")
    for path, door in ((text, reader), (text, writer), (foreign, reader), (foreign, writer)):
        with pytest.raises(Terminal, match=path.name), door(path):
            pass


def test_an_older_file_is_brought_up_to_date_by_the_writer_only(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with writer(path) as con:
        con.execute("DELETE FROM migrations WHERE name = '0003_exchange.sql'")
        con.execute("DROP VIEW gdelt_events")
        con.execute("DROP VIEW plover_events")
    with pytest.raises(Terminal, match="older"), reader(path):
        pass
    with writer(path):
        pass
    with reader(path) as con:
        assert con.sql("SELECT count(*) FROM gdelt_events").fetchall() == [(0,)]


def test_a_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with writer(path) as con:
        con.execute("INSERT INTO migrations VALUES ('9999_future.sql', 'abc')")
    for door in (reader, writer):
        with pytest.raises(Terminal, match="9999_future"), door(path):
            pass
