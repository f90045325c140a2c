SELECT concept, any_value(gloss) AS gloss, variant, publisher, voice, holder, count(*) AS mentions,
       min(published) AS first_published, max(published) AS last_published, min(document_id) AS document_id,
       arg_min(wording_id, (document_id, span_start)) AS wording_id, count(*) OVER () AS total
FROM desk.wording
WHERE ($concept = '' OR concept = $concept) AND ($publisher = '' OR publisher = $publisher)
  AND ($holder = '' OR lower(holder) = lower($holder))
  AND ($since::DATE IS NULL OR published >= $since::DATE) AND ($until::DATE IS NULL OR published <= $until::DATE)
GROUP BY concept, variant, publisher, voice, holder
ORDER BY concept, mentions DESC, variant, publisher, voice, holder LIMIT $limit OFFSET $offset
