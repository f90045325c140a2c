SELECT r.event_id, r.occurrence_id, o.reports FROM desk.report r JOIN desk.occurrence o USING (occurrence_id)
WHERE r.document_id = $id ORDER BY r.event_id
