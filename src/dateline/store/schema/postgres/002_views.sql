-- The public schema. Each view shows the coding that stands for each document, retracted documents left out, as of the day or
-- time in the setting dateline.as_of (nothing: now).
-- A day means until its end (UTC), a timestamp that moment, nothing means now.
CREATE FUNCTION moment_after(day text) RETURNS timestamp LANGUAGE sql STABLE
    RETURN CASE WHEN coalesce(day, '') = '' THEN 'infinity'::timestamp
                WHEN length(day) <= 10 THEN (day::date + 1)::timestamp
                ELSE day::timestamp + INTERVAL '1 microsecond' END;
CREATE FUNCTION as_of_moment() RETURNS timestamp LANGUAGE sql STABLE
    RETURN moment_after(current_setting('dateline.as_of', true));
-- The last coding of a document that the log tells before the moment, unless the last word on the document is a retraction.
CREATE VIEW standing_now AS
    SELECT s.document_id, s.digest, s.run_id
    FROM standing_row s
    WHERE s.digest IS NOT NULL AND s.recorded_at < (SELECT as_of_moment())
      AND NOT EXISTS (
          SELECT 1 FROM standing_row l
          WHERE l.document_id = s.document_id AND l.number > s.number AND l.digest IS NOT NULL
            AND l.recorded_at < (SELECT as_of_moment()))
      AND NOT EXISTS (
          SELECT 1 FROM standing_row r
          WHERE r.document_id = s.document_id AND r.retracted AND r.recorded_at < (SELECT as_of_moment())
            AND NOT EXISTS (
                SELECT 1 FROM standing_row u
                WHERE u.document_id = r.document_id AND u.number > r.number AND u.retracted IS NOT NULL
                  AND u.recorded_at < (SELECT as_of_moment())));

-- Keys have several columns that go together, which the planner takes for independent: it expects one row where thousands come.
-- So the views look rows up by the tables' own keys, never in a derived set, and such a plan still costs a step a row.
CREATE VIEW document AS
    SELECT v.* FROM document_version v WHERE (v.id, v.digest) IN (SELECT document_id, digest FROM standing_now);
CREATE VIEW current_coding AS
    SELECT t.* FROM coding t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW event_core AS
    SELECT t.document_id, t.run_id, t.event_id, t.date_earliest, t.date_latest, t.date_granularity, t.date_basis, t.type, t.mode,
           t.contexts, t.cameo, t.quad, t.score, t.goldstein, t.place, t.place_country, t.latitude, t.longitude, t.geonameid,
           t.realis, t.historical, t.statement_id, t.trigger, t.trigger_start, t.trigger_end, t.confidence, t.exportable,
           t.withheld, t.rule, d.title, d.published, d.publisher, d.url, t.digest
    FROM event_row t
    JOIN document_version d ON d.id = t.document_id AND d.digest = t.digest
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW participant AS
    SELECT t.document_id, t.run_id, t.event_id, t.role, t.position, t.name, t.country, t.sectors, t.entity, t.span_start,
           t.span_end
    FROM participant_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW event AS
    SELECT e.document_id, e.run_id, e.event_id, e.date_earliest, e.date_latest, e.date_granularity, e.date_basis, e.type, e.mode,
           e.contexts, e.cameo, e.quad, e.score, e.goldstein, e.place, e.place_country, e.latitude, e.longitude, e.geonameid,
           e.realis, e.historical, e.statement_id, e.trigger, e.trigger_start, e.trigger_end, e.confidence, e.exportable,
           e.withheld, e.rule, e.title, e.published, e.publisher, e.url,
           ARRAY(SELECT p.name FROM participant_row p
                 WHERE p.document_id = e.document_id AND p.digest = e.digest AND p.run_id = e.run_id
                   AND p.event_id = e.event_id AND p.role = 'actor' ORDER BY p.position) AS actors,
           ARRAY(SELECT p.country FROM participant_row p
                 WHERE p.document_id = e.document_id AND p.digest = e.digest AND p.run_id = e.run_id
                   AND p.event_id = e.event_id AND p.role = 'actor' ORDER BY p.position) AS actor_countries,
           ARRAY(SELECT p.name FROM participant_row p
                 WHERE p.document_id = e.document_id AND p.digest = e.digest AND p.run_id = e.run_id
                   AND p.event_id = e.event_id AND p.role = 'recipient' ORDER BY p.position) AS recipients,
           ARRAY(SELECT p.country FROM participant_row p
                 WHERE p.document_id = e.document_id AND p.digest = e.digest AND p.run_id = e.run_id
                   AND p.event_id = e.event_id AND p.role = 'recipient' ORDER BY p.position) AS recipient_countries
    FROM event_core e;
CREATE VIEW statement AS
    SELECT t.document_id, t.run_id, t.statement_id, t.holder, t.holder_country, t.holder_kind, t.cue, t.cue_class, t.directness,
           t.polarity, t.parent, t.chain, t.content, t.cue_start, t.cue_end
    FROM statement_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW commitment AS
    SELECT t.document_id, t.run_id, t.commitment_id, t.event_id, t.committers, t.beneficiaries, t.action, t.action_type,
           t.valence, t.polarity, t.strength, t.novelty, t.specificity, t.condition, t.deadline_earliest, t.deadline_latest,
           t.deadline_basis
    FROM commitment_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW quantity AS
    SELECT t.document_id, t.run_id, t.quantity_id, t.kind, t.low, t.high, t.bound, t.approx, t.cumulative, t.unit, t.currency,
           t.event_id, t.statement_id, t.subset_of, t.words, t.span_start, t.span_end
    FROM quantity_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW place AS
    SELECT t.document_id, t.run_id, t.place_id, t.name, t.country, t.admin1, t.geonameid, t.latitude, t.longitude, t.precision,
           t.words, t.span_start, t.span_end
    FROM place_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW wording AS
    SELECT t.document_id, t.run_id, t.wording_id, t.concept, t.variant, t.gloss, t.voice, t.holder, t.statement_id, t.words,
           t.span_start, t.span_end
    FROM wording_row t
    WHERE (t.document_id, t.digest, t.run_id) IN (SELECT document_id, digest, run_id FROM standing_now);
CREATE VIEW failure AS
    SELECT f.document_id, f.run_id, f.stage, f.error, f.message, f.place FROM failure_row f;
-- Ordered pairs of countries that act on each other; a reciprocal event counts once for each ordered pair.
-- An event's id is unique in its document only: count pairs of both.
CREATE VIEW dyad AS
    SELECT e.event_id, e.document_id, a.country AS actor, b.country AS recipient, e.type, e.mode, e.quad, e.score,
           e.goldstein, coalesce(e.date_earliest, e.date_latest) AS day, e.confidence, e.historical
    FROM event_core e
    JOIN participant_row a ON (a.document_id, a.digest, a.run_id, a.event_id) = (e.document_id, e.digest, e.run_id, e.event_id)
    JOIN participant_row b ON (b.document_id, b.digest, b.run_id, b.event_id) = (e.document_id, e.digest, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' AND b.country <> '' AND a.country <> b.country
      AND (b.role = 'recipient' OR (b.role = 'actor' AND NOT EXISTS (
          SELECT 1 FROM participant_row r WHERE (r.document_id, r.run_id, r.event_id) = (e.document_id, e.run_id, e.event_id)
          AND r.role = 'recipient')));
CREATE VIEW dyad_week AS
    SELECT d.actor, d.recipient, date_trunc('week', d.day::timestamp)::date AS week,
           count(DISTINCT (document_id, event_id)) AS events,
           count(DISTINCT (document_id, event_id)) FILTER (WHERE quad = 'verbal cooperation') AS verbal_cooperation,
           count(DISTINCT (document_id, event_id)) FILTER (WHERE quad = 'material cooperation') AS material_cooperation,
           count(DISTINCT (document_id, event_id)) FILTER (WHERE quad = 'verbal conflict') AS verbal_conflict,
           count(DISTINCT (document_id, event_id)) FILTER (WHERE quad = 'material conflict') AS material_conflict,
           avg(score) AS mean_score
    FROM dyad d GROUP BY 1, 2, 3;
CREATE VIEW actor_day AS
    SELECT a.country AS actor, coalesce(e.date_earliest, e.date_latest) AS day,
           count(DISTINCT (e.document_id, e.event_id)) AS events, avg(e.score) AS mean_score
    FROM event_core e
    JOIN participant_row a ON (a.document_id, a.digest, a.run_id, a.event_id) = (e.document_id, e.digest, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' GROUP BY 1, 2;
