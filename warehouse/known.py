"""Which articles the warehouse has already."""

from collections.abc import Sequence
from pathlib import Path

from warehouse.connect import reader


def known_articles(warehouse: Path, article_ids: Sequence[str]) -> set[str]:
    """Those of `article_ids` that need no coding; none when there is no warehouse yet."""
    if not warehouse.exists():
        return set()
    with reader(warehouse) as con:
        found = con.sql(
            "SELECT article_id FROM articles WHERE article_id IN (SELECT unnest($ids))",
            params={"ids": list(article_ids)},
        )
        return {article_id for (article_id,) in found.fetchall()}
