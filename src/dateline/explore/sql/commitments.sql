-- Promises of the ledger as they stand on the day of the latest story, and commitments that no ledger follows yet.
WITH board AS (
    SELECT s.committers, s.beneficiaries, s.action, c.action_type, p.valence, p.polarity, s.strength, c.novelty, c.condition,
           p.deadline_earliest, coalesce(try_cast(s.deadline AS DATE), p.deadline_latest) AS deadline_latest, s.status,
           try_cast(s.as_of AS DATE) AS status_as_of, s.evidence AS status_evidence, s.evidence_document,
           s.holder AS status_holder, s.inference AS status_inference, s.origin, s.restated, s.promise AS promise_id,
           s.document AS document_id, p.commitment_id
    FROM standing s JOIN promise p ON p.promise_id = s.promise
    LEFT JOIN commitment c ON (c.document_id, c.commitment_id) = (p.document_id, p.commitment_id)
    UNION ALL
    SELECT c.committers, c.beneficiaries, c.action, c.action_type, c.valence, c.polarity, c.strength, c.novelty, c.condition,
           c.deadline_earliest, c.deadline_latest, 'not followed', NULL, '', '', '', '', 'reported', 0, NULL, c.document_id,
           c.commitment_id
    FROM commitment c ANTI JOIN promise p ON (p.document_id, p.commitment_id) = (c.document_id, c.commitment_id)
)
SELECT b.*, d.title, d.publisher, d.published, count(*) OVER () AS total
FROM board b LEFT JOIN desk.story d USING (document_id)
WHERE ($actor = '' OR list_contains(list_transform(committers, x -> lower(x)), lower($actor)))
  AND ($beneficiary = '' OR list_contains(list_transform(beneficiaries, x -> lower(x)), lower($beneficiary)))
  AND ($status = '' OR status = $status) AND ($valence = '' OR valence = $valence)
  AND ($since::DATE IS NULL OR deadline_latest >= $since::DATE) AND ($until::DATE IS NULL OR deadline_latest <= $until::DATE)
ORDER BY array_to_string(committers, ' '), deadline_latest NULLS LAST, document_id, commitment_id, promise_id
LIMIT $limit OFFSET $offset
