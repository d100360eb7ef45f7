"""Whatever is wrong with an input, the reason says so in words, and the rest is read."""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from codebook.errors import Terminal
from codebook.records import Article, Reason, Reject
from flows.ingest import ingest
from flows.settings import Settings

GERMAN = "Der Außenminister reiste am Montag nach Ankara und traf dort seinen türkischen Amtskollegen."
SERBIAN = "Министар спољних послова отпутовао је у понедељак у Анкару на разговоре о споразуму."
LATIN = "Ministar spoljnih poslova otputovao je juče u Ankaru, gde će učestvovati na međunarodnom skupu."


def read(*paths: Path | str, settings: Settings | None = None) -> tuple[list[Article], list[Reject]]:
    intakes = list(ingest([str(path) for path in paths], settings=settings or Settings()))
    articles = [intake.article for intake in intakes if intake.article]
    return articles, [reject for intake in intakes for reject in intake.rejects]


def refused(path: Path, **settings: int) -> Reject:
    articles, rejects = read(path, settings=Settings(**settings))
    assert articles == []
    assert len(rejects) == 1
    return rejects[0]


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "c.jsonl").write_bytes(b"")
    _, rejects = read(tmp_path)
    assert [(reject.reason, reject.detail) for reject in rejects] == [(Reason.EMPTY, "the file is empty")] * 3


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + Random(1).randbytes(5_000)])
def test_binary_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    reject = refused(path)
    assert reject.reason is Reason.BINARY
    assert "binary" in reject.detail


def test_broken_utf8_names_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(f"{GERMAN}\n{SERBIAN}".encode()[:-2] + b"\n")
    reject = refused(path)
    assert reject.reason is Reason.BAD_ENCODING
    assert "broken UTF-8 on line 2: byte 0x" in reject.detail
    assert "save the file as UTF-8" in reject.detail


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (SERBIAN, "cp1251"),
        (SERBIAN, "iso8859_5"),
        (LATIN, "cp1250"),
        (LATIN, "iso8859_2"),
        (GERMAN, "utf-16"),
        (SERBIAN, "utf-16-le"),
        (LATIN, "utf-16-be"),
        (SERBIAN, "utf-8-sig"),
    ],
)
def test_legible_text_in_other_encodings_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode(encoding))
    articles, rejects = read(path)
    assert [article.text for article in articles] == [text]
    assert rejects == []


def test_broken_json_names_file_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": f"{GERMAN} Das war Treffen Nummer {number}."}) for number in range(1, 11)]
    lines[6] = '{"text": "Der Bundestag'
    path.write_text("\n".join(lines), encoding="utf-8")
    articles, (reject,) = read(path)
    assert len(articles) == 9
    assert (reject.reason, reject.origin) == (Reason.BAD_JSON, f"{path}:7")
    assert '{"text": "Der Bundestag' in reject.detail


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[1, 2]", "a JSON object is needed, not [1, 2]"),
        ('{"id": "x"}', 'the field "text" must be a string, not None'),
        ('{"text": 7}', 'the field "text" must be a string, not 7'),
        ('{"text": "Der Rat tagt.", "published": 20241014}', '"published" must be a string, not 20241014'),
    ],
)
def test_records_of_the_wrong_shape(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(line, encoding="utf-8")
    reject = refused(path)
    assert reject.reason is Reason.BAD_RECORD
    assert words in reject.detail


def test_unsupported_language_detected_and_stated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Le ministre des Affaires étrangères s'est rendu lundi à Ankara pour discuter.", encoding="utf-8"
    )
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": GERMAN, "lang": "pl"}), encoding="utf-8")
    (tmp_path / "c.txt").write_text("Ankara", encoding="utf-8")
    _, rejects = read(tmp_path)
    assert {reject.reason for reject in rejects} == {Reason.UNSUPPORTED_LANGUAGE}
    assert [reject.detail.split(";")[0] for reject in rejects] == [
        "the text seems to be in 'fr', none of de, sr, en, hr, bs",
        "the language 'pl' is none of de, sr, en, hr, bs",
        "the text is too short or too mixed to tell its language",
    ]


def test_overlong_file_and_text_name_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Der Bundestag tagt. " * 1_000_001, encoding="utf-8")
    reject = refused(path)
    assert reject.reason is Reason.TOO_LONG
    assert "20,000,020 bytes, more than the 20,000,000 of WHOWHOM_MAX_BYTES" in reject.detail
    path.write_text("Der Bundestag tagt. " * 100, encoding="utf-8")
    reject = refused(path, max_chars=1_000)
    assert reject.reason is Reason.TOO_LONG
    assert "2,000 characters, more than the 1,000 of WHOWHOM_MAX_CHARS" in reject.detail


def test_duplicates_name_what_they_repeat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GERMAN, encoding="utf-8")
    articles, (reject,) = read(tmp_path)
    assert len(articles) == 1
    assert reject.reason is Reason.DUPLICATE
    assert str(tmp_path / "a.txt") in reject.detail


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    articles, rejects = read(path, tmp_path, tmp_path / "*.txt")
    assert (len(articles), rejects) == (1, [])


def test_missing_file_and_unknown_format(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\3\4")
    _, rejects = read(tmp_path / "nowhere.txt", tmp_path / "*.txt", tmp_path)
    assert [reject.reason for reject in rejects] == [
        Reason.UNREADABLE,
        Reason.UNREADABLE,
        Reason.UNSUPPORTED_FORMAT,
    ]
    assert "no such file" in rejects[0].detail
    assert "known are .txt" in rejects[2].detail


def test_damaged_archives_keep_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "b.warc").write_bytes(b"no web archive\r\n")
    (tmp_path / "c.xml").write_text("<note>no feed</note>", encoding="utf-8")
    (tmp_path / "d.csv").write_text("body,date\nx,y\n", encoding="utf-8")
    articles, rejects = read(tmp_path)
    assert articles == []
    assert [reject.reason for reject in rejects] == [
        Reason.UNREADABLE,
        Reason.UNREADABLE,
        Reason.UNSUPPORTED_FORMAT,
        Reason.BAD_RECORD,
    ]
    assert 'a column "text" is needed; the file has body, date' in rejects[3].detail


def test_unreadable_date_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": GERMAN, "published": "03/04/2024"}), encoding="utf-8")
    (article,), (reject,) = read(path)
    assert article.published is None
    assert (reject.reason, reject.article_id) == (Reason.BAD_DATE, article.article_id)
    assert "2024-03-04 or 2024-04-03" in reject.detail


def test_metadata_rows_about_no_text_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GERMAN, encoding="utf-8")
    metadata = tmp_path / "dates.csv"
    rows = ["a.txt,2024-10-14", "b.txt,2024-10-14", *(f"x{n}.txt,2024-10-14" for n in range(12))]
    metadata.write_text("\n".join(["file,published", *rows]) + "\n", encoding="utf-8")
    found = list(ingest([str(folder)], settings=Settings(), metadata=metadata))
    assert [one.article.published for one in found if one.article] == [date(2024, 10, 14)]
    (note,) = [reject for one in found for reject in one.rejects]
    assert (note.reason, note.origin) == (Reason.UNMATCHED, f"{metadata}:3")
    assert note.detail.startswith("13 rows are about no text that was read: line 3 (b.txt), line 4 (x0")
    assert note.detail.endswith(" and 3 more")


def test_unusable_metadata_file_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    metadata = tmp_path / "dates.csv"
    metadata.write_text("name,published\na.txt,2024-10-14\n", encoding="utf-8")
    with pytest.raises(Terminal, match=r'dates.csv:2: a "file" or "url" is needed'):
        list(ingest([str(tmp_path)], settings=Settings(), metadata=metadata))


def test_half_a_surrogate_pair_keeps_offsets(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Der \\ud83d Außenminister reiste am Montag nach Ankara."}', encoding="utf-8")
    (article,), _ = read(path)
    assert article.text.encode("utf-8").decode("utf-8").index("Außenminister") == 6
