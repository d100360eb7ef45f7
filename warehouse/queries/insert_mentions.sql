-- An event's id depends on its interval, source, target, code and status (codebook.records.digest); an
-- undated mention is an event of its own. A near-copy repeats what its family, the original and the
-- other copies, said first: its nth mention of a source, target, code and status is their nth one,
-- though its days may differ, because "yesterday" moves with the day of printing.
INSERT INTO mentions
WITH families AS (
    SELECT article_id, coalesce(copy_of, article_id) AS family FROM new_sketches
),
fresh AS (
    SELECT m.*, f.family, said(f.family, m.source.code, m.target.code, m.code, m.status, row_number() OVER (
        PARTITION BY m.in_article, m.source.code, m.target.code, m.code, m.status
        ORDER BY m.trigger.start, m.event_id
    )) AS said
    FROM new_mentions m JOIN families f ON f.article_id = m.in_article
),
older AS (
    SELECT m.event_id, m.repeats,
        said(f.family, m.source, m.target, m.code, m.status, row_number() OVER (
            PARTITION BY m.article_id, m.source, m.target, m.code, m.status
            ORDER BY m.trigger_start, m.mention_id
        )) AS said
    FROM mentions m
    JOIN (SELECT article_id, coalesce(copy_of, article_id) AS family FROM articles) f USING (article_id)
    WHERE f.family IN (SELECT copy_of FROM new_sketches)
),
tellers AS (
    SELECT said, arg_min(
        {'article': in_article, 'start': "start", 'end': "end"}, (in_article <> family, in_article)
    ) AS first
    FROM fresh GROUP BY said
),
keyed AS (
    SELECT f.*, o.said IS NOT NULL OR f.in_article <> t.first.article AS repeats,
        coalesce(o.event_id, left(sha256(
            CASE WHEN t.first.start IS NULL THEN f.said ELSE concat_ws(
                chr(31), t.first.start, t.first.end, coalesce(f.source.code, ''),
                coalesce(f.target.code, ''), f.code, f.status
            ) END
        ), 16)) AS event_key
    FROM fresh f
    JOIN tellers t USING (said)
    LEFT JOIN (FROM older WHERE NOT repeats) o USING (said)
)
SELECT
    event_id, event_key, in_article, $run_id, repeats,
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
ORDER BY event_key;
