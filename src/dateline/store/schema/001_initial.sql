-- Tables are internal; the views of 002 are the public schema.
CREATE TABLE run (
    id VARCHAR PRIMARY KEY, version VARCHAR, codebook VARCHAR, model VARCHAR, settings JSON,
    recorded_at TIMESTAMP DEFAULT current_timestamp
);
CREATE TABLE document_version (
    id VARCHAR, digest VARCHAR, title VARCHAR, text VARCHAR, published DATE, publisher VARCHAR, url VARCHAR,
    language VARCHAR, recorded_at TIMESTAMP DEFAULT current_timestamp, PRIMARY KEY (id, digest)
);
CREATE TABLE coding (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, body VARCHAR, recorded_at TIMESTAMP DEFAULT current_timestamp,
    PRIMARY KEY (document_id, digest, run_id)
);
CREATE TABLE event_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, event_id VARCHAR, date_earliest DATE, date_latest DATE,
    date_granularity VARCHAR, date_basis VARCHAR, type VARCHAR, mode VARCHAR, contexts VARCHAR[], cameo VARCHAR,
    quad VARCHAR, score DOUBLE, goldstein DOUBLE, place VARCHAR, place_country VARCHAR, latitude DOUBLE, longitude DOUBLE,
    geonameid BIGINT, realis VARCHAR, historical BOOLEAN, statement_id VARCHAR, trigger VARCHAR, trigger_start INTEGER,
    trigger_end INTEGER, confidence DOUBLE, exportable BOOLEAN, withheld VARCHAR, rule VARCHAR,
    PRIMARY KEY (document_id, digest, run_id, event_id)
);
CREATE TABLE participant_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, event_id VARCHAR, role VARCHAR, position INTEGER, name VARCHAR,
    country VARCHAR, sectors VARCHAR[], entity VARCHAR, span_start INTEGER, span_end INTEGER,
    PRIMARY KEY (document_id, digest, run_id, event_id, role, position)
);
CREATE TABLE statement_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, statement_id VARCHAR, holder VARCHAR, holder_country VARCHAR,
    holder_kind VARCHAR, cue VARCHAR, cue_class VARCHAR, directness VARCHAR, polarity VARCHAR, parent VARCHAR,
    chain VARCHAR, content VARCHAR, cue_start INTEGER, cue_end INTEGER,
    PRIMARY KEY (document_id, digest, run_id, statement_id)
);
CREATE TABLE commitment_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, commitment_id VARCHAR, event_id VARCHAR, committers VARCHAR[],
    beneficiaries VARCHAR[], action VARCHAR, action_type VARCHAR, valence VARCHAR, polarity VARCHAR, strength INTEGER,
    novelty VARCHAR, specificity INTEGER, condition VARCHAR, deadline_earliest DATE, deadline_latest DATE,
    deadline_basis VARCHAR, PRIMARY KEY (document_id, digest, run_id, commitment_id)
);
CREATE TABLE failure_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, stage VARCHAR, error VARCHAR, message VARCHAR, place VARCHAR,
    PRIMARY KEY (document_id, digest, run_id, stage)
);
