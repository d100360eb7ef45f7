"""Articles and events built by hand, and warehouses made of them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from codebook.records import (
    ActorRef,
    Article,
    Coded,
    DateBasis,
    Event,
    Language,
    PublishedBasis,
    Qualifier,
    Reason,
    Reject,
    Role,
    Run,
    Span,
    Stage,
    Status,
    TimeRef,
    digest,
)
from warehouse.batches import write_batch
from warehouse.load import LoadCounts, load

RUN = Run(
    run_id="run-1",
    logical_date=date(2024, 10, 20),
    started_at=datetime(2024, 10, 20, 6, 0, tzinfo=UTC),
    codebook_hash="c0debook",
    pipeline_versions={"de": "1.0", "sr": "1.0", "en": "1.0"},
    code_version="0.1.0",
)


def make_article(
    text: str,
    *,
    language: Language = Language.ENGLISH,
    published: date | None = date(2024, 10, 14),
    source: str | None = "Example Wire",
) -> Article:
    basis = PublishedBasis.METADATA if published else PublishedBasis.NONE
    return Article(
        article_id=Article.identify(text, url=None, published=published),
        text=text,
        language=language,
        published=published,
        published_basis=basis,
        source=source,
        url=f"https://news.example/{digest(text)}",
    )


def make_event(
    article: Article,
    *,
    source: str | None = "RUSGOV",
    action: str = "met",
    target: str | None = "CHNGOV",
    code: str = "040",
    day: date | None = date(2024, 10, 14),
    last_day: date | None = None,
    status: Status = Status.OCCURRED,
) -> Event:
    """An event whose trigger is the word `action` of the text; its actors are the first and last words."""
    start = article.text.index(action)
    trigger = Span(start, start + len(action))
    first = Span(0, article.text.index(" "))
    last = Span(article.text.rindex(" ") + 1, len(article.text))
    named = None if day is None else TimeRef(
        span=last, start=day, end=last_day or day, grain="day", value=day.isoformat(),
        timex_type="DATE", anchor=article.published, rule_id="en.dates.weekday",
    )  # fmt: skip
    return Event(
        event_id=digest(
            article.article_id, str(start), code, source, target, status, str(day), str(last_day)
        ),
        article_id=article.article_id,
        sentence_number=1,
        sentence=Span(0, len(article.text)),
        trigger=trigger,
        code=code,
        source=source and ActorRef(Role.SOURCE, first, source, None, "en.demonym", ("Russian → RUS",)),
        target=target and ActorRef(Role.TARGET, last, target, "some-minister", "en.name"),
        when=named,
        start=day,
        end=last_day or day,
        grain="day" if day else None,
        date_basis=DateBasis.TEXT if day else DateBasis.NONE,
        status=status,
        attribution=ActorRef(Role.SOURCE, first, "RUS", None, "en.name"),
        qualifiers=(Qualifier("reported", trigger, "en.cues.say"),),
        rule_id="en.actions.meet.1",
        confidence=0.75,
    )


def coded(article: Article, *events: Event) -> Coded:
    return Coded(article, events)


def make_reject(name: str, *, reason: Reason = Reason.BINARY, article_id: str | None = None) -> Reject:
    return Reject(digest(name, reason), Stage.INGEST, reason, f"{name} is not text", article_id, name)


class Loader:
    """Loads records into one warehouse file by way of a batch on disk."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = folder / "test.duckdb"
        self.folder = folder
        self.batches = 0

    def batch(self, *records: Coded, rejects: tuple[Reject, ...] = ()) -> str:
        self.batches += 1
        path = str(self.folder / f"batch-{self.batches}.parquet")
        write_batch(path, records, rejects)
        return path

    def __call__(
        self, *records: Coded, rejects: tuple[Reject, ...] = (), run_id: str = "run-1"
    ) -> LoadCounts:
        return load(self.warehouse, [self.batch(*records, rejects=rejects)], replace(RUN, run_id=run_id))


@pytest.fixture
def loader(tmp_path: Path) -> Loader:
    return Loader(tmp_path)
