SELECT date_trunc('month', published)::DATE AS start, (date_trunc('month', published) + INTERVAL 1 MONTH)::DATE AS "end", variant,
       count(*) AS mentions
FROM desk.wording
WHERE concept = $concept AND published IS NOT NULL AND ($publisher = '' OR publisher = $publisher)
  AND ($holder = '' OR lower(holder) = lower($holder))
  AND ($since::DATE IS NULL OR published >= $since::DATE) AND ($until::DATE IS NULL OR published <= $until::DATE)
GROUP BY ALL ORDER BY start, variant
