INSERT INTO rejects
SELECT reject_id, stage, reason, detail, article_id, origin, span.start, span.end, $run_id
FROM new_rejects;
