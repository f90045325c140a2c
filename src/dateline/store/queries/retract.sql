-- A retraction (or its taking back) is one more row of the log.
INSERT INTO standing_row (number, document_id, retracted, reason, withdrawn_on, decided_by, recorded_at)
SELECT coalesce(max(number), 0) + 1, $document, $retracted, $reason, $withdrawn_on::DATE, $decided_by, $moment::TIMESTAMP
FROM standing_row
