-- The ledger of commitments. Rows are never changed or deleted: what a pass adds or withdraws is written in ledger_change.
CREATE TABLE deed_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, deed_id VARCHAR, outcome VARCHAR, body VARCHAR,
    PRIMARY KEY (document_id, digest, run_id, deed_id)
);
CREATE TABLE promise_row (
    row_id VARCHAR PRIMARY KEY, promise_id VARCHAR, thread VARCHAR, origin VARCHAR, document_id VARCHAR, commitment_id VARCHAR,
    committers VARCHAR[], beneficiaries VARCHAR[], action VARCHAR, valence VARCHAR, polarity VARCHAR, strength INTEGER,
    made_earliest DATE, made_latest DATE, deadline_earliest DATE, deadline_latest DATE, testable BOOLEAN, span_start INTEGER,
    span_end INTEGER, holder VARCHAR, body VARCHAR
);
CREATE TABLE link_row (
    row_id VARCHAR PRIMARY KEY, link_id VARCHAR, promise_id VARCHAR, document_id VARCHAR, deed_id VARCHAR, relation VARCHAR,
    score DOUBLE, automatic BOOLEAN, evidence VARCHAR, evidence_start INTEGER, evidence_end INTEGER, holder VARCHAR,
    date DATE, inference VARCHAR, note VARCHAR, body VARCHAR
);
CREATE TABLE status_row (
    row_id VARCHAR PRIMARY KEY, entry_id VARCHAR, promise_id VARCHAR, as_of DATE, value VARCHAR, relation VARCHAR,
    document_id VARCHAR, evidence VARCHAR, evidence_start INTEGER, evidence_end INTEGER, holder VARCHAR, date DATE,
    inference VARCHAR, score DOUBLE, deadline_latest DATE, link_id VARCHAR, note VARCHAR, body VARCHAR
);
CREATE TABLE review_row (
    number INTEGER PRIMARY KEY, link_id VARCHAR, decision VARCHAR, reviewer VARCHAR, decided_on DATE, note VARCHAR
);
CREATE TABLE ledger_pass (pass INTEGER PRIMARY KEY, reviews INTEGER, recorded_at TIMESTAMP DEFAULT current_timestamp);
CREATE TABLE ledger_change (
    pass INTEGER, row_id VARCHAR, change VARCHAR, PRIMARY KEY (pass, row_id)
);
CREATE TABLE linked_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, pass INTEGER, PRIMARY KEY (document_id, digest, run_id, pass)
);
CREATE VIEW ledger_current AS
    SELECT row_id FROM (
        SELECT row_id, change FROM ledger_change QUALIFY row_number() OVER (PARTITION BY row_id ORDER BY pass DESC) = 1
    ) WHERE change = 'added';
-- Public: promises as the ledger keeps them; thread is the first telling of the same promise.
CREATE VIEW promise AS SELECT p.* EXCLUDE (row_id, body) FROM promise_row p JOIN ledger_current USING (row_id);
CREATE VIEW promise_link AS SELECT l.* EXCLUDE (row_id, body) FROM link_row l JOIN ledger_current USING (row_id);
CREATE VIEW review AS SELECT * FROM review_row;
CREATE VIEW review_queue AS
    SELECT l.* FROM promise_link l
    WHERE NOT l.automatic AND NOT EXISTS (SELECT 1 FROM review_row r WHERE r.link_id = l.link_id);
-- The status log that stands, and all that was ever written with the pass that added or withdrew it.
CREATE VIEW status_log AS SELECT s.* EXCLUDE (row_id, body) FROM status_row s JOIN ledger_current USING (row_id);
CREATE VIEW status_history AS
    SELECT c.pass, c.change, s.* EXCLUDE (row_id, body), l.recorded_at
    FROM status_row s JOIN ledger_change c USING (row_id) JOIN ledger_pass l USING (pass);
