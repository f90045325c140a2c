SELECT w.record_id, w.reason FROM wrong_at(NULL) w SEMI JOIN desk.current k USING (document_id, digest, run_id)
WHERE w.document_id = $id
