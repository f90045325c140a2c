-- Filled from the ledger when the copy is made: each promise as it stands on the day of the latest story.
CREATE TABLE standing (
    promise VARCHAR PRIMARY KEY, committers VARCHAR[], beneficiaries VARCHAR[], action VARCHAR, deadline VARCHAR, strength INTEGER, origin VARCHAR,
    status VARCHAR, as_of VARCHAR, evidence VARCHAR, evidence_document VARCHAR, holder VARCHAR, inference VARCHAR,
    document VARCHAR, restated INTEGER
)
