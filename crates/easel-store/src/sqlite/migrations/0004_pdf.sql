-- Drawn pictures may be PDF documents. SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE artifacts_new (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'art_*'),
    job_id        TEXT    NOT NULL REFERENCES jobs (id),
    role          TEXT    NOT NULL CHECK (role IN ('output', 'vector')),
    position      INTEGER NOT NULL CHECK (position >= 0),
    blob          TEXT    NOT NULL,
    format        TEXT    NOT NULL CHECK (format IN ('png', 'svg', 'jpg', 'webp', 'pdf')),
    width         INTEGER NOT NULL CHECK (width >= 0),
    height        INTEGER NOT NULL CHECK (height >= 0),
    size_bytes    INTEGER NOT NULL CHECK (size_bytes >= 0),
    created_at_ms INTEGER NOT NULL,
    UNIQUE (job_id, role, position)
) STRICT;

INSERT INTO artifacts_new
SELECT id, job_id, role, position, blob, format, width, height, size_bytes, created_at_ms
FROM artifacts;

DROP TABLE artifacts;

ALTER TABLE artifacts_new RENAME TO artifacts;

CREATE INDEX artifacts_by_age ON artifacts (created_at_ms, id);
