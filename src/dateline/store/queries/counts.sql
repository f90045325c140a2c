-- The events that are exported, with the time at which the store had their document.
SELECT e.document_id, e.event_id, translate(left(d.recorded_at::VARCHAR, 19), '- :', '')
FROM event e JOIN document d ON d.id = e.document_id
WHERE e.exportable
