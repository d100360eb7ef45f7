-- One row: how much was read, and what became of it. See load_counts.sql for what counts as rejected.
WITH lone AS (
    SELECT count(DISTINCT coalesce(r.article_id, r.reject_id)) AS n
    FROM rejects r ANTI JOIN articles a USING (article_id)
    WHERE r.reason NOT IN ('duplicate', 'unmatched') AND r.span_start IS NULL
)
SELECT
    count(article_id) + (FROM lone) AS articles,
    count(*) FILTER (outcome = 'coded') AS coded,
    count(*) FILTER (outcome = 'empty') AS empty,
    count(*) FILTER (outcome = 'rejected') + (FROM lone) AS rejected,
    count(*) FILTER (copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM mentions) AS mentions,
    (SELECT count(*) FROM events WHERE status = 'occurred') AS events,
    (SELECT count(*) FROM events WHERE status = 'occurred' AND start_date IS NULL) AS undated_events
FROM articles;
