DELETE FROM mentions WHERE article_id IN (SELECT article_id FROM new_sketches);
DELETE FROM rejects WHERE stage = 'code' AND article_id IN (FROM changed);
