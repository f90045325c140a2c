-- How often each event is told: by all reports of its occurrence, where stories have been joined.
WITH told AS (
    SELECT occurrence_id, count(*) AS mentions, greatest(count(DISTINCT nullif(publisher, '')), 1) AS sources,
           count(DISTINCT document_id) AS articles
    FROM occurrence_report GROUP BY occurrence_id
)
SELECT e.document_id, e.event_id, coalesce(t.mentions, 1), coalesce(t.sources, 1), coalesce(t.articles, 1),
       translate(left(d.recorded_at::VARCHAR, 19), '- :', '')
FROM event e
JOIN document d ON d.id = e.document_id
LEFT JOIN occurrence_report r ON (r.document_id, r.event_id) = (e.document_id, e.event_id)
LEFT JOIN told t USING (occurrence_id)
WHERE e.exportable
