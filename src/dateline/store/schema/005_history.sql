-- History: what stood when, retractions, layers that had no table, and the public views again, each with a twin "as of a day".
-- One row for each change: a coding came to stand for its document (retracted is NULL), or the document was retracted or restored
-- (digest is NULL). Rows are added, never changed: what the store knew on a day stays what it was.
CREATE TABLE standing_row (
    number BIGINT PRIMARY KEY, document_id VARCHAR, digest VARCHAR, run_id VARCHAR, retracted BOOLEAN, reason VARCHAR,
    withdrawn_on DATE, decided_by VARCHAR, recorded_at TIMESTAMP
);
INSERT INTO standing_row (number, document_id, digest, run_id, recorded_at)
    SELECT row_number() OVER (ORDER BY greatest(c.recorded_at, v.recorded_at), c.document_id, c.digest, c.run_id),
           c.document_id, c.digest, c.run_id, greatest(c.recorded_at, v.recorded_at)
    FROM coding c JOIN document_version v ON (v.id, v.digest) = (c.document_id, c.digest);

-- How many retractions and restorations a pass of the ledger has seen: one more, and all is linked anew.
-- (A table of its own: a column added to ledger_pass could not be replayed from the log after a crash.)
CREATE TABLE ledger_seen (pass INTEGER PRIMARY KEY, retractions BIGINT);

CREATE TABLE quantity_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, quantity_id VARCHAR, kind VARCHAR, low DOUBLE, high DOUBLE, bound VARCHAR,
    approx BOOLEAN, cumulative BOOLEAN, unit VARCHAR, currency VARCHAR, event_id VARCHAR, statement_id VARCHAR, subset_of VARCHAR,
    words VARCHAR, span_start INTEGER, span_end INTEGER, PRIMARY KEY (document_id, digest, run_id, quantity_id)
);
CREATE TABLE place_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, place_id VARCHAR, name VARCHAR, country VARCHAR, admin1 VARCHAR,
    geonameid BIGINT, latitude DOUBLE, longitude DOUBLE, precision VARCHAR, words VARCHAR, span_start INTEGER, span_end INTEGER,
    PRIMARY KEY (document_id, digest, run_id, place_id)
);
CREATE TABLE wording_row (
    document_id VARCHAR, digest VARCHAR, run_id VARCHAR, wording_id VARCHAR, concept VARCHAR, variant VARCHAR, gloss VARCHAR,
    voice VARCHAR, holder VARCHAR, statement_id VARCHAR, words VARCHAR, span_start INTEGER, span_end INTEGER,
    PRIMARY KEY (document_id, digest, run_id, wording_id)
);
-- Codings written before are read again from their kept lines.
INSERT OR IGNORE INTO quantity_row
    SELECT document_id, digest, run_id, q->>'id', q->>'kind', (q->>'low')::DOUBLE, (q->>'high')::DOUBLE, q->>'bound',
           (q->>'approx')::BOOLEAN, (q->>'cumulative')::BOOLEAN, q->>'unit', q->>'currency', q->>'event', q->>'estimator',
           q->>'subset_of', q->>'$.span.text', (q->>'$.span.start')::INTEGER, (q->>'$.span.end')::INTEGER
    FROM (SELECT document_id, digest, run_id, unnest(from_json(body->'quantities', '["JSON"]')) AS q FROM coding);
INSERT OR IGNORE INTO place_row
    SELECT document_id, digest, run_id, p->>'id', p->>'name', p->>'country', p->>'admin1', (p->>'geonameid')::BIGINT,
           (p->>'latitude')::DOUBLE, (p->>'longitude')::DOUBLE, p->>'precision', p->>'$.span.text',
           (p->>'$.span.start')::INTEGER, (p->>'$.span.end')::INTEGER
    FROM (SELECT document_id, digest, run_id, unnest(from_json(body->'places', '["JSON"]')) AS p FROM coding);
INSERT OR IGNORE INTO wording_row
    SELECT document_id, digest, run_id, w->>'id', w->>'concept', w->>'variant', w->>'gloss', w->>'voice', w->>'holder',
           w->>'statement', w->>'$.span.text', (w->>'$.span.start')::INTEGER, (w->>'$.span.end')::INTEGER
    FROM (SELECT document_id, digest, run_id, unnest(from_json(body->'wordings', '["JSON"]')) AS w FROM coding);

-- A day means until its end (UTC), a timestamp that moment, nothing means now.
CREATE MACRO moment_after(day) AS
    CASE WHEN day IS NULL THEN 'infinity'::TIMESTAMP
         WHEN length(day::VARCHAR) <= 10 THEN (day::VARCHAR::DATE + 1)::TIMESTAMP
         ELSE day::VARCHAR::TIMESTAMP + INTERVAL 1 MICROSECOND END;
-- The times [known_from, known_until) in which a coding stood and its document was not retracted.
CREATE VIEW coding_period AS
    SELECT document_id, digest, run_id, known_from, known_until
    FROM (
        SELECT document_id, last_value(digest IGNORE NULLS) OVER w AS digest, last_value(run_id IGNORE NULLS) OVER w AS run_id,
               coalesce(last_value(retracted IGNORE NULLS) OVER w, false) AS retracted, recorded_at AS known_from,
               lead(recorded_at) OVER (PARTITION BY document_id ORDER BY number) AS known_until
        FROM standing_row
        WINDOW w AS (PARTITION BY document_id ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) WHERE NOT retracted AND known_from IS DISTINCT FROM known_until;
CREATE MACRO standing_as_of(day) AS TABLE
    SELECT document_id, digest, run_id FROM coding_period
    WHERE known_from < moment_after(day) AND (known_until IS NULL OR known_until >= moment_after(day));

CREATE MACRO document_as_of(day) AS TABLE
    SELECT v.* FROM document_version v JOIN standing_as_of(day) s ON (s.document_id, s.digest) = (v.id, v.digest);
CREATE MACRO coding_as_of(day) AS TABLE
    SELECT c.* FROM coding c JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO event_core_as_of(day) AS TABLE
    SELECT e.* EXCLUDE (digest), d.title, d.published, d.publisher, d.url
    FROM event_row e
    JOIN standing_as_of(day) s USING (document_id, digest, run_id)
    JOIN document_version d ON (d.id, d.digest) = (e.document_id, e.digest);
CREATE MACRO participant_as_of(day) AS TABLE
    SELECT p.* EXCLUDE (digest) FROM participant_row p JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO event_as_of(day) AS TABLE
    SELECT e.*, coalesce(p.actors, []) AS actors, coalesce(p.actor_countries, []) AS actor_countries,
           coalesce(p.recipients, []) AS recipients, coalesce(p.recipient_countries, []) AS recipient_countries
    FROM event_core_as_of(day) e
    LEFT JOIN (
        SELECT document_id, run_id, event_id, list(name ORDER BY position) FILTER (role = 'actor') AS actors,
               list(country ORDER BY position) FILTER (role = 'actor') AS actor_countries,
               list(name ORDER BY position) FILTER (role = 'recipient') AS recipients,
               list(country ORDER BY position) FILTER (role = 'recipient') AS recipient_countries
        FROM participant_as_of(day) GROUP BY ALL
    ) p USING (document_id, run_id, event_id);
CREATE MACRO statement_as_of(day) AS TABLE
    SELECT t.* EXCLUDE (digest) FROM statement_row t JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO commitment_as_of(day) AS TABLE
    SELECT m.* EXCLUDE (digest) FROM commitment_row m JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO quantity_as_of(day) AS TABLE
    SELECT q.* EXCLUDE (digest) FROM quantity_row q JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO place_as_of(day) AS TABLE
    SELECT p.* EXCLUDE (digest) FROM place_row p JOIN standing_as_of(day) s USING (document_id, digest, run_id);
CREATE MACRO wording_as_of(day) AS TABLE
    SELECT w.* EXCLUDE (digest) FROM wording_row w JOIN standing_as_of(day) s USING (document_id, digest, run_id);
-- Ordered pairs of countries that act on each other; a reciprocal event counts once for each ordered pair.
-- An event's id is unique in its document only: count pairs of both.
CREATE MACRO dyad_as_of(day) AS TABLE
    SELECT e.event_id, e.document_id, a.country AS actor, b.country AS recipient, e.type, e.mode, e.quad, e.score,
           e.goldstein, coalesce(e.date_earliest, e.date_latest) AS day, e.confidence, e.historical
    FROM event_core_as_of(day) e
    JOIN participant_as_of(day) a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    JOIN participant_as_of(day) b ON (b.document_id, b.run_id, b.event_id) = (e.document_id, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' AND b.country <> '' AND a.country <> b.country
      AND (b.role = 'recipient' OR (b.role = 'actor' AND NOT EXISTS (
          SELECT 1 FROM participant_row r WHERE (r.document_id, r.run_id, r.event_id) = (e.document_id, e.run_id, e.event_id)
          AND r.role = 'recipient')));
CREATE MACRO dyad_week_as_of(day) AS TABLE
    SELECT actor, recipient, date_trunc('week', d.day)::DATE AS week, count(DISTINCT (document_id, event_id)) AS events,
           count(DISTINCT (document_id, event_id)) FILTER (quad = 'verbal cooperation') AS verbal_cooperation,
           count(DISTINCT (document_id, event_id)) FILTER (quad = 'material cooperation') AS material_cooperation,
           count(DISTINCT (document_id, event_id)) FILTER (quad = 'verbal conflict') AS verbal_conflict,
           count(DISTINCT (document_id, event_id)) FILTER (quad = 'material conflict') AS material_conflict,
           avg(score) AS mean_score
    FROM dyad_as_of(day) d GROUP BY ALL;
CREATE MACRO actor_day_as_of(day) AS TABLE
    SELECT a.country AS actor, coalesce(e.date_earliest, e.date_latest) AS day,
           count(DISTINCT (e.document_id, e.event_id)) AS events, avg(e.score) AS mean_score
    FROM event_core_as_of(day) e
    JOIN participant_as_of(day) a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' GROUP BY ALL;
-- Both times at once: events whose date interval touches [first, last], as known on a day.
CREATE MACRO event_between(first, last, day) AS TABLE
    SELECT * FROM event_as_of(day)
    WHERE coalesce(date_latest, date_earliest) >= first::DATE AND coalesce(date_earliest, date_latest) <= last::DATE;

-- Occurrences as the last join sees them, with the reports that stood on the day: what is retracted is no evidence.
CREATE MACRO occurrence_report_as_of(day) AS TABLE
    SELECT r.occurrence_id, r.report_id, r.document_id, r.event_id, r.position, e.published, e.publisher, r.holder, e.type,
           e.mode, e.realis, e.date_earliest, e.date_latest, e.place, e.place_country, e.trigger, r.sentence,
           c.group_id AS copy_group, r.merged_with, r.score, r.decided_by, r.reasons
    FROM report_row r
    JOIN event_core_as_of(day) e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    JOIN standing_as_of(day) k ON (k.document_id, k.digest) = (r.document_id, r.story)
    LEFT JOIN copy_row c ON c.story = r.story;
CREATE MACRO occurrence_value_as_of(day) AS TABLE
    WITH live AS (
        SELECT r.occurrence_id, list(r.report_id) AS reports FROM occurrence_report_as_of(day) r GROUP BY r.occurrence_id
    ), told AS (
        SELECT v.occurrence_id, v.position, v.field, v.value, v.low, v.high, v.holders,
               list_filter(v.reports, lambda one: list_contains(live.reports, one)) AS reports
        FROM value_row v JOIN live USING (occurrence_id)
    ), counted AS (
        SELECT t.occurrence_id, t.position, count(DISTINCT coalesce(c.group_id, r.story)) AS independent_reports
        FROM (SELECT occurrence_id, position, unnest(reports) AS report_id FROM told) t
        JOIN report_row r USING (report_id)
        LEFT JOIN copy_row c ON c.story = r.story
        GROUP BY ALL
    )
    SELECT t.occurrence_id, t.position, t.field, t.value, t.low, t.high, t.holders, t.reports,
           n.independent_reports::INTEGER AS independent_reports,
           list_contains(o.disputed, t.field) AND count(*) OVER (PARTITION BY t.occurrence_id, t.field) > 1 AS disputed
    FROM told t JOIN counted n USING (occurrence_id, position) JOIN occurrence_row o USING (occurrence_id);
CREATE MACRO occurrence_as_of(day) AS TABLE
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
    JOIN occurrence_row o USING (occurrence_id)
    JOIN report_row w USING (report_id)
    JOIN event_core_as_of(day) e ON (e.document_id, e.event_id) = (r.document_id, r.event_id)
    LEFT JOIN disputed d ON d.occurrence_id = r.occurrence_id
    GROUP BY r.occurrence_id, o.disputed, d.fields;

CREATE OR REPLACE VIEW document AS FROM document_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW current_coding AS FROM coding_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW event AS FROM event_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW participant AS FROM participant_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW statement AS FROM statement_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW commitment AS FROM commitment_as_of(getvariable('as_of'));
CREATE VIEW quantity AS FROM quantity_as_of(getvariable('as_of'));
CREATE VIEW place AS FROM place_as_of(getvariable('as_of'));
CREATE VIEW wording AS FROM wording_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW dyad AS FROM dyad_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW dyad_week AS FROM dyad_week_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW actor_day AS FROM actor_day_as_of(getvariable('as_of'));
-- The ledger's views: what a retracted story promised or told leaves them at once, before the next pass notes it.
CREATE OR REPLACE VIEW promise AS
    SELECT p.* EXCLUDE (row_id, body) FROM promise_row p JOIN ledger_current USING (row_id)
    SEMI JOIN document d ON d.id = p.document_id;
CREATE OR REPLACE VIEW promise_link AS
    SELECT l.* EXCLUDE (row_id, body) FROM link_row l JOIN ledger_current USING (row_id)
    SEMI JOIN document d ON d.id = l.document_id SEMI JOIN promise p ON p.promise_id = l.promise_id;
CREATE OR REPLACE VIEW status_log AS
    SELECT s.* EXCLUDE (row_id, body) FROM status_row s JOIN ledger_current USING (row_id)
    SEMI JOIN promise p ON p.promise_id = s.promise_id
    WHERE coalesce(s.document_id, '') = '' OR s.document_id IN (SELECT id FROM document);
CREATE OR REPLACE VIEW occurrence_report AS FROM occurrence_report_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW occurrence_value AS FROM occurrence_value_as_of(getvariable('as_of'));
CREATE OR REPLACE VIEW occurrence AS FROM occurrence_as_of(getvariable('as_of'));
CREATE VIEW event_history AS
    SELECT e.* EXCLUDE (digest), p.known_from, p.known_until
    FROM event_row e JOIN coding_period p USING (document_id, digest, run_id);
CREATE VIEW retraction AS
    SELECT document_id, reason, withdrawn_on, decided_by, recorded_at AS retracted_at, restored_at, restored_for
    FROM (
        SELECT *, lead(recorded_at) OVER w AS restored_at, lead(reason) OVER w AS restored_for
        FROM standing_row WHERE retracted IS NOT NULL WINDOW w AS (PARTITION BY document_id ORDER BY number)
    ) WHERE retracted;
