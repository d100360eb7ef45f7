"""The warehouse: coded events in one DuckDB file, and what is asked of it."""
