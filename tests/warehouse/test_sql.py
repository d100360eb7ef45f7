"""Anybody's SQL reads the warehouse and touches nothing else."""

from pathlib import Path

import pytest

from codebook.errors import Terminal
from tests.warehouse.conftest import Loader, coded, make_article, make_event
from warehouse.sql import query


@pytest.fixture
def warehouse(loader: Loader) -> Path:
    article = make_article("Russia met China")
    loader(coded(article, make_event(article)))
    return loader.warehouse


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT source, target FROM events",
        "WITH e AS (FROM events) SELECT count(*) FROM e -- with a remark; and a semicolon",
        "FROM top_dyads",
        "DESCRIBE events",
        "PIVOT events ON status USING count(*)",
        "EXPLAIN SELECT 1",
    ],
)
def test_what_only_reads_is_answered(warehouse: Path, statement: str) -> None:
    assert query(warehouse, statement).num_rows > 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM mentions",
        "DROP TABLE runs",
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; DROP TABLE runs",
        "COPY events TO 'out.csv'",
        "EXPORT DATABASE 'out'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM read_text('/etc/hostname')",
        "FROM '/etc/hostname'",
        "FROM read_csv('https://news.example/x.csv')",
        "FROM glob('/*')",
        "FROM statement",
        "FROM nowhere",
        "SELEC 1",
        "",
    ],
)
def test_everything_else_is_refused(
    warehouse: Path, statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = sorted(tmp_path.iterdir())
    with pytest.raises(Terminal):
        query(warehouse, statement)
    assert sorted(tmp_path.iterdir()) == files
    assert query(warehouse, "SELECT count(*) AS n FROM mentions").to_pylist() == [{"n": 1}]


def test_a_refusal_says_what_to_do_instead(warehouse: Path) -> None:
    with pytest.raises(Terminal, match=r"DELETE is refused.*whowhom run"):
        query(warehouse, "DELETE FROM mentions")
