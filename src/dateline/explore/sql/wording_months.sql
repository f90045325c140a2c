SELECT date_trunc('month', published)::DATE AS start, variant, count(*) AS mentions
FROM desk.wording WHERE concept = $concept AND published IS NOT NULL GROUP BY ALL ORDER BY start, variant
