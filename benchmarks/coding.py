"""How fast one process codes articles, and how long it takes to start: `make bench-coding`.

Words and articles a second of processor time, over the texts of examples/ several times.
"""

import sys
import time
from pathlib import Path

from rich.console import Console

from codebook.records import Coded
from flows.ingest import ingest
from flows.settings import Settings, lexicon
from flows.steps import code_one

EXAMPLES = Path(__file__).parents[1] / "examples"
TIMES = 5


def main() -> None:
    console, settings = Console(), Settings()
    patterns = [str(EXAMPLES / f"*{end}") for end in (".jsonl", ".txt", ".html")]
    start = time.process_time()
    lexicon(settings)
    console.print(f"codebook loaded in {time.process_time() - start:.1f} s")
    articles = [one.article for one in ingest(patterns, settings=settings) if one.article]
    start = time.process_time()
    events = sum(len(code_one(Coded(article), settings).events) for article in articles)
    console.print(
        f"pipelines loaded and {len(articles)} articles coded in {time.process_time() - start:.1f} s"
    )
    start = time.process_time()
    for _ in range(TIMES):
        for article in articles:
            code_one(Coded(article), settings)
    seconds = (time.process_time() - start) / TIMES
    words = sum(len(article.text.split()) for article in articles)
    console.print(
        f"{words / seconds:,.0f} words/s, {len(articles) / seconds:,.0f} articles/s, {events} events"
    )
    sys.exit(events == 0)


if __name__ == "__main__":
    main()
