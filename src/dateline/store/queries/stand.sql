-- The codings of a batch come to stand for their documents, where they do not already; of several the last one.
INSERT INTO standing_row (number, document_id, digest, run_id, recorded_at)
WITH batch AS (
    SELECT unnest($documents) AS document_id, unnest($digests) AS digest, unnest($runs) AS run_id,
           generate_subscripts($documents, 1) AS position
), wanted AS (
    SELECT * FROM batch QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY position DESC) = 1
), standing AS (
    SELECT document_id, arg_max(digest, number) AS digest, arg_max(run_id, number) AS run_id
    FROM standing_row WHERE digest IS NOT NULL AND document_id IN (SELECT document_id FROM batch) GROUP BY document_id
)
SELECT (SELECT coalesce(max(number), 0) FROM standing_row) + row_number() OVER (ORDER BY position), document_id, digest, run_id,
       $moment::TIMESTAMP
FROM wanted ANTI JOIN standing USING (document_id, digest, run_id)
