"""The counts, and the rules printed with them."""

from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from codebook.errors import Terminal
from codebook.records import Language, Reason, Status
from tests.warehouse.conftest import Loader, coded, make_article, make_event, make_reject
from warehouse.reports import BY, GRAINS, Dyad, counts, render_markdown, rule_of, summary

SEPTEMBER_30 = {"day": date(2024, 9, 30)}
BOTH = {"day": date(2024, 9, 30), "last_day": date(2024, 10, 1)}
OCTOBER = {"day": date(2024, 10, 1), "last_day": date(2024, 10, 31)}


@pytest.fixture
def warehouse(loader: Loader) -> Path:
    """A visit told in two languages, a strike, events of a month, of two months and of no date, a plan."""
    one = make_article("Russia visited China")
    two = make_article("Russland visited China", language=Language.GERMAN)
    three = make_article("Russia struck and visited many times in Ukraine")
    loader(
        coded(one, make_event(one, action="visited", code="042")),
        coded(two, make_event(two, action="visited", code="042")),
        coded(
            three,
            *(
                make_event(three, action="struck", code="190", source="RUSMIL", target="UKR", **days)
                for days in (SEPTEMBER_30, OCTOBER, BOTH)
            ),
            make_event(three, action="struck", code="190", source=None, target="UKRCVL", day=None),
            make_event(three, action="visited", code="042", target="RUSMIL", status=Status.PLANNED),
        ),
        coded(make_article("Rain fell")),
        rejects=(make_reject("a.jpg"), make_reject("b.txt", reason=Reason.EMPTY), make_reject("c.png")),
    )  # fmt: skip
    return loader.warehouse


def rows(warehouse: Path, *columns: str, **asked: Any) -> list[tuple[Any, ...]]:
    table = counts(warehouse, **asked).select([*columns])
    return [tuple(row.values()) for row in table.to_pylist()]


def test_the_summary_adds_up(warehouse: Path) -> None:
    found = summary(warehouse)
    assert (found.articles, found.coded, found.empty, found.rejected) == (7, 3, 1, 3)
    assert (found.mentions, found.events, found.undated_events, found.copies) == (7, 5, 1, 0)
    assert found.reasons == (("binary", 2), ("empty", 1))
    assert found.statuses == (("occurred", 5), ("planned", 1))
    assert found.months == (("2024-09", 1), ("2024-10", 2), ("several months", 1), ("undated", 1))
    assert found.top_dyads == (Dyad("RUSMIL", "UKR", 3, 3, -8.0), Dyad("RUSGOV", "CHNGOV", 1, 2, 3.0))


def test_an_empty_warehouse_has_an_empty_summary(loader: Loader) -> None:
    loader()
    found = summary(loader.warehouse)
    assert (found.articles, found.events, found.months, found.top_dyads) == (0, 0, (), ())
    assert counts(loader.warehouse, by="dyad", grain="month").num_rows == 0


def test_an_event_counts_in_the_period_that_holds_all_of_it(warehouse: Path) -> None:
    asked = {"by": "dyad", "source": "RUSMIL"}
    assert rows(warehouse, "period", "n_events", grain="day", **asked) == [
        ("2024-09-30", 1),
        ("several days", 2),
    ]
    assert rows(warehouse, "period", "n_events", grain="week", **asked) == [
        ("2024-W40", 2),
        ("several weeks", 1),
    ]
    assert rows(warehouse, "period", "n_events", grain="month", **asked) == [
        ("2024-09", 1), ("2024-10", 1), ("several months", 1),
    ]  # fmt: skip
    assert rows(warehouse, "period", "n_events", grain="quarter", **asked) == [
        ("2024-Q3", 1), ("2024-Q4", 1), ("several quarters", 1),
    ]  # fmt: skip
    assert rows(warehouse, "period", "n_events", grain="year", **asked) == [("2024", 3)]


def test_reports_are_counted_only_when_asked_for(warehouse: Path) -> None:
    asked = {"by": "dyad", "grain": "all", "source": "RUSGOV"}
    assert rows(warehouse, "source", "target", "n_events", **asked) == [("RUSGOV", "CHNGOV", 1)]
    assert rows(warehouse, "n_mentions", mentions=True, **asked) == [(2,)]


def test_each_key(warehouse: Path) -> None:
    def found(by: str, *columns: str) -> list[tuple[Any, ...]]:
        return rows(warehouse, *columns, "n_events", by=by, grain="all")

    assert found("source", "source") == [("RUSMIL", 3), ("RUSGOV", 1), (None, 1)]
    assert found("target", "target") == [("UKR", 3), ("CHNGOV", 1), ("UKRCVL", 1)]
    assert found("root", "root") == [("19", 4), ("04", 1)]
    assert found("code", "code") == [("190", 4), ("042", 1)]
    assert found("quad", "label") == [("Material conflict", 4), ("Verbal cooperation", 1)]
    assert found("country", "country") == [("RUS", 4), ("UKR", 4), ("CHN", 1)]
    assert found("language", "language") == [("en", 5), ("de", 1)]


def test_goldstein_means_are_of_events_not_of_reports(warehouse: Path) -> None:
    assert rows(warehouse, "country", "goldstein_mean", by="country", grain="all")[0] == ("RUS", -5.25)


def test_filters(warehouse: Path) -> None:
    asked = {"by": "source", "grain": "all"}
    assert rows(warehouse, "n_events", since=date(2024, 10, 1), until=date(2024, 10, 14), **asked) == [(1,)]
    assert rows(warehouse, "source", "n_events", target="UKR", **asked) == [("RUSMIL", 3), (None, 1)]
    assert rows(warehouse, "source", "n_events", status=Status.PLANNED, **asked) == [("RUSGOV", 1)]
    assert sum(n for (n,) in rows(warehouse, "n_events", status=None, **asked)) == 6


@pytest.mark.parametrize(("by", "grain"), list(zip(BY, cycle(GRAINS), strict=False)))
def test_every_table_prints_its_counting_rule(warehouse: Path, by: str, grain: str) -> None:
    table = counts(warehouse, by=by, grain=grain)
    text = render_markdown(table)
    assert text.count("\n|") == table.num_rows + 1
    assert text.endswith(rule_of(table) + "\n")
    assert "near-copy" in rule_of(table)


@pytest.mark.parametrize("wrong", [{"by": "actor", "grain": "day"}, {"by": "dyad", "grain": "decade"}])
def test_an_unknown_key_is_answered_with_the_known_ones(warehouse: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(Terminal, match=r"month|dyad"):
        counts(warehouse, by=wrong["by"], grain=wrong["grain"])


def test_events_of_little_confidence_can_be_left_out(loader: Loader) -> None:
    article = make_article("Russia met China")
    unsure = replace(make_event(article, source="USAGOV", action="met"), confidence=0.6)
    loader(coded(article, make_event(article), unsure))
    asked: dict[str, Any] = {"by": "source", "grain": "all"}
    assert rows(loader.warehouse, "source", **asked) == [("RUSGOV",), ("USAGOV",)]
    assert rows(loader.warehouse, "source", confidence=0.75, **asked) == [("RUSGOV",)]
    rule = rule_of(counts(loader.warehouse, confidence=0.75, **asked))
    assert "Events of less confidence than 0.75 are left out." in rule
