-- Count the events in `touched` afresh. The days are those of the original reports.
INSERT OR REPLACE INTO event_tallies
SELECT
    m.event_id,
    min(m.start_date) FILTER (NOT m.repeats), min(m.end_date) FILTER (NOT m.repeats),
    min(m.grain) FILTER (NOT m.repeats),
    m.source, m.target, m.code, m.status,
    count(*) FILTER (NOT m.repeats),
    count(DISTINCT m.article_id) FILTER (NOT m.repeats),
    count(DISTINCT a.source) FILTER (NOT m.repeats),
    count(DISTINCT m.article_id) FILTER (m.repeats),
    min(a.published), max(a.published),
    coalesce(list_sort(list(DISTINCT a.language) FILTER (a.language IS NOT NULL)), []),
    max(m.confidence)
FROM mentions m
JOIN articles a USING (article_id)
WHERE m.event_id IN (FROM touched)
GROUP BY m.event_id, m.source, m.target, m.code, m.status
ORDER BY m.event_id;
