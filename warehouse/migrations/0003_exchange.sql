-- The events that occurred, in the 61 columns of the GDELT 2.0 event table and in its order.
--
-- Null is what we do not know: places (…Geo_…), tone, and whether the event stands in the lead
-- (IsRootEvent); SQLDATE and FractionDate of an event that is not dated to the day, MonthYear and Year
-- of one that no single month or year holds. GLOBALEVENTID is the first fifteen hexadecimal digits of
-- the event_id as a number. FractionDate counts a month as 30 days of 365, as GDELT's figures do. An
-- actor's country may be a region of CAMEO, its known group the last three letters of its code.
CREATE VIEW gdelt_events AS
WITH typed AS (
    SELECT *, list_concat(
        [kind FOR kind IN ['IGO', 'NGO', 'NGM', 'IMG', 'MNC'] IF starts_with(organisation, kind)], sectors
    ) AS types
    FROM actors
),
reports AS (
    SELECT m.event_id, min(r.started_at) AS added,
        arg_min(a.url, (coalesce(a.published, DATE '9999-12-31'), a.article_id)) AS url
    FROM mentions m JOIN articles a USING (article_id) JOIN runs r ON r.run_id = m.run_id
    GROUP BY m.event_id
)
SELECT
    ('0x' || left(e.event_id, 15))::BIGINT AS GLOBALEVENTID,
    CASE WHEN e.start_date = e.end_date THEN strftime(e.start_date, '%Y%m%d')::INTEGER END AS SQLDATE,
    CASE WHEN period_of(e.start_date, 'month') = period_of(e.end_date, 'month')
        THEN strftime(e.start_date, '%Y%m')::INTEGER END AS MonthYear,
    CASE WHEN year(e.start_date) = year(e.end_date) THEN year(e.start_date)::INTEGER END AS Year,
    CASE WHEN e.start_date = e.end_date
        THEN round(year(e.start_date) + ((month(e.start_date) - 1) * 30 + day(e.start_date)) / 365, 4)
        END AS FractionDate,
    e.source AS Actor1Code,
    s.name AS Actor1Name,
    coalesce(s.country, s.region) AS Actor1CountryCode,
    right(s.organisation, 3) AS Actor1KnownGroupCode,
    s.ethnic AS Actor1EthnicCode,
    s.religion AS Actor1Religion1Code,
    NULL::VARCHAR AS Actor1Religion2Code,
    s.types[1] AS Actor1Type1Code,
    s.types[2] AS Actor1Type2Code,
    s.types[3] AS Actor1Type3Code,
    e.target AS Actor2Code,
    t.name AS Actor2Name,
    coalesce(t.country, t.region) AS Actor2CountryCode,
    right(t.organisation, 3) AS Actor2KnownGroupCode,
    t.ethnic AS Actor2EthnicCode,
    t.religion AS Actor2Religion1Code,
    NULL::VARCHAR AS Actor2Religion2Code,
    t.types[1] AS Actor2Type1Code,
    t.types[2] AS Actor2Type2Code,
    t.types[3] AS Actor2Type3Code,
    NULL::INTEGER AS IsRootEvent,
    e.code AS EventCode,
    left(e.code, 3) AS EventBaseCode,
    e.root AS EventRootCode,
    e.quad_class AS QuadClass,
    e.goldstein AS GoldsteinScale,
    e.n_mentions AS NumMentions,
    e.n_sources AS NumSources,
    e.n_articles AS NumArticles,
    NULL::DOUBLE AS AvgTone,
    NULL::INTEGER AS Actor1Geo_Type,
    NULL::VARCHAR AS Actor1Geo_Fullname,
    NULL::VARCHAR AS Actor1Geo_CountryCode,
    NULL::VARCHAR AS Actor1Geo_ADM1Code,
    NULL::VARCHAR AS Actor1Geo_ADM2Code,
    NULL::DOUBLE AS Actor1Geo_Lat,
    NULL::DOUBLE AS Actor1Geo_Long,
    NULL::VARCHAR AS Actor1Geo_FeatureID,
    NULL::INTEGER AS Actor2Geo_Type,
    NULL::VARCHAR AS Actor2Geo_Fullname,
    NULL::VARCHAR AS Actor2Geo_CountryCode,
    NULL::VARCHAR AS Actor2Geo_ADM1Code,
    NULL::VARCHAR AS Actor2Geo_ADM2Code,
    NULL::DOUBLE AS Actor2Geo_Lat,
    NULL::DOUBLE AS Actor2Geo_Long,
    NULL::VARCHAR AS Actor2Geo_FeatureID,
    NULL::INTEGER AS ActionGeo_Type,
    NULL::VARCHAR AS ActionGeo_Fullname,
    NULL::VARCHAR AS ActionGeo_CountryCode,
    NULL::VARCHAR AS ActionGeo_ADM1Code,
    NULL::VARCHAR AS ActionGeo_ADM2Code,
    NULL::DOUBLE AS ActionGeo_Lat,
    NULL::DOUBLE AS ActionGeo_Long,
    NULL::VARCHAR AS ActionGeo_FeatureID,
    strftime(r.added, '%Y%m%d%H%M%S')::BIGINT AS DATEADDED,
    r.url AS SOURCEURL
FROM events e
JOIN reports r USING (event_id)
LEFT JOIN typed s ON s.code = e.source
LEFT JOIN typed t ON t.code = e.target
WHERE e.status = 'occurred'
ORDER BY e.start_date NULLS LAST, e.event_id;

-- The events, of any status, in the terms of PLOVER (event type, mode, context) beside those of CAMEO.
CREATE VIEW plover_events AS
SELECT
    e.event_id, e.start_date, e.end_date, e.grain, e.status,
    e.source, s.name AS source_name, s.country AS source_country, s.sectors AS source_sectors,
    e.target, t.name AS target_name, t.country AS target_country, t.sectors AS target_sectors,
    p.event_type, p.mode, p.context, e.code AS cameo, e.quad_class, e.goldstein,
    e.n_mentions, e.n_articles, e.n_sources, e.first_seen, e.last_seen, e.languages
FROM events e
LEFT JOIN plover p USING (code)
LEFT JOIN actors s ON s.code = e.source
LEFT JOIN actors t ON t.code = e.target
ORDER BY e.start_date NULLS LAST, e.event_id;
