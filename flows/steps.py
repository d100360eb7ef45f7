"""The steps of a run, as plain functions: what the Prefect tasks of `flows.pipeline` do.

Between the steps everything lies on disk, in the folder of batches: a step may run on another machine, and
what is coded stays coded when a later step fails. `intake/RUN/N.parquet` holds articles that wait for the
coder, `VERSION/KEY.parquet` coded ones that wait for the load; VERSION stands for codebook, pipelines and
program, so that nothing coded by another version is ever taken up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import fsspec

from codebook.errors import WhowhomError
from codebook.lexicon import Lexicon
from codebook.records import Article, Coded, Reason, Reject, Run, Stage, digest
from coders.article import code_article
from coders.parse import pipeline_versions
from flows.ingest import Intake, ingest
from flows.settings import Settings, lexicon
from warehouse.batches import read_batch, write_batch
from warehouse.connect import writer
from warehouse.known import known_articles

_ASK_AT_ONCE = 1_000  # articles that the warehouse is asked about at once


@dataclass(frozen=True, slots=True)
class Batches:
    """Where the batches of one run lie; `home` is any fsspec address."""

    home: str
    run_id: str
    version: str

    @staticmethod
    def of(run: Run, warehouse: str, settings: Settings) -> "Batches":
        made_by = digest(run.codebook_hash, repr(sorted(run.pipeline_versions.items())), run.code_version)
        return Batches(settings.batches or f"{warehouse}.batches", run.run_id, made_by)

    def intake(self, number: int) -> str:
        return f"{self.home}/intake/{self.run_id}/{number:06d}.parquet"

    def coded(self, article_ids: Sequence[str]) -> str:
        return f"{self.home}/{self.version}/{digest(*article_ids)}.parquet"

    def waiting(self) -> list[str]:
        """Coded batches that an interrupted run left behind."""
        filesystem, folder = fsspec.url_to_fs(f"{self.home}/{self.version}")
        return [filesystem.unstrip_protocol(path) for path in sorted(filesystem.glob(f"{folder}/*.parquet"))]

    def clear(self, coded: Sequence[str]) -> None:
        """Forget what has been loaded."""
        filesystem, folder = fsspec.url_to_fs(self.home)
        filesystem.rm([filesystem._strip_protocol(path) for path in coded])
        if filesystem.exists(f"{folder}/intake/{self.run_id}"):
            filesystem.rm(f"{folder}/intake/{self.run_id}", recursive=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """What ingest found: batches to code, and how many articles were known or are coded already; of the known
    ones `outdated` were coded by another codebook."""

    batches: tuple[str, ...]
    articles: int
    known: int
    outdated: int
    waiting: int
    rejects: tuple[Reject, ...]


def describe_run(run_id: str, *, day: date, started: datetime, settings: Settings) -> Run:
    """The record of a run: what makes its results. Raises Terminal when a pipeline is missing."""
    return Run(
        run_id=run_id,
        logical_date=day,
        started_at=started,
        codebook_hash=lexicon(settings).hash,
        pipeline_versions=pipeline_versions(settings.pipelines),
        code_version=version("whowhom"),
    )


def take_in(
    paths: Sequence[str],
    *,
    warehouse: str,
    metadata: str | None,
    day: date | None,
    batches: Batches,
    settings: Settings,
) -> Taken:
    """Read the input and lay what is new in batches for the coder; with `day`, what appeared on it.

    Raises Terminal when the metadata file or the warehouse cannot be used, Transient when the warehouse is
    busy.
    """
    with writer(Path(warehouse)):
        pass  # makes it, or brings it up to date; what cannot be opened is said before anything is coded
    waiting = {one.article.article_id for path in batches.waiting() for one in read_batch(path)[0]}
    found = ingest(paths, settings=settings, metadata=Path(metadata) if metadata else None)
    if day is not None:
        found = (one for one in found if one.article is None or one.article.published == day)
    articles = known = outdated = resumed = 0
    current = lexicon(settings).hash
    rejects: list[Reject] = []
    new: list[Intake] = []
    for some in _chunks(found, _ASK_AT_ONCE):
        ids = [one.article.article_id for one in some if one.article]
        had = known_articles(Path(warehouse), ids)
        articles, known = articles + len(ids), known + len(had)
        outdated += sum(made_by != current for made_by in had.values())
        resumed += len(waiting.intersection(ids) - had.keys())
        new += [one for one in some if one.article and one.article.article_id not in had.keys() | waiting]
        rejects += [reject for one in some if one.article is None for reject in one.rejects]
    written = []
    for number, part in enumerate(_chunks(iter(new), settings.batch_size)):
        written.append(batches.intake(number))
        write_batch(written[-1], [Coded(one.article, rejects=one.rejects) for one in part if one.article], [])
    return Taken(tuple(written), articles, known, outdated, resumed, tuple(rejects))


def code_batch(path: str, *, batches: Batches, settings: Settings) -> str:
    """Code the articles of one batch; the path of the coded batch.

    Raises Terminal when the codebook or a pipeline cannot be used.
    """
    coded = [code_one(one, settings) for one in read_batch(path)[0]]
    done = batches.coded([one.article.article_id for one in coded])
    write_batch(done, coded, [])
    return done


def code_one(taken: Coded, settings: Settings, codebook: Lexicon | None = None) -> Coded:
    """The events of one article, by the codebook of the settings unless another is given.

    What fails in the coder costs this article and no other.
    """
    try:
        coded = code_article(taken.article, codebook or lexicon(settings), pipelines=settings.pipelines)
    except WhowhomError:
        raise
    except Exception as error:  # noqa: BLE001  the boundary of an article: its fault must not stop the others
        return replace(taken, rejects=(*taken.rejects, _failed(taken.article, error)))
    return replace(coded, rejects=(*taken.rejects, *coded.rejects))


def _failed(article: Article, error: Exception) -> Reject:
    detail = f"the coder failed with {type(error).__name__}: {error}; please report this with the text"
    reject_id = digest(Stage.CODE, Reason.CODER_FAILED, article.article_id, detail)
    return Reject(reject_id, Stage.CODE, Reason.CODER_FAILED, detail, article.article_id, article.url)


def _chunks(items: Iterator[Intake], size: int) -> Iterator[list[Intake]]:
    while chunk := list(islice(items, size)):
        yield chunk
