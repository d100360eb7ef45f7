-- What no mention may have. One row for each fault.
WITH spans AS (
    SELECT in_article, event_id, unnest([sentence, "trigger", source.span, target.span, "when".span]) AS span
    FROM new_mentions
)
SELECT in_article, event_id, 'event code ' || code || ' is not in codebook/ontology/cameo.csv' AS fault
FROM new_mentions ANTI JOIN cameo USING (code)
UNION ALL
SELECT in_article, event_id, 'it carries the id of another article, ' || article_id
FROM new_mentions WHERE article_id <> in_article
UNION ALL
SELECT in_article, event_id, 'its interval ends before it begins: ' || "start" || ' to ' || "end"
FROM new_mentions WHERE "start" > "end"
UNION ALL
SELECT in_article, event_id, 'it has one end of an interval and not the other'
FROM new_mentions WHERE ("start" IS NULL) <> ("end" IS NULL)
UNION ALL
SELECT s.in_article, s.event_id,
    'characters ' || s.span.start || ' to ' || s.span.end || ' lie outside the text of ' || length(a.text)
FROM spans s JOIN new_articles a ON a.article_id = s.in_article
WHERE s.span IS NOT NULL AND NOT (0 <= s.span.start AND s.span.start < s.span.end AND s.span.end <= length(a.text))
ORDER BY ALL LIMIT 20;
