-- chosen
, counted AS (
    SELECT 'type' AS field, type AS value, count(DISTINCT unit) AS units FROM chosen GROUP BY ALL
    UNION ALL SELECT 'quad', quad, count(DISTINCT unit) FROM chosen GROUP BY ALL
    UNION ALL SELECT 'realis', realis, count(DISTINCT unit) FROM chosen GROUP BY ALL
    UNION ALL SELECT 'publisher', publisher, count(DISTINCT unit) FROM chosen WHERE publisher <> '' GROUP BY ALL
    UNION ALL SELECT 'actor', code, count(DISTINCT unit) FROM (SELECT unit, unnest(actor_countries) AS code FROM chosen) GROUP BY ALL
    UNION ALL SELECT 'recipient', code, count(DISTINCT unit)
              FROM (SELECT unit, unnest(recipient_countries) AS code FROM chosen) GROUP BY ALL
)
SELECT field, value, units FROM counted
QUALIFY row_number() OVER (PARTITION BY field ORDER BY units DESC, value) <= 20 ORDER BY field, units DESC, value
