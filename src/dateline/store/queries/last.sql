-- The last time under which the store has recorded anything.
SELECT max(recorded_at) FROM (
    SELECT max(recorded_at) AS recorded_at FROM standing_row
    UNION ALL SELECT max(recorded_at) FROM join_pass
    UNION ALL SELECT max(recorded_at) FROM decision_row
    UNION ALL SELECT max(recorded_at) FROM ledger_pass
    UNION ALL SELECT max(recorded_at) FROM review_row
    UNION ALL SELECT max(recorded_at) FROM objection_row
    UNION ALL SELECT max(recorded_at) FROM objection_decision_row
) logs
