SELECT r.report_id, r.document_id, r.event_id, r.published, r.publisher, r.holder, r.type, r.realis, r.date_earliest, r.date_latest, r.place,
       r.trigger, r.sentence, r.merged_with, r.score, r.decided_by, r.reasons::VARCHAR AS reasons
FROM occurrence_report r WHERE r.occurrence_id = $id ORDER BY r.position, r.report_id
