-- Made once in the explorer's own copy of the store: one row for each report of an event, with all that pages filter by.
-- Titles and publishers are cut to what a list can show; the story itself has them whole.
CREATE SCHEMA desk;
CREATE TABLE desk.participants AS
    SELECT document_id, event_id,
           list(name ORDER BY position) FILTER (role = 'actor') AS actors,
           list(name ORDER BY position) FILTER (role = 'recipient') AS recipients,
           list(country ORDER BY position) FILTER (role = 'actor' AND country <> '') AS actor_countries,
           list(country ORDER BY position) FILTER (role = 'recipient' AND country <> '') AS recipient_countries,
           list_distinct(flatten(list([lower(name), lower(country), lower(entity)]) FILTER (role = 'actor'))) AS actor_keys,
           list_distinct(flatten(list([lower(name), lower(country), lower(entity)]) FILTER (role = 'recipient'))) AS recipient_keys
    FROM participant GROUP BY ALL;
CREATE TABLE desk.report AS
    SELECT hash(coalesce(o.occurrence_id, e.document_id || chr(31) || e.event_id)) AS unit, o.occurrence_id,
           e.document_id, e.event_id, left(e.title, 300) AS title, e.published, left(coalesce(e.publisher, ''), 200) AS publisher,
           coalesce(e.date_earliest, e.date_latest, e.published) AS day, e.date_earliest, e.date_latest,
           e.type, e.mode, e.contexts, e.cameo, e.quad, e.score, e.goldstein, e.place, e.place_country, e.latitude, e.longitude,
           CASE WHEN e.latitude IS NOT NULL AND e.longitude IS NOT NULL
                THEN hash(e.place, e.place_country, round(e.latitude, 3), round(e.longitude, 3)) END AS spot,
           e.realis, e.historical, e.confidence, e.exportable, e.withheld, e.rule, e.trigger, e.trigger_start,
           coalesce(p.actors, []) AS actors, coalesce(p.recipients, []) AS recipients,
           coalesce(p.actor_countries, []) AS actor_countries, coalesce(p.recipient_countries, []) AS recipient_countries,
           coalesce(p.actor_keys, []) AS actor_keys, coalesce(p.recipient_keys, []) AS recipient_keys,
           coalesce(s.chain, '') AS chain
    FROM event e
    LEFT JOIN desk.participants p USING (document_id, event_id)
    LEFT JOIN (SELECT document_id, statement_id, any_value(chain) AS chain FROM statement GROUP BY ALL) s
           ON (s.document_id, s.statement_id) = (e.document_id, e.statement_id)
    LEFT JOIN (SELECT document_id, event_id, any_value(occurrence_id) AS occurrence_id FROM occurrence_report GROUP BY ALL) o
           ON (o.document_id, o.event_id) = (e.document_id, e.event_id)
    ORDER BY day DESC NULLS LAST, e.document_id, e.trigger_start, e.event_id;
CREATE TABLE desk.wording AS
    SELECT w.document_id, left(d.title, 300) AS title, d.published, left(coalesce(d.publisher, ''), 200) AS publisher, w.wording_id,
           w.concept, w.gloss, w.variant, w.words, w.voice, coalesce(w.holder, '') AS holder, w.span_start
    FROM wording w JOIN document d ON d.id = w.document_id
    ORDER BY w.concept, d.published, w.document_id, w.span_start;
CREATE TABLE desk.story AS
    SELECT d.id AS document_id, left(d.title, 300) AS title, d.published, left(coalesce(d.publisher, ''), 200) AS publisher,
           left(d.url, 2000) AS url,
           left(regexp_replace(left(d.text, 1000), '\s+', ' ', 'g'), 200) AS opening, coalesce(e.events, 0) AS events
    FROM document d JOIN current_coding c ON d.id = c.document_id AND d.digest = c.digest
    LEFT JOIN (SELECT document_id, count(*) AS events FROM desk.report WHERE exportable GROUP BY ALL) e ON e.document_id = d.id
    ORDER BY d.published DESC NULLS LAST, d.id;
CREATE TABLE desk.current AS SELECT document_id, digest, run_id FROM current_coding;
CREATE TABLE desk.occurrence AS SELECT * FROM occurrence ORDER BY occurrence_id;
CREATE TABLE desk.summary AS
    SELECT (SELECT count(*) FROM desk.story) AS stories, (SELECT count(DISTINCT publisher) FROM desk.story) AS publishers,
           (SELECT min(published) FROM desk.story) AS first_published, (SELECT max(published) FROM desk.story) AS last_published,
           (SELECT count(*) FROM desk.report) AS events, (SELECT count(*) FROM desk.report WHERE exportable) AS exported,
           (SELECT count(*) FROM desk.occurrence) AS occurrences, (SELECT count(*) FROM statement) AS statements,
           (SELECT count(*) FROM commitment) AS commitments, (SELECT count(*) FROM desk.wording) AS wordings,
           (SELECT count(*) FROM failure) AS failures;
