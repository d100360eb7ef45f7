-- Mentions as they were coded, each with its article: codebook.records.Article and .Event again.
SELECT
    {
        'article_id': a.article_id, 'text': a.text, 'language': a.language, 'published': a.published,
        'published_basis': a.published_basis, 'title': a.title, 'source': a.source, 'url': a.url
    } AS article,
    {
        'event_id': m.mention_id, 'article_id': m.article_id, 'sentence_number': m.sentence_number,
        'sentence': {'start': m.sentence_start, 'end': m.sentence_end},
        'trigger': {'start': m.trigger_start, 'end': m.trigger_end},
        'code': m.code,
        'source': CASE WHEN m.source IS NOT NULL THEN {
            'role': 'source', 'span': {'start': m.source_start, 'end': m.source_end}, 'code': m.source,
            'actor_id': m.source_actor, 'rule_id': m.source_rule, 'steps': m.source_steps
        } END,
        'target': CASE WHEN m.target IS NOT NULL THEN {
            'role': 'target', 'span': {'start': m.target_start, 'end': m.target_end}, 'code': m.target,
            'actor_id': m.target_actor, 'rule_id': m.target_rule, 'steps': m.target_steps
        } END,
        'when': CASE WHEN m.time_start IS NOT NULL THEN {
            'span': {'start': m.time_start, 'end': m.time_end}, 'start': m.time_first, 'end': m.time_last,
            'grain': m.time_grain, 'value': m.time_value, 'timex_type': m.time_type,
            'anchor': m.time_anchor, 'rule_id': m.time_rule
        } END,
        'start': m.start_date, 'end': m.end_date, 'grain': m.grain,
        'date_basis': m.date_basis, 'status': m.status,
        'attribution': CASE WHEN m.attribution IS NOT NULL THEN {
            'role': m.attribution_role, 'span': {'start': m.attribution_start, 'end': m.attribution_end},
            'code': m.attribution, 'actor_id': m.attribution_actor, 'rule_id': m.attribution_rule,
            'steps': m.attribution_steps
        } END,
        'qualifiers': list_transform(m.qualifiers, lambda q: {
            'kind': q.kind, 'span': {'start': q.start, 'end': q.end}, 'rule_id': q.rule_id
        }),
        'rule_id': m.rule_id, 'confidence': m.confidence
    } AS event
FROM mentions m
JOIN articles a USING (article_id)
