-- Tables are internal; views are the public schema. The files here say for Postgres what those of the same number above say for
-- DuckDB; as no store on Postgres is older than them, what 005 adds to the tables there stands here at once.
CREATE TABLE run (
    id text PRIMARY KEY, version text, codebook text, model text, settings json,
    recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC')
);
CREATE TABLE document_version (
    id text, digest text, title text, text text, published date, publisher text, url text, language text,
    recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC'), PRIMARY KEY (id, digest)
);
CREATE TABLE coding (
    document_id text, digest text, run_id text, body text, recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC'),
    PRIMARY KEY (document_id, digest, run_id)
);
CREATE TABLE event_row (
    document_id text, digest text, run_id text, event_id text, date_earliest date, date_latest date, date_granularity text,
    date_basis text, type text, mode text, contexts text[], cameo text, quad text, score double precision,
    goldstein double precision, place text, place_country text, latitude double precision, longitude double precision,
    geonameid bigint, realis text, historical boolean, statement_id text, trigger text, trigger_start integer,
    trigger_end integer, confidence double precision, exportable boolean, withheld text, rule text,
    PRIMARY KEY (document_id, digest, run_id, event_id)
);
CREATE TABLE participant_row (
    document_id text, digest text, run_id text, event_id text, role text, position integer, name text, country text,
    sectors text[], entity text, span_start integer, span_end integer,
    PRIMARY KEY (document_id, digest, run_id, event_id, role, position)
);
CREATE TABLE statement_row (
    document_id text, digest text, run_id text, statement_id text, holder text, holder_country text, holder_kind text, cue text,
    cue_class text, directness text, polarity text, parent text, chain text, content text, cue_start integer, cue_end integer,
    PRIMARY KEY (document_id, digest, run_id, statement_id)
);
CREATE TABLE commitment_row (
    document_id text, digest text, run_id text, commitment_id text, event_id text, committers text[], beneficiaries text[],
    action text, action_type text, valence text, polarity text, strength integer, novelty text, specificity integer,
    condition text, deadline_earliest date, deadline_latest date, deadline_basis text,
    PRIMARY KEY (document_id, digest, run_id, commitment_id)
);
CREATE TABLE failure_row (
    document_id text, digest text, run_id text, stage text, error text, message text, place text,
    PRIMARY KEY (document_id, digest, run_id, stage)
);
CREATE TABLE quantity_row (
    document_id text, digest text, run_id text, quantity_id text, kind text, low double precision, high double precision,
    bound text, approx boolean, cumulative boolean, unit text, currency text, event_id text, statement_id text, subset_of text,
    words text, span_start integer, span_end integer, PRIMARY KEY (document_id, digest, run_id, quantity_id)
);
CREATE TABLE place_row (
    document_id text, digest text, run_id text, place_id text, name text, country text, admin1 text, geonameid bigint,
    latitude double precision, longitude double precision, precision text, words text, span_start integer, span_end integer,
    PRIMARY KEY (document_id, digest, run_id, place_id)
);
CREATE TABLE wording_row (
    document_id text, digest text, run_id text, wording_id text, concept text, variant text, gloss text, voice text, holder text,
    statement_id text, words text, span_start integer, span_end integer,
    PRIMARY KEY (document_id, digest, run_id, wording_id)
);
-- One row for each change: a coding came to stand for its document (retracted is NULL), or the document was retracted or restored
-- (digest is NULL). Rows are added, never changed: what the store knew on a day stays what it was.
CREATE TABLE standing_row (
    number bigint PRIMARY KEY, document_id text, digest text, run_id text, retracted boolean, reason text, withdrawn_on date,
    decided_by text, recorded_at timestamp
);
CREATE INDEX ON standing_row (document_id, number);
CREATE INDEX ON standing_row (document_id, number) WHERE retracted IS NOT NULL;
CREATE INDEX ON standing_row (recorded_at);

-- Text is ordered and compared byte by byte, as in a DuckDB file, whatever the database's locale. To be called after new tables.
CREATE FUNCTION order_by_bytes() RETURNS void LANGUAGE plpgsql AS $$
DECLARE col record;
BEGIN
    FOR col IN
        SELECT c.oid::regclass AS named, a.attname, format_type(a.atttypid, NULL) AS kind
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
          AND a.atttypid IN ('text'::regtype, 'text[]'::regtype) AND a.attcollation <> 'pg_catalog."C"'::regcollation
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I TYPE %s COLLATE "C"', col.named, col.attname, col.kind);
    END LOOP;
END $$;
SELECT order_by_bytes();
