-- The places with most events; an occurrence counts once in each quad class that reports give it there.
-- chosen
, ranked AS (
    SELECT spot, count(DISTINCT unit) AS events FROM chosen WHERE spot IS NOT NULL GROUP BY spot
    ORDER BY events DESC, spot LIMIT $limit OFFSET $offset
), by_type AS (
    SELECT spot, quad, type, count(DISTINCT unit) AS units, min(day) AS first_day, max(day) AS last_day,
           min(document_id) AS document_id
    FROM chosen SEMI JOIN ranked USING (spot) GROUP BY spot, quad, type
), named AS (
    SELECT spot, any_value(place) AS place, any_value(place_country) AS place_country, round(any_value(latitude), 3) AS latitude,
           round(any_value(longitude), 3) AS longitude, arg_min(event_id, (document_id, event_id)) AS event_id
    FROM chosen SEMI JOIN ranked USING (spot) GROUP BY spot
), counted AS (
    SELECT spot, coalesce(sum(units) FILTER (quad = 'verbal cooperation'), 0)::BIGINT AS verbal_cooperation,
           coalesce(sum(units) FILTER (quad = 'material cooperation'), 0)::BIGINT AS material_cooperation,
           coalesce(sum(units) FILTER (quad = 'verbal conflict'), 0)::BIGINT AS verbal_conflict,
           coalesce(sum(units) FILTER (quad = 'material conflict'), 0)::BIGINT AS material_conflict,
           array_to_string(list_sort(list(DISTINCT type)), ', ') AS types, min(first_day) AS first_day, max(last_day) AS last_day,
           min(document_id) AS document_id
    FROM by_type GROUP BY spot
)
SELECT place, place_country, latitude, longitude, events,
       CASE greatest(verbal_cooperation, material_cooperation, verbal_conflict, material_conflict)
           WHEN material_conflict THEN 'material conflict' WHEN verbal_conflict THEN 'verbal conflict'
           WHEN material_cooperation THEN 'material cooperation' ELSE 'verbal cooperation' END AS quad,
       verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, types, first_day, last_day, document_id, event_id
FROM ranked JOIN named USING (spot) JOIN counted USING (spot)
ORDER BY events DESC, place, place_country, latitude, longitude
