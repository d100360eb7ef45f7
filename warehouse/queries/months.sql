SELECT period_within(start_date, end_date, 'month') AS month, count(*)::INTEGER AS n_events
FROM events WHERE status = 'occurred'
GROUP BY ALL ORDER BY month;
