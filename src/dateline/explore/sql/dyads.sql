-- The pairs of countries that have most to do with each other.
-- chosen
, pairs AS (
    SELECT unit, least(x, y) AS a, greatest(x, y) AS b, score
    FROM (SELECT unit, score, unnest(actor_countries) AS x, recipient_countries FROM chosen), unnest(recipient_countries) AS r(y)
    WHERE x <> y
)
SELECT a, b, count(DISTINCT unit) AS events, round(avg(score), 2) AS mean_score
FROM pairs GROUP BY ALL ORDER BY events DESC, a, b LIMIT $limit
