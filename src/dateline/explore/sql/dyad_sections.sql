-- The latest meetings, accusations and other events of a dyad, some of each, with the days that all of its events span.
-- chosen
, ab AS (
    SELECT *, CASE WHEN list_contains(actor_keys, lower($a)) AND list_contains(recipient_keys, lower($b)) THEN $a || ' → ' || $b
                   WHEN list_contains(actor_keys, lower($b)) AND list_contains(recipient_keys, lower($a)) THEN $b || ' → ' || $a
                   WHEN list_contains(actor_keys, lower($a)) AND list_contains(actor_keys, lower($b)) THEN 'together' END AS direction,
           CASE type WHEN 'CONSULT' THEN 'meetings' WHEN 'ACCUSE' THEN 'accusations' ELSE '' END AS section
    FROM chosen
)
SELECT day, direction, type, mode, quad, score, actors, recipients, place, confidence, chain, trigger, publisher, document_id, event_id,
       section, count(*) OVER (PARTITION BY section) AS total, min(day) OVER () AS first_day, max(day) OVER () AS last_day
FROM ab WHERE direction IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY section ORDER BY day DESC NULLS LAST, document_id, trigger_start, event_id) <= $limit
ORDER BY section, day DESC NULLS LAST, document_id, trigger_start, event_id
