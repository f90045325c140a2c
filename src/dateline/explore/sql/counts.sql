-- chosen
SELECT count(*) AS reports, count(DISTINCT unit) AS units, count(DISTINCT document_id) AS stories,
       min(day) AS first_day, max(day) AS last_day, count(*) FILTER (latitude IS NULL) AS without_point
FROM chosen
