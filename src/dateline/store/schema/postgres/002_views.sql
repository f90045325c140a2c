-- The public schema. Each view shows the coding that stands for each document, retracted documents left out, as of the day or time
-- in the setting dateline.as_of (nothing: now).
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

CREATE VIEW document AS
    SELECT v.* FROM document_version v JOIN standing_now s ON s.document_id = v.id AND s.digest = v.digest;
CREATE VIEW current_coding AS
    SELECT c.* FROM coding c JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW event_core AS
    SELECT e.document_id, e.run_id, e.event_id, e.date_earliest, e.date_latest, e.date_granularity, e.date_basis, e.type, e.mode,
           e.contexts, e.cameo, e.quad, e.score, e.goldstein, e.place, e.place_country, e.latitude, e.longitude, e.geonameid,
           e.realis, e.historical, e.statement_id, e.trigger, e.trigger_start, e.trigger_end, e.confidence, e.exportable,
           e.withheld, e.rule, d.title, d.published, d.publisher, d.url
    FROM event_row e
    JOIN standing_now s USING (document_id, digest, run_id)
    JOIN document_version d ON d.id = e.document_id AND d.digest = e.digest;
CREATE VIEW participant AS
    SELECT p.document_id, p.run_id, p.event_id, p.role, p.position, p.name, p.country, p.sectors, p.entity, p.span_start,
           p.span_end
    FROM participant_row p JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW event AS
    SELECT e.*, coalesce(p.actors, '{}') AS actors, coalesce(p.actor_countries, '{}') AS actor_countries,
           coalesce(p.recipients, '{}') AS recipients, coalesce(p.recipient_countries, '{}') AS recipient_countries
    FROM event_core e
    LEFT JOIN (
        SELECT document_id, run_id, event_id, array_agg(name ORDER BY position) FILTER (WHERE role = 'actor') AS actors,
               array_agg(country ORDER BY position) FILTER (WHERE role = 'actor') AS actor_countries,
               array_agg(name ORDER BY position) FILTER (WHERE role = 'recipient') AS recipients,
               array_agg(country ORDER BY position) FILTER (WHERE role = 'recipient') AS recipient_countries
        FROM participant GROUP BY document_id, run_id, event_id
    ) p USING (document_id, run_id, event_id);
CREATE VIEW statement AS
    SELECT t.document_id, t.run_id, t.statement_id, t.holder, t.holder_country, t.holder_kind, t.cue, t.cue_class, t.directness,
           t.polarity, t.parent, t.chain, t.content, t.cue_start, t.cue_end
    FROM statement_row t JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW commitment AS
    SELECT m.document_id, m.run_id, m.commitment_id, m.event_id, m.committers, m.beneficiaries, m.action, m.action_type,
           m.valence, m.polarity, m.strength, m.novelty, m.specificity, m.condition, m.deadline_earliest, m.deadline_latest,
           m.deadline_basis
    FROM commitment_row m JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW quantity AS
    SELECT q.document_id, q.run_id, q.quantity_id, q.kind, q.low, q.high, q.bound, q.approx, q.cumulative, q.unit, q.currency,
           q.event_id, q.statement_id, q.subset_of, q.words, q.span_start, q.span_end
    FROM quantity_row q JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW place AS
    SELECT p.document_id, p.run_id, p.place_id, p.name, p.country, p.admin1, p.geonameid, p.latitude, p.longitude, p.precision,
           p.words, p.span_start, p.span_end
    FROM place_row p JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW wording AS
    SELECT w.document_id, w.run_id, w.wording_id, w.concept, w.variant, w.gloss, w.voice, w.holder, w.statement_id, w.words,
           w.span_start, w.span_end
    FROM wording_row w JOIN standing_now s USING (document_id, digest, run_id);
CREATE VIEW failure AS
    SELECT f.document_id, f.run_id, f.stage, f.error, f.message, f.place FROM failure_row f;
-- Ordered pairs of countries that act on each other; a reciprocal event counts once for each ordered pair.
-- An event's id is unique in its document only: count pairs of both.
CREATE VIEW dyad AS
    SELECT e.event_id, e.document_id, a.country AS actor, b.country AS recipient, e.type, e.mode, e.quad, e.score,
           e.goldstein, coalesce(e.date_earliest, e.date_latest) AS day, e.confidence, e.historical
    FROM event_core e
    JOIN participant a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    JOIN participant b ON (b.document_id, b.run_id, b.event_id) = (e.document_id, e.run_id, e.event_id)
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
    JOIN participant a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' GROUP BY 1, 2;
