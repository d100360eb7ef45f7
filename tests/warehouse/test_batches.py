"""Batches keep what the coder made, whole, wherever they lie."""

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import fsspec
import pytest

from codebook.errors import Terminal
from codebook.records import Coded, Reason, Reject, Span, Stage, TimeRef
from tests.warehouse.conftest import coded, make_article, make_event, make_reject
from warehouse.batches import read_batch, write_batch

ARTICLE = make_article("Sarumans Boten trafen Gondors Statthalter, sagte Faramir")
FULL = Coded(
    article=ARTICLE,
    events=(
        make_event(ARTICLE, action="trafen"),
        make_event(ARTICLE, action="trafen", source=None, day=None),
    ),
    rejects=(
        Reject("r1", Stage.CODE, Reason.BAD_DATE, "am 31. Februar", ARTICLE.article_id, None, Span(3, 9)),
    ),
    timexes=(
        TimeRef(
            Span(0, 4), date(2024, 9, 1), date(2024, 9, 30), "month", "2024-09", "DATE", None, "de.dates.3"
        ),
    ),
)


def test_a_batch_gives_back_exactly_what_was_written(tmp_path: Path) -> None:
    path = str(tmp_path / "deep" / "batch.parquet")
    empty = coded(make_article("Nichts geschah", published=None, source=None))
    write_batch(path, [FULL, empty], [make_reject("photo.jpg")])
    assert read_batch(path) == ([FULL, empty], [make_reject("photo.jpg")])


def test_a_batch_may_lie_on_any_fsspec_path() -> None:
    write_batch("memory://whowhom/batch.parquet", [FULL], [])
    assert read_batch("memory://whowhom/batch.parquet") == ([FULL], [])
    assert [f["name"] for f in fsspec.filesystem("memory").ls("/whowhom")] == ["/whowhom/batch.parquet"]


KILLED_WHILE_WRITING = """
import os, sys
from warehouse import batches
def write_table(table, file, **options):
    file.write(b"PAR1")
    file.flush()
    os.kill(os.getpid(), 9)
batches.pq.write_table = write_table
batches.write_batch(sys.argv[1], [], [])
"""


def test_a_write_killed_half_way_leaves_the_earlier_batch(tmp_path: Path) -> None:
    path = tmp_path / "batch.parquet"
    write_batch(str(path), [FULL], [])
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert read_batch(str(path)) == ([FULL], [])


def test_a_broken_or_missing_batch_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "batch.parquet"
    broken.write_bytes(b"PAR1 no")
    for path in (broken, tmp_path / "missing.parquet"):
        with pytest.raises(Terminal, match=path.name):
            read_batch(str(path))
