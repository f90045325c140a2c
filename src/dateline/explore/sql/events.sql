-- chosen
SELECT day, date_earliest, date_latest, type, mode, contexts, quad, score, actors, actor_countries, recipients,
       recipient_countries, place, place_country, latitude, longitude, realis, historical, confidence, exportable, withheld, chain,
       trigger, title, publisher, published, document_id, event_id, occurrence_id, cameo, goldstein, rule
FROM chosen
ORDER BY day DESC NULLS LAST, document_id, trigger_start, event_id LIMIT $limit OFFSET $offset
