-- One row a seal, made once and stored with the intent to sign; its text lies sealed under the applicant's key. A seal of
-- an intent that failed keeps its index: an index is never used twice.
CREATE TABLE seals (
    status_index BIGINT NOT NULL PRIMARY KEY,
    intent_id    TEXT   NOT NULL UNIQUE,
    code         TEXT   NOT NULL,
    identity     TEXT   NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL
);

CREATE INDEX seals_by_code ON seals (code);

-- Every status list that was published: a checker refuses a lower sequence, so none is forgotten.
CREATE TABLE seal_status_lists (
    sequence  BIGINT NOT NULL PRIMARY KEY,
    issued_at BIGINT NOT NULL,
    content   TEXT   NOT NULL,
    list      $blob$ NOT NULL
);
