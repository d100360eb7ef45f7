"""Finds near-copies: one text that several outlets print, wire copy above all.

Articles are compared by their words, casefolded and, where both scripts are in use, in Latin letters.
Candidates share a quarter of a bottom-k sketch (the smallest hashes of their three-word shingles; Broder
1997); a candidate is a copy when the longest common subsequence covers nine tenths of the words of both, in
the same language and within three days (or on an unknown day).
"""

import re
import zlib
from collections import defaultdict

import cyrtranslit
import pyarrow as pa
from duckdb import DuckDBPyConnection
from rapidfuzz.distance import Indel

from codebook.languages import varieties
from codebook.records import Language
from warehouse.queries import query

SIMILARITY = 0.9
WINDOW_DAYS = 3
_SHINGLE_WORDS = 3
_SKETCH_SIZE = 16
_WORD = re.compile(r"\w+")


def words(text: str, language: str | None) -> list[str]:
    """The words of `text` as they are compared."""
    cyrillic = language is not None and varieties()[Language(language)].cyrillic
    folded = cyrtranslit.to_latin(text, "sr") if cyrillic else text
    return _WORD.findall(folded.casefold())


def sketch(text: str, language: str | None) -> list[int]:
    """Up to 16 hashes (CRC-32) that a near-copy of `text` mostly shares."""
    tokens = words(text, language)
    starts = range(max(1, len(tokens) - _SHINGLE_WORDS + 1)) if tokens else range(0)
    shingles = {" ".join(tokens[start : start + _SHINGLE_WORDS]) for start in starts}
    return sorted(zlib.crc32(shingle.encode("utf-8", "replace")) for shingle in shingles)[:_SKETCH_SIZE]


def stage_sketches(con: DuckDBPyConnection) -> None:
    """Make `new_sketches`: each new article's sketch, and the article that it copies, if any."""
    found = con.sql("SELECT article_id, text, language FROM new_articles").fetchall()
    ids = pa.array([article_id for article_id, _, _ in found], pa.string())
    sketches = pa.array([sketch(text, language) for _, text, language in found], pa.list_(pa.uint32()))
    con.register("sketched", pa.table({"article_id": ids, "sketch": sketches}))
    con.execute(
        "CREATE TEMP TABLE new_sketches AS "
        "SELECT a.article_id, a.published, a.language, s.sketch, NULL::VARCHAR AS copy_of "
        "FROM new_articles a JOIN sketched s USING (article_id)"
    )
    con.unregister("sketched")
    originals = _originals(con)
    con.register("linked", pa.table({"article_id": list(originals), "copy_of": list(originals.values())}))
    con.execute(
        "UPDATE new_sketches SET copy_of = linked.copy_of FROM linked "
        "WHERE linked.article_id = new_sketches.article_id"
    )
    con.unregister("linked")


def _originals(con: DuckDBPyConnection) -> dict[str, str]:
    """Each new near-copy with the article it copies; the earlier published is the original."""
    candidates: dict[str, list[str]] = defaultdict(list)
    for article_id, other_id in con.sql(query("candidates"), params={"window": WINDOW_DAYS}).fetchall():
        candidates[article_id].append(other_id)
    texts = _texts(con, {*candidates, *(other for others in candidates.values() for other in others)})
    order = con.sql(
        "SELECT article_id FROM new_sketches ORDER BY published NULLS LAST, article_id"
    ).fetchall()
    rank = {article_id: position for position, (article_id,) in enumerate(order)}
    originals: dict[str, str] = {}
    for article_id in sorted(candidates, key=rank.__getitem__):
        earlier = [
            other
            for other in candidates[article_id]
            if other not in originals and rank.get(other, -1) < rank[article_id]
        ]
        likeness = {other: _similarity(texts[article_id], texts[other]) for other in earlier}
        best = max(earlier, key=lambda other: (likeness[other], other), default=None)
        if best is not None and likeness[best] >= SIMILARITY:
            originals[article_id] = best
    return originals


def _texts(con: DuckDBPyConnection, article_ids: set[str]) -> dict[str, list[str]]:
    found = con.sql(
        "SELECT article_id, text, language FROM (FROM new_articles UNION ALL BY NAME FROM articles) "
        "WHERE article_id IN (SELECT unnest($ids::VARCHAR[]))",
        params={"ids": sorted(article_ids)},
    ).fetchall()
    return {article_id: words(text, language) for article_id, text, language in found}


def _similarity(one: list[str], other: list[str]) -> float:
    return Indel.normalized_similarity(one, other, score_cutoff=SIMILARITY)
