-- The joining has a history: a join adds what is new and marks what it supersedes. A row stands from the pass pass_from until
-- before the pass pass_to (NULL: it stands). Passes are numbered in order, and their times never decrease.
CREATE TABLE join_pass (pass INTEGER PRIMARY KEY, recorded_at TIMESTAMP);
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
        )
    ) WHERE recorded_at IS NOT NULL;

CREATE TEMP TABLE joining_before AS FROM copy_row;
DROP TABLE copy_row;
CREATE TABLE copy_row (
    group_id VARCHAR, story VARCHAR, position INTEGER, score DOUBLE, reasons JSON, pass_from INTEGER, pass_to INTEGER,
    PRIMARY KEY (group_id, story, pass_from)
);
INSERT INTO copy_row SELECT *, (SELECT max(pass) FROM join_pass), NULL FROM joining_before;
DROP TABLE joining_before;

CREATE TEMP TABLE joining_before AS FROM report_row;
DROP TABLE report_row;
CREATE TABLE report_row (
    report_id VARCHAR, occurrence_id VARCHAR, position INTEGER, document_id VARCHAR, story VARCHAR, event_id VARCHAR,
    merged_with VARCHAR, score DOUBLE, reasons JSON, decided_by VARCHAR, holder VARCHAR, sentence VARCHAR, pass_from INTEGER,
    pass_to INTEGER, PRIMARY KEY (report_id, pass_from)
);
INSERT INTO report_row SELECT *, (SELECT max(pass) FROM join_pass), NULL FROM joining_before;
DROP TABLE joining_before;

CREATE TEMP TABLE joining_before AS FROM occurrence_row;
DROP TABLE occurrence_row;
CREATE TABLE occurrence_row (
    occurrence_id VARCHAR, reports INTEGER, independent_reports INTEGER, disputed VARCHAR[], pass_from INTEGER, pass_to INTEGER,
    PRIMARY KEY (occurrence_id, pass_from)
);
INSERT INTO occurrence_row SELECT *, (SELECT max(pass) FROM join_pass), NULL FROM joining_before;
DROP TABLE joining_before;

CREATE TEMP TABLE joining_before AS FROM value_row;
DROP TABLE value_row;
CREATE TABLE value_row (
    occurrence_id VARCHAR, position INTEGER, field VARCHAR, value VARCHAR, low DOUBLE, high DOUBLE, holders VARCHAR[],
    reports VARCHAR[], independent_reports INTEGER, pass_from INTEGER, pass_to INTEGER,
    PRIMARY KEY (occurrence_id, position, pass_from)
);
INSERT INTO value_row SELECT *, (SELECT max(pass) FROM join_pass), NULL FROM joining_before;
DROP TABLE joining_before;

CREATE TEMP TABLE joining_before AS FROM joined_row;
DROP TABLE joined_row;
CREATE TABLE joined_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, pass_from INTEGER, pass_to INTEGER,
    PRIMARY KEY (document_id, digest, run_id, pass_from)
);
INSERT INTO joined_row SELECT *, (SELECT max(pass) FROM join_pass), NULL FROM joining_before;
DROP TABLE joining_before;

-- An id that an occurrence had until a pass, and the one it has since. One occurrence_alias for each, until now a table.
CREATE TABLE alias_row (old_id VARCHAR, occurrence_id VARCHAR, pass INTEGER, PRIMARY KEY (old_id, pass));
INSERT INTO alias_row
    SELECT a.old_id, min(a.occurrence_id), p.pass
    FROM occurrence_alias a JOIN join_pass p USING (recorded_at) GROUP BY a.old_id, p.pass;
DROP TABLE occurrence_alias;

-- A person's decision on a link counts from when it was recorded. Of a store of before: from the first pass that saw it.
CREATE TEMP TABLE review_before AS FROM review_row;
DROP TABLE review_row;
CREATE TABLE review_row (
    number INTEGER PRIMARY KEY, link_id VARCHAR, decision VARCHAR, reviewer VARCHAR, decided_on DATE, note VARCHAR,
    recorded_at TIMESTAMP
);
INSERT INTO review_row
    SELECT r.*, coalesce((SELECT min(p.recorded_at) FROM ledger_pass p WHERE p.reviews >= r.number), r.decided_on::TIMESTAMP)
    FROM review_before r;
DROP TABLE review_before;

-- The last pass of each kind that was recorded by the end of the day (0: none).
CREATE MACRO join_pass_at(day) AS (SELECT coalesce(max(pass), 0) FROM join_pass WHERE recorded_at < moment_after(day));
CREATE MACRO ledger_pass_at(day) AS (SELECT coalesce(max(pass), 0) FROM ledger_pass WHERE recorded_at < moment_after(day));

CREATE MACRO copy_at(day) AS TABLE
    SELECT * EXCLUDE (pass_from, pass_to) FROM copy_row
    WHERE pass_from <= join_pass_at(day) AND (pass_to IS NULL OR pass_to > join_pass_at(day));
CREATE MACRO report_at(day) AS TABLE
    SELECT * EXCLUDE (pass_from, pass_to) FROM report_row
    WHERE pass_from <= join_pass_at(day) AND (pass_to IS NULL OR pass_to > join_pass_at(day));
CREATE MACRO joined_at(day) AS TABLE
    SELECT * EXCLUDE (pass_from, pass_to) FROM joined_row
    WHERE pass_from <= join_pass_at(day) AND (pass_to IS NULL OR pass_to > join_pass_at(day));
CREATE MACRO occurrence_at(day) AS TABLE
    SELECT * EXCLUDE (pass_from, pass_to) FROM occurrence_row
    WHERE pass_from <= join_pass_at(day) AND (pass_to IS NULL OR pass_to > join_pass_at(day));
CREATE MACRO value_at(day) AS TABLE
    SELECT * EXCLUDE (pass_from, pass_to) FROM value_row
    WHERE pass_from <= join_pass_at(day) AND (pass_to IS NULL OR pass_to > join_pass_at(day));
CREATE MACRO alias_at(day) AS TABLE SELECT * FROM alias_row WHERE pass <= join_pass_at(day);
CREATE VIEW copy_now AS FROM copy_at(getvariable('as_of'));
CREATE VIEW report_now AS FROM report_at(getvariable('as_of'));
CREATE VIEW occurrence_now AS FROM occurrence_at(getvariable('as_of'));
CREATE VIEW value_now AS FROM value_at(getvariable('as_of'));
CREATE VIEW joined_now AS FROM joined_at(getvariable('as_of'));
CREATE VIEW alias_now AS FROM alias_at(getvariable('as_of'));

CREATE MACRO near_copy_as_of(day) AS TABLE
    SELECT c.group_id, d.id AS document_id, c.position = 0 AS base, c.score, d.publisher, d.published, d.title, d.url, c.reasons
    FROM copy_at(day) c JOIN document_as_of(day) d ON d.digest = c.story;
-- Occurrences as the last join until then saw them, with the reports that stood: what is retracted or called wrong is no evidence.
CREATE OR REPLACE MACRO occurrence_report_as_of(day) AS TABLE
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons
    FROM report_at(day) r
    JOIN event_core_as_of(day) e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    JOIN standing_as_of(day) k ON (k.document_id, k.digest) = (r.document_id, r.story)
    LEFT JOIN copy_at(day) c ON c.story = r.story
    ANTI JOIN wrong_at(day) w
           ON (w.document_id, w.digest, w.run_id, w.record_id) = (r.document_id, k.digest, k.run_id, r.event_id);
CREATE OR REPLACE MACRO occurrence_value_as_of(day) AS TABLE
    WITH live AS (
        SELECT r.occurrence_id, list(r.report_id) AS reports FROM occurrence_report_as_of(day) r GROUP BY r.occurrence_id
    ), told AS (
        SELECT v.occurrence_id, v.position, v.field, v.value, v.low, v.high, v.holders,
               list_filter(v.reports, lambda one: list_contains(live.reports, one)) AS reports
        FROM value_at(day) v JOIN live USING (occurrence_id)
    ), counted AS (
        SELECT t.occurrence_id, t.position, count(DISTINCT coalesce(c.group_id, r.story)) AS independent_reports
        FROM (SELECT occurrence_id, position, unnest(reports) AS report_id FROM told) t
        JOIN report_at(day) r USING (report_id)
        LEFT JOIN copy_at(day) c ON c.story = r.story
        GROUP BY ALL
    )
    SELECT t.occurrence_id, t.position, t.field, t.value, t.low, t.high, t.holders, t.reports,
           n.independent_reports::INTEGER AS independent_reports,
           list_contains(o.disputed, t.field) AND count(*) OVER (PARTITION BY t.occurrence_id, t.field) > 1 AS disputed
    FROM told t JOIN counted n USING (occurrence_id, position) JOIN occurrence_at(day) o USING (occurrence_id);
CREATE OR REPLACE MACRO occurrence_as_of(day) AS TABLE
    WITH disputed AS (
        SELECT occurrence_id, list_sort(list(DISTINCT field)) AS fields
        FROM occurrence_value_as_of(day) WHERE disputed GROUP BY occurrence_id
    )
    SELECT r.occurrence_id, count(*)::INTEGER AS reports,
           count(DISTINCT coalesce(r.copy_group, w.story))::INTEGER AS independent_reports,
           count(DISTINCT r.publisher) AS publishers,
           arg_min(r.type, r.position) AS type, list_sort(list(DISTINCT r.type)) AS types,
           arg_min(r.mode, r.position) AS mode, arg_min(e.quad, r.position) AS quad,
           min(r.date_earliest) AS date_earliest, max(r.date_latest) AS date_latest,
           arg_min(r.place, r.position) FILTER (r.place IS NOT NULL) AS place,
           arg_min(r.place_country, r.position) FILTER (r.place IS NOT NULL) AS place_country,
           arg_min(e.latitude, r.position) FILTER (e.latitude IS NOT NULL) AS latitude,
           arg_min(e.longitude, r.position) FILTER (e.longitude IS NOT NULL) AS longitude,
           min(r.published) AS first_published, max(r.published) AS last_published,
           list_filter(o.disputed, lambda one: list_contains(coalesce(d.fields, []), one)) AS disputed,
           arg_min(r.sentence, r.position) AS sentence
    FROM occurrence_report_as_of(day) r
    JOIN occurrence_at(day) o USING (occurrence_id)
    JOIN report_at(day) w USING (report_id)
    JOIN event_core_as_of(day) e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    LEFT JOIN disputed d ON d.occurrence_id = r.occurrence_id
    GROUP BY r.occurrence_id, o.disputed, d.fields;
CREATE MACRO occurrence_alias_as_of(day) AS TABLE
    SELECT a.old_id, a.occurrence_id, p.recorded_at FROM alias_at(day) a JOIN join_pass p USING (pass);
CREATE MACRO occurrence_decision_as_of(day) AS TABLE
    SELECT number, action, reports, others, decided_by, note, undoes, recorded_at FROM decision_row
    WHERE recorded_at < moment_after(day);
CREATE OR REPLACE VIEW near_copy AS FROM near_copy_as_of(getvariable('as_of'));
CREATE VIEW occurrence_alias AS FROM occurrence_alias_as_of(getvariable('as_of'));
CREATE VIEW occurrence_decision AS FROM occurrence_decision_as_of(getvariable('as_of'));
-- Where each report stood when. A pass that the next one followed at the same moment was never to be seen.
CREATE VIEW occurrence_history AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, r.merged_with, r.score, r.decided_by,
           f.recorded_at AS known_from, u.recorded_at AS known_until
    FROM report_row r JOIN join_pass f ON f.pass = r.pass_from LEFT JOIN join_pass u ON u.pass = r.pass_to
    WHERE f.recorded_at IS DISTINCT FROM u.recorded_at;

-- The ledger as the passes up to a day left it.
CREATE MACRO ledger_at(day) AS TABLE
    SELECT row_id FROM (
        SELECT row_id, change FROM ledger_change WHERE pass <= ledger_pass_at(day)
        QUALIFY row_number() OVER (PARTITION BY row_id ORDER BY pass DESC) = 1
    ) WHERE change = 'added';
CREATE MACRO promise_as_of(day) AS TABLE
    SELECT p.* EXCLUDE (row_id, body) FROM promise_row p JOIN ledger_at(day) USING (row_id)
    SEMI JOIN document_as_of(day) d ON d.id = p.document_id;
CREATE MACRO promise_link_as_of(day) AS TABLE
    SELECT l.* EXCLUDE (row_id, body) FROM link_row l JOIN ledger_at(day) USING (row_id)
    SEMI JOIN document_as_of(day) d ON d.id = l.document_id SEMI JOIN promise_as_of(day) p ON p.promise_id = l.promise_id;
CREATE MACRO review_as_of(day) AS TABLE
    SELECT number, link_id, decision, reviewer, decided_on, note FROM review_row WHERE recorded_at < moment_after(day);
CREATE MACRO review_queue_as_of(day) AS TABLE
    SELECT l.* FROM promise_link_as_of(day) l ANTI JOIN review_as_of(day) r ON r.link_id = l.link_id WHERE NOT l.automatic;
CREATE MACRO status_log_as_of(day) AS TABLE
    SELECT s.* EXCLUDE (row_id, body) FROM status_row s JOIN ledger_at(day) USING (row_id)
    SEMI JOIN promise_as_of(day) p ON p.promise_id = s.promise_id
    WHERE coalesce(s.document_id, '') = '' OR s.document_id IN (SELECT id FROM document_as_of(day));
CREATE OR REPLACE VIEW ledger_current AS FROM ledger_at(getvariable('as_of'));
CREATE OR REPLACE VIEW promise AS FROM promise_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW promise_link AS FROM promise_link_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW review AS FROM review_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW review_queue AS FROM review_queue_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW status_log AS FROM status_log_as_of(getvariable('as_of'));

COMMENT ON VIEW near_copy IS 'Stories that are nearly the same text';
COMMENT ON COLUMN near_copy.group_id IS 'The group';
COMMENT ON COLUMN near_copy.document_id IS 'The story';
COMMENT ON COLUMN near_copy.base IS 'Whether the others are compared with it';
COMMENT ON COLUMN near_copy.score IS 'How near it is to the base';
COMMENT ON COLUMN near_copy.publisher IS 'Who ran it';
COMMENT ON COLUMN near_copy.published IS 'Day of publication';
COMMENT ON COLUMN near_copy.title IS 'Title';
COMMENT ON COLUMN near_copy.url IS 'Address';
COMMENT ON COLUMN near_copy.reasons IS 'What makes it near';
COMMENT ON VIEW promise IS 'Promises as the ledger keeps them';
COMMENT ON COLUMN promise.promise_id IS 'The promise';
COMMENT ON COLUMN promise.thread IS 'First telling of the same promise';
COMMENT ON COLUMN promise.origin IS 'What it was read from';
COMMENT ON COLUMN promise.document_id IS 'The document it was read out of';
COMMENT ON COLUMN promise.commitment_id IS 'The commitment in it';
COMMENT ON COLUMN promise.committers IS 'Who promises';
COMMENT ON COLUMN promise.beneficiaries IS 'For whom';
COMMENT ON COLUMN promise.action IS 'What is promised';
COMMENT ON COLUMN promise.valence IS 'promise or threat';
COMMENT ON COLUMN promise.polarity IS 'negative: not to do it';
COMMENT ON COLUMN promise.strength IS '0 to 6';
COMMENT ON COLUMN promise.made_earliest IS 'First day on which it can have been made';
COMMENT ON COLUMN promise.made_latest IS 'Last day';
COMMENT ON COLUMN promise.deadline_earliest IS 'First day of the deadline';
COMMENT ON COLUMN promise.deadline_latest IS 'Last day of the deadline';
COMMENT ON COLUMN promise.testable IS 'Whether it can be told if it was kept';
COMMENT ON COLUMN promise.span_start IS 'First character of the words';
COMMENT ON COLUMN promise.span_end IS 'Character after the last';
COMMENT ON COLUMN promise.holder IS 'Who tells it';
COMMENT ON VIEW promise_link IS 'What later stories tell of a promise';
COMMENT ON COLUMN promise_link.link_id IS 'The link';
COMMENT ON COLUMN promise_link.promise_id IS 'The promise';
COMMENT ON COLUMN promise_link.document_id IS 'The later story';
COMMENT ON COLUMN promise_link.deed_id IS 'What it tells';
COMMENT ON COLUMN promise_link.relation IS 'What that means for the promise';
COMMENT ON COLUMN promise_link.score IS 'How sure the tie is, 0 to 1';
COMMENT ON COLUMN promise_link.automatic IS 'Sure enough to count without review';
COMMENT ON COLUMN promise_link.evidence IS 'The words';
COMMENT ON COLUMN promise_link.evidence_start IS 'First character';
COMMENT ON COLUMN promise_link.evidence_end IS 'Character after the last';
COMMENT ON COLUMN promise_link.holder IS 'Who says so';
COMMENT ON COLUMN promise_link.date IS 'Day it is told for';
COMMENT ON COLUMN promise_link.inference IS 'How the tie was found';
COMMENT ON COLUMN promise_link.note IS 'What speaks for it';
COMMENT ON VIEW review_queue IS 'Links that wait for a person';
COMMENT ON COLUMN review_queue.link_id IS 'The link';
COMMENT ON COLUMN review_queue.promise_id IS 'The promise';
COMMENT ON COLUMN review_queue.document_id IS 'The later story';
COMMENT ON COLUMN review_queue.deed_id IS 'What it tells';
COMMENT ON COLUMN review_queue.relation IS 'What that means for the promise';
COMMENT ON COLUMN review_queue.score IS 'How sure the tie is, 0 to 1';
COMMENT ON COLUMN review_queue.automatic IS 'Sure enough to count without review';
COMMENT ON COLUMN review_queue.evidence IS 'The words';
COMMENT ON COLUMN review_queue.evidence_start IS 'First character';
COMMENT ON COLUMN review_queue.evidence_end IS 'Character after the last';
COMMENT ON COLUMN review_queue.holder IS 'Who says so';
COMMENT ON COLUMN review_queue.date IS 'Day it is told for';
COMMENT ON COLUMN review_queue.inference IS 'How the tie was found';
COMMENT ON COLUMN review_queue.note IS 'What speaks for it';
COMMENT ON VIEW review IS 'What people decided on links';
COMMENT ON COLUMN review.number IS 'Order';
COMMENT ON COLUMN review.link_id IS 'The link';
COMMENT ON COLUMN review.decision IS 'What was decided';
COMMENT ON COLUMN review.reviewer IS 'Who';
COMMENT ON COLUMN review.decided_on IS 'When';
COMMENT ON COLUMN review.note IS 'Why';
COMMENT ON VIEW status_log IS 'What is known of each promise, entry by entry; never broken from silence';
COMMENT ON COLUMN status_log.entry_id IS 'The entry';
COMMENT ON COLUMN status_log.promise_id IS 'The promise';
COMMENT ON COLUMN status_log.as_of IS 'Day from which it holds';
COMMENT ON COLUMN status_log.value IS 'Status';
COMMENT ON COLUMN status_log.relation IS 'What that means for the promise';
COMMENT ON COLUMN status_log.document_id IS 'The later story';
COMMENT ON COLUMN status_log.evidence IS 'The words';
COMMENT ON COLUMN status_log.evidence_start IS 'First character';
COMMENT ON COLUMN status_log.evidence_end IS 'Character after the last';
COMMENT ON COLUMN status_log.holder IS 'Who says so';
COMMENT ON COLUMN status_log.date IS 'Day it is told for';
COMMENT ON COLUMN status_log.inference IS 'How the tie was found';
COMMENT ON COLUMN status_log.score IS 'How sure the tie is, 0 to 1';
COMMENT ON COLUMN status_log.deadline_latest IS 'Last day of the deadline it was held against';
COMMENT ON COLUMN status_log.link_id IS 'The link';
COMMENT ON COLUMN status_log.note IS 'What speaks for it';
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
