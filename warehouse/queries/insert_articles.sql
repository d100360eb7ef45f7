-- The staged rows into the tables. Parameters: $run_id.
INSERT INTO articles
SELECT a.article_id, a.text, a.language, a.published, a.published_basis, a.title, a.source, a.url,
    a.outcome, s.copy_of, s.sketch, $run_id
FROM new_articles a JOIN new_sketches s USING (article_id)
ORDER BY a.article_id;
