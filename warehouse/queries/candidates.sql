-- Pairs of a new article and an older or equally new one that share a quarter of their sketches.
WITH fresh AS (
    SELECT article_id, published, language, sketch, unnest(sketch) AS shingle FROM new_sketches
),
others AS (
    SELECT article_id, published, language, unnest(sketch) AS shingle
    FROM articles
    WHERE copy_of IS NULL AND (
        published IS NULL
        OR published BETWEEN (SELECT min(published) - $window FROM new_sketches)
            AND (SELECT max(published) + $window FROM new_sketches)
        OR EXISTS (FROM new_sketches WHERE published IS NULL)
    )
    UNION ALL
    SELECT article_id, published, language, shingle FROM fresh
)
SELECT f.article_id, o.article_id AS other_id
FROM fresh f JOIN others o USING (shingle, language)
WHERE f.article_id <> o.article_id
    AND coalesce(abs(f.published - o.published) <= $window, true)
GROUP BY f.article_id, o.article_id, f.sketch
HAVING count(*) >= 0.25 * len(f.sketch)
ORDER BY ALL;
