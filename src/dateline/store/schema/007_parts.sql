-- Parts of a run at scale that are in the store: a run that goes on does not write them again.
CREATE TABLE part_row (
    name VARCHAR PRIMARY KEY, documents INTEGER, recorded_at TIMESTAMP DEFAULT current_timestamp
);
