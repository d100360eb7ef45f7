SELECT c.label, count(*)::INTEGER AS n_events, c.quad_class
FROM events e JOIN cameo c ON c.code = e.root
WHERE e.status = 'occurred'
GROUP BY ALL ORDER BY n_events DESC, c.label LIMIT 12;
