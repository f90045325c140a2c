SELECT o.occurrence_id, o.type, o.mode, o.quad, o.date_earliest, o.date_latest, o.place, o.place_country, o.reports,
       o.independent_reports, o.publishers, o.disputed, o.sentence
FROM desk.occurrence o WHERE o.occurrence_id = $id
