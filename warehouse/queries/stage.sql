-- New articles of the batches, each once: the first row that has it, unless the warehouse has it.
CREATE TEMP TABLE new_articles AS
WITH first_rows AS (
    SELECT article.article_id AS article_id, min(n) AS n
    FROM staged WHERE article IS NOT NULL
    GROUP BY article.article_id
)
SELECT
    unnest(s.article), s.events, s.rejects, s.n,
    CASE
        WHEN len(s.events) > 0 THEN 'coded'
        WHEN len(list_filter(s.rejects, lambda r: r.span IS NULL)) > 0 THEN 'rejected'
        ELSE 'empty'
    END AS outcome
FROM staged s
JOIN first_rows USING (n)
ANTI JOIN articles known ON known.article_id = s.article.article_id;

CREATE TEMP TABLE new_mentions AS
SELECT DISTINCT ON (in_article, e.event_id) in_article, unnest(e)
FROM (SELECT article_id AS in_article, n, unnest(events) AS e FROM new_articles)
ORDER BY in_article, e.event_id, n;

-- Rejects of new articles, and those that belong to no coded article.
CREATE TEMP TABLE new_rejects AS
WITH given AS (
    SELECT n, unnest(rejects) AS r FROM new_articles
    UNION ALL
    SELECT n, unnest(rejects) AS r FROM staged WHERE article IS NULL
)
SELECT DISTINCT ON (r.reject_id) unnest(r)
FROM given ANTI JOIN rejects known ON known.reject_id = given.r.reject_id
ORDER BY r.reject_id, n;

CREATE TEMP TABLE touched (event_id VARCHAR);
