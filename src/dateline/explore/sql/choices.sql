-- What the filters offer: all values of the store, the most frequent names first.
WITH all_values AS (
    SELECT 'type' AS field, type AS value, count(*) AS n FROM desk.report GROUP BY ALL
    UNION ALL SELECT 'mode', mode, count(*) FROM desk.report WHERE mode <> '' GROUP BY ALL
    UNION ALL SELECT 'context', value, count(*) FROM (SELECT unnest(contexts) AS value FROM desk.report) GROUP BY ALL
    UNION ALL SELECT 'realis', realis, count(*) FROM desk.report GROUP BY ALL
    UNION ALL SELECT 'publisher', publisher, count(*) FROM desk.report WHERE publisher <> '' GROUP BY ALL
    UNION ALL SELECT 'place', place, count(*) FROM desk.report WHERE place <> '' GROUP BY ALL
    UNION ALL SELECT 'status', status, count(*) FROM standing GROUP BY ALL
    UNION ALL SELECT 'party', value, count(*)
              FROM (SELECT unnest(list_concat(actor_countries, recipient_countries, actors, recipients)) AS value FROM desk.report)
              GROUP BY ALL
)
SELECT field, value FROM all_values
QUALIFY row_number() OVER (PARTITION BY field ORDER BY n DESC, value) <= 200 ORDER BY field, value
