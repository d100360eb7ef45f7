-- Events by month and quad class over the months that the articles report on: from a quarter before
-- the first of them (one article in a hundred may be older) to the last. The rest is in `outside`.
WITH span AS (
    SELECT
        date_trunc('month', quantile_disc(published, 0.01) - INTERVAL 3 MONTH)::DATE AS first,
        date_trunc('month', max(published))::DATE AS last
    FROM articles WHERE published IS NOT NULL
),
inside AS (
    SELECT m.*, month BETWEEN coalesce(span.first, month) AND coalesce(span.last, month) AS shown
    FROM month_events m, span
)
SELECT month, quad_class, count(*)::INTEGER AS n_events, sum(goldstein) AS goldstein_sum, shown
FROM inside
GROUP BY ALL ORDER BY ALL;
