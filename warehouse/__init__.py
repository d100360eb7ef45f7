"""The warehouse: one DuckDB file with articles, mentions, events and what went wrong."""
