"""Which articles the warehouse has already."""

from collections.abc import Sequence
from pathlib import Path

from warehouse.connect import reader


def known_articles(warehouse: Path, article_ids: Sequence[str]) -> dict[str, str]:
    """Those of `article_ids` that are loaded, each with the hash of the codebook by which its codings hold.

    None when there is no warehouse yet.
    """
    if not warehouse.exists():
        return {}
    with reader(warehouse) as con:
        found = con.sql(
            "SELECT article_id, codebook_hash FROM article_codebooks "
            "WHERE article_id IN (SELECT unnest($ids))",
            params={"ids": list(article_ids)},
        )
        return dict(found.fetchall())
