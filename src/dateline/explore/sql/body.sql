SELECT c.body FROM coding c JOIN desk.current k USING (document_id, digest, run_id) WHERE k.document_id = $id AND c.document_id = $id
