-- One row for each run. A run that loads again adds what was new to its row.
INSERT INTO runs VALUES (
    $run_id, $logical_date, $started_at, $codebook_hash, $pipeline_versions, $code_version,
    $articles, $coded, $empty, $rejected, $duplicates, $copies, $mentions, $events
)
ON CONFLICT (run_id) DO UPDATE SET
    articles = articles + excluded.articles,
    coded = coded + excluded.coded,
    empty = empty + excluded.empty,
    rejected = rejected + excluded.rejected,
    copies = copies + excluded.copies,
    mentions = mentions + excluded.mentions,
    events = events + excluded.events;
