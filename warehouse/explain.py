"""The records behind an event: every mention of it, with the article that it stands in."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from codebook.errors import Terminal
from codebook.records import Article, Event
from warehouse.connect import reader
from warehouse.queries import query
from warehouse.shapes import decoder

_article, _event = decoder(Article), decoder(Event)


def find(warehouse: Path, event_id: str) -> list[tuple[Article, Event]]:
    """The mentions of the event `event_id`, or the one mention of that id, as they were coded.

    Earliest report first. Raises Terminal when the warehouse has neither.
    """
    with reader(warehouse) as con:
        found = mentions(con, "WHERE $id IN (m.event_id, m.mention_id)", {"id": event_id})
    if not found:
        raise Terminal(
            f"{warehouse} has no event or mention {event_id}; "
            'ids stand in the tables: whowhom sql "SELECT event_id, source, target, code FROM events"'
        )
    return found


def mentions(con: DuckDBPyConnection, where: str, params: dict[str, object]) -> list[tuple[Article, Event]]:
    """Mentions `m` in articles `a` that the SQL condition chooses, earliest report first."""
    order = "ORDER BY a.published NULLS LAST, a.article_id, m.trigger_start, m.mention_id"
    rows = con.sql(f"{query('records')} {where} {order}", params=params).fetchall()
    return [(_article(article), _event(event)) for article, event in rows]
