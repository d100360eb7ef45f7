"""Exports hold the events, typed, in the form that the other side expects."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from codebook.errors import Terminal
from codebook.records import Status
from tests.warehouse.conftest import Loader, coded, make_article, make_event
from warehouse.export import export
from warehouse.sql import query

GDELT_COLUMNS = Path(__file__).with_name("gdelt2_columns.txt").read_text(encoding="utf-8").split()


@pytest.fixture
def warehouse(loader: Loader) -> Path:
    article = make_article('Russia said "yes, met" and\tmet China')
    loader(
        coded(
            article,
            make_event(article, source="RUSGOVMIL", target="IGOUNO", code="0311"),
            make_event(article, day=date(2024, 9, 28), last_day=date(2024, 10, 2)),
            make_event(article, target=None, day=None),
            make_event(article, status=Status.PLANNED),
        )
    )
    return loader.warehouse


def test_gdelt_has_its_61_columns_and_no_invented_value(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "events.tsv"
    export(warehouse, "gdelt", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = [dict(zip(GDELT_COLUMNS, row, strict=True)) for row in csv.reader(file, delimiter="\t")]
    assert query(warehouse, "FROM gdelt_events").column_names == GDELT_COLUMNS
    assert len(rows) == 3
    (dated,) = [row for row in rows if row["EventCode"] == "0311"]
    known = {name: value for name, value in dated.items() if value}
    assert known.pop("SOURCEURL").startswith("https://news.example/")
    assert int(known.pop("GLOBALEVENTID")) > 0
    assert known == {
        "SQLDATE": "20241014", "MonthYear": "202410", "Year": "2024", "FractionDate": "2024.7781",
        "Actor1Code": "RUSGOVMIL", "Actor1Name": "Russia, government, military", "Actor1CountryCode": "RUS",
        "Actor1Type1Code": "GOV", "Actor1Type2Code": "MIL",
        "Actor2Code": "IGOUNO", "Actor2Name": "United Nations", "Actor2KnownGroupCode": "UNO",
        "Actor2Type1Code": "IGO", "EventCode": "0311", "EventBaseCode": "031", "EventRootCode": "03",
        "QuadClass": "1", "GoldsteinScale": "2.5", "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "DATEADDED": "20241020060000",
    }  # fmt: skip
    dates = [(row["SQLDATE"], row["MonthYear"], row["Year"]) for row in rows]
    assert sorted(dates) == [("", "", ""), ("", "", "2024"), ("20241014", "202410", "2024")]


def test_exports_of_events_can_leave_out_unsure_ones(loader: Loader, tmp_path: Path) -> None:
    article = make_article("Russia met China")
    unsure = replace(make_event(article, source="USAGOV", action="met"), confidence=0.6)
    loader(coded(article, make_event(article), unsure))
    lines = {}
    for kind in ("gdelt", "plover"):
        for least in (0.0, 0.7, 0.9):
            export(loader.warehouse, kind, tmp_path / "out", confidence=least)
            lines[kind, least] = len((tmp_path / "out").read_text(encoding="utf-8").splitlines())
    assert list(lines.values()) == [2, 1, 0, 3, 2, 1]
    with pytest.raises(Terminal, match="whole tables"):
        export(loader.warehouse, "csv", tmp_path / "folder", confidence=0.7)


def test_gdelt_has_no_quotes_and_one_line_an_event(loader: Loader, tmp_path: Path) -> None:
    article = make_article("Russia met China")
    article = replace(article, url='https://news.example/"a"\tb\nc, d')
    loader(coded(article, make_event(article)))
    export(loader.warehouse, "gdelt", tmp_path / "events.tsv")
    (line,) = (tmp_path / "events.tsv").read_text(encoding="utf-8").splitlines()
    cells = line.split("\t")
    assert len(cells) == 61
    assert cells[-1] == 'https://news.example/"a" b c, d'
    assert cells[GDELT_COLUMNS.index("Actor1Name")] == "Russia, government"
    assert cells[GDELT_COLUMNS.index("GoldsteinScale")] == "3.0"


def test_plover_has_type_mode_and_context(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, "plover", tmp_path / "plover.csv")
    with (tmp_path / "plover.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["status"] for row in rows) == ["occurred", "occurred", "occurred", "planned"]
    (agreed,) = [row for row in rows if row["cameo"] == "0311"]
    assert (agreed["event_type"], agreed["mode"], agreed["context"]) == ("AGREE", "", "economic")
    assert json.loads(agreed["source_sectors"]) == ["GOV", "MIL"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_table_is_exported_row_for_row(warehouse: Path, tmp_path: Path, kind: str) -> None:
    read = {"csv": pyarrow.csv.read_csv, "parquet": pq.read_table}[kind]
    export(warehouse, kind, tmp_path / "out")
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name.split(".") for file in files] == [
        [table, kind] for table in ("actors", "articles", "cameo", "events", "mentions", "rejects", "runs")
    ]
    options = {"parse_options": pyarrow.csv.ParseOptions(newlines_in_values=True)} if kind == "csv" else {}
    for file in files:
        assert read(file, **options).num_rows == query(warehouse, f"FROM {file.stem}").num_rows


def test_parquet_keeps_every_type(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, "parquet", tmp_path)
    assert pq.read_table(tmp_path / "mentions.parquet").equals(query(warehouse, "FROM mentions"))


def test_a_warehouse_without_events_is_exported_empty(loader: Loader, tmp_path: Path) -> None:
    loader()
    export(loader.warehouse, "gdelt", tmp_path / "none.tsv")
    assert (tmp_path / "none.tsv").read_bytes() == b""


def test_an_unknown_kind_is_answered_with_the_known_ones(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(Terminal, match="gdelt, plover, csv, parquet"):
        export(warehouse, "xml", tmp_path / "x")
    (tmp_path / "file").touch()
    with pytest.raises(Terminal, match="cannot be written"):
        export(warehouse, "csv", tmp_path / "file")
