-- An intent tells all that was meant: under which number and date, and which bytes. Its outcome may stay unknown.
CREATE TABLE signing_intents_with_number (
    id             TEXT   NOT NULL PRIMARY KEY,
    application_id TEXT   NOT NULL,
    officer        TEXT   NOT NULL,
    number         TEXT,
    letter_date    TEXT,
    content_sha256 TEXT   NOT NULL,
    state          TEXT   NOT NULL CHECK (state IN ('PENDING', 'SIGNED', 'FAILED', 'UNKNOWN')),
    lease_until    BIGINT NOT NULL,
    created_at     BIGINT NOT NULL
);

INSERT INTO signing_intents_with_number (id, application_id, officer, content_sha256, state, lease_until, created_at)
SELECT id, application_id, officer, content_sha256, state, lease_until, created_at FROM signing_intents;

DROP TABLE signing_intents;

ALTER TABLE signing_intents_with_number RENAME TO signing_intents;

-- Many letters under one operation of an officer's. Who works on it holds a lease; each claim raises the fencing number,
-- and whoever comes back after his lease with an older one stores nothing.
CREATE TABLE signing_jobs (
    id           TEXT   NOT NULL PRIMARY KEY,
    caller       TEXT   NOT NULL,
    operation_id TEXT   NOT NULL,
    fingerprint  $blob$ NOT NULL,
    officer      TEXT   NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('RUNNING', 'AWAITING_KEY', 'DONE')),
    claimed_by   TEXT,
    lease_until  BIGINT NOT NULL,
    fencing      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    UNIQUE (caller, operation_id)
);

CREATE TABLE signing_job_items (
    job_id         TEXT   NOT NULL REFERENCES signing_jobs (id),
    position       BIGINT NOT NULL,
    application_id TEXT   NOT NULL,
    intent_id      TEXT,
    state          TEXT   NOT NULL CHECK (state IN ('WAITING', 'PREPARED', 'SIGNED', 'REFUSED', 'UNKNOWN')),
    reason         TEXT,
    letter_code    TEXT,
    PRIMARY KEY (job_id, position)
);
