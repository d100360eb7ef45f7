-- An event's id depends on its interval, source, target, code and status. An undated mention is an
-- event of its own, except that a copy's nth such mention is the nth one of the text it copies.
-- The digest is codebook.records.digest.
INSERT INTO mentions
WITH placed AS (
    SELECT m.*, coalesce(s.copy_of, s.article_id) AS family,
        row_number() OVER (
            PARTITION BY m.in_article, m.source.code, m.target.code, m.code, m.status
            ORDER BY m.trigger.start, m.event_id
        ) AS nth
    FROM new_mentions m JOIN new_sketches s ON s.article_id = m.in_article
),
keyed AS (
    SELECT *, left(sha256(concat_ws(chr(31),
        CASE WHEN "start" IS NULL THEN family ELSE "start"::VARCHAR END,
        CASE WHEN "start" IS NULL THEN nth::VARCHAR ELSE "end"::VARCHAR END,
        coalesce(source.code, ''), coalesce(target.code, ''), code, status
    )), 16) AS event_key
    FROM placed
),
told AS (
    SELECT DISTINCT m.event_id AS event_key, coalesce(a.copy_of, a.article_id) AS family
    FROM mentions m
    JOIN articles a USING (article_id)
    SEMI JOIN keyed k ON k.event_key = m.event_id AND k.family = coalesce(a.copy_of, a.article_id)
),
tellers AS (
    SELECT event_key, family, arg_min(in_article, (in_article <> family, in_article)) AS teller
    FROM keyed GROUP BY ALL
)
SELECT
    event_id, event_key, in_article, $run_id,
    told.family IS NOT NULL OR in_article <> teller,
    sentence_number, sentence.start, sentence.end, "trigger".start, "trigger".end, code,
    source.code, source.span.start, source.span.end, source.actor_id, source.rule_id, source.steps,
    target.code, target.span.start, target.span.end, target.actor_id, target.rule_id, target.steps,
    attribution.code, attribution.role, attribution.span.start, attribution.span.end,
    attribution.actor_id, attribution.rule_id, attribution.steps,
    "when".span.start, "when".span.end, "when".start, "when".end, "when".grain, "when".value,
    "when".timex_type, "when".anchor, "when".rule_id,
    "start", "end", grain, date_basis, status,
    list_transform(qualifiers, lambda q: {
        'kind': q.kind, 'start': q.span.start, 'end': q.span.end, 'rule_id': q.rule_id
    }),
    rule_id, confidence
FROM keyed
JOIN tellers USING (event_key, family)
LEFT JOIN told USING (event_key, family)
ORDER BY event_key;
