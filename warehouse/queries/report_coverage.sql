SELECT
    min(published) AS first_published, max(published) AS last_published,
    count(DISTINCT source)::INTEGER AS n_sources,
    list_sort(list(DISTINCT language) FILTER (language IS NOT NULL)) AS languages
FROM articles;
