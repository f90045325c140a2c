SELECT s.promise AS promise_id, s.committers, s.beneficiaries, s.action, s.deadline, s.strength, s.origin, s.status, s.as_of, s.restated,
       s.document AS document_id, p.commitment_id
FROM standing s JOIN promise p ON p.promise_id = s.promise WHERE s.promise = $id
