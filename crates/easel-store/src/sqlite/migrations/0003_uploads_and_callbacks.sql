-- What the emulated APIs need besides jobs: pictures stored for later use, jobs found by the
-- picture they are made from, and messages to be sent when a job is final.

-- Pictures that clients store to use them later. A row without `blob` is a place that was
-- promised and waits for its bytes; whoever knows the ticket (kept as SHA-256) may fill it.
CREATE TABLE uploads (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'upl_*'),
    account_id    TEXT    NOT NULL REFERENCES accounts (id),
    filename      TEXT    NOT NULL,
    memo          TEXT,
    ticket_hash   BLOB    CHECK (length(ticket_hash) = 32),
    blob          TEXT,
    format        TEXT,
    width         INTEGER CHECK (width >= 0),
    height        INTEGER CHECK (height >= 0),
    size_bytes    INTEGER CHECK (size_bytes >= 0),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    CHECK ((blob IS NULL) = (format IS NULL))
) STRICT;
CREATE INDEX uploads_by_account ON uploads (account_id, id);
CREATE INDEX uploads_by_expiry ON uploads (expires_at_ms);

-- origin        the artifact that the job's picture is made from
ALTER TABLE jobs ADD COLUMN origin TEXT CHECK (origin GLOB 'art_*');
CREATE INDEX jobs_by_origin ON jobs (origin) WHERE origin IS NOT NULL;

-- callback_due_ms   when the message about the final job is sent next; NULL where there is
--                   none to send (any more)
-- callback_tries    how often it was tried
ALTER TABLE jobs ADD COLUMN callback_due_ms INTEGER;
ALTER TABLE jobs ADD COLUMN callback_tries INTEGER NOT NULL DEFAULT 0 CHECK (callback_tries >= 0);
CREATE INDEX jobs_by_callback ON jobs (callback_due_ms) WHERE callback_due_ms IS NOT NULL;

-- part_hash       SHA-256 of the second of the parts that `#` or `-` divide the secret into, for
--                 clients that send only that part
-- callback_url    where messages about the jobs of this key go
-- callback_token  sent along, so that the receiver knows who calls
ALTER TABLE keys ADD COLUMN part_hash BLOB CHECK (length(part_hash) = 32);
ALTER TABLE keys ADD COLUMN callback_url TEXT;
ALTER TABLE keys ADD COLUMN callback_token TEXT;
CREATE INDEX keys_by_part ON keys (part_hash) WHERE part_hash IS NOT NULL;

-- deleted_at_ms   when its owner deleted the job; it stays for the ledger, but is shown no more
ALTER TABLE jobs ADD COLUMN deleted_at_ms INTEGER;
