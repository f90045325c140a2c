SELECT objection_id, record_id, wrong, note, state, reviewer, decided_on, decision_note, stands
FROM objection WHERE document_id = $id ORDER BY reported_at, objection_id
