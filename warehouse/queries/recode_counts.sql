-- What coding anew brought; asked when the events are counted.
WITH events_after AS (
    SELECT event_id FROM event_tallies SEMI JOIN touched USING (event_id) WHERE status = 'occurred'
)
SELECT
    (
        SELECT count(DISTINCT s.article.article_id)
        FROM staged s SEMI JOIN articles a ON a.article_id = s.article.article_id
    ) AS articles,
    count(*) AS changed,
    count(*) FILTER (outcome = 'coded') AS coded,
    count(*) FILTER (outcome = 'empty') AS empty,
    count(*) FILTER (outcome = 'rejected') AS rejected,
    (SELECT count(*) FROM told SEMI JOIN changed USING (article_id)) AS mentions,
    (SELECT count(*) FROM events_after ANTI JOIN events_before USING (event_id)) AS gained,
    (SELECT count(*) FROM events_before ANTI JOIN events_after USING (event_id)) AS lost
FROM new_articles;
