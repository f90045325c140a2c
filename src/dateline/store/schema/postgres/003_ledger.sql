-- The ledger of commitments. Rows are never changed or deleted: what a pass adds or withdraws is written in ledger_change.
CREATE TABLE deed_row (
    document_id text, digest text, run_id text, deed_id text, outcome text, body text,
    PRIMARY KEY (document_id, digest, run_id, deed_id)
);
CREATE TABLE promise_row (
    row_id text PRIMARY KEY, promise_id text, thread text, origin text, document_id text, commitment_id text, committers text[],
    beneficiaries text[], action text, valence text, polarity text, strength integer, made_earliest date, made_latest date,
    deadline_earliest date, deadline_latest date, testable boolean, span_start integer, span_end integer, holder text, body text
);
CREATE TABLE link_row (
    row_id text PRIMARY KEY, link_id text, promise_id text, document_id text, deed_id text, relation text,
    score double precision, automatic boolean, evidence text, evidence_start integer, evidence_end integer, holder text,
    date date, inference text, note text, body text
);
CREATE TABLE status_row (
    row_id text PRIMARY KEY, entry_id text, promise_id text, as_of date, value text, relation text, document_id text,
    evidence text, evidence_start integer, evidence_end integer, holder text, date date, inference text, score double precision,
    deadline_latest date, link_id text, note text, body text
);
CREATE TABLE review_row (number integer PRIMARY KEY, link_id text, decision text, reviewer text, decided_on date, note text);
CREATE TABLE ledger_pass (
    pass integer PRIMARY KEY, reviews integer, recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC')
);
-- How many retractions and restorations a pass has seen: one more, and all is linked anew.
CREATE TABLE ledger_seen (pass integer PRIMARY KEY, retractions bigint);
CREATE TABLE ledger_change (pass integer, row_id text, change text, PRIMARY KEY (pass, row_id));
CREATE INDEX ON ledger_change (row_id, pass);
CREATE TABLE linked_row (
    document_id text, digest text, run_id text, pass integer, PRIMARY KEY (document_id, digest, run_id, pass)
);
SELECT order_by_bytes();

CREATE VIEW ledger_current AS
    SELECT c.row_id FROM ledger_change c
    WHERE c.change = 'added' AND NOT EXISTS (SELECT 1 FROM ledger_change l WHERE l.row_id = c.row_id AND l.pass > c.pass);
-- What a retracted story promised or told leaves these views at once, before the next pass notes it.
CREATE VIEW promise AS
    SELECT p.promise_id, p.thread, p.origin, p.document_id, p.commitment_id, p.committers, p.beneficiaries, p.action, p.valence,
           p.polarity, p.strength, p.made_earliest, p.made_latest, p.deadline_earliest, p.deadline_latest, p.testable,
           p.span_start, p.span_end, p.holder
    FROM promise_row p JOIN ledger_current USING (row_id)
    WHERE p.document_id IN (SELECT id FROM document);
CREATE VIEW promise_link AS
    SELECT l.link_id, l.promise_id, l.document_id, l.deed_id, l.relation, l.score, l.automatic, l.evidence, l.evidence_start,
           l.evidence_end, l.holder, l.date, l.inference, l.note
    FROM link_row l JOIN ledger_current USING (row_id)
    WHERE l.document_id IN (SELECT id FROM document) AND l.promise_id IN (SELECT promise_id FROM promise);
CREATE VIEW review AS SELECT * FROM review_row;
CREATE VIEW review_queue AS
    SELECT l.* FROM promise_link l
    WHERE NOT l.automatic AND NOT EXISTS (SELECT 1 FROM review_row r WHERE r.link_id = l.link_id);
CREATE VIEW status_log AS
    SELECT s.entry_id, s.promise_id, s.as_of, s.value, s.relation, s.document_id, s.evidence, s.evidence_start, s.evidence_end,
           s.holder, s.date, s.inference, s.score, s.deadline_latest, s.link_id, s.note
    FROM status_row s JOIN ledger_current USING (row_id)
    WHERE s.promise_id IN (SELECT promise_id FROM promise)
      AND (coalesce(s.document_id, '') = '' OR s.document_id IN (SELECT id FROM document));
CREATE VIEW status_history AS
    SELECT c.pass, c.change, s.entry_id, s.promise_id, s.as_of, s.value, s.relation, s.document_id, s.evidence,
           s.evidence_start, s.evidence_end, s.holder, s.date, s.inference, s.score, s.deadline_latest, s.link_id, s.note,
           l.recorded_at
    FROM status_row s JOIN ledger_change c USING (row_id) JOIN ledger_pass l USING (pass);
