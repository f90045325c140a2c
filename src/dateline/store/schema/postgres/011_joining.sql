-- The joining has a history: a join adds what is new and marks what it supersedes. A row stands from the pass pass_from until
-- before the pass pass_to (NULL: it stands). Passes are numbered in order, and their times never decrease.
CREATE TABLE join_pass (pass integer PRIMARY KEY, recorded_at timestamp);
-- Of a store of before: when old ids became aliases a join was made, and the last one came after the codings that it read.
INSERT INTO join_pass
    SELECT row_number() OVER (ORDER BY recorded_at), recorded_at
    FROM (
        SELECT recorded_at FROM occurrence_alias
        UNION
        SELECT max(recorded_at) FROM (
            SELECT recorded_at FROM occurrence_alias
            UNION ALL
            SELECT min(s.recorded_at) FROM joined_row j JOIN standing_row s USING (document_id, digest, run_id)
            GROUP BY j.document_id, j.digest, j.run_id
        ) one
    ) made WHERE recorded_at IS NOT NULL;

ALTER TABLE copy_row ADD COLUMN pass_from integer, ADD COLUMN pass_to integer;
ALTER TABLE report_row ADD COLUMN pass_from integer, ADD COLUMN pass_to integer;
ALTER TABLE occurrence_row ADD COLUMN pass_from integer, ADD COLUMN pass_to integer;
ALTER TABLE value_row ADD COLUMN pass_from integer, ADD COLUMN pass_to integer;
ALTER TABLE joined_row ADD COLUMN pass_from integer, ADD COLUMN pass_to integer;
UPDATE copy_row SET pass_from = (SELECT max(pass) FROM join_pass);
UPDATE report_row SET pass_from = (SELECT max(pass) FROM join_pass);
UPDATE occurrence_row SET pass_from = (SELECT max(pass) FROM join_pass);
UPDATE value_row SET pass_from = (SELECT max(pass) FROM join_pass);
UPDATE joined_row SET pass_from = (SELECT max(pass) FROM join_pass);
-- An id that an occurrence had until a pass, and the one it has since. One occurrence_alias for each, until now a table.
CREATE TABLE alias_row (old_id text, occurrence_id text, pass integer, PRIMARY KEY (old_id, pass));
SELECT order_by_bytes();
INSERT INTO alias_row
    SELECT a.old_id, min(a.occurrence_id), p.pass
    FROM occurrence_alias a JOIN join_pass p USING (recorded_at) GROUP BY a.old_id, p.pass;
DROP TABLE occurrence_alias;
-- A person's decision on a link counts from when it was recorded. Of a store of before: from the first pass that saw it.
ALTER TABLE review_row ADD COLUMN recorded_at timestamp;
UPDATE review_row r SET recorded_at =
    coalesce((SELECT min(p.recorded_at) FROM ledger_pass p WHERE p.reviews >= r.number), r.decided_on::timestamp);

-- The last pass of each kind that was recorded before the moment (0: none). A view, so that a reader needs no right to the tables.
CREATE VIEW pass_now AS
    SELECT (SELECT coalesce(max(pass), 0) FROM join_pass WHERE recorded_at < (SELECT as_of_moment())) AS joined,
           (SELECT coalesce(max(pass), 0) FROM ledger_pass WHERE recorded_at < (SELECT as_of_moment())) AS linked;
CREATE VIEW copy_now AS
    SELECT group_id, story, position, score, reasons FROM copy_row
    WHERE pass_from <= (SELECT joined FROM pass_now) AND (pass_to IS NULL OR pass_to > (SELECT joined FROM pass_now));
CREATE VIEW report_now AS
    SELECT report_id, occurrence_id, position, document_id, story, event_id, merged_with, score, reasons, decided_by, holder,
           sentence
    FROM report_row
    WHERE pass_from <= (SELECT joined FROM pass_now) AND (pass_to IS NULL OR pass_to > (SELECT joined FROM pass_now));
CREATE VIEW occurrence_now AS
    SELECT occurrence_id, reports, independent_reports, disputed FROM occurrence_row
    WHERE pass_from <= (SELECT joined FROM pass_now) AND (pass_to IS NULL OR pass_to > (SELECT joined FROM pass_now));
CREATE VIEW value_now AS
    SELECT occurrence_id, position, field, value, low, high, holders, reports, independent_reports FROM value_row
    WHERE pass_from <= (SELECT joined FROM pass_now) AND (pass_to IS NULL OR pass_to > (SELECT joined FROM pass_now));
CREATE VIEW joined_now AS
    SELECT document_id, digest, run_id FROM joined_row
    WHERE pass_from <= (SELECT joined FROM pass_now) AND (pass_to IS NULL OR pass_to > (SELECT joined FROM pass_now));
CREATE VIEW alias_now AS
    SELECT old_id, occurrence_id, pass FROM alias_row WHERE pass <= (SELECT joined FROM pass_now);

CREATE OR REPLACE VIEW near_copy AS
    SELECT c.group_id, d.id AS document_id, c.position = 0 AS base, c.score, d.publisher, d.published, d.title, d.url, c.reasons
    FROM copy_now c JOIN document d ON d.digest = c.story;
-- Occurrences as the last join until then saw them, with the reports that stood: what is retracted or called wrong is no evidence.
CREATE OR REPLACE VIEW occurrence_told AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons, r.story, e.quad, e.latitude, e.longitude
    FROM report_now r
    JOIN event_core e ON e.document_id = r.document_id AND e.digest = r.story AND e.event_id = r.event_id
    LEFT JOIN copy_now c ON c.story = r.story
    WHERE NOT EXISTS (
        SELECT 1 FROM wrong_now w
        WHERE (w.document_id, w.digest, w.run_id, w.record_id) = (e.document_id, e.digest, e.run_id, e.event_id));
-- (SELECT true … LIMIT 1) is looked up by its key for each report; EXISTS would be joined with all of them each time.
CREATE OR REPLACE VIEW occurrence_value AS
    SELECT t.occurrence_id, t.position, t.field, t.value, t.low, t.high, t.holders, t.reports,
           (SELECT count(DISTINCT coalesce(c.group_id, r.story))
            FROM unnest(t.reports) one JOIN report_now r ON r.report_id = one LEFT JOIN copy_now c ON c.story = r.story)::integer
               AS independent_reports,
           t.field = ANY (o.disputed) AND count(*) OVER (PARTITION BY t.occurrence_id, t.field) > 1 AS disputed
    FROM (
        SELECT v.occurrence_id, v.position, v.field, v.value, v.low, v.high, v.holders,
               ARRAY(SELECT u.one FROM unnest(v.reports) WITH ORDINALITY u(one, at)
                     WHERE (SELECT true FROM occurrence_told r WHERE r.report_id = u.one LIMIT 1) ORDER BY u.at) AS reports
        FROM value_now v
    ) t
    JOIN occurrence_now o ON o.occurrence_id = t.occurrence_id
    WHERE cardinality(t.reports) > 0;
CREATE OR REPLACE VIEW occurrence AS
    SELECT r.occurrence_id, count(*)::integer AS reports,
           count(DISTINCT coalesce(r.copy_group, r.story))::integer AS independent_reports,
           count(DISTINCT r.publisher) AS publishers,
           (array_agg(r.type ORDER BY r.position) FILTER (WHERE r.type IS NOT NULL))[1] AS type,
           array_agg(DISTINCT r.type ORDER BY r.type) AS types,
           (array_agg(r.mode ORDER BY r.position) FILTER (WHERE r.mode IS NOT NULL))[1] AS mode,
           (array_agg(r.quad ORDER BY r.position) FILTER (WHERE r.quad IS NOT NULL))[1] AS quad,
           min(r.date_earliest) AS date_earliest, max(r.date_latest) AS date_latest,
           (array_agg(r.place ORDER BY r.position) FILTER (WHERE r.place IS NOT NULL))[1] AS place,
           (array_agg(r.place_country ORDER BY r.position)
               FILTER (WHERE r.place IS NOT NULL AND r.place_country IS NOT NULL))[1] AS place_country,
           (array_agg(r.latitude ORDER BY r.position) FILTER (WHERE r.latitude IS NOT NULL))[1] AS latitude,
           (array_agg(r.longitude ORDER BY r.position) FILTER (WHERE r.longitude IS NOT NULL))[1] AS longitude,
           min(r.published) AS first_published, max(r.published) AS last_published,
           ARRAY(SELECT u.one FROM unnest(o.disputed) WITH ORDINALITY u(one, at)
                 WHERE (SELECT count(*) FROM occurrence_value v WHERE v.occurrence_id = r.occurrence_id AND v.field = u.one) > 1
                 ORDER BY u.at) AS disputed,
           (array_agg(r.sentence ORDER BY r.position) FILTER (WHERE r.sentence IS NOT NULL))[1] AS sentence
    FROM occurrence_told r JOIN occurrence_now o ON o.occurrence_id = r.occurrence_id
    GROUP BY r.occurrence_id, o.disputed;
CREATE VIEW occurrence_alias AS
    SELECT a.old_id, a.occurrence_id, p.recorded_at FROM alias_now a JOIN join_pass p USING (pass);
CREATE VIEW occurrence_decision AS
    SELECT number, action, reports, others, decided_by, note, undoes, recorded_at FROM decision_row
    WHERE recorded_at < (SELECT as_of_moment());
-- Where each report stood when. A pass that the next one followed at the same moment was never to be seen.
CREATE VIEW occurrence_history AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, r.merged_with, r.score, r.decided_by,
           f.recorded_at AS known_from, u.recorded_at AS known_until
    FROM report_row r JOIN join_pass f ON f.pass = r.pass_from LEFT JOIN join_pass u ON u.pass = r.pass_to
    WHERE f.recorded_at IS DISTINCT FROM u.recorded_at;
-- Now that no view hangs on the old keys, the new ones.
ALTER TABLE copy_row DROP CONSTRAINT copy_row_pkey, ADD PRIMARY KEY (group_id, story, pass_from);
ALTER TABLE report_row DROP CONSTRAINT report_row_pkey, ADD PRIMARY KEY (report_id, pass_from);
ALTER TABLE occurrence_row DROP CONSTRAINT occurrence_row_pkey, ADD PRIMARY KEY (occurrence_id, pass_from);
ALTER TABLE value_row DROP CONSTRAINT value_row_pkey, ADD PRIMARY KEY (occurrence_id, position, pass_from);
ALTER TABLE joined_row DROP CONSTRAINT joined_row_pkey, ADD PRIMARY KEY (document_id, digest, run_id, pass_from);

-- The ledger as the passes up to the moment left it.
CREATE OR REPLACE VIEW ledger_current AS
    SELECT c.row_id FROM ledger_change c
    WHERE c.change = 'added' AND c.pass <= (SELECT linked FROM pass_now) AND NOT EXISTS (
        SELECT 1 FROM ledger_change l
        WHERE l.row_id = c.row_id AND l.pass > c.pass AND l.pass <= (SELECT linked FROM pass_now));
CREATE OR REPLACE VIEW review AS
    SELECT number, link_id, decision, reviewer, decided_on, note FROM review_row WHERE recorded_at < (SELECT as_of_moment());
CREATE OR REPLACE VIEW review_queue AS
    SELECT l.* FROM promise_link l WHERE NOT l.automatic AND NOT EXISTS (SELECT 1 FROM review r WHERE r.link_id = l.link_id);
SELECT add_twin(name) FROM unnest(ARRAY[
    'near_copy', 'occurrence_alias', 'occurrence_decision', 'promise', 'promise_link', 'review', 'review_queue', 'status_log'
]) name;

COMMENT ON VIEW occurrence_alias IS 'Ids that occurrences had before a join gave their reports to another one';
COMMENT ON COLUMN occurrence_alias.old_id IS 'The id until then';
COMMENT ON COLUMN occurrence_alias.occurrence_id IS 'Where most of its reports went; that one may have an alias too';
COMMENT ON COLUMN occurrence_alias.recorded_at IS 'When (UTC)';
COMMENT ON VIEW occurrence_decision IS 'Merges and splits by hand, and what was undone; of two that clash the later one counts';
COMMENT ON COLUMN occurrence_decision.number IS 'Order';
COMMENT ON COLUMN occurrence_decision.action IS 'merge, split or undo';
COMMENT ON COLUMN occurrence_decision.reports IS 'The reports put together, or taken out';
COMMENT ON COLUMN occurrence_decision.others IS 'Of a split: the reports they were taken from';
COMMENT ON COLUMN occurrence_decision.decided_by IS 'Who';
COMMENT ON COLUMN occurrence_decision.note IS 'Why';
COMMENT ON COLUMN occurrence_decision.undoes IS 'Of an undo: the decision taken back';
COMMENT ON COLUMN occurrence_decision.recorded_at IS 'When it was recorded (UTC)';
COMMENT ON VIEW occurrence_history IS 'Which occurrence each report stood in, and when; one row for each such time';
COMMENT ON COLUMN occurrence_history.occurrence_id IS 'The occurrence';
COMMENT ON COLUMN occurrence_history.report_id IS 'The report';
COMMENT ON COLUMN occurrence_history.document_id IS 'The document that reports';
COMMENT ON COLUMN occurrence_history.event_id IS 'The event in it';
COMMENT ON COLUMN occurrence_history.position IS 'Order in the occurrence, from 0';
COMMENT ON COLUMN occurrence_history.merged_with IS 'The report that spoke most for the merge; NULL: the first';
COMMENT ON COLUMN occurrence_history.score IS 'How much they agree';
COMMENT ON COLUMN occurrence_history.decided_by IS 'Who merged it: a person by hand, or dateline; empty: the first';
COMMENT ON COLUMN occurrence_history.known_from IS 'When the join that put it there was recorded (UTC)';
COMMENT ON COLUMN occurrence_history.known_until IS 'When a join put it elsewhere; NULL: it stands there';
