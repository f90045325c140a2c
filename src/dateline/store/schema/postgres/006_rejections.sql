-- Inputs that were not taken, with the reason. A rejection is no document: it has no coding.
CREATE TABLE rejection_row (
    id text, run_id text, place text, kind text, reason text, recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC'),
    PRIMARY KEY (id, run_id)
);
SELECT order_by_bytes();
-- One line an input and reason, however many runs met it.
CREATE VIEW rejection AS SELECT DISTINCT ON (id) * FROM rejection_row ORDER BY id, recorded_at DESC, run_id;
