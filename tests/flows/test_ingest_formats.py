"""Every format gives the same articles, with the metadata that it or a file beside it states."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from codebook.records import Article, Language, PublishedBasis
from flows.ingest import ingest
from flows.settings import Settings

TEXT = "Der Außenminister reiste am Montag nach Ankara und traf dort seinen türkischen Amtskollegen."
TITLE = "Gespräche in Ankara"
URL = "https://example.org/1"
RECORD = {"text": TEXT, "title": TITLE, "url": URL, "source": "Bote", "published": "2024-10-14"}
PAGE = f"""<!doctype html><html lang="de"><head><title>{TITLE}</title>
<meta property="og:site_name" content="Bote">
<meta property="article:published_time" content="2024-10-14T09:30:00+02:00">
</head><body><nav><a href="/">Start</a><a href="/sport">Sport</a></nav><article><h1>{TITLE}</h1>
<p>{TEXT}</p><p>Die beiden Minister sprachen über das Abkommen und vereinbarten ein weiteres Treffen.</p>
</article><footer>Impressum und Datenschutz</footer></body></html>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0">
<channel><title>Bote</title><language>de</language>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>Mon, 14 Oct 2024 09:30:00 +0200</pubDate>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>"""


def one(path: Path, metadata: Path | None = None) -> Article:
    (intake,) = ingest([str(path)], settings=Settings(), metadata=metadata)
    assert intake.rejects == ()
    assert intake.article is not None
    return intake.article


def write_warc(path: Path) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for kind, body in (("image/png", b"\x89PNG"), ("text/html; charset=utf-8", PAGE.encode())):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                URL, "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)


def write(path: Path) -> None:
    if path.suffix == ".jsonl":
        path.write_text(json.dumps(RECORD), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.DictWriter(stream, RECORD)
            rows.writeheader()
            rows.writerow(RECORD)
    elif path.suffix == ".parquet":
        typed = {**RECORD, "published": date(2024, 10, 14)}
        pq.write_table(pa.Table.from_pylist([typed]), path)
    elif ".warc" in path.name:
        write_warc(path)
    else:
        path.write_text(FEED if path.suffix == ".rss" else PAGE, encoding="utf-8")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.rss", "a.warc", "a.warc.gz", "a.html"])
def test_formats_give_the_same_article(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path)
    article = one(path)
    assert article.text.startswith(f"{TITLE}\n\n{TEXT}") or article.text.startswith(f"{TITLE}\n{TEXT}")
    assert "Impressum" not in article.text
    assert (article.title, article.source, article.language) == (TITLE, "Bote", Language.GERMAN)
    assert (article.published, article.published_basis) == (date(2024, 10, 14), PublishedBasis.METADATA)
    if name != "a.html":
        assert article.url == URL


@pytest.mark.parametrize("sidecar", ["a.meta.json", "a.json"])
def test_sidecar_describes_the_file_beside_it(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / sidecar).write_text(json.dumps({"title": TITLE, "published": "14.10.2024"}), encoding="utf-8")
    article = one(tmp_path)
    assert article.text == f"{TITLE}\n\n{TEXT}"
    assert (article.published, article.published_basis) == (date(2024, 10, 14), PublishedBasis.METADATA)


@pytest.mark.parametrize("key", ["a.txt", URL])
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_metadata_file_is_keyed_by_file_name_or_url(tmp_path: Path, key: str, suffix: str) -> None:
    text = tmp_path / "in" / ("a.txt" if key == "a.txt" else "a.jsonl")
    text.parent.mkdir()
    text.write_text(TEXT if key == "a.txt" else json.dumps({"text": TEXT, "url": key}), encoding="utf-8")
    row = {"file" if key == "a.txt" else "url": key, "published": "2024-10-14", "source": "Bote"}
    metadata = tmp_path / f"metadata.{suffix}"
    lines = [json.dumps(row)] if suffix == "jsonl" else [",".join(row), ",".join(row.values())]
    metadata.write_text("\n".join(lines), encoding="utf-8")
    article = one(text.parent, metadata)
    assert (article.published, article.source) == (date(2024, 10, 14), "Bote")


def test_title_that_begins_the_text_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"{TITLE}\n{TEXT}", "title": TITLE}), encoding="utf-8")
    assert one(path).text == f"{TITLE}\n{TEXT}"


def test_text_is_kept_as_given(tmp_path: Path) -> None:
    text = f"\u00a0{TEXT}\r\n\r\nZweiter\u200bAbsatz.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert one(tmp_path / "a.txt").text == text


@pytest.mark.parametrize(
    ("lang", "language"),
    [
        ("de-AT", "de"),
        ("ger", "de"),
        ("sr-Cyrl-RS", "sr"),
        ("cnr", "sr"),
        ("hrv", "hr"),
        ("bs_BA", "bs"),
        ("English", "en"),
    ],
)
def test_stated_language_is_believed(tmp_path: Path, lang: str, language: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Kosovo – NATO – EU", "lang": lang}), encoding="utf-8")
    assert one(path).language is Language(language)


def test_folders_are_read_through_and_hidden_files_left(tmp_path: Path) -> None:
    (tmp_path / "2024" / "10").mkdir(parents=True)
    (tmp_path / "2024" / "10" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "b.txt").write_text(TEXT + " ", encoding="utf-8")
    assert one(tmp_path).text == TEXT
