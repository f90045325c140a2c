-- History: what stood when, retractions, and for each view its twin "as of a day".
-- The times [known_from, known_until) in which a coding stood and its document was not retracted.
CREATE VIEW coding_period AS
    WITH told AS (  -- the rows since the last coding, and since the last retraction or restoration, have one number each
        SELECT *, count(digest) OVER w AS codings, count(retracted) OVER w AS rulings FROM standing_row
        WINDOW w AS (PARTITION BY document_id ORDER BY number)
    ), states AS (
        SELECT document_id, first_value(digest) OVER c AS digest, first_value(run_id) OVER c AS run_id,
               coalesce(first_value(retracted) OVER r, false) AS retracted, recorded_at AS known_from,
               lead(recorded_at) OVER (PARTITION BY document_id ORDER BY number) AS known_until
        FROM told
        WINDOW c AS (PARTITION BY document_id, codings ORDER BY number), r AS (PARTITION BY document_id, rulings ORDER BY number)
    )
    SELECT document_id, digest, run_id, known_from, known_until FROM states
    WHERE NOT retracted AND known_from IS DISTINCT FROM known_until;
CREATE VIEW event_history AS
    SELECT e.document_id, e.run_id, e.event_id, e.date_earliest, e.date_latest, e.date_granularity, e.date_basis, e.type, e.mode,
           e.contexts, e.cameo, e.quad, e.score, e.goldstein, e.place, e.place_country, e.latitude, e.longitude, e.geonameid,
           e.realis, e.historical, e.statement_id, e.trigger, e.trigger_start, e.trigger_end, e.confidence, e.exportable,
           e.withheld, e.rule, p.known_from, p.known_until
    FROM event_row e JOIN coding_period p USING (document_id, digest, run_id);
CREATE VIEW retraction AS
    SELECT document_id, reason, withdrawn_on, decided_by, recorded_at AS retracted_at, restored_at, restored_for
    FROM (
        SELECT *, lead(recorded_at) OVER w AS restored_at, lead(reason) OVER w AS restored_for
        FROM standing_row WHERE retracted IS NOT NULL WINDOW w AS (PARTITION BY document_id ORDER BY number)
    ) log WHERE retracted;

-- NAME_as_of(day) is the view NAME as the store knew it then. The view is asked with the setting changed for so long; a function
-- of this kind has its whole answer before the next one runs, so several days can stand in one query.
CREATE FUNCTION add_twin(name text) RETURNS void LANGUAGE plpgsql AS $twin$
BEGIN
    EXECUTE format($make$
        CREATE FUNCTION %1$I(day text) RETURNS SETOF %2$I LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $body$
        DECLARE was text := coalesce(current_setting('dateline.as_of', true), '');
        BEGIN
            PERFORM set_config('dateline.as_of', coalesce(day, ''), true);
            RETURN QUERY SELECT * FROM %2$I;
            PERFORM set_config('dateline.as_of', was, true);
        END $body$ $make$, name || '_as_of', name);
END $twin$;
SELECT add_twin(name) FROM unnest(ARRAY[
    'document', 'event', 'participant', 'statement', 'commitment', 'quantity', 'place', 'wording', 'dyad', 'dyad_week',
    'actor_day', 'occurrence_report', 'occurrence_value', 'occurrence']) name;
-- Both times at once: events whose date interval touches [first, last], as known on a day.
CREATE FUNCTION event_between(first date, last date, day text) RETURNS SETOF event LANGUAGE sql STABLE
    SET search_path FROM CURRENT AS $$
    SELECT * FROM event_as_of($3)
    WHERE coalesce(date_latest, date_earliest) >= $1 AND coalesce(date_earliest, date_latest) <= $2 $$;
