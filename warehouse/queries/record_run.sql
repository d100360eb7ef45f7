-- One row for each run. A run that loads again adds what was new to its row.
INSERT INTO runs BY NAME
SELECT
    $run_id AS run_id, $logical_date AS logical_date, $started_at AS started_at,
    $codebook_hash AS codebook_hash, $pipeline_versions AS pipeline_versions, $code_version AS code_version,
    $articles AS articles, $coded AS coded, $empty AS empty, $rejected AS rejected,
    $duplicates AS duplicates, $copies AS copies, $mentions AS mentions, $events AS events,
    $recoded AS recoded, (SELECT coalesce(max(number), 0) + 1 FROM runs) AS number
ON CONFLICT (run_id) DO UPDATE SET
    articles = articles + excluded.articles,
    coded = coded + excluded.coded,
    empty = empty + excluded.empty,
    rejected = rejected + excluded.rejected,
    copies = copies + excluded.copies,
    mentions = mentions + excluded.mentions,
    events = events + excluded.events;
