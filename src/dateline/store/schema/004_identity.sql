-- Identity across stories: made anew by each join from the codings and the decisions; only decisions and aliases are history.
CREATE TABLE copy_row (
    group_id VARCHAR, story VARCHAR, position INTEGER, score DOUBLE, reasons JSON, PRIMARY KEY (group_id, story)
);
CREATE TABLE report_row (
    report_id VARCHAR PRIMARY KEY, occurrence_id VARCHAR, position INTEGER, document_id VARCHAR, story VARCHAR, event_id VARCHAR,
    merged_with VARCHAR, score DOUBLE, reasons JSON, decided_by VARCHAR, holder VARCHAR, sentence VARCHAR
);
CREATE TABLE occurrence_row (
    occurrence_id VARCHAR PRIMARY KEY, reports INTEGER, independent_reports INTEGER, disputed VARCHAR[]
);
CREATE TABLE value_row (
    occurrence_id VARCHAR, position INTEGER, field VARCHAR, value VARCHAR, low DOUBLE, high DOUBLE, holders VARCHAR[], reports VARCHAR[],
    independent_reports INTEGER, PRIMARY KEY (occurrence_id, position)
);
CREATE TABLE joined_row (document_id VARCHAR, digest VARCHAR, run_id VARCHAR, PRIMARY KEY (document_id, digest, run_id));
-- An id that an occurrence once had, and the one it has since; rows are added, never changed.
CREATE TABLE occurrence_alias (
    old_id VARCHAR, occurrence_id VARCHAR, recorded_at TIMESTAMP DEFAULT current_timestamp, PRIMARY KEY (old_id, occurrence_id)
);
-- What people decided: rows are added, never changed; "undo" takes an earlier one back.
CREATE TABLE decision_row (
    number INTEGER PRIMARY KEY, action VARCHAR, reports VARCHAR[], others VARCHAR[], decided_by VARCHAR, note VARCHAR,
    undoes INTEGER, recorded_at TIMESTAMP DEFAULT current_timestamp
);

CREATE VIEW near_copy AS
    SELECT c.group_id, d.id AS document_id, c.position = 0 AS base, c.score, d.publisher, d.published, d.title, d.url, c.reasons
    FROM copy_row c JOIN document d ON d.digest = c.story;
CREATE VIEW occurrence_report AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons
    FROM report_row r
    JOIN event e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    JOIN current_coding k ON (k.document_id, k.digest) = (r.document_id, r.story)
    LEFT JOIN copy_row c ON c.story = r.story;
CREATE VIEW occurrence_value AS
    SELECT v.*, list_contains(o.disputed, v.field) AS disputed
    FROM value_row v JOIN occurrence_row o USING (occurrence_id);
CREATE VIEW occurrence AS
    SELECT o.occurrence_id, o.reports, o.independent_reports, count(DISTINCT r.publisher) AS publishers,
           arg_min(r.type, r.position) AS type, list_sort(list(DISTINCT r.type)) AS types,
           arg_min(r.mode, r.position) AS mode, arg_min(e.quad, r.position) AS quad,
           min(r.date_earliest) AS date_earliest, max(r.date_latest) AS date_latest,
           arg_min(r.place, r.position) FILTER (r.place IS NOT NULL) AS place,
           arg_min(r.place_country, r.position) FILTER (r.place IS NOT NULL) AS place_country,
           arg_min(e.latitude, r.position) FILTER (e.latitude IS NOT NULL) AS latitude,
           arg_min(e.longitude, r.position) FILTER (e.longitude IS NOT NULL) AS longitude,
           min(r.published) AS first_published, max(r.published) AS last_published, o.disputed,
           arg_min(r.sentence, r.position) AS sentence
    FROM occurrence_row o
    JOIN occurrence_report r USING (occurrence_id)
    JOIN event e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    GROUP BY ALL;
