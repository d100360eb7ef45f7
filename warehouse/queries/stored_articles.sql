-- Articles with what ingest noted on them. Parameters: $ids.
SELECT
    {
        'article_id': a.article_id, 'text': a.text, 'language': a.language, 'published': a.published,
        'published_basis': a.published_basis, 'title': a.title, 'source': a.source, 'url': a.url
    } AS article,
    coalesce((
        SELECT list({
            'reject_id': r.reject_id, 'stage': r.stage, 'reason': r.reason, 'detail': r.detail,
            'article_id': r.article_id, 'origin': r.origin,
            'span': CASE WHEN r.span_start IS NOT NULL THEN {'start': r.span_start, 'end': r.span_end} END
        } ORDER BY r.reject_id)
        FROM rejects r
        WHERE r.article_id = a.article_id AND r.stage <> 'code' AND r.reason <> 'duplicate'
    ), []) AS noted
FROM articles a
WHERE a.article_id IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY a.article_id
