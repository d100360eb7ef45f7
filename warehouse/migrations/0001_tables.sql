-- What was read, what was coded, what made it. Spans are half-open and point into articles.text.

CREATE TABLE runs (
    run_id            VARCHAR PRIMARY KEY,
    logical_date      DATE NOT NULL,
    started_at        TIMESTAMP NOT NULL,  -- UTC
    codebook_hash     VARCHAR NOT NULL,
    pipeline_versions MAP(VARCHAR, VARCHAR) NOT NULL,
    code_version      VARCHAR NOT NULL,
    articles          INTEGER NOT NULL,
    coded             INTEGER NOT NULL,
    empty             INTEGER NOT NULL,
    rejected          INTEGER NOT NULL,
    duplicates        INTEGER NOT NULL,
    copies            INTEGER NOT NULL,
    mentions          INTEGER NOT NULL,
    events            INTEGER NOT NULL,
    CHECK (articles = coded + empty + rejected)
);

CREATE TABLE articles (
    article_id      VARCHAR PRIMARY KEY,
    text            VARCHAR NOT NULL,
    language        VARCHAR,
    published       DATE,
    published_basis VARCHAR NOT NULL CHECK (published_basis IN ('metadata', 'inferred', 'none')),
    title           VARCHAR,
    source          VARCHAR,
    url             VARCHAR,
    outcome         VARCHAR NOT NULL CHECK (outcome IN ('coded', 'empty', 'rejected')),
    copy_of         VARCHAR,               -- the article whose text this one repeats
    sketch          UINTEGER[] NOT NULL,   -- see warehouse/copies.py
    run_id          VARCHAR NOT NULL
);

CREATE TABLE cameo (
    code       VARCHAR PRIMARY KEY,
    parent     VARCHAR,
    root       VARCHAR NOT NULL,
    label      VARCHAR NOT NULL,
    quad_class TINYINT NOT NULL CHECK (quad_class BETWEEN 1 AND 4),
    goldstein  DOUBLE NOT NULL CHECK (goldstein BETWEEN -10 AND 10)
);

CREATE TABLE plover (
    code       VARCHAR PRIMARY KEY,        -- the CAMEO code that is translated
    event_type VARCHAR NOT NULL,
    mode       VARCHAR,
    context    VARCHAR
);

CREATE TABLE actors (
    code         VARCHAR PRIMARY KEY,      -- as mentions carry it, e.g. RUSGOVMIL
    name         VARCHAR NOT NULL,
    country      VARCHAR,
    organisation VARCHAR,                  -- with its own code, or a group such as ISI
    region       VARCHAR,
    ethnic       VARCHAR,
    religion     VARCHAR,
    sectors      VARCHAR[] NOT NULL        -- GOV, MIL, …, and the generic kinds IGO, NGO, …
);

-- One coded statement of one article: records.Event, flattened.
CREATE TABLE mentions (
    mention_id        VARCHAR PRIMARY KEY,
    event_id          VARCHAR NOT NULL,    -- the real-world event: see event_tallies
    article_id        VARCHAR NOT NULL,
    run_id            VARCHAR NOT NULL,
    repeats           BOOLEAN NOT NULL,    -- a near-copy's mention of what was said before
    sentence_number   INTEGER NOT NULL,
    sentence_start    INTEGER NOT NULL,
    sentence_end      INTEGER NOT NULL,
    trigger_start     INTEGER NOT NULL,
    trigger_end       INTEGER NOT NULL,
    code              VARCHAR NOT NULL,
    source            VARCHAR,
    source_start      INTEGER,
    source_end        INTEGER,
    source_actor      VARCHAR,
    source_rule       VARCHAR,
    source_steps      VARCHAR[],
    target            VARCHAR,
    target_start      INTEGER,
    target_end        INTEGER,
    target_actor      VARCHAR,
    target_rule       VARCHAR,
    target_steps      VARCHAR[],
    attribution       VARCHAR,
    attribution_role  VARCHAR,
    attribution_start INTEGER,
    attribution_end   INTEGER,
    attribution_actor VARCHAR,
    attribution_rule  VARCHAR,
    attribution_steps VARCHAR[],
    time_start        INTEGER,
    time_end          INTEGER,
    time_first        DATE,                -- what the expression means by itself …
    time_last         DATE,
    time_grain        VARCHAR,
    time_value        VARCHAR,
    time_type         VARCHAR,
    time_anchor       DATE,
    time_rule         VARCHAR,
    start_date        DATE,                -- … and the inclusive days in force for the event
    end_date          DATE,
    grain             VARCHAR,
    date_basis        VARCHAR NOT NULL CHECK (date_basis IN ('text', 'published', 'none')),
    status            VARCHAR NOT NULL CHECK (status IN ('occurred', 'planned', 'negated', 'hypothetical')),
    qualifiers        STRUCT(kind VARCHAR, "start" INTEGER, "end" INTEGER, rule_id VARCHAR)[] NOT NULL,
    rule_id           VARCHAR NOT NULL,
    confidence        DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1)
);

-- A real-world event: every mention of the same days, source, target, code and status, over all
-- articles and languages. Follows from `mentions` (queries/tally.sql) and is kept for speed.
CREATE TABLE event_tallies (
    event_id   VARCHAR PRIMARY KEY,
    start_date DATE,
    end_date   DATE,
    grain      VARCHAR,
    source     VARCHAR,
    target     VARCHAR,
    code       VARCHAR NOT NULL,
    status     VARCHAR NOT NULL,
    n_mentions INTEGER NOT NULL,               -- what near-copies repeat is not counted again
    n_articles INTEGER NOT NULL,
    n_sources  INTEGER NOT NULL,               -- outlets that are named
    n_copies   INTEGER NOT NULL,               -- articles that repeat another's report of it
    first_seen DATE,                           -- days of publication
    last_seen  DATE,
    languages  VARCHAR[] NOT NULL,
    confidence DOUBLE NOT NULL                 -- of its surest mention
);

CREATE TABLE rejects (
    reject_id  VARCHAR PRIMARY KEY,
    stage      VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    detail     VARCHAR NOT NULL,
    article_id VARCHAR,
    origin     VARCHAR,
    span_start INTEGER,
    span_end   INTEGER,
    run_id     VARCHAR NOT NULL
);
