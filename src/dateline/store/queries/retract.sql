-- A retraction (or its taking back) is one more row of the log: $1 document, $2 retracted, $3 reason, $4 day, $5 who, $6 moment.
INSERT INTO standing_row (number, document_id, retracted, reason, withdrawn_on, decided_by, recorded_at)
SELECT coalesce(max(number), 0) + 1, $1::VARCHAR, $2::BOOLEAN, $3::VARCHAR, $4::DATE, $5::VARCHAR, $6::TIMESTAMP
FROM standing_row
