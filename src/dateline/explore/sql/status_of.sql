SELECT s.as_of, s.value, s.relation, s.evidence, s.document_id, l.deed_id, s.holder, s.date, s.inference, s.note
FROM status_log s LEFT JOIN promise_link l USING (link_id)
WHERE s.promise_id = $id ORDER BY s.as_of, s.entry_id
