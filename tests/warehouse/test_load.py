"""Loading: all or nothing, once, and only codes that the codebook has."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook.errors import Terminal
from codebook.records import Article, Coded, Language, Reason, Reject, Span, Stage, Status, digest
from tests.warehouse.conftest import RUN, Loader, coded, make_article, make_event, make_reject
from warehouse.connect import reader
from warehouse.known import known_articles
from warehouse.load import LoadCounts, load

TABLES = ("articles", "mentions", "events", "actors", "cameo", "runs", "rejects")


def contents(warehouse: Path) -> dict[str, list[Any]]:
    with reader(warehouse) as con:
        return {table: con.sql(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def events(warehouse: Path, columns: str) -> list[Any]:
    with reader(warehouse) as con:
        return con.sql(f"SELECT {columns} FROM events ORDER BY ALL").fetchall()


def test_articles_are_coded_empty_or_rejected(loader: Loader) -> None:
    told, silent = make_article("Russia met China"), make_article("Rain fell")
    refused = Coded(silent, rejects=(Reject("r1", Stage.CODE, Reason.TOO_LONG, "20 MB", silent.article_id),))
    doubtful = make_article("Snow fell")
    dated_badly = Reject("r2", Stage.CODE, Reason.BAD_DATE, "31 June", doubtful.article_id, None, Span(0, 4))
    counts = loader(
        coded(told, make_event(told)),
        refused,
        Coded(doubtful, rejects=(dated_badly,)),
        rejects=(
            make_reject("a.jpg"),
            make_reject("b.txt", reason=Reason.DUPLICATE, article_id=told.article_id),
        ),
    )
    assert counts == LoadCounts(
        articles=4, coded=1, empty=1, rejected=2, duplicates=1, copies=0, mentions=1, events=1
    )
    with reader(loader.warehouse) as con:
        assert con.sql("SELECT articles, coded, empty, rejected FROM runs").fetchall() == [(4, 1, 1, 2)]
        assert con.sql("SELECT count(*) FROM rejects").fetchall() == [(4,)]


def test_what_comes_twice_is_loaded_once(loader: Loader) -> None:
    article = make_article("Russia met China")
    record = coded(article, make_event(article), make_event(article))
    assert loader(record, record).duplicates == 1
    before = contents(loader.warehouse)
    assert len(before["mentions"]) == 1
    again = loader(record, record)
    assert again == LoadCounts(0, 0, 0, 0, duplicates=2, copies=0, mentions=0, events=0)
    assert contents(loader.warehouse) == before


def test_metadata_about_nothing_is_noted_and_is_no_article(loader: Loader) -> None:
    article = make_article("Russia met China")
    note = make_reject("dates.csv:3", reason=Reason.UNMATCHED)
    counts = loader(coded(article, make_event(article)), rejects=(note,))
    assert (counts.articles, counts.rejected, counts.duplicates) == (1, 0, 0)
    assert [row[0] for row in contents(loader.warehouse)["rejects"]] == [note.reject_id]


def test_an_empty_day_is_a_run_like_any_other(loader: Loader) -> None:
    assert load(loader.warehouse, [], RUN) == LoadCounts(0, 0, 0, 0, 0, 0, 0, 0)
    assert len(contents(loader.warehouse)["runs"]) == 1


def test_known_articles_are_those_that_were_loaded(loader: Loader) -> None:
    article = make_article("Russia met China")
    assert known_articles(loader.warehouse, [article.article_id]) == {}
    loader(coded(article))
    assert known_articles(loader.warehouse, [article.article_id, "new"]) == {
        article.article_id: RUN.codebook_hash
    }


def test_reports_of_one_event_in_two_languages_are_one_event(loader: Loader) -> None:
    english = make_article("Russia met China", source="Wire")
    german = make_article("Russland empfing China", language=Language.GERMAN, published=date(2024, 10, 16))
    counts = loader(coded(english, make_event(english)), coded(german, make_event(german, action="empfing")))
    assert (counts.mentions, counts.events) == (2, 1)
    columns = "n_mentions, n_articles, n_sources, first_seen, last_seen, languages"
    assert events(loader.warehouse, columns) == [
        (2, 2, 2, date(2024, 10, 14), date(2024, 10, 16), ["de", "en"])
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2024, 10, 15)},
        {"last_day": date(2024, 10, 15)},
        {"source": "RUS"},
        {"target": None},
        {"code": "042"},
        {"status": Status.PLANNED},
    ],
)
def test_events_differ_in_days_actors_code_or_status(loader: Loader, other: dict[str, Any]) -> None:
    one, two = make_article("Russia met China"), make_article("Once more Russia met China, again")
    loader(coded(one, make_event(one)), coded(two, make_event(two, **other)))
    assert events(loader.warehouse, "n_mentions") == [(1,), (1,)]


def test_undated_events_are_never_merged(loader: Loader) -> None:
    one, two = make_article("Russia met China"), make_article("Once more Russia met China, again")
    twice = [make_event(two, day=None, action=action) for action in ("met", "again")]
    assert loader(coded(one, make_event(one, day=None)), coded(two, *twice)).events == 3


def test_an_event_keeps_its_id_whatever_is_loaded_first(tmp_path: Path) -> None:
    one, two = make_article("Russia met China"), make_article("Once more Russia met China, again")
    records = [coded(one, make_event(one)), coded(two, make_event(two), make_event(two, day=None))]
    ids = []
    for name, order in (("forth", records), ("back", records[::-1])):
        (tmp_path / name).mkdir()
        loader = Loader(tmp_path / name)
        for record in order:
            loader(record)
        ids.append(events(loader.warehouse, "event_id, n_mentions"))
    assert ids[0] == ids[1]
    day = "2024-10-14"
    assert (digest(day, day, "RUSGOV", "CHNGOV", "040", "occurred"), 2) in ids[0]


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        ({"code": "120]--"}, "120]--"),
        ({"source": "RUSGVO"}, "RUSGVO"),
        ({"target": "CHNGOVGOV"}, "CHNGOVGOV"),
        ({"day": date(2024, 10, 20), "last_day": date(2024, 10, 1)}, "ends before it begins"),
    ],
)
def test_one_unsound_event_and_nothing_is_loaded(loader: Loader, spoilt: dict[str, Any], named: str) -> None:
    good, bad = make_article("Russia met China"), make_article("Once more Russia met China, again")
    loader(coded(make_article("Rain fell")))
    before = contents(loader.warehouse)
    with pytest.raises(Terminal) as caught:
        loader(coded(good, make_event(good)), coded(bad, make_event(bad, **spoilt)), run_id="run-2")
    assert named in str(caught.value)
    assert bad.article_id in str(caught.value)
    assert contents(loader.warehouse) == before


def test_spans_must_lie_in_the_text(loader: Loader) -> None:
    article = make_article("Russia met China")
    astray = replace(make_event(article), trigger=Span(90, 95))
    with pytest.raises(Terminal, match="90 to 95"):
        loader(coded(article, astray))


def test_actors_are_taken_apart(loader: Loader) -> None:
    article = make_article("Russia met China")
    loader(coded(article, make_event(article, source="RUSGOVMIL", target="IGOUNO")))
    with reader(loader.warehouse) as con:
        found = con.sql("SELECT code, country, organisation, sectors FROM actors ORDER BY code").fetchall()
    assert found == [
        ("IGOUNO", None, "IGOUNO", []),
        ("RUS", "RUS", None, []),
        ("RUSGOVMIL", "RUS", None, ["GOV", "MIL"]),
    ]


KILLED_BEFORE_THE_COMMIT = """
import os, sys
from pathlib import Path
from tests.warehouse.conftest import RUN
from warehouse import load
load.record = lambda *_, **__: os.kill(os.getpid(), 9)
load.load(Path(sys.argv[1]), [sys.argv[2]], RUN)
"""


def test_a_load_that_is_killed_leaves_nothing_and_can_be_repeated(loader: Loader) -> None:
    articles = [make_article(f"Russia met China {n} times again today") for n in range(300)]
    loader(coded(articles[0], make_event(articles[0])))
    before = contents(loader.warehouse)
    batch = loader.batch(*(coded(article, make_event(article)) for article in articles))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_THE_COMMIT, str(loader.warehouse), batch],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert contents(loader.warehouse) == before
    assert load(loader.warehouse, [batch], RUN).articles == 299


LOAD = """
import sys
from pathlib import Path
from tests.warehouse.conftest import RUN
from warehouse.load import load
print(load(Path(sys.argv[1]), [sys.argv[2]], RUN).articles)
"""


def test_two_processes_load_the_same_and_it_is_there_once(loader: Loader) -> None:
    articles = [make_article(f"Russia met China {n} times again today") for n in range(200)]
    batch = loader.batch(*(coded(article, make_event(article)) for article in articles))
    both = [
        subprocess.Popen(
            [sys.executable, "-c", LOAD, str(loader.warehouse), batch],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    assert sorted(int(process.communicate(timeout=60)[0]) for process in both) == [0, 200]
    assert len(contents(loader.warehouse)["mentions"]) == 200


WORDS = ("Russia", "China", "met", "rain", "Москва", "again", "then", "München")


@st.composite
def records(draw: st.DrawFn) -> Coded:
    body = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=8)))
    published = draw(st.none() | st.dates(date(2024, 10, 1), date(2024, 10, 9)))
    article: Article = make_article(f"Who met {body} now", published=published)
    made = []
    for day in draw(st.lists(st.none() | st.dates(date(2024, 9, 29), date(2024, 10, 2)), max_size=3)):
        last = None if day is None else day + timedelta(days=draw(st.integers(0, 2)))
        source, target = draw(st.sampled_from([("RUS", None), (None, "CHN"), ("RUSGOV", "CHNMIL")]))
        status = draw(st.sampled_from(Status))
        made.append(make_event(article, day=day, last_day=last, source=source, target=target, status=status))
    return coded(article, *made)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(records(), max_size=6), second=st.lists(records(), max_size=4))
def test_loading_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: list[Coded], second: list[Coded]
) -> None:
    loader = Loader(tmp_path_factory.mktemp("again"))
    loader(*first)
    counts = loader(*second, run_id="run-2")
    assert counts.articles == counts.coded + counts.empty + counts.rejected
    before = contents(loader.warehouse)
    assert loader(*second, *first, run_id="run-2").articles == 0
    after = contents(loader.warehouse)
    assert {**after, "runs": None} == {**before, "runs": None}
    articles = {record.article.article_id for record in (*first, *second)}
    assert len(after["articles"]) == len(articles)
