-- Parts of a run at scale that are in the store: a run that goes on does not write them again.
CREATE TABLE part_row (
    name text PRIMARY KEY, documents integer, recorded_at timestamp DEFAULT (now() AT TIME ZONE 'UTC')
);
SELECT order_by_bytes();
