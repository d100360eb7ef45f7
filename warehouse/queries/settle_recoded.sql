-- After the mentions are in: those of articles that did not change stay their own run's; events that nobody tells
-- any more go, and actors that nobody names.
UPDATE mentions SET run_id = a.run_id
FROM articles a SEMI JOIN new_sketches f ON f.article_id = a.article_id
WHERE mentions.article_id = a.article_id AND mentions.run_id <> a.run_id;

DELETE FROM event_tallies WHERE event_id IN (SELECT event_id FROM touched ANTI JOIN mentions USING (event_id));

DELETE FROM actors WHERE code NOT IN (
    SELECT code FROM (SELECT unnest([source, target, attribution]) AS code FROM mentions) WHERE code IS NOT NULL
);
