"""How fast articles get into the warehouse, and how fast it answers: `python benchmarks/load.py [ARTICLES]`.

Made-up articles of some 300 words with four mentions each, a tenth of them near-copies, in batches of a
thousand, loaded in one go into a new file and then asked for its summary, a count and the page.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from codebook.records import (
    ActorRef,
    Article,
    Coded,
    DateBasis,
    Event,
    Language,
    PublishedBasis,
    Role,
    Run,
    Span,
    Status,
    digest,
)
from warehouse.batches import write_batch
from warehouse.load import load
from warehouse.report_html import html
from warehouse.reports import counts, summary

WORDS = [digest(str(n))[: 3 + n % 8] for n in range(5_000)]
ACTORS = (
    "RUS",
    "CHNGOV",
    "USAGOV",
    "DEU",
    "SRBGOV",
    "UKRMIL",
    "IND",
    "PAKMIL",
    "KAZGOV",
    "IGOUNO",
    "IRN",
    "TUR",
)
CODES = ("010", "036", "040", "042", "051", "061", "111", "112", "130", "160", "173", "190")
FIRST = date(2024, 1, 1)
BATCH = 1_000


def articles(number: int, dice: random.Random) -> Iterator[Coded]:
    """`number` coded articles over a year; every tenth repeats the one before with a few other words."""
    text, published, language = "", FIRST, Language.GERMAN
    for place in range(number):
        if place % 10 == 9:
            text = text.replace(dice.choice(WORDS), dice.choice(WORDS)) + " " + dice.choice(WORDS)
        else:
            text = " ".join(dice.choices(WORDS, k=300))
            published = FIRST + timedelta(days=dice.randrange(365))
            language = dice.choice(list(Language))
        article = Article(
            Article.identify(text, url=str(place), published=published), text, language, published,
             PublishedBasis.METADATA, None, f"outlet {place % 40}", f"https://news.example/{place}",
        )  # fmt: skip
        yield Coded(article, tuple(event(article, dice, number) for number in range(4)))


def event(article: Article, dice: random.Random, number: int) -> Event:
    """A mention in the article's first line, of the day of publication or a day before."""
    assert article.published
    day = article.published - timedelta(days=dice.randrange(7))
    span = Span(number * 10, number * 10 + 9)
    source, target = dice.sample(ACTORS, 2)
    return Event(
        event_id=digest(article.article_id, str(number)), article_id=article.article_id,
        sentence_number=number, sentence=Span(0, 90), trigger=span, code=dice.choice(CODES),
        source=ActorRef(Role.SOURCE, span, source, None, "bench.actor"),
        target=ActorRef(Role.TARGET, span, target, None, "bench.actor"), when=None, start=day, end=day,
        grain="day", date_basis=DateBasis.TEXT, status=Status.OCCURRED, attribution=None, qualifiers=(),
        rule_id="bench.rule", confidence=1.0,
    )  # fmt: skip


def timed(label: str, work: Callable[[], object]) -> float:
    """Seconds that `work` took, printed after its result."""
    began = time.perf_counter()
    result = work()
    took = time.perf_counter() - began
    shown = str(result) if len(str(result)) < 200 else f"{len(str(result)):,} characters"
    sys.stdout.write(f"{label:28} {took:8.2f} s   {shown}\n")
    return took


def main(number: int) -> None:
    coded = list(articles(number, random.Random(1)))
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "bench.duckdb"
        paths = [f"{folder}/{start}.parquet" for start in range(0, number, BATCH)]

        def write() -> str:
            for place, path in enumerate(paths):
                write_batch(path, coded[place * BATCH : (place + 1) * BATCH], [])
            return f"{len(paths)} batches"

        run = Run("bench", FIRST, datetime(2025, 1, 1, tzinfo=UTC), "none")
        timed("write batches", write)
        took = timed("load", lambda: load(warehouse, paths, run))
        sys.stdout.write(f"{'':28} {number / took:8.0f} articles/s, {4 * number / took:.0f} mentions/s\n")
        timed("load again", lambda: load(warehouse, paths, run).duplicates)
        timed("summary", lambda: summary(warehouse).events)
        timed("count dyads by month", lambda: counts(warehouse, by="dyad", grain="month").num_rows)
        timed("HTML page", lambda: len(html(warehouse)))
        sys.stdout.write(f"{'file':28} {warehouse.stat().st_size / 1e6:8.1f} MB\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
