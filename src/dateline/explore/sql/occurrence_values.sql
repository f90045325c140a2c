SELECT field, value, holders, reports, independent_reports, disputed
FROM occurrence_value WHERE occurrence_id = $id ORDER BY disputed DESC, field, position
