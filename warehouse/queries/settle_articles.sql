-- Changed articles are this run's. Parameters: $run_id.
UPDATE articles SET outcome = n.outcome, run_id = $run_id
FROM new_articles n WHERE n.article_id = articles.article_id;
