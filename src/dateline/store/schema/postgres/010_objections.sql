-- What readers say is wrong with a record, and what people decided on it. Rows are added, never changed: the last decision counts.
CREATE TABLE objection_row (
    objection_id text PRIMARY KEY, document_id text, digest text, run_id text, record_id text, layer text, words text, wrong text,
    note text, reporter text, reported_at timestamp, recorded_at timestamp
);
CREATE INDEX ON objection_row (document_id);
-- The codings in which the record says what it said when it was reported: the one looked at, and later ones that left it as it was.
CREATE TABLE objection_target_row (objection_id text, digest text, run_id text, PRIMARY KEY (objection_id, digest, run_id));
CREATE TABLE objection_decision_row (
    number integer PRIMARY KEY, objection_id text, decision text, reviewer text, decided_on date, note text, recorded_at timestamp
);
CREATE INDEX ON objection_decision_row (objection_id, number);
SELECT order_by_bytes();

CREATE VIEW objection AS
    SELECT o.objection_id, o.document_id, o.record_id, o.layer, o.words, o.wrong, o.note, o.reporter, o.reported_at, o.recorded_at,
           CASE d.decision WHEN 'accept' THEN 'accepted' WHEN 'refuse' THEN 'refused' ELSE 'waiting' END AS state, d.reviewer,
           d.decided_on, d.note AS decision_note,
           EXISTS (SELECT 1 FROM objection_target_row t
                   WHERE t.objection_id = o.objection_id
                     AND (o.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)) AS stands
    FROM objection_row o
    LEFT JOIN LATERAL (
        SELECT x.decision, x.reviewer, x.decided_on, x.note FROM objection_decision_row x
        WHERE x.objection_id = o.objection_id AND x.recorded_at < (SELECT as_of_moment()) ORDER BY x.number DESC LIMIT 1
    ) d ON true
    WHERE o.recorded_at < (SELECT as_of_moment());
CREATE VIEW objection_decision AS
    SELECT number, objection_id, decision, reviewer, decided_on, note, recorded_at FROM objection_decision_row;
-- Records that an accepted report calls wrong; none where they are asked for (SET dateline.with_wrong = 'true').
CREATE VIEW wrong_now AS
    SELECT o.document_id, t.digest, t.run_id, o.record_id,
           'reported wrong: ' || string_agg(DISTINCT o.wrong, ', ' ORDER BY o.wrong) AS reason
    FROM objection o JOIN objection_target_row t USING (objection_id)
    WHERE o.state = 'accepted' AND coalesce(current_setting('dateline.with_wrong', true), '') <> 'true'
    GROUP BY o.document_id, t.digest, t.run_id, o.record_id;
CREATE FUNCTION wrong_at(day text) RETURNS SETOF wrong_now LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE was text := coalesce(current_setting('dateline.as_of', true), '');
BEGIN
    PERFORM set_config('dateline.as_of', coalesce(day, ''), true);
    RETURN QUERY SELECT * FROM wrong_now;
    PERFORM set_config('dateline.as_of', was, true);
END $$;
SELECT add_twin('objection');

-- The views again. An event called wrong stays in its view, withheld like what the codebook does not code; what is made of exportable
-- events leaves it out. Statements, commitments, quantities, places and wordings called wrong leave their views.
CREATE OR REPLACE VIEW event_core AS
    SELECT t.document_id, t.run_id, t.event_id, t.date_earliest, t.date_latest, t.date_granularity, t.date_basis, t.type, t.mode,
           t.contexts, t.cameo, t.quad, t.score, t.goldstein, t.place, t.place_country, t.latitude, t.longitude, t.geonameid,
           t.realis, t.historical, t.statement_id, t.trigger, t.trigger_start, t.trigger_end, t.confidence,
           t.exportable AND (SELECT w.reason FROM wrong_now w
               WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.event_id))
               IS NULL AS exportable,
           coalesce((SELECT w.reason FROM wrong_now w
               WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.event_id)),
                    t.withheld) AS withheld, t.rule, d.title, d.published, d.publisher, d.url, t.digest
    FROM event_row t
    JOIN document_version d ON d.id = t.document_id AND d.digest = t.digest
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE OR REPLACE VIEW statement AS
    SELECT t.document_id, t.run_id, t.statement_id, t.holder, t.holder_country, t.holder_kind, t.cue, t.cue_class, t.directness,
           t.polarity, t.parent, t.chain, t.content, t.cue_start, t.cue_end
    FROM statement_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)
      AND NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.statement_id));
CREATE OR REPLACE VIEW commitment AS
    SELECT t.document_id, t.run_id, t.commitment_id, t.event_id, t.committers, t.beneficiaries, t.action, t.action_type,
           t.valence, t.polarity, t.strength, t.novelty, t.specificity, t.condition, t.deadline_earliest, t.deadline_latest,
           t.deadline_basis
    FROM commitment_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)
      AND NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.commitment_id));
CREATE OR REPLACE VIEW quantity AS
    SELECT t.document_id, t.run_id, t.quantity_id, t.kind, t.low, t.high, t.bound, t.approx, t.cumulative, t.unit, t.currency,
           t.event_id, t.statement_id, t.subset_of, t.words, t.span_start, t.span_end
    FROM quantity_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)
      AND NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.quantity_id));
CREATE OR REPLACE VIEW place AS
    SELECT t.document_id, t.run_id, t.place_id, t.name, t.country, t.admin1, t.geonameid, t.latitude, t.longitude, t.precision,
           t.words, t.span_start, t.span_end
    FROM place_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)
      AND NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.place_id));
CREATE OR REPLACE VIEW wording AS
    SELECT t.document_id, t.run_id, t.wording_id, t.concept, t.variant, t.gloss, t.voice, t.holder, t.statement_id, t.words,
           t.span_start, t.span_end
    FROM wording_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now)
      AND NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (t.document_id, t.digest, t.run_id, t.wording_id));
-- A report called wrong is no evidence for an occurrence.
CREATE OR REPLACE VIEW occurrence_told AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons, r.story, e.quad, e.latitude, e.longitude
    FROM report_row r
    JOIN event_core e ON e.document_id = r.document_id AND e.digest = r.story AND e.event_id = r.event_id
    LEFT JOIN copy_row c ON c.story = r.story
    WHERE NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (e.document_id, e.digest, e.run_id, e.event_id));

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
