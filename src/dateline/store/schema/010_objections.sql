-- What readers say is wrong with a record, and what people decided on it. Rows are added, never changed: the last decision counts.
CREATE TABLE objection_row (
    objection_id VARCHAR PRIMARY KEY, document_id VARCHAR, digest VARCHAR, run_id VARCHAR, record_id VARCHAR, layer VARCHAR,
    words VARCHAR, wrong VARCHAR, note VARCHAR, reporter VARCHAR, reported_at TIMESTAMP, recorded_at TIMESTAMP
);
-- The codings in which the record says what it said when it was reported: the one looked at, and later ones that left it as it was.
CREATE TABLE objection_target_row (
    objection_id VARCHAR, digest VARCHAR, run_id VARCHAR, PRIMARY KEY (objection_id, digest, run_id)
);
CREATE TABLE objection_decision_row (
    number INTEGER PRIMARY KEY, objection_id VARCHAR, decision VARCHAR, reviewer VARCHAR, decided_on DATE, note VARCHAR,
    recorded_at TIMESTAMP
);
CREATE MACRO objection_as_of(day) AS TABLE
    WITH decided AS (
        SELECT objection_id, arg_max(decision, number) AS decision, arg_max(reviewer, number) AS reviewer,
               arg_max(decided_on, number) AS decided_on, arg_max(note, number) AS decision_note
        FROM objection_decision_row WHERE recorded_at < moment_after(day) GROUP BY objection_id
    ), standing AS (
        SELECT DISTINCT t.objection_id
        FROM objection_target_row t JOIN objection_row o USING (objection_id)
        JOIN standing_as_of(day) s ON (s.document_id, s.digest, s.run_id) = (o.document_id, t.digest, t.run_id)
    )
    SELECT o.objection_id, o.document_id, o.record_id, o.layer, o.words, o.wrong, o.note, o.reporter, o.reported_at, o.recorded_at,
           CASE d.decision WHEN 'accept' THEN 'accepted' WHEN 'refuse' THEN 'refused' ELSE 'waiting' END AS state, d.reviewer,
           d.decided_on, d.decision_note, s.objection_id IS NOT NULL AS stands
    FROM objection_row o LEFT JOIN decided d USING (objection_id) LEFT JOIN standing s USING (objection_id)
    WHERE o.recorded_at < moment_after(day);
-- Records that an accepted report calls wrong; none where they are asked for (SET VARIABLE with_wrong = true).
CREATE MACRO wrong_at(day) AS TABLE
    SELECT o.document_id, t.digest, t.run_id, o.record_id,
           'reported wrong: ' || string_agg(DISTINCT o.wrong, ', ' ORDER BY o.wrong) AS reason
    FROM objection_as_of(day) o JOIN objection_target_row t USING (objection_id)
    WHERE o.state = 'accepted' AND NOT coalesce(getvariable('with_wrong'), false)
    GROUP BY o.document_id, t.digest, t.run_id, o.record_id;

-- The views again. An event called wrong stays in its view, withheld like what the codebook does not code; what is made of exportable
-- events leaves it out. Statements, commitments, quantities, places and wordings called wrong leave their views.
CREATE OR REPLACE MACRO event_core_as_of(day) AS TABLE
    SELECT e.* EXCLUDE (digest) REPLACE (
               e.exportable AND w.reason IS NULL AS exportable, coalesce(w.reason, e.withheld) AS withheld
           ), d.title, d.published, d.publisher, d.url
    FROM event_row e
    JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    JOIN document_version d ON (d.id, d.digest) = (e.document_id, e.digest)
    LEFT JOIN wrong_at(day) w
           ON (w.document_id, w.digest, w.run_id, w.record_id) = (e.document_id, e.digest, e.run_id, e.event_id);
CREATE OR REPLACE MACRO statement_as_of(day) AS TABLE
    SELECT t.* EXCLUDE (digest) FROM statement_row t JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.statement_id);
CREATE OR REPLACE MACRO commitment_as_of(day) AS TABLE
    SELECT m.* EXCLUDE (digest) FROM commitment_row m JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (m.document_id, m.digest, m.run_id, m.commitment_id);
CREATE OR REPLACE MACRO quantity_as_of(day) AS TABLE
    SELECT q.* EXCLUDE (digest) FROM quantity_row q JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (q.document_id, q.digest, q.run_id, q.quantity_id);
CREATE OR REPLACE MACRO place_as_of(day) AS TABLE
    SELECT p.* EXCLUDE (digest) FROM place_row p JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (p.document_id, p.digest, p.run_id, p.place_id);
CREATE OR REPLACE MACRO wording_as_of(day) AS TABLE
    SELECT c.* EXCLUDE (digest) FROM wording_row c JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (c.document_id, c.digest, c.run_id, c.wording_id);
-- A report called wrong is no evidence for an occurrence.
CREATE OR REPLACE MACRO occurrence_report_as_of(day) AS TABLE
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons
    FROM report_row r
    JOIN event_core_as_of(day) e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    JOIN standing_as_of(day) k ON (k.document_id, k.digest) = (r.document_id, r.story)
    LEFT JOIN copy_row c ON c.story = r.story
    ANTI JOIN wrong_at(day) w ON (w.document_id, w.digest, w.run_id, w.record_id) = (r.document_id, k.digest, k.run_id, r.event_id);
CREATE VIEW objection AS FROM objection_as_of(getvariable('as_of'));
CREATE VIEW objection_decision AS
    SELECT number, objection_id, decision, reviewer, decided_on, note, recorded_at FROM objection_decision_row;

COMMENT ON VIEW objection IS 'What readers reported wrong, with the last decision on it';
COMMENT ON COLUMN objection.objection_id IS 'The report';
COMMENT ON COLUMN objection.document_id IS 'The story';
COMMENT ON COLUMN objection.record_id IS 'The record: an event, a statement … of that story';
COMMENT ON COLUMN objection.layer IS 'The layer it is in';
COMMENT ON COLUMN objection.words IS 'The words it stands on';
COMMENT ON COLUMN objection.wrong IS 'What is wrong with it: it is not there, actor, recipient, type, date, place, realis …';
COMMENT ON COLUMN objection.note IS 'Why, or what is right';
COMMENT ON COLUMN objection.reporter IS 'Who reported it; empty if not told';
COMMENT ON COLUMN objection.reported_at IS 'When (UTC)';
COMMENT ON COLUMN objection.recorded_at IS 'When it was taken into the queue (UTC)';
COMMENT ON COLUMN objection.state IS 'waiting, accepted or refused';
COMMENT ON COLUMN objection.reviewer IS 'Who decided';
COMMENT ON COLUMN objection.decided_on IS 'When';
COMMENT ON COLUMN objection.decision_note IS 'Why';
COMMENT ON COLUMN objection.stands IS 'Whether the coding that stands still has the record as it was reported';
COMMENT ON VIEW objection_decision IS 'All decisions on readers'' reports; the last one on a report counts';
COMMENT ON COLUMN objection_decision.number IS 'Order';
COMMENT ON COLUMN objection_decision.objection_id IS 'The report';
COMMENT ON COLUMN objection_decision.decision IS 'accept or refuse';
COMMENT ON COLUMN objection_decision.reviewer IS 'Who';
COMMENT ON COLUMN objection_decision.decided_on IS 'When';
COMMENT ON COLUMN objection_decision.note IS 'Why';
COMMENT ON COLUMN objection_decision.recorded_at IS 'When it was recorded (UTC)';
