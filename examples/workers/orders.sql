-- Several processes may start at once, and one of them makes the table.
SELECT pg_advisory_xact_lock(20260101);
CREATE TABLE IF NOT EXISTS orders (
    id BIGSERIAL PRIMARY KEY,
    customer TEXT NOT NULL,
    loaves INTEGER NOT NULL,
    packed_by TEXT
);
