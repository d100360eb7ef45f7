-- The events of the new mentions: those to be counted afresh.
INSERT INTO touched
SELECT DISTINCT o.event_id FROM mentions o SEMI JOIN new_mentions n ON n.event_id = o.mention_id;
