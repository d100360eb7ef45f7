"""Coding anew in place is the same as loading everything afresh."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook.errors import Terminal
from codebook.records import Coded, Event, Reason, Reject, Stage, Status
from tests.warehouse.conftest import RUN, Loader, coded, make_article, make_event, make_reject
from tests.warehouse.test_copies import OTHER, PRINTED, WIRE
from warehouse.connect import reader
from warehouse.known import known_articles
from warehouse.recode import RecodeCounts, recode, stored_articles, stored_ids

RERUN = replace(RUN, run_id="recode-1", codebook_hash="ne3book")
TABLES = ("articles", "mentions", "events", "actors", "rejects", "runs")


def contents(warehouse: Path, *, runs: bool = True) -> dict[str, list[Any]]:
    """All tables; without what tells runs apart if `runs` is false."""
    with reader(warehouse) as con:
        return {
            table: con.sql(
                f"SELECT {'*' if runs or table in ('events', 'actors') else '* EXCLUDE (run_id)'} "
                f"FROM {table} ORDER BY ALL"
            ).fetchall()
            for table in TABLES
            if runs or table != "runs"
        }


def again(loader: Loader, *records: Coded, run: Any = RERUN) -> RecodeCounts:
    return recode(loader.warehouse, [loader.batch(*records)], run)


def told(loader: Loader, columns: str) -> list[Any]:
    with reader(loader.warehouse) as con:
        return con.sql(f"SELECT {columns} FROM events ORDER BY ALL").fetchall()


def test_only_articles_of_which_something_is_told_otherwise_change(loader: Loader) -> None:
    same, other = make_article("Russia met China"), make_article("Once more Russia met China, again")
    silent = make_article("Rain fell")
    loader(coded(same, make_event(same)), coded(other, make_event(other)), coded(silent))
    counts = again(
        loader, coded(same, make_event(same)), coded(other, make_event(other, code="042")), coded(silent)
    )
    assert (counts.articles, counts.changed, counts.mentions) == (3, 1, 1)
    assert (counts.gained, counts.lost) == (1, 0)
    assert told(loader, "code, n_mentions") == [("040", 1), ("042", 1)]
    with reader(loader.warehouse) as con:
        runs = "SELECT article_id, run_id FROM articles UNION SELECT article_id, run_id FROM mentions"
        assert dict(con.sql(runs).fetchall()) == {
            same.article_id: "run-1", silent.article_id: "run-1", other.article_id: "recode-1",
        }  # fmt: skip
        row = con.sql("SELECT codebook_hash, recoded, articles, coded FROM runs WHERE recoded").fetchall()
    assert row == [("ne3book", True, 1, 1)]


def test_a_second_time_nothing_changes(loader: Loader) -> None:
    article = make_article("Russia met China")
    loader(coded(article, make_event(article)))
    again(loader, coded(article, make_event(article, code="042")))
    before = contents(loader.warehouse)
    counts = again(
        loader, coded(article, make_event(article, code="042")), run=replace(RERUN, run_id="recode-2")
    )
    assert (counts.changed, counts.mentions, counts.gained, counts.lost) == (0, 0, 0, 0)
    assert {**contents(loader.warehouse), "runs": None} == {**before, "runs": None}


def test_an_event_that_others_tell_too_loses_a_mention_and_one_that_nobody_tells_goes(loader: Loader) -> None:
    one, two = make_article("Russia met China"), make_article("Once more Russia met China, again")
    visit = make_event(one, code="042", action="China")
    loader(coded(one, make_event(one), visit), coded(two, make_event(two)))
    assert told(loader, "code, n_mentions") == [("040", 2), ("042", 1)]
    counts = again(loader, coded(one), coded(two, make_event(two)))
    assert told(loader, "code, n_mentions") == [("040", 1)]
    assert (counts.changed, counts.empty, counts.lost) == (1, 1, 1)


def test_what_a_copy_repeated_is_its_own_when_the_original_tells_it_no_more(loader: Loader) -> None:
    first = make_article(WIRE, published=date(2024, 10, 14))
    reprint = make_article(PRINTED, published=date(2024, 10, 15), source="Daily")
    stranger = make_article(OTHER)
    records = [coded(a, make_event(a, action="met")) for a in (first, reprint, stranger)]
    loader(*records)
    assert told(loader, "n_mentions, n_copies") == [(2, 1)]
    counts = again(loader, coded(first), *records[1:])
    assert counts.changed == 1
    assert told(loader, "n_mentions, n_copies") == [(2, 0)]
    with reader(loader.warehouse) as con:
        assert con.sql("SELECT DISTINCT run_id FROM mentions").fetchall() == [("run-1",)]


def test_faults_of_the_coder_are_replaced_and_notes_of_ingest_stay(loader: Loader) -> None:
    article = make_article("Russia met China")
    note = make_reject("a.txt", reason=Reason.BAD_DATE, article_id=article.article_id)
    fault = Reject("f1", Stage.CODE, Reason.CODER_FAILED, "a bug", article.article_id)
    loader(Coded(article, rejects=(note, fault)))
    (kept,) = stored_articles(loader.warehouse, stored_ids(loader.warehouse))
    assert kept == Coded(article, rejects=(note,))
    counts = again(loader, replace(kept, events=(make_event(article),)))
    assert (counts.changed, counts.coded) == (1, 1)
    assert [row[0] for row in contents(loader.warehouse)["rejects"]] == [note.reject_id]


def test_which_codebook_the_codings_hold_by(loader: Loader) -> None:
    one, two, late = (make_article(f"Russia met China {n}") for n in range(3))
    loader(coded(one, make_event(one)), coded(two, make_event(two)))
    again(loader, coded(one, make_event(one, code="042")), coded(two, make_event(two)))
    loader(coded(late, make_event(late)), run_id="run-2")
    assert known_articles(loader.warehouse, [one.article_id, two.article_id, late.article_id]) == {
        one.article_id: "ne3book", two.article_id: "ne3book", late.article_id: "c0debook",
    }  # fmt: skip


def test_an_unsound_coding_and_everything_stays(loader: Loader) -> None:
    article = make_article("Russia met China")
    loader(coded(article, make_event(article)))
    before = contents(loader.warehouse)
    with pytest.raises(Terminal, match="RUSGVO"):
        again(loader, coded(article, make_event(article, source="RUSGVO")))
    assert contents(loader.warehouse) == before


KILLED_BEFORE_THE_COMMIT = """
import os, sys
from pathlib import Path
from tests.warehouse.test_recode import RERUN
from warehouse import recode
recode.record = lambda *_, **__: os.kill(os.getpid(), 9)
recode.recode(Path(sys.argv[1]), [sys.argv[2]], RERUN)
"""


def test_killed_in_the_middle_nothing_is_half_written(loader: Loader) -> None:
    articles = [make_article(f"Russia met China {n} times again today") for n in range(300)]
    loader(*(coded(article, make_event(article)) for article in articles))
    before = contents(loader.warehouse)
    batch = loader.batch(*(coded(article, make_event(article, code="042")) for article in articles))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_THE_COMMIT, str(loader.warehouse), batch],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert contents(loader.warehouse) == before
    assert recode(loader.warehouse, [batch], RERUN).changed == 300
    assert told(loader, "DISTINCT code") == [("042",)]


BODIES = ("Russia met China", f"{WIRE} China", f"{PRINTED} China", f"Yesterday {WIRE} China", OTHER)


@st.composite
def codings(draw: st.DrawFn) -> tuple[list[Coded], list[Coded]]:
    """Articles, among them near-copies, coded twice, each time at random."""
    both: tuple[list[Coded], list[Coded]] = ([], [])
    for body in draw(st.lists(st.sampled_from(BODIES), max_size=5, unique=True)):
        article = make_article(body, published=draw(st.sampled_from([None, *_days(10, 14, 3)])))
        for records in both:
            records.append(coded(article, *draw(st.lists(_events(article), max_size=3))))
    return both


def _days(month: int, day: int, count: int) -> Sequence[date]:
    return [date(2024, month, day) + timedelta(days=n) for n in range(count)]


def _events(article: Any) -> st.SearchStrategy[Event]:
    return st.builds(
        make_event,
        st.just(article),
        code=st.sampled_from(["040", "042"]),
        source=st.sampled_from(["RUS", None]),
        day=st.sampled_from([None, *_days(10, 13, 2)]),
        status=st.sampled_from([Status.OCCURRED, Status.PLANNED]),
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codings())
def test_coding_anew_is_loading_afresh(
    tmp_path_factory: pytest.TempPathFactory, both: tuple[list[Coded], list[Coded]]
) -> None:
    old, new = both
    afresh, in_place = (Loader(tmp_path_factory.mktemp("recode")) for _ in range(2))
    afresh(*new)
    in_place(*old)
    counts = again(in_place, *new)
    assert contents(in_place.warehouse, runs=False) == contents(afresh.warehouse, runs=False)
    assert counts.changed == sum(
        {e.event_id: e for e in a.events[::-1]} != {e.event_id: e for e in b.events[::-1]}
        for a, b in zip(old, new, strict=True)
    )
