-- The reports of each occurrence.
SELECT occurrence_id, document_id, event_id, coalesce(publisher, '') FROM occurrence_report ORDER BY occurrence_id, document_id
