-- The public schema. Each view shows the latest coding of the latest version of each document.
CREATE VIEW document AS
    SELECT * FROM document_version QUALIFY row_number() OVER (PARTITION BY id ORDER BY recorded_at DESC, digest) = 1;
CREATE VIEW current_coding AS
    SELECT c.* FROM coding c JOIN document d ON c.document_id = d.id AND c.digest = d.digest
    QUALIFY row_number() OVER (PARTITION BY c.document_id ORDER BY c.recorded_at DESC, c.run_id) = 1;
CREATE VIEW event AS
    SELECT e.* EXCLUDE (digest), d.title, d.published, d.publisher, d.url
    FROM event_row e
    JOIN current_coding c USING (document_id, digest, run_id)
    JOIN document d ON d.id = e.document_id AND d.digest = e.digest;
CREATE VIEW participant AS
    SELECT p.* EXCLUDE (digest) FROM participant_row p JOIN current_coding c USING (document_id, digest, run_id);
CREATE VIEW statement AS
    SELECT s.* EXCLUDE (digest) FROM statement_row s JOIN current_coding c USING (document_id, digest, run_id);
CREATE VIEW commitment AS
    SELECT m.* EXCLUDE (digest) FROM commitment_row m JOIN current_coding c USING (document_id, digest, run_id);
CREATE VIEW failure AS
    SELECT f.* EXCLUDE (digest) FROM failure_row f;
-- Ordered pairs of countries that act on each other; a reciprocal event counts once for each ordered pair.
CREATE VIEW dyad AS
    SELECT e.event_id, e.document_id, a.country AS actor, b.country AS recipient, e.type, e.mode, e.quad, e.score,
           e.goldstein, coalesce(e.date_earliest, e.date_latest) AS day, e.confidence, e.historical
    FROM event e
    JOIN participant a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    JOIN participant b ON (b.document_id, b.run_id, b.event_id) = (e.document_id, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' AND b.country <> '' AND a.country <> b.country
      AND (b.role = 'recipient' OR (b.role = 'actor' AND NOT EXISTS (
          SELECT 1 FROM participant r WHERE (r.document_id, r.run_id, r.event_id) = (e.document_id, e.run_id, e.event_id)
          AND r.role = 'recipient')));
CREATE VIEW dyad_week AS
    SELECT actor, recipient, date_trunc('week', day)::DATE AS week, count(DISTINCT event_id) AS events,
           count(DISTINCT event_id) FILTER (quad = 'verbal cooperation') AS verbal_cooperation,
           count(DISTINCT event_id) FILTER (quad = 'material cooperation') AS material_cooperation,
           count(DISTINCT event_id) FILTER (quad = 'verbal conflict') AS verbal_conflict,
           count(DISTINCT event_id) FILTER (quad = 'material conflict') AS material_conflict,
           avg(score) AS mean_score
    FROM dyad GROUP BY ALL;
CREATE VIEW actor_day AS
    SELECT a.country AS actor, coalesce(e.date_earliest, e.date_latest) AS day, count(DISTINCT e.event_id) AS events,
           avg(e.score) AS mean_score
    FROM event e JOIN participant a ON (a.document_id, a.run_id, a.event_id) = (e.document_id, e.run_id, e.event_id)
    WHERE e.exportable AND a.role = 'actor' AND a.country <> '' GROUP BY ALL;
