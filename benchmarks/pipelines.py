"""Size, load time and speed of the shipped pipelines: `make bench-pipelines`.

Speed is words a second of processor time on one core, as the coder limits itself to, over the texts of
examples/ in batches; load time leaves out what only the first load of a process pays for. The limits are
those that the pipelines are built to keep.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_limits

import coders.components  # noqa: F401  registers the parts that the pipelines name
from coders.embedding import use_blas

ROOT = Path(__file__).parent.parent
LIMITS = {"MB": 25.0, "load s": 1.5, "words/s": 10_000.0}
WORDS = 30_000


def texts(lang: str) -> list[str]:
    """The example articles of a language, repeated up to `WORDS` words."""
    lines = (ROOT / "examples" / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [str(json.loads(line)["text"]) for line in lines]
    words = sum(len(article.split()) for article in articles)
    return articles * (WORDS // words + 1)


def measure(lang: str) -> Iterator[tuple[str, float]]:
    """The figures of one pipeline, named as in `LIMITS`."""
    folder = ROOT / "coders" / "pipelines" / lang
    yield "MB", sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    start = time.perf_counter()
    nlp = spacy.load(folder)
    yield "load s", time.perf_counter() - start
    articles = texts(lang)
    for _ in nlp.pipe(articles[:20]):
        pass
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(articles))
    yield "words/s", words / (time.process_time() - start)


def main() -> None:
    """Print one line a pipeline."""
    use_blas()
    spacy.load(ROOT / "coders" / "pipelines" / "en")  # what only the first load in a process pays for
    table = Table("pipeline", *(f"{name} (limit {limit:g})" for name, limit in LIMITS.items()))
    for lang in ("de", "sr", "en"):
        with threadpool_limits(1):
            table.add_row(lang, *(f"{value:,.1f}" for _, value in measure(lang)))
    Console().print(table)


if __name__ == "__main__":
    main()
