"""One reader per file format: a file in, its documents and refusals out."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pyarrow.parquet as pq
import trafilatura
from pyarrow import ArrowException
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from codebook.records import Reason, Reject
from flows.ingest.decode import decode
from flows.ingest.documents import Document, refuse
from flows.settings import Settings

Reader = Callable[[Path, Settings], Iterator[Document | Reject]]
FIELDS = ("text", "title", "url", "source", "published", "lang")
_STATED_DATES = {"extensive_search": False, "original_date": True}


def read_text(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """A plain text file is one document."""
    text = _whole(path, settings)
    yield text if isinstance(text, Reject) else Document(str(path), text)


def read_html(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """A web page is one document: its main text without menus and adverts, by trafilatura."""
    page = _whole(path, settings)
    yield page if isinstance(page, Reject) else html_document(page, origin=str(path))


def read_jsonl(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """One JSON object a line; `text` is required, the other fields of FIELDS are optional."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield json_document(line, origin=f"{path}:{number}")


def json_document(line: bytes, *, origin: str) -> Document | Reject:
    """The document of one JSON line."""
    text = decode(line, origin)
    if isinstance(text, Reject):
        return text
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        detail = f"no valid JSON ({error}): {_short(text)}"
        return refuse(Reason.BAD_JSON, detail, origin=origin)
    if not isinstance(record, dict):
        return refuse(Reason.BAD_RECORD, f"a JSON object is needed, not {_short(text)}", origin=origin)
    return record_document(record, origin=origin)


def read_csv(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """One document a row; the header names the fields."""
    text = decode(path.read_bytes(), str(path))
    if isinstance(text, Reject):
        yield text
        return
    csv.field_size_limit(max(settings.max_bytes, csv.field_size_limit()))
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "text" not in (rows.fieldnames or ()):
        yield _no_text_column(path, rows.fieldnames or ())
        return
    try:
        for row in rows:
            yield record_document(row, origin=f"{path}:{rows.line_num}")
    except csv.Error as error:
        detail = f"no valid CSV ({error}); the rest of the file is not read"
        yield refuse(Reason.BAD_RECORD, detail, origin=f"{path}:{rows.line_num}")


def read_parquet(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """One document a row; the columns are the fields."""
    try:
        table = pq.ParquetFile(path)
    except (ArrowException, OSError) as error:
        yield refuse(Reason.UNREADABLE, f"no Parquet file: {error}", origin=str(path))
        return
    names = table.schema_arrow.names
    if "text" not in names:
        yield _no_text_column(path, names)
        return
    number = 0
    for batch in table.iter_batches(batch_size=256, columns=[name for name in FIELDS if name in names]):
        for row in batch.to_pylist():
            number += 1
            yield record_document(row, origin=f"{path}:{number}")


def read_warc(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """One document a page or plain text of a web archive; pictures, scripts and failures are passed over."""
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                found = _warc_document(record, path)
                if found is not None:
                    yield found
        except (ArchiveLoadFailed, EOFError, OSError) as error:
            detail = f"the web archive is damaged ({error}); the rest of it is not read"
            yield refuse(Reason.UNREADABLE, detail, origin=str(path))


def _warc_document(record: Any, path: Path) -> Document | Reject | None:
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    if record.http_headers and not record.http_headers.get_statuscode().startswith("2"):
        return None
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    origin = f"{path}: {url}"
    text = decode(record.content_stream().read(), origin)
    if isinstance(text, Reject):
        return text
    if kind == "text/plain":
        return Document(origin, text, url=url)
    return html_document(text, origin=origin, url=url)


def read_feed(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    """One document an entry of an RSS or Atom file."""
    feed = feedparser.parse(path.read_bytes())
    if not feed.version:
        detail = "no RSS or Atom feed" + (f": {feed.bozo_exception}" if feed.bozo else "")
        yield refuse(Reason.UNSUPPORTED_FORMAT, detail, origin=str(path))
        return
    for number, entry in enumerate(feed.entries, start=1):
        contents = [part.value for part in entry.get("content", ())] or [entry.get("summary", "")]
        yield Document(
            origin=f"{path}:{number}",
            text=_plain(max(contents, key=len)),
            title=_plain(entry.get("title", "")) or None,
            url=entry.get("link"),
            source=feed.feed.get("title"),
            published=entry.get("published") or entry.get("updated"),
            declared=feed.feed.get("language"),
        )


def html_document(page: str, *, origin: str, url: str | None = None) -> Document | Reject:
    """The main text of a page and the metadata that it states itself."""
    found: Any = trafilatura.bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_STATED_DATES,
    )
    if found is None or not found.text:
        return refuse(Reason.EMPTY, "no article text was found in the page", origin=origin)
    return Document(
        origin,
        found.text,
        title=found.title,
        url=url or found.url,
        source=found.sitename,
        published=found.date,
        declared=_page_language(page),
    )


def record_document(record: Mapping[str, Any], *, origin: str) -> Document | Reject:
    """A document from named fields; empty fields count as absent."""
    if not isinstance(record.get("text"), str):
        detail = f'the field "text" must be a string, not {_short(repr(record.get("text")))}'
        return refuse(Reason.BAD_RECORD, detail, origin=origin)
    given: dict[str, str] = {}
    for name in FIELDS[1:]:
        value = record.get(name)
        if isinstance(value, date):
            value = value.isoformat()
        if value is not None and not isinstance(value, str):
            detail = f'the field "{name}" must be a string, not {_short(repr(value))}'
            return refuse(Reason.BAD_RECORD, detail, origin=origin)
        if value and value.strip():
            given[name] = value.strip()
    return Document(origin, record["text"], **given)


def _whole(path: Path, settings: Settings) -> str | Reject:
    size = path.stat().st_size
    if size > settings.max_bytes:
        detail = f"the file has {size:,} bytes, more than the {settings.max_bytes:,} of WHOWHOM_MAX_BYTES"
        return refuse(Reason.TOO_LONG, detail, origin=str(path))
    return decode(path.read_bytes(), str(path))


def _no_text_column(path: Path, names: Any) -> Reject:
    detail = f'a column "text" is needed; the file has {", ".join(map(str, names)) or "none"}'
    return refuse(Reason.BAD_RECORD, detail, origin=str(path))


def _plain(markup: str) -> str:
    """The text of an HTML fragment."""
    return (trafilatura.html2txt(f"<html><body>{markup}</body></html>") if "<" in markup else markup).strip()


def _page_language(page: str) -> str | None:
    start = page[:2_000].lower().partition("<html")[2].partition(">")[0]
    return start.partition('lang="')[2].partition('"')[0] or None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format, the ends of file names that tell it, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS = (
    Format("text", (".txt", ".text"), read_text),
    Format("html", (".html", ".htm", ".xhtml"), read_html),
    Format("JSON Lines", (".jsonl", ".ndjson"), read_jsonl),
    Format("csv", (".csv",), read_csv),
    Format("Parquet", (".parquet",), read_parquet),
    Format("web archive", (".warc", ".warc.gz"), read_warc),
    Format("RSS or Atom", (".rss", ".atom", ".xml"), read_feed),
)
