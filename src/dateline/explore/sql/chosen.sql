-- Laid before each query that speaks of "chosen": the reports that the filters of the page let through.
WITH chosen AS (
    SELECT * FROM desk.report
    WHERE ($since::DATE IS NULL OR day >= $since::DATE)
      AND ($until::DATE IS NULL OR day <= $until::DATE)
      AND ($actor = '' OR list_contains(actor_keys, lower($actor)))
      AND ($recipient = '' OR list_contains(recipient_keys, lower($recipient)))
      AND (len($types::VARCHAR[]) = 0 OR list_contains($types::VARCHAR[], type))
      AND ($mode = '' OR mode = $mode)
      AND ($context = '' OR list_contains(contexts, $context))
      AND ($place = '' OR lower(place) = lower($place) OR lower(place_country) = lower($place))
      AND ($publisher = '' OR publisher = $publisher)
      AND (len($quads::VARCHAR[]) = 0 OR list_contains($quads::VARCHAR[], quad))
      AND confidence >= $confidence
      AND CASE WHEN len($realis::VARCHAR[]) > 0 THEN list_contains($realis::VARCHAR[], realis) ELSE exportable OR $withheld END
)
