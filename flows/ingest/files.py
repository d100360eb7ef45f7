"""Which files a run reads, and the metadata that stands beside them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from glob import glob, has_magic
from pathlib import Path
from typing import Any

from codebook.errors import Terminal
from codebook.records import Reason, Reject
from flows.ingest.decode import decode
from flows.ingest.documents import Document, Intake, refuse
from flows.ingest.intake import take
from flows.ingest.readers import FIELDS, FORMATS, Format
from flows.settings import Settings

_SIDECARS = (".meta.json", ".json")
_KEYS = ("file", "url")
_ROWS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """What a line of the metadata file says of a text; `about` is the file or URL that it names."""

    line: int
    about: str
    fields: Mapping[str, str]


Metadata = Mapping[str, Stated]


def ingest(paths: Sequence[str], *, settings: Settings, metadata: Path | None = None) -> Iterator[Intake]:
    """Everything that files, folders and glob patterns hold, in the order given, folders by name.

    `metadata` is a CSV or JSON Lines file whose rows name a file or URL and say when and where it appeared.
    A text that was already met in this input is refused as a duplicate; rows of the metadata file that are
    about no text of the input are named in one reject, which costs nothing.
    Raises Terminal when the metadata file itself cannot be used.
    """
    stated = read_metadata(metadata) if metadata else {}
    unused = {row.line: row for row in stated.values()}
    seen: dict[str, str] = {}
    for found in _documents(paths, settings, skip=metadata):
        if isinstance(found, Reject):
            yield Intake(None, (found,))
            continue
        row = _stated(found, stated)
        if row:
            unused.pop(row.line, None)
        document = replace(found, **row.fields) if row else found
        intake = take(document, settings=settings)
        article = intake.article
        if article and article.article_id in seen:
            detail = f"the same text, address and date as {seen[article.article_id]}"
            yield Intake(None, (refuse(Reason.DUPLICATE, detail, origin=document.origin),))
            continue
        if article:
            seen[article.article_id] = document.origin
        yield intake
    if metadata and unused:
        yield Intake(None, (_unmatched(metadata, list(unused.values())),))


def _unmatched(metadata: Path, rows: Sequence[Stated]) -> Reject:
    """One note for all rows that are about nothing: a misspelt name costs an article its date."""
    named = ", ".join(f"line {row.line} ({row.about})" for row in rows[:_ROWS_NAMED])
    more = f" and {len(rows) - _ROWS_NAMED} more" if len(rows) > _ROWS_NAMED else ""
    detail = f"{len(rows)} rows are about no text that was read: {named}{more}"
    return refuse(Reason.UNMATCHED, detail, origin=f"{metadata}:{rows[0].line}")


def _documents(paths: Sequence[str], settings: Settings, *, skip: Path | None) -> Iterator[Document | Reject]:
    done = {skip.resolve()} if skip else set()
    for path in _files(paths):
        if isinstance(path, Reject):
            yield path
        elif path.resolve() not in done:
            done.add(path.resolve())
            yield from _read(path, settings)


def _files(paths: Sequence[str]) -> Iterator[Path | Reject]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield path
        elif has_magic(name) and (matches := _matches(name)):
            yield from matches
        else:
            yield refuse(Reason.UNREADABLE, "there is no such file or folder", origin=name)


def _matches(pattern: str) -> list[Path]:
    matches = sorted(glob(pattern, recursive=True))  # noqa: PTH207  pathlib takes no absolute patterns
    return [Path(match) for match in matches if Path(match).is_file()]


def _in_folder(folder: Path) -> Iterator[Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    texts = {path.with_suffix("") for path in files if _single(_format(path))}
    for path in files:
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        sidecar = any(path.name.endswith(end) and Path(str(path)[: -len(end)]) in texts for end in _SIDECARS)
        if not hidden and not sidecar:
            yield path


def _format(path: Path) -> Format | None:
    name = path.name.lower()
    return next((form for form in FORMATS if name.endswith(form.suffixes)), None)


def _single(form: Format | None) -> bool:
    return form is not None and form.name in ("text", "html")


def _read(path: Path, settings: Settings) -> Iterator[Document | Reject]:
    form = _format(path)
    if form is None:
        known = ", ".join(suffix for form in FORMATS for suffix in form.suffixes)
        detail = f"files that end in {path.suffix or 'nothing'} are not read; known are {known}"
        yield refuse(Reason.UNSUPPORTED_FORMAT, detail, origin=str(path))
        return
    sidecar = _sidecar(path) if _single(form) else {}
    if isinstance(sidecar, Reject):
        yield sidecar
        sidecar = {}
    try:
        if path.stat().st_size == 0:
            yield refuse(Reason.EMPTY, "the file is empty", origin=str(path))
            return
        for found in form.read(path, settings):
            yield replace(found, **sidecar) if isinstance(found, Document) else found
    except OSError as error:
        yield refuse(Reason.UNREADABLE, f"the file cannot be read: {error.strerror}", origin=str(path))


def _sidecar(path: Path) -> Mapping[str, str] | Reject:
    for end in _SIDECARS:
        beside = path.with_suffix(end)
        if beside.is_file():
            try:
                record = json.loads(beside.read_text(encoding="utf-8"))
                return _fields(record)
            except (ValueError, AttributeError) as error:
                detail = f"the metadata beside {path.name} cannot be used: {error}"
                return refuse(Reason.BAD_RECORD, detail, origin=str(beside))
    return {}


def read_metadata(path: Path) -> Metadata:
    """File name or URL → fields. Raises Terminal naming file, line and remedy."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise Terminal(f"{path}: the metadata file cannot be read: {error.strerror}") from error
    if isinstance(text, Reject):
        raise Terminal(f"{path}: {text.detail}")
    stated: dict[str, Stated] = {}
    for number, row in _rows(path, text):
        keys = [str(row[key]) for key in _KEYS if row.get(key)]
        if not keys:
            raise Terminal(f'{path}:{number}: a "file" or "url" is needed to tell what the row is about')
        try:
            values = _fields(row)
        except ValueError as error:
            raise Terminal(f"{path}:{number}: {error}") from error
        stated.update((key, Stated(number, keys[0], values)) for key in keys)
    return stated


def _rows(path: Path, text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    if path.suffix.lower() == ".csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [(rows.line_num, row) for row in rows]
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.strip():
                found.append((number, dict(json.loads(line))))
        except (ValueError, TypeError) as error:
            raise Terminal(f"{path}:{number}: no JSON object ({error})") from error
    return found


def _fields(record: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a document has, all of them strings."""
    values = {name: record[name] for name in FIELDS[1:] if record.get(name)}
    for name, value in values.items():
        if not isinstance(value, str):
            raise ValueError(f'the field "{name}" must be a string, not {value!r}')
    return values


def _stated(document: Document, stated: Metadata) -> Stated | None:
    file = document.origin
    keys = (file, Path(file).name, Path(file).stem, document.url)
    return next((stated[key] for key in keys if key and key in stated), None)
