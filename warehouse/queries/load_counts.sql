-- What this load brought; asked before the events are counted afresh. An article that was refused
-- before it could be coded is known by its reject; a reject of one sentence (it has a span) is no
-- article, nor is one that says "duplicate" or "unmatched".
WITH lone AS (
    SELECT count(DISTINCT coalesce(r.article_id, r.reject_id)) AS n
    FROM new_rejects r ANTI JOIN articles a ON a.article_id = r.article_id
    WHERE r.reason NOT IN ('duplicate', 'unmatched') AND r.span IS NULL
),
outcomes AS (
    SELECT
        count(*) FILTER (outcome = 'coded') AS coded,
        count(*) FILTER (outcome = 'empty') AS empty,
        count(*) FILTER (outcome = 'rejected') AS rejected
    FROM new_articles
)
SELECT
    (SELECT count(*) FROM new_articles) + lone.n AS articles,
    coded, empty, rejected + lone.n AS rejected,
    (SELECT count(*) FROM staged WHERE article IS NOT NULL) - (SELECT count(*) FROM new_articles)
        + (SELECT count(*) FROM new_rejects WHERE reason = 'duplicate') AS duplicates,
    (SELECT count(*) FROM new_sketches WHERE copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM new_mentions) AS mentions,
    (
        SELECT count(DISTINCT m.event_id)
        FROM mentions m
        SEMI JOIN new_mentions n ON n.event_id = m.mention_id
        ANTI JOIN event_tallies known ON known.event_id = m.event_id
        WHERE m.status = 'occurred'
    ) AS events
FROM lone, outcomes;
