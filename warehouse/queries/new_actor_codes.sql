-- Actor codes of new mentions, each with an article that has it.
WITH given AS (
    SELECT in_article, unnest([source.code, target.code, attribution.code]) AS code FROM new_mentions
)
SELECT code, min(in_article) AS article_id
FROM given WHERE code IS NOT NULL
GROUP BY code ORDER BY code;
