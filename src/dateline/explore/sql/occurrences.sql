-- chosen
, kept AS (SELECT DISTINCT occurrence_id FROM chosen WHERE occurrence_id IS NOT NULL)
SELECT o.occurrence_id, o.type, o.mode, o.quad, o.date_earliest, o.date_latest, o.place, o.place_country, o.reports,
       o.independent_reports, o.publishers, o.disputed, o.sentence, count(*) OVER () AS total
FROM desk.occurrence o JOIN kept USING (occurrence_id)
ORDER BY o.reports DESC, o.date_latest DESC NULLS LAST, o.occurrence_id LIMIT $limit OFFSET $offset
