-- Event counts by a key and a period. The names in braces are filled in by warehouse/reports.py.
WITH told AS (
    SELECT m.event_id, a.language, count(*) AS n
    FROM mentions m JOIN articles a USING (article_id)
    WHERE NOT m.repeats
    GROUP BY ALL
),
keyed AS (
    SELECT {keys}, period_within(e.start_date, e.end_date, $grain) AS period, e.event_id, e.goldstein, told.n
    FROM events e
    JOIN told USING (event_id)
    JOIN cameo root ON root.code = e.root
    JOIN quad_classes quad ON quad.quad_class = e.quad_class
    LEFT JOIN actors s ON s.code = e.source
    LEFT JOIN actors t ON t.code = e.target
    WHERE ($status IS NULL OR e.status = $status)
        AND ($since IS NULL OR e.start_date >= $since::DATE)
        AND ($until IS NULL OR e.end_date <= $until::DATE)
        AND ($source IS NULL OR starts_with(e.source, $source))
        AND ($target IS NULL OR starts_with(e.target, $target))
        AND e.confidence >= $confidence
),
items AS (
    SELECT * EXCLUDE (goldstein, n), any_value(goldstein) AS goldstein, sum(n) AS n
    FROM keyed GROUP BY ALL
),
counted AS (
    SELECT period, * EXCLUDE (period, event_id, goldstein, n),
        count(*)::INTEGER AS n_events, sum(n)::INTEGER AS n_mentions,
        round(avg(goldstein), 2) AS goldstein_mean
    FROM items GROUP BY ALL
)
SELECT * FROM counted
ORDER BY period, {measure} DESC, COLUMNS(*);
