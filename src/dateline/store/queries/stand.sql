-- The codings of a batch ($1 documents, $2 digests, $3 runs) come to stand for their documents at the moment $4, where they do not
-- already; of several the last one.
INSERT INTO standing_row (number, document_id, digest, run_id, recorded_at)
WITH batch AS (
    SELECT unnest($1::VARCHAR[]) AS document_id, unnest($2::VARCHAR[]) AS digest, unnest($3::VARCHAR[]) AS run_id,
           generate_subscripts($1::VARCHAR[], 1) AS position
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY position DESC) AS back FROM batch
), told AS (
    SELECT document_id, digest, run_id, row_number() OVER (PARTITION BY document_id ORDER BY number DESC) AS back
    FROM standing_row WHERE digest IS NOT NULL AND document_id IN (SELECT document_id FROM batch)
)
SELECT (SELECT coalesce(max(number), 0) FROM standing_row) + row_number() OVER (ORDER BY position), document_id, digest, run_id,
       $4::TIMESTAMP
FROM ranked r
WHERE back = 1 AND NOT EXISTS (
    SELECT 1 FROM told t
    WHERE t.back = 1 AND (t.document_id, t.digest, t.run_id) = (r.document_id, r.digest, r.run_id))
