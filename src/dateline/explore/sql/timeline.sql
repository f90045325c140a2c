-- chosen
SELECT date_trunc($bin, day)::DATE AS start,
       (date_trunc($bin, day) + CASE $bin WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAYS ELSE INTERVAL 1 MONTH END
        - INTERVAL 1 DAY)::DATE AS until, quad, count(DISTINCT unit) AS events, round(avg(score), 3) AS mean_score
FROM chosen WHERE day IS NOT NULL GROUP BY ALL ORDER BY start, quad LIMIT $limit OFFSET $offset
