SELECT concept, any_value(gloss) AS gloss, count(*) AS mentions, count(DISTINCT variant) AS variants
FROM desk.wording GROUP BY concept ORDER BY mentions DESC, concept
