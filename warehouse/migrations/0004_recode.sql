-- Codings can be put in the place of older ones (warehouse/recode.py). A run that did so counts in its row
-- the articles whose codings changed, and what they gave then.
ALTER TABLE runs ADD COLUMN recoded BOOLEAN DEFAULT false;
ALTER TABLE runs ADD COLUMN number INTEGER;  -- in the order in which they were loaded
UPDATE runs SET number = n
FROM (SELECT run_id AS id, row_number() OVER (ORDER BY started_at, run_id) AS n FROM runs) numbered
WHERE runs.run_id = numbered.id;

-- The codebook by which the codings of an article hold: that of the run that made them, or of a later one that
-- coded everything anew and found them as they were.
CREATE VIEW article_codebooks AS
WITH latest AS (SELECT number, codebook_hash FROM runs WHERE recoded ORDER BY number DESC LIMIT 1)
SELECT a.article_id,
    CASE WHEN l.number > r.number THEN l.codebook_hash ELSE r.codebook_hash END AS codebook_hash
FROM articles a JOIN runs r USING (run_id) LEFT JOIN latest l ON true;
