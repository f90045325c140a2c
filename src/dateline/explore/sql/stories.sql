SELECT document_id, title, opening, published, publisher, url, events, count(*) OVER () AS total FROM desk.story
WHERE ($publisher = '' OR publisher = $publisher) AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($words = '' OR contains(lower(title), lower($words)) OR contains(lower(opening), lower($words)))
ORDER BY published DESC NULLS LAST, document_id LIMIT $limit OFFSET $offset
