-- What the batches say of articles that the warehouse has, against what it says itself (the view `recorded`).
CREATE TEMP TABLE told AS
WITH given AS (
    SELECT s.article.article_id AS article_id, unnest(s.events) AS event, n
    FROM staged s SEMI JOIN articles a ON a.article_id = s.article.article_id
)
SELECT DISTINCT ON (article_id, event.event_id) article_id, event
FROM given ORDER BY article_id, event.event_id, n;

CREATE TEMP TABLE stored AS
SELECT event.article_id AS article_id, event FROM recorded r
SEMI JOIN staged s ON s.article.article_id = r.event.article_id;

CREATE TEMP TABLE told_rejects AS
SELECT s.article.article_id AS article_id, unnest(s.rejects) AS r
FROM staged s SEMI JOIN articles a ON a.article_id = s.article.article_id;

-- Articles of which anything is told otherwise …
CREATE TEMP TABLE changed AS
FROM (
    (SELECT article_id, event FROM told EXCEPT SELECT article_id, event FROM stored)
    UNION ALL
    (SELECT article_id, event FROM stored EXCEPT SELECT article_id, event FROM told)
) SELECT DISTINCT article_id
UNION
FROM (
    (
        SELECT article_id, r.reject_id FROM told_rejects WHERE r.stage = 'code'
        EXCEPT SELECT article_id, reject_id FROM rejects WHERE stage = 'code'
    )
    UNION ALL
    (
        SELECT k.article_id, k.reject_id FROM rejects k
        SEMI JOIN staged s ON s.article.article_id = k.article_id WHERE k.stage = 'code'
        EXCEPT SELECT article_id, r.reject_id FROM told_rejects
    )
) SELECT DISTINCT article_id;

-- … and all near-copies of these, for which of them tells an event first can change with them.
CREATE TEMP TABLE new_sketches AS
WITH families AS (SELECT coalesce(copy_of, article_id) AS family FROM articles SEMI JOIN changed USING (article_id))
SELECT article_id, published, language, sketch, copy_of
FROM articles WHERE coalesce(copy_of, article_id) IN (FROM families);

CREATE TEMP TABLE new_articles AS
SELECT a.article_id, a.text,
    CASE
        WHEN a.article_id IN (SELECT article_id FROM told) THEN 'coded'
        WHEN a.article_id IN (SELECT article_id FROM told_rejects WHERE r.span IS NULL) THEN 'rejected'
        ELSE 'empty'
    END AS outcome
FROM articles a SEMI JOIN changed USING (article_id);

CREATE TEMP TABLE new_mentions AS
SELECT article_id AS in_article, unnest(event)
FROM (
    SELECT article_id, event FROM told SEMI JOIN changed USING (article_id)
    UNION ALL
    SELECT event.article_id, event FROM recorded r
    SEMI JOIN new_sketches f ON f.article_id = r.event.article_id
    ANTI JOIN changed c ON c.article_id = r.event.article_id
);

CREATE TEMP TABLE new_rejects AS
SELECT DISTINCT ON (r.reject_id) unnest(r)
FROM told_rejects SEMI JOIN changed USING (article_id)
WHERE r.stage = 'code';

-- The events that these articles told, for whatever they tell now.
CREATE TEMP TABLE touched AS
SELECT DISTINCT event_id FROM mentions SEMI JOIN new_sketches USING (article_id);

CREATE TEMP TABLE events_before AS
SELECT event_id FROM event_tallies SEMI JOIN touched USING (event_id) WHERE status = 'occurred';
