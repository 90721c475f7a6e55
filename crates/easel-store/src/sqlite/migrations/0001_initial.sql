-- The first schema. Migrations are append-only: a released file is never edited, because its
-- checksum is stored in every database it was applied to.
--
-- Conventions: moments are INTEGER milliseconds since 1970-01-01T00:00:00Z and end in `_ms`;
-- identifiers are TEXT in their prefixed form (`job_…`); hashes are BLOBs of 32 bytes; amounts
-- are INTEGER micro-credits. Tables are STRICT, so that a value of the wrong type is refused
-- rather than stored; an integer that overflows in an expression becomes a REAL and is refused
-- the same way.

-- Who owns credits, keys and jobs. Accounts are never deleted: the ledger refers to them.
CREATE TABLE accounts (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'acct_*'),
    name          TEXT    NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

-- API keys. Only the SHA-256 of a secret is kept; `prefix` is what people recognise it by.
-- Keys are revoked, never deleted. `scopes` holds names separated by single spaces.
CREATE TABLE keys (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'key_*'),
    account_id    TEXT    NOT NULL REFERENCES accounts (id),
    name          TEXT    NOT NULL,
    prefix        TEXT    NOT NULL,
    hash          BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    scopes        TEXT    NOT NULL,
    created_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER
) STRICT;

CREATE INDEX keys_by_account ON keys (account_id, created_at_ms, id);

-- Accepted requests.
--
--   key_id         which key was used: a record, deliberately no reference.
--   fingerprint    SHA-256 of what was asked; tells a repeated idempotency key from a clash.
--   request        the resolved request as JSON.
--   attempt        the fence: rises with every claim and never falls. Only the holder of the
--                  latest attempt may write.
--   attempts_counted  attempts that count against the limit; lower than `attempt` where attempts
--                  were given back (graceful shutdown).
--   not_before_ms  not claimed before then (backing off after a failed attempt).
--   worker_id, lease_until_ms  who works on it and until when; set exactly while running.
--   deadline_at_ms a queued job is not claimed at or after this moment, whether it waits for
--                  its first attempt or for another one.
CREATE TABLE jobs (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'job_*'),
    account_id      TEXT    NOT NULL REFERENCES accounts (id),
    key_id          TEXT    NOT NULL,
    idempotency_key TEXT,
    fingerprint     BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    request         TEXT    NOT NULL,
    model           TEXT,
    state           TEXT    NOT NULL CHECK (state IN
                        ('queued', 'running', 'succeeded', 'failed', 'canceled', 'expired')),
    priority        INTEGER NOT NULL,
    price           INTEGER NOT NULL CHECK (price >= 0),
    deadline_at_ms  INTEGER,
    attempt         INTEGER NOT NULL CHECK (attempt >= 0),
    attempts_counted   INTEGER NOT NULL CHECK (attempts_counted BETWEEN 0 AND attempt),
    not_before_ms   INTEGER NOT NULL,
    worker_id       TEXT,
    lease_until_ms  INTEGER,
    progress_step   INTEGER,
    progress_steps  INTEGER,
    failure_kind    TEXT,
    failure_message TEXT,
    created_at_ms   INTEGER NOT NULL,
    started_at_ms   INTEGER,
    finished_at_ms  INTEGER,
    UNIQUE (account_id, idempotency_key),
    CHECK ((state = 'running') = (worker_id IS NOT NULL)),
    CHECK ((state = 'running') = (lease_until_ms IS NOT NULL)),
    CHECK ((state = 'failed') = (failure_kind IS NOT NULL)),
    CHECK ((failure_kind IS NULL) = (failure_message IS NULL)),
    CHECK ((progress_step IS NULL) = (progress_steps IS NULL)),
    CHECK ((state IN ('queued', 'running')) = (finished_at_ms IS NULL))
) STRICT;

-- Listing an account's jobs, newest first (ids made later sort later), and counting its open
-- ones.
CREATE INDEX jobs_by_account ON jobs (account_id, id);
CREATE INDEX jobs_by_account_and_state ON jobs (account_id, state, id);

-- The queue. It holds queued jobs only, so its size does not grow with history, and it holds
-- all that claiming filters by, so that passed-over jobs cost no look into the table. Within
-- one priority the oldest job is always the next, so a claim looks at one entry a priority.
CREATE INDEX jobs_queue
    ON jobs (priority, created_at_ms, id, not_before_ms, deadline_at_ms, model)
    WHERE state = 'queued';
CREATE INDEX jobs_queue_by_deadline ON jobs (deadline_at_ms)
    WHERE state = 'queued' AND deadline_at_ms IS NOT NULL;
CREATE INDEX jobs_running_by_lease ON jobs (lease_until_ms) WHERE state = 'running';

-- Guards: what no statement may do, however wrong.
CREATE TRIGGER jobs_leave_no_final_state
BEFORE UPDATE OF state ON jobs
WHEN OLD.state NOT IN ('queued', 'running') AND NEW.state IS NOT OLD.state
BEGIN
    SELECT RAISE (ABORT, 'a job in a final state never leaves it');
END;

CREATE TRIGGER jobs_never_lower_their_fence
BEFORE UPDATE OF attempt ON jobs
WHEN NEW.attempt < OLD.attempt
BEGIN
    SELECT RAISE (ABORT, 'the fence of a job never falls');
END;

-- Credits, as entries that are only ever added. Every entry changes two balances of its
-- account, the available one and the held one:
--
--   kind     available_delta  held_delta  meaning
--   grant    +amount          0           credits given (negative: a correction)
--   hold     −price           +price      set aside when a job is accepted
--   capture  0                −price      the held credits are spent: the job succeeded
--   release  +price           −price      the held credits are given back: it did not
--
-- So available = granted − captured − held at all times. A job has one hold and at most one
-- ending (capture or release), of the same account and amount.
--
-- `available_after` and `held_after` are the account's balances with this entry included. They
-- make a balance one index look-up whatever the length of the ledger, and cannot drift from the
-- sums: `ledger_carries_its_balances_on` refuses an entry that does not continue the one before
-- it, and entries cannot be changed afterwards. `ledger_audit` compares both anyway.
CREATE TABLE ledger (
    sequence        INTEGER NOT NULL PRIMARY KEY,
    account_id      TEXT    NOT NULL REFERENCES accounts (id),
    kind            TEXT    NOT NULL,
    available_delta INTEGER NOT NULL,
    held_delta      INTEGER NOT NULL,
    available_after INTEGER NOT NULL,
    held_after      INTEGER NOT NULL CHECK (held_after >= 0),
    job_id          TEXT    REFERENCES jobs (id),
    idempotency_key TEXT,
    note            TEXT    NOT NULL,
    created_at_ms   INTEGER NOT NULL,
    CHECK (
        CASE kind
            WHEN 'grant'   THEN held_delta = 0
            WHEN 'hold'    THEN held_delta >= 0 AND available_delta = -held_delta
            WHEN 'capture' THEN held_delta <= 0 AND available_delta = 0
            WHEN 'release' THEN held_delta <= 0 AND available_delta = -held_delta
            ELSE FALSE
        END
    ),
    CHECK ((kind = 'grant') = (job_id IS NULL)),
    CHECK ((kind = 'grant') = (idempotency_key IS NOT NULL))
) STRICT;

-- The newest entry of an account (the row's sequence is part of every index).
CREATE INDEX ledger_by_account ON ledger (account_id);

-- Nothing is granted, held, captured or released twice, and a hold ends in one way only.
CREATE UNIQUE INDEX ledger_grants_once ON ledger (account_id, idempotency_key)
    WHERE kind = 'grant';
CREATE UNIQUE INDEX ledger_once_per_job_and_kind ON ledger (job_id, kind)
    WHERE job_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_one_ending_per_hold ON ledger (job_id)
    WHERE kind IN ('capture', 'release');

CREATE TRIGGER ledger_entries_are_never_changed
BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE (ABORT, 'ledger entries are never changed');
END;

CREATE TRIGGER ledger_entries_are_never_removed
BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE (ABORT, 'ledger entries are never removed');
END;

CREATE TRIGGER ledger_carries_its_balances_on
BEFORE INSERT ON ledger
WHEN NEW.available_after IS NOT NEW.available_delta + coalesce(
        (SELECT available_after FROM ledger WHERE account_id = NEW.account_id
         ORDER BY sequence DESC LIMIT 1), 0)
    OR NEW.held_after IS NOT NEW.held_delta + coalesce(
        (SELECT held_after FROM ledger WHERE account_id = NEW.account_id
         ORDER BY sequence DESC LIMIT 1), 0)
BEGIN
    SELECT RAISE (ABORT, 'a ledger entry must continue the balances of the one before it');
END;

CREATE TRIGGER ledger_endings_match_their_hold
BEFORE INSERT ON ledger
WHEN NEW.kind IN ('capture', 'release') AND NOT EXISTS (
    SELECT 1 FROM ledger
    WHERE job_id = NEW.job_id AND kind = 'hold'
      AND account_id = NEW.account_id AND held_delta = -NEW.held_delta)
BEGIN
    SELECT RAISE (ABORT, 'a capture or release must match the hold of its job');
END;

-- Produced files. The bytes lie in the blob store under `blob`; deleting a row makes them an
-- orphan for the sweep to remove.
CREATE TABLE artifacts (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (id GLOB 'art_*'),
    job_id        TEXT    NOT NULL REFERENCES jobs (id),
    role          TEXT    NOT NULL CHECK (role IN ('output', 'vector')),
    position      INTEGER NOT NULL CHECK (position >= 0),
    blob          TEXT    NOT NULL,
    format        TEXT    NOT NULL CHECK (format IN ('png', 'svg', 'jpg', 'webp')),
    width         INTEGER NOT NULL CHECK (width >= 0),
    height        INTEGER NOT NULL CHECK (height >= 0),
    size_bytes    INTEGER NOT NULL CHECK (size_bytes >= 0),
    created_at_ms INTEGER NOT NULL,
    UNIQUE (job_id, role, position)
) STRICT;

CREATE INDEX artifacts_by_age ON artifacts (created_at_ms, id);

-- Installed models. `files` and `defaults` are JSON objects, read and written whole.
CREATE TABLE models (
    name        TEXT    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL CHECK (kind IN ('checkpoint', 'lora')),
    family      TEXT    NOT NULL,
    files       TEXT    NOT NULL,
    size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
    defaults    TEXT    NOT NULL,
    added_at_ms INTEGER NOT NULL
) STRICT;
