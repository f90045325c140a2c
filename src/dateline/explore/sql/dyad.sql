-- Both directions between two parties; events that both do together have no direction.
-- chosen
, ab AS (
    SELECT *, CASE WHEN list_contains(actor_keys, lower($a)) AND list_contains(recipient_keys, lower($b)) THEN $a || ' → ' || $b
                   WHEN list_contains(actor_keys, lower($b)) AND list_contains(recipient_keys, lower($a)) THEN $b || ' → ' || $a
                   WHEN list_contains(actor_keys, lower($a)) AND list_contains(actor_keys, lower($b)) THEN 'together' END AS direction
    FROM chosen
)
SELECT day, direction, type, mode, quad, score, actors, recipients, place, realis, confidence, chain, trigger, title, publisher,
       document_id, event_id, occurrence_id, CASE type WHEN 'CONSULT' THEN 'meetings' WHEN 'ACCUSE' THEN 'accusations' ELSE '' END
       AS section, count(*) OVER () AS total
FROM ab WHERE direction IS NOT NULL AND ($section = '' OR section = $section)
ORDER BY day DESC NULLS LAST, document_id, trigger_start, event_id LIMIT $limit OFFSET $offset
