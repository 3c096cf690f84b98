-- Who may sign for an office, and who holds a role for a time. Rows are ended, never deleted: old letters cite them.
CREATE TABLE mandates (
    id                 TEXT   NOT NULL PRIMARY KEY,
    office             TEXT   NOT NULL,
    officer            TEXT   NOT NULL,
    position           TEXT   NOT NULL,
    capacity           TEXT   NOT NULL,
    on_behalf_of       TEXT,
    series             TEXT   NOT NULL,
    valid_from         BIGINT NOT NULL,
    valid_until        BIGINT,
    legal_basis        TEXT   NOT NULL,
    certificate_sha256 TEXT   NOT NULL,
    created_by         TEXT   NOT NULL,
    created_at         BIGINT NOT NULL
);

CREATE INDEX mandates_by_office ON mandates (office, created_at, id);

CREATE TABLE delegations (
    id          TEXT   NOT NULL PRIMARY KEY,
    office      TEXT   NOT NULL,
    officer     TEXT   NOT NULL,
    role        TEXT   NOT NULL,
    sector      TEXT,
    valid_from  BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    legal_basis TEXT   NOT NULL,
    created_by  TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE INDEX delegations_by_office ON delegations (office, created_at, id);
CREATE INDEX delegations_by_officer ON delegations (officer, office, valid_until);
