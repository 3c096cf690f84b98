-- Stored forms: instant = microseconds UTC; date = text yyyy-MM-dd; ids = text; payload = canonical bytes.
-- Persons stand apart from the first row on: events, receipts and outbox hold identifiers only.

CREATE TABLE installation (
    id         BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
    mode       TEXT    NOT NULL CHECK (mode IN ('development', 'production')),
    created_at BIGINT  NOT NULL
);

CREATE TABLE catalog_parts (
    kind      TEXT    NOT NULL,
    slug      TEXT    NOT NULL,
    version   BIGINT  NOT NULL,
    sha256    TEXT    NOT NULL,
    content   $blob$  NOT NULL,
    stored_at BIGINT  NOT NULL,
    PRIMARY KEY (kind, slug, version)
);

-- A subject is a person whose data may have to be erased, or a letter whose retention ends. Its key is its life.
CREATE TABLE subjects (
    id         TEXT   NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    erased_at  BIGINT
);

CREATE TABLE subject_keys (
    subject_id  TEXT   NOT NULL PRIMARY KEY REFERENCES subjects (id),
    wrapped_key $blob$ NOT NULL
);

CREATE TABLE personal_values (
    owner      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    revision   BIGINT  NOT NULL,
    subject_id TEXT    NOT NULL REFERENCES subjects (id),
    sealed     $blob$  NOT NULL,
    PRIMARY KEY (owner, name, revision)
);

CREATE INDEX personal_values_by_subject ON personal_values (subject_id);

CREATE TABLE applications (
    id                  TEXT    NOT NULL PRIMARY KEY,
    sequence            BIGINT  NOT NULL,
    status              TEXT    NOT NULL,
    permit_type         TEXT    NOT NULL,
    subject_id          TEXT    NOT NULL REFERENCES subjects (id),
    submitted_by        TEXT    NOT NULL,
    submitted_at        BIGINT  NOT NULL,
    due_on              TEXT
);

CREATE TABLE events (
    application_id TEXT    NOT NULL,
    sequence       BIGINT  NOT NULL,
    type           TEXT    NOT NULL,
    schema_version BIGINT  NOT NULL,
    at             BIGINT  NOT NULL,
    actor          TEXT    NOT NULL,
    office         TEXT,
    principal      TEXT,
    note           TEXT,
    payload        $blob$  NOT NULL,
    PRIMARY KEY (application_id, sequence)
);

-- One row a visit of a stage: open while ended_at is null. Serves "what waits for my office" and who has handled a file.
CREATE TABLE stage_visits (
    application_id TEXT    NOT NULL REFERENCES applications (id),
    stage          TEXT    NOT NULL,
    started_at     BIGINT  NOT NULL,
    ended_at       BIGINT,
    office         TEXT    NOT NULL,
    role           TEXT    NOT NULL,
    signs          BIGINT  NOT NULL,
    PRIMARY KEY (application_id, stage, started_at)
);

CREATE INDEX stage_visits_by_office ON stage_visits (office, application_id);
CREATE INDEX stage_visits_waiting ON stage_visits (office, role, started_at) WHERE ended_at IS NULL;

CREATE TABLE receipts (
    caller         TEXT   NOT NULL,
    request_id     TEXT   NOT NULL,
    method         TEXT   NOT NULL,
    fingerprint    $blob$ NOT NULL,
    application_id TEXT   NOT NULL,
    sequence       BIGINT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (caller, request_id)
);

CREATE TABLE tracking_tokens (
    token_hash     $blob$ NOT NULL PRIMARY KEY,
    application_id TEXT   NOT NULL
);

-- A document's key is wrapped under its subject's key once it is attached, and under the installation's before that.
CREATE TABLE documents (
    id           TEXT   NOT NULL PRIMARY KEY,
    uploaded_by  TEXT   NOT NULL,
    attached_to  TEXT,
    subject_id   TEXT,
    media_type   TEXT   NOT NULL,
    size_bytes   BIGINT NOT NULL,
    wrapped_key  $blob$ NOT NULL,
    sealed_facts $blob$ NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE INDEX documents_by_subject ON documents (subject_id);

CREATE TABLE document_chunks (
    document_id TEXT    NOT NULL REFERENCES documents (id),
    position    BIGINT  NOT NULL,
    sealed      $blob$  NOT NULL,
    PRIMARY KEY (document_id, position)
);

CREATE TABLE number_series (
    series      TEXT    NOT NULL,
    year        BIGINT  NOT NULL,
    last_serial BIGINT  NOT NULL,
    PRIMARY KEY (series, year)
);

-- Gapless: every serial 1..last_serial has exactly one row.
CREATE TABLE letter_numbers (
    series         TEXT    NOT NULL,
    year           BIGINT  NOT NULL,
    serial         BIGINT  NOT NULL,
    number         TEXT    NOT NULL,
    application_id TEXT    NOT NULL,
    status         TEXT    NOT NULL CHECK (status IN ('PENDING', 'ISSUED', 'VOID')),
    reason         TEXT,
    PRIMARY KEY (series, year, serial)
);

CREATE TABLE letters (
    code            TEXT   NOT NULL PRIMARY KEY,
    number          TEXT   NOT NULL,
    title           TEXT   NOT NULL,
    office_title    TEXT   NOT NULL,
    application_id  TEXT   NOT NULL,
    subject_id      TEXT   NOT NULL REFERENCES subjects (id),
    document_id     TEXT   NOT NULL REFERENCES documents (id),
    sha256          TEXT   NOT NULL,
    officer         TEXT   NOT NULL,
    signer          TEXT   NOT NULL,
    signer_position TEXT   NOT NULL,
    issuer          TEXT   NOT NULL,
    letter_date     TEXT   NOT NULL,
    signed_at       BIGINT NOT NULL,
    retention       TEXT   NOT NULL
);

CREATE UNIQUE INDEX letters_by_sha256 ON letters (sha256);

CREATE TABLE signing_intents (
    id             TEXT   NOT NULL PRIMARY KEY,
    application_id TEXT   NOT NULL,
    officer        TEXT   NOT NULL,
    content_sha256 TEXT   NOT NULL,
    state          TEXT   NOT NULL CHECK (state IN ('PENDING', 'SIGNED', 'FAILED')),
    lease_until    BIGINT NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE TABLE outbox (
    application_id TEXT   NOT NULL,
    sequence       BIGINT NOT NULL,
    kind           TEXT   NOT NULL,
    body           TEXT   NOT NULL,
    created_at     BIGINT NOT NULL,
    delivered_at   BIGINT,
    PRIMARY KEY (application_id, sequence, kind)
);

CREATE TABLE api_keys (
    key_hash   $blob$ NOT NULL PRIMARY KEY,
    system     TEXT   NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('portal', 'office')),
    office     TEXT,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
