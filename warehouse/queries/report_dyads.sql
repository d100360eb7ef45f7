SELECT d.*, s.name AS source_name, t.name AS target_name
FROM top_dyads d
JOIN actors s ON s.code = d.source
JOIN actors t ON t.code = d.target
ORDER BY d.n_events DESC, d.n_mentions DESC, d.source, d.target LIMIT 12;
