-- Inputs that were not taken, with the reason. A rejection is no document: it has no coding.
CREATE TABLE rejection_row (
    id VARCHAR, run_id VARCHAR, place VARCHAR, kind VARCHAR, reason VARCHAR, recorded_at TIMESTAMP DEFAULT current_timestamp,
    PRIMARY KEY (id, run_id)
);
-- One line an input and reason, however many runs met it.
CREATE VIEW rejection AS
    SELECT * FROM rejection_row QUALIFY row_number() OVER (PARTITION BY id ORDER BY recorded_at DESC, run_id) = 1;
