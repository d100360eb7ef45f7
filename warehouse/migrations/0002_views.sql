-- The events with what CAMEO says of them.
CREATE VIEW events AS
SELECT t.event_id, t.start_date, t.end_date, t.grain, t.source, t.target, t.code,
    c.root, c.label, c.quad_class, c.goldstein, t.status,
    t.n_mentions, t.n_articles, t.n_sources, t.n_copies, t.first_seen, t.last_seen, t.languages, t.confidence
FROM event_tallies t JOIN cameo c USING (code);

-- The views below count events that occurred. A day or month is filled only by events whose whole
-- interval lies inside it: none is moved to a day that no text names.
CREATE VIEW daily_counts AS
SELECT start_date AS day, source, target, code, root, quad_class,
    count(*)::INTEGER AS n_events, sum(n_mentions)::INTEGER AS n_mentions
FROM events
WHERE status = 'occurred' AND start_date = end_date
GROUP BY ALL ORDER BY ALL;

CREATE VIEW month_events AS
SELECT date_trunc('month', start_date)::DATE AS month, *
FROM events
WHERE status = 'occurred' AND date_trunc('month', start_date) = date_trunc('month', end_date);

CREATE VIEW dyad_months AS
SELECT month, source, target, count(*)::INTEGER AS n_events, sum(n_mentions)::INTEGER AS n_mentions,
    avg(goldstein) AS goldstein_mean, sum(goldstein) AS goldstein_sum
FROM month_events
WHERE source IS NOT NULL AND target IS NOT NULL
GROUP BY ALL ORDER BY month, n_events DESC, source, target;

CREATE VIEW quad_months AS
SELECT month, quad_class, count(*)::INTEGER AS n_events, sum(n_mentions)::INTEGER AS n_mentions
FROM month_events
GROUP BY ALL ORDER BY ALL;

CREATE VIEW goldstein_months AS
SELECT month, avg(goldstein) AS goldstein_mean, sum(goldstein) AS goldstein_sum,
    count(*)::INTEGER AS n_events
FROM month_events
GROUP BY ALL ORDER BY ALL;

CREATE VIEW top_dyads AS
SELECT source, target, count(*)::INTEGER AS n_events, sum(n_mentions)::INTEGER AS n_mentions,
    avg(goldstein) AS goldstein_mean, min(start_date) AS first_day, max(end_date) AS last_day
FROM events
WHERE status = 'occurred' AND source IS NOT NULL AND target IS NOT NULL
GROUP BY ALL ORDER BY n_events DESC, n_mentions DESC, source, target;

CREATE VIEW quad_classes AS
FROM (VALUES
    (1, 'Verbal cooperation'), (2, 'Material cooperation'),
    (3, 'Verbal conflict'), (4, 'Material conflict')
) quad(quad_class, label);

-- The name of the period of `grain` in which a day lies, as ISO 8601 writes it where it has a form.
CREATE MACRO period_of(day, grain) AS CASE grain
    WHEN 'day' THEN strftime(day, '%Y-%m-%d')
    WHEN 'week' THEN strftime(day, '%G-W%V')
    WHEN 'month' THEN strftime(day, '%Y-%m')
    WHEN 'quarter' THEN year(day) || '-Q' || quarter(day)
    WHEN 'year' THEN strftime(day, '%Y')
    WHEN 'all' THEN 'all'
END;

-- The period that holds the whole of [first_day, last_day]; where there is none, why.
CREATE MACRO period_within(first_day, last_day, grain) AS CASE
    WHEN grain = 'all' THEN 'all'
    WHEN first_day IS NULL OR last_day IS NULL THEN 'undated'
    WHEN period_of(first_day, grain) = period_of(last_day, grain) THEN period_of(first_day, grain)
    ELSE 'several ' || grain || 's'
END;

-- What a family of near-copies says for the nth time, as one string.
CREATE MACRO said(family, source, target, code, status, nth) AS
    concat_ws(chr(31), family, coalesce(source, ''), coalesce(target, ''), code, status, nth);
