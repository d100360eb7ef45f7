"""Options that several commands share, and where their output goes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Annotated

import typer
from rich.console import Console, RenderableType

from codebook.errors import Terminal

DEFAULT_WAREHOUSE = Path("whowhom.duckdb")
Warehouse = Annotated[Path, typer.Option("--warehouse", "-w", help="The DuckDB file.")]
Metadata = Annotated[
    Path | None, typer.Option(help="CSV or JSON Lines with file or url, and published, title, source, lang.")
]
Codebook = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook", "-c", metavar="DIR", help="Lay this folder over the codebook; may be repeated."
    ),
]
Confidence = Annotated[float, typer.Option(min=0, max=1, help="Leave out events of less confidence.")]
Lines = Annotated[Path | None, typer.Argument(metavar="[IN.jsonl]", help="Standard input if absent or -.")]
Output = Annotated[Path | None, typer.Option("-o", "--out", help="Standard output if absent.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def day(value: datetime | None) -> date | None:
    return value.date() if value else None


@contextmanager
def reading(source: Path | None) -> Iterator[IO[bytes]]:
    """Lines of a file or of standard input. Raises Terminal when the file cannot be read."""
    if source is None or str(source) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise Terminal(f"{source} cannot be read: {error.strerror}") from error
    with stream:
        yield stream


@contextmanager
def writing(out: Path | None) -> Iterator[IO[str]]:
    """A file or standard output, in UTF-8 whatever the terminal says."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8")
    except OSError as error:
        raise Terminal(f"{out} cannot be written: {error.strerror}") from error
    with stream:
        yield stream


def show(result: str | RenderableType, out: Path | None = None) -> None:
    """Text as it is; tables as wide as the terminal."""
    with writing(out) as stream:
        if isinstance(result, str):
            stream.write(result.rstrip("\n") + "\n")
        else:
            Console(file=stream).print(result)
