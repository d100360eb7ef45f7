-- The latest events that occurred or are planned, each with the report that told it first.
SELECT e.*, s.name AS source_name, t.name AS target_name,
    first(m.mention_id ORDER BY m.repeats, a.published NULLS LAST, m.article_id, m.trigger_start) AS mention_id
FROM events e
JOIN mentions m USING (event_id)
JOIN articles a USING (article_id)
LEFT JOIN actors s ON s.code = e.source
LEFT JOIN actors t ON t.code = e.target
WHERE e.status IN ('occurred', 'planned')
GROUP BY ALL
ORDER BY e.last_seen DESC NULLS LAST, e.start_date DESC NULLS LAST, e.n_mentions DESC, e.event_id
LIMIT $n;
