-- Identity across stories: made anew by each join from the codings and the decisions; only decisions and aliases are history.
CREATE TABLE copy_row (
    group_id text, story text, position integer, score double precision, reasons json, PRIMARY KEY (group_id, story)
);
CREATE INDEX ON copy_row (story);
CREATE TABLE report_row (
    report_id text PRIMARY KEY, occurrence_id text, position integer, document_id text, story text, event_id text,
    merged_with text, score double precision, reasons json, decided_by text, holder text, sentence text
);
CREATE INDEX ON report_row (occurrence_id);
CREATE INDEX ON report_row (document_id, event_id);
CREATE TABLE occurrence_row (
    occurrence_id text PRIMARY KEY, reports integer, independent_reports integer, disputed text[]
);
CREATE TABLE value_row (
    occurrence_id text, position integer, field text, value text, low double precision, high double precision, holders text[],
    reports text[], independent_reports integer, PRIMARY KEY (occurrence_id, position)
);
CREATE TABLE joined_row (document_id text, digest text, run_id text, PRIMARY KEY (document_id, digest, run_id));
-- An id that an occurrence once had, and the one it has since; rows are added, never changed.
CREATE TABLE occurrence_alias (
    old_id text, occurrence_id text, recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC'), PRIMARY KEY (old_id, occurrence_id)
);
-- What people decided: rows are added, never changed; "undo" takes an earlier one back.
CREATE TABLE decision_row (
    number integer PRIMARY KEY, action text, reports text[], others text[], decided_by text, note text, undoes integer,
    recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC')
);
SELECT order_by_bytes();

CREATE VIEW near_copy AS
    SELECT c.group_id, d.id AS document_id, c.position = 0 AS base, c.score, d.publisher, d.published, d.title, d.url, c.reasons
    FROM copy_row c JOIN document d ON d.digest = c.story;
-- Occurrences as the last join sees them, with the reports that stood on the day: what is retracted is no evidence.
CREATE VIEW occurrence_told AS
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons, r.story, e.quad, e.latitude, e.longitude
    FROM report_row r
    JOIN event_core e ON e.document_id = r.document_id AND e.digest = r.story AND e.event_id = r.event_id
    LEFT JOIN copy_row c ON c.story = r.story;
CREATE VIEW occurrence_report AS
    SELECT occurrence_id, report_id, document_id, event_id, position, published, publisher, holder, type, mode, realis,
           date_earliest, date_latest, place, place_country, trigger, sentence, copy_group, merged_with, score, decided_by,
           reasons
    FROM occurrence_told;
-- (SELECT true … LIMIT 1) is looked up by its key for each report; EXISTS would be joined with all of them each time.
CREATE VIEW occurrence_value AS
    SELECT t.occurrence_id, t.position, t.field, t.value, t.low, t.high, t.holders, t.reports,
           (SELECT count(DISTINCT coalesce(c.group_id, r.story))
            FROM unnest(t.reports) one JOIN report_row r ON r.report_id = one LEFT JOIN copy_row c ON c.story = r.story)::integer
               AS independent_reports,
           t.field = ANY (o.disputed) AND count(*) OVER (PARTITION BY t.occurrence_id, t.field) > 1 AS disputed
    FROM (
        SELECT v.occurrence_id, v.position, v.field, v.value, v.low, v.high, v.holders,
               ARRAY(SELECT u.one FROM unnest(v.reports) WITH ORDINALITY u(one, at)
                     WHERE (SELECT true FROM occurrence_told r WHERE r.report_id = u.one LIMIT 1) ORDER BY u.at) AS reports
        FROM value_row v
    ) t
    JOIN occurrence_row o ON o.occurrence_id = t.occurrence_id
    WHERE cardinality(t.reports) > 0;
CREATE VIEW occurrence AS
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
                 WHERE (SELECT count(*) FROM occurrence_value v WHERE v.occurrence_id = o.occurrence_id AND v.field = u.one) > 1
                 ORDER BY u.at) AS disputed,
           (array_agg(r.sentence ORDER BY r.position) FILTER (WHERE r.sentence IS NOT NULL))[1] AS sentence
    FROM occurrence_told r JOIN occurrence_row o ON o.occurrence_id = r.occurrence_id
    GROUP BY r.occurrence_id, o.occurrence_id;
