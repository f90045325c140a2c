-- chosen
SELECT date_trunc($bin, day)::DATE AS start,
       (date_trunc($bin, day) + CASE $bin WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAYS ELSE INTERVAL 1 MONTH END
        - INTERVAL 1 DAY)::DATE AS until, quad, count(DISTINCT unit) AS events, round(avg(score), 3) AS mean_score
FROM chosen
WHERE day IS NOT NULL AND ((list_contains(actor_keys, lower($a)) AND list_contains(recipient_keys, lower($b)))
    OR (list_contains(actor_keys, lower($b)) AND list_contains(recipient_keys, lower($a)))
    OR (list_contains(actor_keys, lower($a)) AND list_contains(actor_keys, lower($b))))
GROUP BY ALL ORDER BY start, quad
